//! Harbour, the sample organisation: eleven teams in two groups under one, three months of history made by commands.
//!
//! A script, not a copy of a database: its steps are decided like anybody else's, by a clock that ends now.
//! Everything is told relative to the next meeting of Product, so that it looks alive on any day; nothing is random.

mod cast;
mod checkins;
mod days;
mod dependencies;
mod forecasts;
mod goals;
mod history;
mod impediments;
mod meetings;
mod organisation;
mod plot;
mod stage;
#[cfg(test)]
mod tests;
mod today;

pub use cast::Profile;

use crate::{Actor, Calendar, Command, Instant, PersonId, Refusal};

/// One batch of commands, at its moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When; never earlier than the step before, never later than now.
    pub at: Instant,
    /// Who.
    pub actor: Actor,
    /// For whom, when the operator acts for a person.
    pub on_behalf_of: Option<PersonId>,
    /// What, together or not at all.
    pub commands: Vec<Command>,
}

/// The whole sample.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// Names, addresses and handles, which stand outside the log.
    pub people: Vec<Profile>,
    /// In the order in which they happen.
    pub steps: Vec<Step>,
    /// What the rules refused while it was written; empty, unless a rule has changed. Those steps are left out.
    pub refused: Vec<(String, Refusal)>,
}

/// Writes the sample for a clock that ends at `now`.
#[must_use]
pub fn harbour(calendar: &dyn Calendar, now: Instant) -> Script {
    let days = days::Days::new(calendar, now);
    let mut stage = stage::Stage::new(calendar, &days);
    let mut plot = plot::Plot::default();
    organisation::plan(&mut plot, &days);
    goals::plan(&mut plot, &days);
    dependencies::plan(&mut plot, &days);
    forecasts::plan(&mut plot, &days);
    impediments::plan(&mut plot, &days);
    history::plan(&mut plot, &days);
    checkins::plan(&mut plot, &days);
    meetings::plan(&mut plot, &days);
    today::plan(&mut plot, &days);
    plot.play(&mut stage, now);
    stage.script()
}
