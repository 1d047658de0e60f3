//! What one can ask of decisions.

use crate::{Date, DecisionId, GroupId, MeetingId, TeamId, Text, Thing, macros::commands};

commands! {
    /// Record a decision, perhaps in the place of an earlier one.
    MakeDecision {
        group: GroupId,
        text: Text,
        because: Text,
        binds: Vec<TeamId>,
        review_on: Option<Date>,
        meeting: Option<MeetingId>,
        about: Option<Thing>,
        supersedes: Option<DecisionId>,
    }
}
