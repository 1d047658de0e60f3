//! Decisions: what was decided, because of what, whom it binds, when to look again.

mod list;
mod one;

use crate::routes::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/decisions", list::show);
    routes.command("/{workspace}/groups/{group}/decisions", list::make);
    routes.get("/{workspace}/decisions/{number}", one::show);
}
