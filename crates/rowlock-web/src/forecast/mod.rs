//! The forecast of a group: how likely each product goal hits its date, what drives the risk, what if, how right were we.
//!
//! The numbers are `rowlock-analysis`'s; here they are asked for once ([`outlooks`]) and told in words. Where history is
//! short there are words without numbers; a goal of which nothing can be said says why.

mod asked;
mod curve;
mod goals;
pub mod outlooks;
mod page;
mod publish;
mod raise;
mod right;
mod risk;
mod what_if;

pub(crate) use publish::save_after_meeting;

use crate::routes::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/forecast", page::show);
    routes.post("/{workspace}/groups/{group}/forecast", publish::publish);
}
