//! What stands against a command about follow-ups.

use crate::{FollowUpId, refusal::refusals};

refusals! {
    /// Nothing to do.
    FollowUpEmpty() field "text" "This is empty. Write what will happen, beginning with a verb.",
    /// The owner does not belong to the workspace.
    OwnerNotAMember() field "owner" "The owner must be a member of this workspace who has not left. Choose somebody from the list.",
    /// The date lies before today.
    DueInThePast() field "due" "That day has passed. Choose today or a later day.",
    /// The team does not exist any more.
    TeamArchived(team: &str) field "team" "{team} no longer takes part. Choose another team, or none.",
    /// The meeting is another group's.
    FollowUpElsewhere() "That meeting is not this group's. Assign the follow-up in the group that waits for it.",
    /// It is done or dropped.
    FollowUpClosed(follow_up: FollowUpId) "{follow_up} is closed already. Reopen it if there is still something to do.",
    /// It is still to be done.
    FollowUpStillOpen(follow_up: FollowUpId) "{follow_up} is still open; there is nothing to reopen.",
    /// No reason.
    DropReasonMissing() field "why" "Say in a few words why it will not be done: whoever waits for it reads it.",
}
