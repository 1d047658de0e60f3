//! What happened to check-ins.

use super::Words;
use crate::{MeetingId, Member, macros::events};

events! {
    /// The seat's ambassador was asked to check in.
    CheckInAsked { meeting: MeetingId, member: Member }
    /// And reminded.
    CheckInReminded { meeting: MeetingId, member: Member }
    /// The seat checked in.
    CheckInGiven { meeting: MeetingId, member: Member, words: Words }
    /// It changed what it had said.
    CheckInAmended { meeting: MeetingId, member: Member, words: Words }
}
