//! Follow-ups: what must be done, by whom, until when.

mod list;
mod one;

use crate::routes::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/follow-ups", list::show);
    routes.command("/{workspace}/groups/{group}/follow-ups", list::assign);
    routes.get("/{workspace}/follow-ups/{number}", one::show);
    routes.command("/{workspace}/follow-ups/{number}/owner", one::hand_on);
    routes.command("/{workspace}/follow-ups/{number}/date", one::date);
    routes.command("/{workspace}/follow-ups/{number}/completion", one::finish);
    routes.command("/{workspace}/follow-ups/{number}/drop", one::drop);
    routes.command("/{workspace}/follow-ups/{number}/reopening", one::reopen);
}
