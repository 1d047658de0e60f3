//! Impediments: what holds a team back and needs others. New, owned, resolved, confirmed; reopened, withdrawn, merged.
//!
//! "In follow-up" and "escalated" are derived (`query.rs`), never states. The owner stays until the upper level names one.

mod apply;
pub mod command;
mod decide;
pub mod event;
mod ladder;
pub mod query;
mod refusal;
pub mod stopwatch;
#[cfg(test)]
mod tests;

use crate::{GoalId, GroupId, ImpedimentId, Instant, Origin, PersonId, TeamId, Text, Title, macros::words};
use imbl::{OrdSet, Vector};
use serde::{Deserialize, Serialize};

words! {
    /// How much it holds back.
    Severity {
        /// Work stops: a blocker.
        Stops = "stops",
        /// Work goes on, slower.
        Slows = "slows",
    }
}

words! {
    /// What a contribution is.
    ContributionKind {
        /// Something to know.
        Remark = "remark",
        /// Something to do.
        Proposal = "proposal",
    }
}

/// Where an impediment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImpedimentState {
    /// Raised; nobody owns it.
    New,
    /// Somebody works on removing it.
    Owned,
    /// Said to be removed; the team that raised it has not confirmed.
    Resolved,
    /// Confirmed by the team that raised it.
    Confirmed,
    /// Taken back, with the reason.
    Withdrawn(Text),
    /// It lives on in another one.
    Merged(ImpedimentId),
}

/// The rung on which an impediment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// A group's meeting.
    #[serde(rename = "group")]
    Group(GroupId),
    /// A named person, the last rung.
    #[serde(rename = "person")]
    Person(PersonId),
}

/// An impediment.
#[derive(Clone, Debug, PartialEq)]
pub struct Impediment {
    /// Number.
    pub id: ImpedimentId,
    /// What stands in the way.
    pub title: Title,
    /// More about it; may be empty.
    pub details: Text,
    /// The team that raised it, if it was raised for one.
    pub team: Option<TeamId>,
    /// The group in which it was raised: its first rung.
    pub group: GroupId,
    /// Who wrote it down.
    pub raised_by: Option<PersonId>,
    /// When.
    pub raised_at: Instant,
    /// Whether work stops or slows.
    pub severity: Severity,
    /// The teams it holds back.
    pub holds_back: OrdSet<TeamId>,
    /// The teams of whom help is asked.
    pub asked: OrdSet<TeamId>,
    /// The goal that it endangers.
    pub goal: Option<GoalId>,
    /// Where it stands.
    pub state: ImpedimentState,
    /// Who removes it.
    pub owner: Option<PersonId>,
    /// When it first had an owner.
    pub owned_at: Option<Instant>,
    /// Since when it has been without an owner, while it has none and is open.
    pub unowned_since: Option<Instant>,
    /// Where it stands on the rungs.
    pub level: Level,
    /// Every step up or down, oldest first.
    pub rungs: Vec<Rung>,
    /// The versions at which something was said to it, oldest first; [`query::contributions`] has the words.
    pub contributions: Vector<u64>,
    /// What solved it, since it was last resolved.
    pub what_solved: Text,
    /// Its cause, one of the workspace's list; `None` = not said.
    pub cause: Option<Title>,
    /// When it was last resolved.
    pub resolved_at: Option<Instant>,
    /// When it was confirmed, withdrawn or merged.
    pub closed_at: Option<Instant>,
    /// How often it came back.
    pub reopened: u32,
    /// Where it came from.
    pub origin: Option<Origin>,
}

impl Impediment {
    /// Whether it still holds somebody back.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, ImpedimentState::New | ImpedimentState::Owned)
    }
}

/// One step on the rungs.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// From where.
    pub from: Level,
    /// To where.
    pub to: Level,
    /// Why, or the answer that came back down.
    pub why: Text,
}

/// A remark or proposal, as the journal has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution<'a> {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// Which of the two.
    pub kind: ContributionKind,
    /// What was said.
    pub text: &'a Text,
}
