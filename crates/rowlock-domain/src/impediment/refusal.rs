//! What stands against a command about impediments.

use crate::{ImpedimentId, refusal::refusals};

refusals! {
    /// It is said to be removed already.
    ImpedimentAlreadyResolved(id: ImpedimentId) "{id} is resolved already. Reopen it if it is back.",
    /// It was confirmed or withdrawn.
    ImpedimentAlreadyClosed(id: ImpedimentId) "{id} is closed. Reopen it first if it is back.",
    /// It lives on in another one.
    ImpedimentMergedAway(id: ImpedimentId, into: ImpedimentId) "{id} was merged into {into}. Go on there.",
    /// It is open.
    ImpedimentStillOpen(id: ImpedimentId) "{id} is still open, so there is nothing to reopen.",
    /// Nobody has said that it is removed.
    ImpedimentNotResolved(id: ImpedimentId) "Nobody has said that {id} is resolved, so it cannot be confirmed yet.",
    /// There is no rung above.
    EscalatedPastTheTop(id: ImpedimentId) "{id} stands on the last rung: nobody is above. Name somebody as the last rung in the group's settings, or find an owner here.",
    /// Rungs are climbed one by one.
    NotTheNextRung(id: ImpedimentId, next: &str) "{id} goes up one rung at a time; the next one is {next}.",
    /// It stands where it was raised.
    ImpedimentNotEscalated(id: ImpedimentId) "{id} stands where it was raised, so there is nobody to return it to.",
    /// It cannot live on in itself.
    MergedIntoItself(id: ImpedimentId) field "into" "{id} cannot be merged into itself. Choose the other impediment.",
    /// The other one is closed.
    MergedIntoClosed(into: ImpedimentId) field "into" "{into} is closed. Reopen it first, or choose another impediment.",
    /// A cause that is not on the list.
    CauseNotListed(cause: &str) field "cause" "“{cause}” is not one of this workspace's causes. Choose one from the list, or leave it unsaid.",
    /// Too many teams are named.
    TooManyTeams() field "teams" "At most 200 teams can be named. Name the group's own impediment instead.",
}
