//! Goals: product goals of a group with the sprint goals and items that serve them; what is missing, vague or unsupported is named.
//!
//! A team sets its sprint goal on its own page or in its check-in.

mod actions;
mod detail;
mod gaps;
mod page;
mod sprints;
mod words;

use crate::routes::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/goals", page::show);
    routes.command("/{workspace}/groups/{group}/goals", page::set);
    routes.get("/{workspace}/goals/{number}", detail::show);
    routes.command("/{workspace}/goals/{number}/title", actions::retitle);
    routes.command("/{workspace}/goals/{number}/tell", actions::tell);
    routes.command("/{workspace}/goals/{number}/date", actions::date);
    routes.command("/{workspace}/goals/{number}/supports", actions::support);
    routes.command("/{workspace}/goals/{number}/met", actions::meet);
    routes.command("/{workspace}/goals/{number}/missed", actions::miss);
    routes.command("/{workspace}/goals/{number}/drop", actions::drop);
    routes.command("/{workspace}/goals/{number}/reopening", actions::reopen);
}
