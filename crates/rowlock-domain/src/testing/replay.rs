//! The live model must equal the model replayed from the log as it is stored.

use crate::{Event, Recorded, Workspace};
use std::sync::Arc;

/// Replays the journal, each event encoded and decoded, and compares.
///
/// # Panics
/// When an event does not survive storage or the models differ.
pub fn assert_replay(live: &Workspace) {
    let mut replayed = Workspace::default();
    for recorded in &live.journal {
        let kind = recorded.event.kind();
        let event = Event::decode(kind, &recorded.event.payload()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(event, recorded.event, "{kind} changes when it is stored");
        replayed.apply(Arc::new(Recorded { stamp: recorded.stamp, event }));
    }
    assert!(replayed == *live, "the replayed model differs from the live one");
}
