//! Published forecasts: what was said about goals at a moment, kept so that it can later be compared with what came.
//!
//! The numbers are computed outside (`rowlock-analysis`) from the log up to a version; here they are a statement that
//! somebody makes, like a promise. Chances are whole percents: the log knows no fractions.

mod apply;
pub mod command;
mod decide;
pub mod event;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{Date, GoalId, Instant, PersonId, workspace::Measure};
use serde::{Deserialize, Serialize};

/// What is said about one goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Foretold {
    /// Which goal.
    pub goal: GoalId,
    /// Its date at that moment.
    pub target: Option<Date>,
    /// Of 100 futures, how many have it done by the target; `None` without one.
    pub chance_percent: Option<u8>,
    /// The date by which half of the futures have it done.
    pub even: Date,
    /// The date by which 85 of 100 futures have it done.
    pub sure: Date,
}

/// A forecast of a goal, as it was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// When.
    pub at: Instant,
    /// By whom; `None` = by the clock, at the close of a meeting.
    pub by: Option<PersonId>,
    /// The day from which it looked ahead.
    pub as_of: Date,
    /// By what it counted how long impediments last.
    pub measure: Measure,
    /// What it said.
    pub said: Foretold,
}
