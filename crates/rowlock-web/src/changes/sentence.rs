//! Every event as one sentence.

use crate::view::View;
use rowlock_domain::Recorded;

/// The event in plain words: "IMP-12 is resolved."
pub fn plain(_view: &View, recorded: &Recorded) -> String {
    recorded.event.kind().to_owned()
}
