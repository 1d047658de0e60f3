//! What events of risks do to the model.

use super::{
    Risk, RiskState,
    event::{RiskAccepted, RiskBecameImpediment, RiskDisowned, RiskMitigated, RiskOwned, RiskRaised, RiskResolved},
};
use crate::{Apply, Instant, RiskId, Stamp, Thing, Workspace};
use std::sync::Arc;

impl Apply for RiskRaised {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        workspace.risks.push_back(Arc::new(Risk {
            id: self.risk,
            title: self.title.clone(),
            details: self.details.clone(),
            group: self.group,
            team: self.team,
            goal: self.goal,
            expected_on: self.expected_on,
            state: RiskState::Raised,
            raised_by: stamp.person(),
            raised_at: stamp.at,
            moved_at: stamp.at,
        }));
        tell(workspace, self.risk);
    }
}

fn tell(workspace: &mut Workspace, id: RiskId) {
    workspace.touch(Thing::Risk(id));
    let Some(risk) = workspace.risk(id).cloned() else { return };
    workspace.touch(Thing::Group(risk.group));
    risk.team.into_iter().for_each(|team| workspace.touch(Thing::Team(team)));
    risk.goal.into_iter().for_each(|goal| workspace.touch(Thing::Goal(goal)));
}

fn change(workspace: &mut Workspace, id: RiskId, at: Instant, state: RiskState) {
    if let Some(risk) = workspace.risks.get_mut(id.index()) {
        let risk = Arc::make_mut(risk);
        risk.state = state;
        risk.moved_at = at;
    }
    tell(workspace, id);
}

impl Apply for RiskResolved {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.risk, stamp.at, RiskState::Resolved(self.how.clone()));
    }
}

impl Apply for RiskOwned {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.risk, stamp.at, RiskState::Owned(self.owner));
    }
}

impl Apply for RiskDisowned {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.risk, stamp.at, RiskState::Raised);
    }
}

impl Apply for RiskAccepted {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.risk, stamp.at, RiskState::Accepted(self.why.clone()));
    }
}

impl Apply for RiskMitigated {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.risk, stamp.at, RiskState::Mitigated(self.how.clone()));
    }
}

impl Apply for RiskBecameImpediment {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.risk, stamp.at, RiskState::Became(self.impediment));
    }
}
