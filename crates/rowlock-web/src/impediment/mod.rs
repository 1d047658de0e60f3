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
    routes.post("/{workspace}/groups/{group}/impediments", raise::raise);
    routes.get("/{workspace}/groups/{group}/impediments/new", raise::show);
    routes.get("/{workspace}/impediments/{number}", detail::show);
    routes.post("/{workspace}/impediments/{number}/topic", agenda::propose);
    routes.post("/{workspace}/impediments/{number}/title", actions::retitle);
    routes.post("/{workspace}/impediments/{number}/details", actions::describe);
    routes.post("/{workspace}/impediments/{number}/severity", actions::set_severity);
    routes.post("/{workspace}/impediments/{number}/teams", actions::name_teams);
    routes.post("/{workspace}/impediments/{number}/owner", actions::own);
    routes.post("/{workspace}/impediments/{number}/owner/end", actions::disown);
    routes.post("/{workspace}/impediments/{number}/escalation", actions::escalate);
    routes.post("/{workspace}/impediments/{number}/answer", actions::answer);
    routes.post("/{workspace}/impediments/{number}/contributions", actions::contribute);
    routes.post("/{workspace}/impediments/{number}/resolution", actions::resolve);
    routes.post("/{workspace}/impediments/{number}/confirmation", actions::confirm);
    routes.post("/{workspace}/impediments/{number}/return", actions::reopen);
    routes.post("/{workspace}/impediments/{number}/withdrawal", actions::withdraw);
    routes.post("/{workspace}/impediments/{number}/merge", actions::merge);
}
