//! Check-ins: one per seat and meeting; given, amended until the meeting closes. Drafts stand in a plain table.
//!
//! What a check-in changes elsewhere (impediments, promises, confidence) are events of those nouns, made by the same
//! batch of commands; here stand its own lines, so that a closed meeting's check-ins can be read as they were.

mod apply;
mod changed;
pub mod command;
mod decide;
pub mod event;
mod prefill;
pub mod query;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{DependencyId, ImpedimentId, Instant, PersonId, Text, Title};
use serde::{Deserialize, Serialize};

/// What an ambassador says for the team.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Done since last time.
    pub done: Vec<DoneLine>,
    /// Planned last time and dropped.
    pub dropped: Vec<Title>,
    /// What comes next; offered as ticks next time.
    pub next: Vec<Title>,
    /// Obstacles that the team solves itself.
    pub own_obstacles: Vec<Title>,
    /// Impediments that hold the team back: raised with this check-in or still there.
    pub impediments: Vec<ImpedimentId>,
    /// What was said of promises and of what the team waits for.
    pub dependencies: Vec<DependencyId>,
    /// Anything others should know; may be empty.
    pub others: Text,
    /// How sure of the sprint goal, 1 to 5.
    pub confidence: Option<u8>,
    /// Why it fell; may be empty.
    pub confidence_reason: Text,
    /// A line by the Product Owner; may be empty.
    pub product_owner_line: Text,
}

/// One line of what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoneLine {
    /// What.
    pub text: Title,
    /// Whether it was planned last time.
    pub planned: bool,
}

/// A check-in as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckIn {
    /// Who gave it for the seat.
    pub by: Option<PersonId>,
    /// When it was first given.
    pub given_at: Instant,
    /// When it was last amended.
    pub amended_at: Option<Instant>,
    /// What it says.
    pub words: Words,
}
