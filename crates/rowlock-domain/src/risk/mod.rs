//! Risks: what may yet hit a team, a goal or a date. Raised, then resolved, owned, accepted or mitigated (ROAM).

mod apply;
pub mod command;
mod decide;
pub mod event;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{Date, GoalId, GroupId, ImpedimentId, Instant, PersonId, RiskId, TeamId, Text, Title};

/// Where a risk stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RiskState {
    /// Seen; nothing agreed yet.
    Raised,
    /// It can no longer happen, or did not.
    Resolved(Text),
    /// Somebody watches it.
    Owned(PersonId),
    /// Known and lived with.
    Accepted(Text),
    /// Made smaller.
    Mitigated(Text),
    /// It happened.
    Became(ImpedimentId),
}

/// A risk.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// Number.
    pub id: RiskId,
    /// What may happen.
    pub title: Title,
    /// More about it; may be empty.
    pub details: Text,
    /// The group that looks after it.
    pub group: GroupId,
    /// The team it may hit.
    pub team: Option<TeamId>,
    /// The goal it may hit.
    pub goal: Option<GoalId>,
    /// When it may hit.
    pub expected_on: Option<Date>,
    /// Where it stands.
    pub state: RiskState,
    /// Who raised it.
    pub raised_by: Option<PersonId>,
    /// When.
    pub raised_at: Instant,
    /// When it last changed its state.
    pub moved_at: Instant,
}

impl Risk {
    /// Whether it may still hit.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, RiskState::Raised | RiskState::Owned(_))
    }
}
