//! Items: the list of a team's or group's, one of them with its relations and dependencies, what can be done to it, and which
//! could be the same work.

mod actions;
mod detail;
mod list;
mod overlap;
mod words;

use crate::routes::Routes;

pub(crate) use overlap::what_next;
pub(crate) use words::item_status;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/items", list::show);
    routes.command("/{workspace}/groups/{group}/items", list::add);
    routes.get("/{workspace}/items/{number}", detail::show);
    routes.command("/{workspace}/items/{number}/title", actions::retitle);
    routes.command("/{workspace}/items/{number}/state", actions::step);
    routes.command("/{workspace}/items/{number}/date", actions::date);
    routes.command("/{workspace}/items/{number}/goal", actions::serve);
    routes.command("/{workspace}/items/{number}/team", actions::hand_over);
    routes.command("/{workspace}/items/{number}/relations", actions::relate);
    routes.command("/{workspace}/items/{number}/relations/end", actions::unrelate);
    routes.command("/{workspace}/items/{number}/overlaps", overlap::answer);
    routes.command("/{workspace}/items/{number}/progress", actions::report);
}
