//! Decisions: text, because, the teams they bind, maybe a date to look again; superseded by a later one.

mod apply;
pub mod command;
pub(crate) mod decide;
pub mod event;
pub mod query;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{Date, DecisionId, GroupId, Instant, MeetingId, PersonId, TeamId, Text, Thing};
use imbl::OrdSet;

/// A decision of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Number.
    pub id: DecisionId,
    /// The group that made it.
    pub group: GroupId,
    /// What was decided.
    pub text: Text,
    /// Why; may be empty.
    pub because: Text,
    /// The teams it binds.
    pub binds: OrdSet<TeamId>,
    /// When to look at it again.
    pub review_on: Option<Date>,
    /// The meeting in which it was made.
    pub meeting: Option<MeetingId>,
    /// The thing it is about.
    pub about: Option<Thing>,
    /// Who wrote it down.
    pub made_by: Option<PersonId>,
    /// When.
    pub made_at: Instant,
    /// The decision that took its place.
    pub superseded_by: Option<DecisionId>,
}
