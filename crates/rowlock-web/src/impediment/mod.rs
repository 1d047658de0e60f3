//! Impediments: board, list, one of them with everything that can be done to it, and the form that raises one.

mod actions;
mod ageing;
mod agenda;
mod board;
mod detail;
mod list;
mod page;
mod raise;
mod ranked;
mod standing;
mod usual;

pub(crate) use detail::level_name;
pub(crate) use standing::{followed_up, standing};
pub(crate) use usual::usually;

use crate::routes::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/impediments", page::show);
    routes.command("/{workspace}/groups/{group}/impediments", raise::raise);
    routes.get("/{workspace}/groups/{group}/impediments/new", raise::show);
    routes.get("/{workspace}/impediments/{number}", detail::show);
    routes.command("/{workspace}/impediments/{number}/topic", agenda::propose);
    routes.command("/{workspace}/impediments/{number}/title", actions::retitle);
    routes.command("/{workspace}/impediments/{number}/details", actions::describe);
    routes.command("/{workspace}/impediments/{number}/severity", actions::set_severity);
    routes.command("/{workspace}/impediments/{number}/teams", actions::name_teams);
    routes.command("/{workspace}/impediments/{number}/owner", actions::own);
    routes.command("/{workspace}/impediments/{number}/owner/end", actions::disown);
    routes.command("/{workspace}/impediments/{number}/escalation", actions::escalate);
    routes.command("/{workspace}/impediments/{number}/answer", actions::answer);
    routes.command("/{workspace}/impediments/{number}/contributions", actions::contribute);
    routes.command("/{workspace}/impediments/{number}/resolution", actions::resolve);
    routes.command("/{workspace}/impediments/{number}/confirmation", actions::confirm);
    routes.command("/{workspace}/impediments/{number}/return", actions::reopen);
    routes.command("/{workspace}/impediments/{number}/withdrawal", actions::withdraw);
    routes.command("/{workspace}/impediments/{number}/merge", actions::merge);
}
