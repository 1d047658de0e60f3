//! What one can ask of follow-ups.

use crate::{Date, FollowUpId, GroupId, MeetingId, PersonId, TeamId, Text, Thing, macros::commands};

commands! {
    /// Agree that somebody does something by a date.
    AssignFollowUp { group: GroupId, text: Text, owner: PersonId, team: Option<TeamId>, due: Option<Date>, meeting: Option<MeetingId>, about: Option<Thing> }
    /// Hand it on.
    HandOnFollowUp { follow_up: FollowUpId, owner: PersonId }
    /// Move its date.
    DateFollowUp { follow_up: FollowUpId, due: Option<Date>, why: Text }
    /// Say that it is done.
    FinishFollowUp { follow_up: FollowUpId }
    /// Say that it will not be done.
    DropFollowUp { follow_up: FollowUpId, why: Text }
    /// It is to be done again.
    ReopenFollowUp { follow_up: FollowUpId }
}
