//! Heads-ups: "we are about to get in your way", with a time window and the teams it touches.

mod apply;
pub mod command;
mod decide;
pub mod event;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{Date, HeadsUpId, Instant, TeamId, Text};
use imbl::OrdSet;

/// An announcement of what may get in others' way.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadsUp {
    /// Number.
    pub id: HeadsUpId,
    /// Who announces it.
    pub team: TeamId,
    /// What.
    pub text: Text,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// The teams it touches.
    pub touches: OrdSet<TeamId>,
    /// When it was announced.
    pub announced_at: Instant,
    /// When it was called over before its last day.
    pub over_at: Option<Instant>,
}
