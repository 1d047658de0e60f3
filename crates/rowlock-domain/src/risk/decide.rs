//! Rules of risks: raised by anybody; resolved, owned, accepted or mitigated by those who act for its team or lead the group.

use super::{
    Risk,
    command::{AcceptRisk, MitigateRisk, OwnRisk, RaiseRisk, ResolveRisk, TurnRiskIntoImpediment},
    event, refusal,
};
use crate::{Act, Context, Decide, Event, Refusal, RiskId, Text, Workspace, impediment::event::ImpedimentRaised};

/// Those who act for the team it may hit, else whoever leads the group.
fn tend(workspace: &Workspace, id: RiskId) -> Result<Act, Refusal> {
    let risk = workspace.risk(id).ok_or(Refusal::Unknown)?;
    Ok(risk.team.map_or(Act::Lead(risk.group), Act::ForTeam))
}

fn open<'a>(context: &Context<'a>, id: RiskId) -> Result<&'a Risk, Refusal> {
    let risk = context.workspace.risk(id).ok_or(Refusal::Unknown)?;
    if risk.is_open() { Ok(risk) } else { Err(refusal::RiskClosed(id)) }
}

fn with_reason(context: &Context<'_>, id: RiskId, reason: &Text) -> Result<(), Refusal> {
    open(context, id)?;
    if reason.is_empty() { Err(refusal::RiskReasonMissing()) } else { Ok(()) }
}

impl Decide for RaiseRisk {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.group(self.group).map(|_| Act::Join).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let workspace = context.workspace;
        let group = workspace.group(self.group).ok_or(Refusal::Unknown)?;
        if group.archived_at.is_some() {
            return Err(refusal::RiskGroupArchived(group.name.as_str()));
        }
        if let Some(team) = self.team {
            let team = workspace.team(team).ok_or(Refusal::Unknown)?;
            if !workspace.is_within(team.home, self.group) {
                return Err(refusal::RiskTeamElsewhere(team.name.as_str()));
            }
        }
        if let Some(goal) = self.goal {
            workspace.goal(goal).ok_or(Refusal::Unknown)?;
        }
        let Self { title, details, group, team, goal, expected_on } = self.clone();
        Ok(vec![event::RiskRaised { risk: workspace.next_risk(), title, details, group, team, goal, expected_on }.into()])
    }
}

impl Decide for ResolveRisk {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.risk)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        with_reason(context, self.risk, &self.how)?;
        Ok(vec![event::RiskResolved { risk: self.risk, how: self.how.clone() }.into()])
    }
}

impl Decide for OwnRisk {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.risk)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let risk = open(context, self.risk)?;
        if context.workspace.person(self.owner).is_none_or(|p| p.left_at.is_some()) {
            return Err(refusal::WatcherNotAMember());
        }
        if risk.state == super::RiskState::Owned(self.owner) {
            return Ok(vec![]);
        }
        Ok(vec![event::RiskOwned { risk: self.risk, owner: self.owner }.into()])
    }
}

impl Decide for AcceptRisk {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.risk)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        with_reason(context, self.risk, &self.why)?;
        Ok(vec![event::RiskAccepted { risk: self.risk, why: self.why.clone() }.into()])
    }
}

impl Decide for MitigateRisk {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.risk)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        with_reason(context, self.risk, &self.how)?;
        Ok(vec![event::RiskMitigated { risk: self.risk, how: self.how.clone() }.into()])
    }
}

impl Decide for TurnRiskIntoImpediment {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.risk)
    }

    /// The impediment takes over the risk's words, team and goal; the risk points at it.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let risk = open(context, self.risk)?;
        let impediment = context.workspace.next_impediment();
        let home = risk.team.and_then(|team| context.workspace.team(team)).map_or(risk.group, |team| team.home);
        let raised = ImpedimentRaised {
            impediment,
            title: risk.title.clone(),
            details: risk.details.clone(),
            team: risk.team,
            group: home,
            severity: self.severity,
            holds_back: risk.team.into_iter().collect(),
            asked: Vec::new(),
            goal: risk.goal,
            origin: None,
        };
        Ok(vec![raised.into(), event::RiskBecameImpediment { risk: self.risk, impediment }.into()])
    }
}
