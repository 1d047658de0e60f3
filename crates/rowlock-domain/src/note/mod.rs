//! Daily notes: a line a member leaves during the week; they become the draft of the next check-in.

mod apply;
pub mod command;
mod decide;
pub mod event;
#[cfg(test)]
mod tests;

use crate::{Instant, PersonId, Text};

/// A line left for the team's next check-in.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// The line.
    pub text: Text,
}
