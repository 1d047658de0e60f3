//! Time rules: what falls due by itself. Running it twice does nothing new.

use crate::{Calendar, Command, Instant, Workspace};

/// What the clock shall do now.
#[must_use]
pub fn due(_workspace: &Workspace, _calendar: &dyn Calendar, _now: Instant) -> Vec<Command> {
    Vec::new()
}

/// When to look again.
#[must_use]
pub fn next_due_at(_workspace: &Workspace, _calendar: &dyn Calendar, _now: Instant) -> Option<Instant> {
    None
}
