//! Dependencies: list, board and matrix of a group, one handshake with everything that can be done to it, the form that asks for one.

mod actions;
mod ask;
mod board;
mod detail;
mod draw;
mod filter;
mod handlers;
mod handshake;
mod late;
mod layout;
mod list;
mod matrix;
mod page;
mod panel;
mod ranked;
mod words;

use crate::routes::Routes;

pub(crate) use ranked::order_of_teams;
use words::standing_status;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/dependencies", page::show);
    routes.command("/{workspace}/groups/{group}/dependencies", ask::ask);
    routes.get("/{workspace}/groups/{group}/dependencies/new", ask::show);
    routes.get("/{workspace}/dependencies/{number}", detail::show);
    routes.command("/{workspace}/dependencies/{number}/promise", handlers::promise);
    routes.command("/{workspace}/dependencies/{number}/counter", handlers::counter);
    routes.command("/{workspace}/dependencies/{number}/counter/taken", handlers::take_counter);
    routes.command("/{workspace}/dependencies/{number}/counter/refused", handlers::refuse_counter);
    routes.command("/{workspace}/dependencies/{number}/no", handlers::decline);
    routes.command("/{workspace}/dependencies/{number}/renewal", handlers::renew);
    routes.command("/{workspace}/dependencies/{number}/delivery", handlers::deliver);
    routes.command("/{workspace}/dependencies/{number}/delivery/refused", handlers::refuse_delivery);
    routes.command("/{workspace}/dependencies/{number}/acceptance", handlers::accept);
    routes.command("/{workspace}/dependencies/{number}/withdrawal", handlers::withdraw);
    routes.command("/{workspace}/dependencies/{number}/need", handlers::move_need);
    routes.command("/{workspace}/dependencies/{number}/title", handlers::retitle);
    routes.command("/{workspace}/dependencies/{number}/done-when", handlers::set_done_when);
    routes.command("/{workspace}/dependencies/{number}/inputs", handlers::chain);
    routes.command("/{workspace}/dependencies/{number}/inputs/end", handlers::unchain);
    routes.command("/{workspace}/dependencies/{number}/place", handlers::place);
    routes.command("/{workspace}/dependencies/{number}/reminder", handlers::remind);
    routes.command("/{workspace}/dependencies/{number}/topic", handlers::propose);
}
