//! What one can ask of risks.

use super::super::impediment::Severity;
use crate::{Date, GoalId, GroupId, PersonId, RiskId, TeamId, Text, Title, macros::commands};

commands! {
    /// Say what may happen.
    RaiseRisk { title: Title, details: Text, group: GroupId, team: Option<TeamId>, goal: Option<GoalId>, expected_on: Option<Date> }
    /// Say that it can no longer happen.
    ResolveRisk { risk: RiskId, how: Text }
    /// Watch it, or let somebody.
    OwnRisk { risk: RiskId, owner: PersonId }
    /// Live with it.
    AcceptRisk { risk: RiskId, why: Text }
    /// Say how it was made smaller.
    MitigateRisk { risk: RiskId, how: Text }
    /// It happened: raise the impediment that it became.
    TurnRiskIntoImpediment { risk: RiskId, severity: Severity }
}
