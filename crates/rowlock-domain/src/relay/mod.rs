//! Relays: after a meeting, what each seat's team must know. Held 30 s, sent, acknowledged or asked back.
//!
//! Their lines are facts computed from what changed for that team (`query.rs`) and stored as sent: a correction is a new entry.

mod apply;
mod brief;
pub mod command;
mod decide;
pub mod event;
pub mod query;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{Instant, PersonId, Text, Thing, macros::words};
use imbl::Vector;
use serde::{Deserialize, Serialize};

/// Relays are held back for this long, so that a slip of the hand can be taken back.
pub const HELD_SECONDS: i64 = 30;

words! {
    /// Where a line of a relay stands.
    Section {
        /// What changes for the team.
        Changes = "changes",
        /// What the team does.
        Does = "does",
        /// What is good to know.
        Know = "know",
    }
}

words! {
    /// The mark beside a line.
    Mark {
        /// On track.
        OnTrack = "on_track",
        /// At risk.
        AtRisk = "at_risk",
        /// Late.
        Late = "late",
        /// Nobody promised or owns it.
        Missing = "missing",
        /// Done.
        Done = "done",
        /// To do.
        Open = "open",
    }
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Where it stands.
    pub section: Section,
    /// Its mark.
    pub mark: Mark,
    /// What it is about.
    pub thing: Option<Thing>,
    /// The fact.
    pub text: Text,
    /// More; may be empty.
    pub more: Text,
}

/// What a seat's team is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brief {
    /// The largest change for the team.
    pub headline: Text,
    /// The facts, in order.
    pub lines: Vec<Line>,
}

/// The relay of one seat after one meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relay {
    /// A sentence added by hand.
    pub sentence: Option<Text>,
    /// What was sent.
    pub brief: Option<Brief>,
    /// When.
    pub sent_at: Option<Instant>,
    /// When the team was said to know, and by whom.
    pub acknowledged: Option<(Instant, Option<PersonId>)>,
    /// Questions back and their answers, oldest first.
    pub questions: Vector<Question>,
}

/// A question back to the group.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// The question.
    pub text: Text,
    /// When it was answered, by whom, and what.
    pub answer: Option<(Instant, Option<PersonId>, Text)>,
}
