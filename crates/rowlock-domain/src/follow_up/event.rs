//! What happened to follow-ups.

use crate::{Date, FollowUpId, GroupId, MeetingId, PersonId, TeamId, Text, Thing, macros::events};

events! {
    /// Somebody will do something.
    FollowUpAssigned {
        follow_up: FollowUpId,
        group: GroupId,
        text: Text,
        owner: PersonId,
        team: Option<TeamId>,
        due: Option<Date>,
        meeting: Option<MeetingId>,
        about: Option<Thing>,
    }
    /// Somebody else will.
    FollowUpHandedOn { follow_up: FollowUpId, owner: PersonId }
    /// Nobody will any more.
    FollowUpDisowned { follow_up: FollowUpId, why: Text }
    /// By another date.
    FollowUpDated { follow_up: FollowUpId, due: Option<Date>, why: Text }
    /// It is done.
    FollowUpDone { follow_up: FollowUpId }
    /// It will not be done.
    FollowUpDropped { follow_up: FollowUpId, why: Text }
    /// It is to be done again.
    FollowUpReopened { follow_up: FollowUpId }
}
