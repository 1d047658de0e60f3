//! What stands against a command about dependencies.

use crate::{Date, DependencyId, refusal::refusals};

refusals! {
    /// A team cannot wait for itself.
    DependencyOnItself(team: &str) field "provider" "{team} cannot depend on itself. Choose the team that provides it, or make it an item of its own.",
    /// The item is another team's.
    ItemOfAnotherTeam(item: crate::ItemId, team: &str) field "item" "{item} is not {team}'s. Choose one of {team}'s items.",
    /// It is over.
    DependencyAlreadyAccepted(id: DependencyId) "{id} was accepted: it works at the other end. Ask for something new instead.",
    /// It was declined.
    DependencyWasDeclined(id: DependencyId) "{id} was declined. Whoever needs it can ask again.",
    /// It was withdrawn.
    DependencyWasWithdrawn(id: DependencyId) "{id} was withdrawn: nobody needs it any more. Ask for it anew.",
    /// It is there already.
    DependencyAlreadyDelivered(id: DependencyId) "{id} is delivered already; whoever needs it says whether it works.",
    /// It is not there yet.
    DependencyNotDelivered(id: DependencyId) "{id} is not delivered yet, so there is nothing to accept or refuse.",
    /// A promise stands.
    DependencyAlreadyPromised(id: DependencyId) "{id} is promised already. Give the promise another date instead.",
    /// A date that has passed.
    PromiseInThePast(today: Date) field "on" "A promise is for today or later. Take {today} or a later day; if it is there already, say that it is delivered.",
    /// A later promise without a reason.
    SlipWithoutReason(before: &str) field "why" "The promise was for {before}. Say why it comes later: whoever waits has to plan with it.",
    /// Nothing was offered.
    NothingOffered() field "offer" "Say what you offer instead, or for which date.",
    /// There is no offer.
    NoCounterOffer(id: DependencyId) "There is no counter-offer for {id} to answer.",
    /// An offer without a date.
    CounterWithoutDate(id: DependencyId) "The offer for {id} names no date, so it cannot become a promise. Ask the other team for a date.",
    /// It was not declined.
    DependencyNotDeclined(id: DependencyId) "{id} was not declined, so there is no need to ask again.",
    /// It cannot wait for itself.
    ChainedToItself(id: DependencyId) field "waits_for" "{id} cannot wait for itself. Choose the dependency that must come first.",
    /// A circle of waiting.
    DependencyCycle(circle: &str) "This closes a circle in which each waits for the next: {circle}. Untie one of them, or insist: then it is recorded and becomes a topic.",
    /// Too many at once.
    TooManyInputs() field "waits_for" "A dependency waits for at most 50 others. Chain them through one in between.",
}
