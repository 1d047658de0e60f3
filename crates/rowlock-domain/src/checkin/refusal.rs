//! What stands against a command about check-ins.

use crate::refusal::refusals;

refusals! {
    /// The meeting is over.
    MeetingAlreadyClosed() "That meeting is closed, so this check-in comes too late. Nothing you wrote is lost: send it for the next meeting, or leave it as a note.",
    /// The meeting is not held.
    MeetingNotHeld() "That meeting is not held: it was skipped or cancelled. Check in for the next one.",
    /// The meeting takes no check-ins.
    NoCheckInHere(title: &str) "“{title}” takes no check-ins.",
    /// The member has no seat in the group that meets.
    NoSeatThere(member: &str) field "member" "{member} has no seat in the group that meets.",
    /// Confidence out of bounds.
    ConfidenceOutOfBounds(value: u8) field "confidence" "Confidence goes from 1 (will miss) to 5 (certain), not {value}.",
    /// It fell, and nobody says why.
    FallWithoutReason(before: u8, now: u8) field "confidence_reason" "Confidence fell from {before} to {now}. Say why in a few words: others may be able to help.",
    /// It is there already.
    AlreadyCheckedIn(member: &str) "{member} has checked in already, so there is nothing to remind of.",
}
