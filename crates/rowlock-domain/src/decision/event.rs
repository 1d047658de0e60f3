//! What happened to decisions.

use crate::{Date, DecisionId, GroupId, MeetingId, TeamId, Text, Thing, macros::events};

events! {
    /// A group decided.
    DecisionMade {
        decision: DecisionId,
        group: GroupId,
        text: Text,
        because: Text,
        binds: Vec<TeamId>,
        review_on: Option<Date>,
        meeting: Option<MeetingId>,
        about: Option<Thing>,
    }
    /// A later decision took its place.
    DecisionSuperseded { decision: DecisionId, by: DecisionId }
}
