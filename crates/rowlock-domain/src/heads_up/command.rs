//! What one can ask of heads-ups.

use crate::{Date, HeadsUpId, TeamId, Text, macros::commands};

commands! {
    /// Announce something that may get in others' way.
    AnnounceHeadsUp { team: TeamId, text: Text, from: Date, until: Date, touches: Vec<TeamId> }
    /// Change its days.
    MoveHeadsUp { heads_up: HeadsUpId, from: Date, until: Date }
    /// Call it over.
    EndHeadsUp { heads_up: HeadsUpId }
}
