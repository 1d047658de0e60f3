//! What changed: since the last meeting, since one last looked, between two moments.

pub mod sentence;

use crate::view::View;
use rowlock_domain::Recorded;

/// Where to post to take the event back, if it can be.
pub(crate) fn undo_href(_view: &View, _recorded: &Recorded) -> Option<String> {
    None
}
