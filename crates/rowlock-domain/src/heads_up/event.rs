//! What happened to heads-ups.

use crate::{Date, HeadsUpId, TeamId, Text, macros::events};

events! {
    /// A team announced something that may get in others' way.
    HeadsUpAnnounced { heads_up: HeadsUpId, team: TeamId, text: Text, from: Date, until: Date, touches: Vec<TeamId> }
    /// Its days changed.
    HeadsUpMoved { heads_up: HeadsUpId, from: Date, until: Date }
    /// It is over before its last day.
    HeadsUpEnded { heads_up: HeadsUpId }
}
