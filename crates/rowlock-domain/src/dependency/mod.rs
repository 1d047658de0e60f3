//! Dependencies: a handshake between a consumer and a provider team, with every need and promise it ever had.
//!
//! requested ⇄ countered → promised → delivered → accepted; declined, withdrawn.
//! Lateness and risk are derived (`query.rs`): they depend on today.

mod apply;
pub mod chain;
pub mod command;
mod decide;
pub mod event;
pub mod outlook;
pub mod query;
mod refusal;
pub mod sentence;
#[cfg(test)]
mod tests;

use crate::{Date, DependencyId, GoalId, Instant, ItemId, Origin, PersonId, TeamId, Text, Title, goal::DateSet};
use imbl::OrdSet;

/// Where the handshake stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DependencyState {
    /// The consumer asked; the provider has not answered.
    Requested,
    /// The provider offers something else; the consumer has not answered.
    Countered {
        /// The date offered.
        on: Option<Date>,
        /// What is offered.
        offer: Text,
    },
    /// The provider promised a date.
    Promised,
    /// The provider says it is there; the consumer has not said that it works.
    Delivered,
    /// The consumer says that it works there.
    Accepted,
    /// The provider said no, with the reason.
    Declined(Text),
    /// The consumer no longer needs it, with the reason.
    Withdrawn(Text),
}

/// What one team needs from another.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependency {
    /// Number.
    pub id: DependencyId,
    /// What is needed.
    pub title: Title,
    /// The team that needs it.
    pub consumer: TeamId,
    /// The team that gives it.
    pub provider: TeamId,
    /// How one can tell that it is done; may be empty.
    pub done_when: Text,
    /// Every date by which it was needed, oldest first; the last one holds.
    pub needs: Vec<DateSet>,
    /// Every date for which it was promised, oldest first; the last one holds.
    pub promises: Vec<DateSet>,
    /// Where the handshake stands.
    pub state: DependencyState,
    /// Who asked.
    pub requested_by: Option<PersonId>,
    /// When.
    pub requested_at: Instant,
    /// Since when the provider has owed an answer, while it does: asked, asked again, or its counter not taken.
    pub asked_at: Instant,
    /// When the provider first answered.
    pub answered_at: Option<Instant>,
    /// When it was first said to be delivered.
    pub first_delivered_at: Option<Instant>,
    /// When it was last said to be delivered, while it is.
    pub delivered_at: Option<Instant>,
    /// What was said with the delivery.
    pub delivery_note: Text,
    /// When it was accepted, declined or withdrawn.
    pub closed_at: Option<Instant>,
    /// When the provider was last reminded to answer, or the consumer to accept.
    pub reminded_at: Option<Instant>,
    /// The consumer's item that it serves.
    pub consumer_item: Option<ItemId>,
    /// The goal that it serves.
    pub goal: Option<GoalId>,
    /// The provider's item that yields it.
    pub provider_item: Option<ItemId>,
    /// Dependencies that it waits for.
    pub waits_for: OrdSet<DependencyId>,
    /// Where it came from.
    pub origin: Option<Origin>,
}

impl Dependency {
    /// The date by which it is needed; `None` = no date yet.
    #[must_use]
    pub fn needed_by(&self) -> Option<Date> {
        self.needs.last().and_then(|d| d.date)
    }

    /// The date for which it is promised, while a promise holds.
    #[must_use]
    pub fn promised_for(&self) -> Option<Date> {
        match self.state {
            DependencyState::Promised | DependencyState::Delivered | DependencyState::Accepted => self.promises.last().and_then(|d| d.date),
            _ => None,
        }
    }

    /// Whether somebody still has to do or answer something.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.state, DependencyState::Accepted | DependencyState::Declined(_) | DependencyState::Withdrawn(_))
    }
}
