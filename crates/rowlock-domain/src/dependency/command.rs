//! What one can ask of dependencies.

use crate::{Date, DependencyId, GoalId, ItemId, Origin, TeamId, Text, Title, macros::commands};

commands! {
    /// Ask another team for something. A cycle of dependencies is refused once and named; `despite_cycle` records it.
    RequestDependency {
        title: Title,
        consumer: TeamId,
        provider: TeamId,
        needed_by: Option<Date>,
        done_when: Text,
        consumer_item: Option<ItemId>,
        goal: Option<GoalId>,
        waits_for: Vec<DependencyId>,
        despite_cycle: bool,
        origin: Option<Origin>,
    }
    /// Correct its title.
    RetitleDependency { dependency: DependencyId, title: Title }
    /// Say how one can tell that it is done.
    SetDoneWhen { dependency: DependencyId, done_when: Text }
    /// Need it by another date.
    MoveNeed { dependency: DependencyId, needed_by: Option<Date>, why: Text }
    /// Promise it for a date; a changed promise needs the reason.
    PromiseDependency { dependency: DependencyId, on: Date, why: Text }
    /// Offer something else.
    CounterDependency { dependency: DependencyId, on: Option<Date>, offer: Text }
    /// Take the offer: it is promised for that date.
    TakeCounter { dependency: DependencyId }
    /// Do not take it.
    RefuseCounter { dependency: DependencyId, why: Text }
    /// Say no.
    DeclineDependency { dependency: DependencyId, why: Text }
    /// Ask again after a no.
    RenewDependency { dependency: DependencyId, why: Text }
    /// Say that it is there.
    DeliverDependency { dependency: DependencyId, note: Text }
    /// Say that it does not work yet.
    RefuseDelivery { dependency: DependencyId, why: Text }
    /// Say that it works there.
    AcceptDependency { dependency: DependencyId }
    /// No longer need it.
    WithdrawDependency { dependency: DependencyId, why: Text }
    /// Let it wait for another one.
    ChainDependency { dependency: DependencyId, waits_for: DependencyId, despite_cycle: bool }
    /// Undo that.
    UnchainDependency { dependency: DependencyId, waits_for: DependencyId }
    /// Say what it serves and what yields it.
    PlaceDependency { dependency: DependencyId, consumer_item: Option<ItemId>, goal: Option<GoalId>, provider_item: Option<ItemId> }
    /// Remind whoever has to answer.
    RemindDependency { dependency: DependencyId }
}
