//! What one can ask of check-ins. The occurrence of a series becomes a meeting first (see `meeting::Occasion`).

use super::Words;
use crate::{MeetingId, Member, macros::commands, meeting::Occasion};

commands! {
    /// Check in for a seat, or amend it until the meeting closes. What it says of promises, impediments, progress and the rest are further commands of the same batch.
    CheckInSeat { occasion: Occasion, member: Member, words: Words }
    /// Ask the seat's ambassador to check in (the clock does).
    AskCheckIn { occasion: Occasion, member: Member }
    /// Remind the seat's ambassador, by hand or by the clock.
    RemindCheckIn { meeting: MeetingId, member: Member }
}
