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
mod dependency {
    use super::*;
    use crate::dependency::{command::*, event::*};
    pending! { events DependencyRequested, DependencyRetitled, DoneWhenSet, NeedMoved, DependencyPromised, PromiseMoved, DependencyCountered, CounterRefused, DependencyDeclined, DependencyRenewed, DependencyDelivered, DeliveryRefused, DeliveryTakenBack, DependencyAccepted, AcceptanceTakenBack, DependencyWithdrawn, DependencyChained, DependencyUnchained, DependencyPlaced, DependencyReminded ; commands RequestDependency, RetitleDependency, SetDoneWhen, MoveNeed, PromiseDependency, CounterDependency, TakeCounter, RefuseCounter, DeclineDependency, RenewDependency, DeliverDependency, RefuseDelivery, AcceptDependency, WithdrawDependency, ChainDependency, UnchainDependency, PlaceDependency, RemindDependency }
}
mod risk {
    use super::*;
    use crate::risk::{command::*, event::*};
    pending! { events RiskRaised, RiskResolved, RiskOwned, RiskAccepted, RiskMitigated, RiskBecameImpediment ; commands RaiseRisk, ResolveRisk, OwnRisk, AcceptRisk, MitigateRisk, TurnRiskIntoImpediment }
}
mod decision {
    use super::*;
    use crate::decision::{command::*, event::*};
    pending! { events DecisionMade, DecisionSuperseded ; commands MakeDecision }
}
mod follow_up {
    use super::*;
    use crate::follow_up::{command::*, event::*};
    pending! { events FollowUpAssigned, FollowUpHandedOn, FollowUpDisowned, FollowUpDated, FollowUpDone, FollowUpDropped, FollowUpReopened ; commands AssignFollowUp, HandOnFollowUp, DateFollowUp, FinishFollowUp, DropFollowUp, ReopenFollowUp }
}
