//! Follow-ups: what must be done, by whom, until when.

mod list;
mod one;

use crate::routes::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/follow-ups", list::show);
    routes.post("/{workspace}/groups/{group}/follow-ups", list::assign);
    routes.get("/{workspace}/follow-ups/{number}", one::show);
    routes.post("/{workspace}/follow-ups/{number}/owner", one::hand_on);
    routes.post("/{workspace}/follow-ups/{number}/date", one::date);
    routes.post("/{workspace}/follow-ups/{number}/completion", one::finish);
    routes.post("/{workspace}/follow-ups/{number}/drop", one::drop);
    routes.post("/{workspace}/follow-ups/{number}/reopening", one::reopen);
}
