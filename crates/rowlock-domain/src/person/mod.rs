//! People. The log knows a random id; name, address and handle stand in a profile outside it, so that they can be erased.

mod apply;
pub mod command;
mod decide;
pub mod event;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{Instant, Origin, PersonId};

pub(crate) use decide::{check_member, owner_left};

/// A person of the workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Random id.
    pub id: PersonId,
    /// When they joined.
    pub joined_at: Instant,
    /// When they left, if they did.
    pub left_at: Option<Instant>,
    /// Where they came from.
    pub origin: Option<Origin>,
}
