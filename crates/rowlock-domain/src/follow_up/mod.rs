//! Follow-ups: what must be done, with one owner and a date; carried until closed.

mod apply;
pub mod command;
mod decide;
pub mod event;
pub mod query;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{Date, FollowUpId, GroupId, Instant, MeetingId, PersonId, TeamId, Text, Thing};

/// Where a follow-up stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowUpState {
    /// To be done.
    Assigned,
    /// Done.
    Done,
    /// Will not be done, with the reason.
    Dropped(Text),
}

/// Something that somebody does.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowUp {
    /// Number.
    pub id: FollowUpId,
    /// The group that waits for it.
    pub group: GroupId,
    /// What will happen.
    pub text: Text,
    /// Who does it; `None` = no owner.
    pub owner: Option<PersonId>,
    /// The team for which the owner does it.
    pub team: Option<TeamId>,
    /// By when.
    pub due: Option<Date>,
    /// The meeting in which it was agreed.
    pub meeting: Option<MeetingId>,
    /// The thing it is about.
    pub about: Option<Thing>,
    /// Where it stands.
    pub state: FollowUpState,
    /// When it was agreed.
    pub assigned_at: Instant,
    /// When it was done or dropped.
    pub closed_at: Option<Instant>,
}

impl FollowUp {
    /// Whether it is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == FollowUpState::Assigned
    }
}
