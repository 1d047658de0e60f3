//! The gate: first start, sign-in and sign-out, invitations, passwords, sessions, and each person's own page.
//!
//! Pages here stand outside a workspace, save `me` and `invite`. What a member may do inside is asked of the domain.

pub mod access;
pub mod cookie;
pub mod first;
pub mod invitation;
pub mod invite;
pub mod me;
pub mod next;
pub mod passwords;
pub mod reset;
pub mod sample;
pub mod sessions;
pub mod set_up;
pub mod sign_in;
pub mod token;
pub mod visitor;

use crate::routes::Routes;
use crate::site::Site;
use crate::ui::page::Head;
use maud::Markup;

pub(crate) fn routes(routes: &mut Routes) {
    first::routes(routes);
    set_up::routes(routes);
    sign_in::routes(routes);
    invitation::routes(routes);
    reset::routes(routes);
    sample::routes(routes);
    me::routes(routes);
    invite::routes(routes);
}

/// A page outside a workspace; `main` begins with its `h1`.
fn page(site: &Site, title: &str, main: Markup) -> Markup {
    let head = Head { title: title.to_owned(), server_now_ms: site.engine.clock().now().0, ..Head::default() };
    crate::ui::bare::bare(&head, main)
}
