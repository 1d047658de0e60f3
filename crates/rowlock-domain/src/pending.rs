//! Events and commands whose rules are still to be written. Each noun's lines go as its `apply.rs` and `decide.rs` come.

use crate::{Act, Apply, Context, Decide, Event, Refusal, Stamp, Workspace};

macro_rules! pending {
    (events $($event:ident),* ; commands $($command:ident),* $(,)?) => {
        $(impl Apply for $event { fn apply(&self, _: &mut Workspace, _: &Stamp) {} })*
        $(impl Decide for $command {
            fn act(&self, _: &Workspace) -> Result<Act, Refusal> { Ok(Act::Time) }
            fn decide(&self, _: &Context<'_>) -> Result<Vec<Event>, Refusal> { Err(Refusal::Unknown) }
        })*
    };
}

mod checkin {
    use super::*;
    use crate::checkin::{command::*, event::*};
    pending! { events CheckInAsked, CheckInReminded, CheckInGiven, CheckInAmended ; commands CheckInSeat, AskCheckIn, RemindCheckIn }
}
