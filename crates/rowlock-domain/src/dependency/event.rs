//! What happened to dependencies.

use crate::{Date, DependencyId, GoalId, ItemId, Origin, TeamId, Text, Title, macros::events};

events! {
    /// A team asked another for something.
    DependencyRequested {
        dependency: DependencyId,
        title: Title,
        consumer: TeamId,
        provider: TeamId,
        needed_by: Option<Date>,
        done_when: Text,
        consumer_item: Option<ItemId>,
        goal: Option<GoalId>,
        origin: Option<Origin>,
    }
    /// It is worded otherwise.
    DependencyRetitled { dependency: DependencyId, title: Title }
    /// How one can tell that it is done.
    DoneWhenSet { dependency: DependencyId, done_when: Text }
    /// The consumer needs it by another date.
    NeedMoved { dependency: DependencyId, needed_by: Option<Date>, why: Text }
    /// The provider promised it for a date.
    DependencyPromised { dependency: DependencyId, on: Date }
    /// The provider moved the promise: a slip when later.
    PromiseMoved { dependency: DependencyId, on: Date, why: Text }
    /// The provider offered something else.
    DependencyCountered { dependency: DependencyId, on: Option<Date>, offer: Text }
    /// The consumer did not take the offer; the request stands.
    CounterRefused { dependency: DependencyId, why: Text }
    /// The provider said no.
    DependencyDeclined { dependency: DependencyId, why: Text }
    /// The consumer asked again after a no.
    DependencyRenewed { dependency: DependencyId, why: Text }
    /// The provider says it is there.
    DependencyDelivered { dependency: DependencyId, note: Text }
    /// The consumer says it does not work yet; the promise stands.
    DeliveryRefused { dependency: DependencyId, why: Text }
    /// The provider takes back a delivery said by a slip of the hand.
    DeliveryTakenBack { dependency: DependencyId }
    /// The consumer says that it works there.
    DependencyAccepted { dependency: DependencyId }
    /// The consumer takes back an acceptance.
    AcceptanceTakenBack { dependency: DependencyId }
    /// The consumer no longer needs it.
    DependencyWithdrawn { dependency: DependencyId, why: Text }
    /// It waits for another dependency.
    DependencyChained { dependency: DependencyId, waits_for: DependencyId }
    /// It no longer does.
    DependencyUnchained { dependency: DependencyId, waits_for: DependencyId }
    /// What it serves and what yields it.
    DependencyPlaced { dependency: DependencyId, consumer_item: Option<ItemId>, goal: Option<GoalId>, provider_item: Option<ItemId> }
    /// Whoever has to answer was reminded.
    DependencyReminded { dependency: DependencyId }
}
