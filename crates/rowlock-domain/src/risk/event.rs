//! What happened to risks.

use crate::{Date, GoalId, GroupId, ImpedimentId, PersonId, RiskId, TeamId, Text, Title, macros::events};

events! {
    /// Somebody sees what may happen.
    RiskRaised { risk: RiskId, title: Title, details: Text, group: GroupId, team: Option<TeamId>, goal: Option<GoalId>, expected_on: Option<Date> }
    /// It can no longer happen.
    RiskResolved { risk: RiskId, how: Text }
    /// Somebody watches it.
    RiskOwned { risk: RiskId, owner: PersonId }
    /// Nobody watches it any more.
    RiskDisowned { risk: RiskId, why: Text }
    /// It is lived with.
    RiskAccepted { risk: RiskId, why: Text }
    /// It was made smaller.
    RiskMitigated { risk: RiskId, how: Text }
    /// It happened.
    RiskBecameImpediment { risk: RiskId, impediment: ImpedimentId }
}
