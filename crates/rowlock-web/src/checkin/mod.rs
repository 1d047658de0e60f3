//! The check-in: what a seat says before the meeting, under a minute when little changed.
//!
//! [`Said`] is what was said, without HTTP; [`commands`] makes it one batch: the check-in, and what it changes
//! elsewhere (impediments raised, promises moved, progress, goals). The page (`page.rs` and its steps) fills a form from the
//! model (`fill.rs`), `read.rs` reads it back. Drafts are plain records, thrown away with the events of the check-in.

mod aside;
mod choose;
mod draft;
mod fill;
mod obstacles;
mod others;
mod page;
mod promises;
mod read;
mod said;
mod seat;
mod send;
mod sprint;

pub use said::{Answer, Ask, Counted, Judged, Known, NextGoal, OthersAs, Raised, Said, commands};

use crate::routes::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/check-in", choose::show);
    routes.get("/{workspace}/groups/{group}/check-in/{member}", page::show);
    routes.command("/{workspace}/groups/{group}/check-in/{member}", send::send);
    routes.post("/{workspace}/groups/{group}/check-in/{member}/draft", draft::save);
    routes.command("/{workspace}/groups/{group}/check-in/{member}/stand-in", choose::stand_in);
    routes.command("/{workspace}/groups/{group}/check-in/{member}/reminder", choose::remind);
}
