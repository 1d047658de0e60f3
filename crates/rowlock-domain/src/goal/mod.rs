//! Goals: product goals of groups with a date, sprint goals of teams that support them.

mod apply;
pub mod command;
mod decide;
pub mod event;
pub mod query;
mod refusal;
#[cfg(test)]
mod tests;

use crate::forecast::Published;
use crate::{Date, GoalId, GroupId, Instant, Origin, PersonId, TeamId, Text, Title};
use imbl::{OrdSet, Vector};
use std::sync::Arc;

/// Whose goal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoalOf {
    /// A product goal of a group.
    Group(GroupId),
    /// A team's goal for the sprint that begins on that day.
    Sprint(TeamId, Date),
}

/// Where a goal stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoalState {
    /// Being worked for.
    Set,
    /// Reached.
    Met,
    /// Not reached in time.
    Missed,
    /// Given up, with the reason.
    Dropped(Text),
}

/// A goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// Number.
    pub id: GoalId,
    /// Whose.
    pub of: GoalOf,
    /// What shall be so.
    pub title: Title,
    /// How one can tell that it is met; may be empty (then it is vague).
    pub tell: Text,
    /// Every date it had, oldest first; the last one holds.
    pub dates: Vector<DateSet>,
    /// Product goals that it supports.
    pub supports: OrdSet<GoalId>,
    /// Where it stands.
    pub state: GoalState,
    /// When it was set.
    pub set_at: Instant,
    /// When it was met, missed or dropped.
    pub closed_at: Option<Instant>,
    /// Where it came from.
    pub origin: Option<Origin>,
    /// What was forecast about it and published, oldest first.
    pub forecasts: Vector<Arc<Published>>,
}

/// A date that was given to something, and by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct DateSet {
    /// The date; `None` = no date yet.
    pub date: Option<Date>,
    /// When it was given.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// Why; may be empty.
    pub why: Text,
}

impl Goal {
    /// The date that holds.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.dates.last().and_then(|d| d.date)
    }

    /// Whether it is still worked for.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == GoalState::Set
    }
}
