//! Why a command about heads-ups changed nothing.

use crate::{Date, HeadsUpId, refusal::refusals};

refusals! {
    /// It ends before it begins.
    HeadsUpEndsBeforeItBegins(from: Date, until: Date) field "until" "It would be over on {until}, before it begins on {from}. Swap the days or correct one.",
    /// It is over already.
    WindowIsPast(until: Date) field "until" "{until} is past: a heads-up is about days to come. Choose a later last day.",
    /// A window of months warns nobody.
    WindowTooLong(days: i64) field "until" "{days} days is no heads-up. Name the days on which it really gets in the way, at most 92.",
    /// The announcing team itself.
    TouchesItself(name: &str) field "touches" "{name} announces it and need not be warned. Name the other teams.",
    /// It is over.
    HeadsUpIsOver(heads_up: HeadsUpId) "{heads_up} is over. Announce a new one.",
}
