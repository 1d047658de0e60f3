//! The forecast of a group: how likely each product goal hits its date, what drives the risk, what if, how right were we.
//!
//! The numbers are `rowlock-analysis`'s; here they are asked for once ([`outlooks`]) and told in words. Where history is
//! short there are words without numbers; a goal of which nothing can be said says why.

mod after_meetings;
mod asked;
mod brief;
mod clean_ups;
mod curve;
mod download;
mod goals;
mod opinions;
pub mod outlooks;
mod page;
mod publish;
mod raise;
mod right;
mod risk;
mod what_if;

pub use after_meetings::save_after_meetings;
pub(crate) use brief::{Brief, Chance};
pub(crate) use page::of_goal;

use crate::routes::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/forecast", page::show);
    routes.get("/{workspace}/groups/{group}/forecast.csv", download::csv);
    routes.get("/{workspace}/groups/{group}/forecast.json", download::json);
    routes.post("/{workspace}/groups/{group}/forecast", publish::publish);
}
