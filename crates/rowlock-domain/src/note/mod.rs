//! Daily notes: a line a member leaves during the week; they become the draft of the next check-in.

pub mod command;
pub mod event;

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
