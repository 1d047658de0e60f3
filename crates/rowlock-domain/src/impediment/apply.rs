//! What events of impediments do to the model.

use super::{
    Impediment, ImpedimentState, Level, Rung,
    event::{
        ContributionMade, GoalEndangered, HeldBackNamed, HelpAsked, ImpedimentConfirmed, ImpedimentDescribed, ImpedimentDisowned,
        ImpedimentEscalated, ImpedimentMerged, ImpedimentOwned, ImpedimentRaised, ImpedimentReopened, ImpedimentResolved, ImpedimentRetitled,
        ImpedimentReturned, ImpedimentWithdrawn, SeveritySet,
    },
};
use crate::{Apply, ImpedimentId, Stamp, TeamId, Text, Thing, Workspace};
use std::{collections::BTreeSet, sync::Arc};

/// Changes one and tells all whom it concerned before or concerns now.
fn change(workspace: &mut Workspace, id: ImpedimentId, how: impl FnOnce(&mut Impediment)) {
    let Some(impediment) = workspace.impediments.get_mut(id.index()) else { return };
    let impediment = Arc::make_mut(impediment);
    let mut concerned = Concerned::default();
    concerned.with(impediment);
    how(impediment);
    concerned.with(impediment);
    concerned.touch(workspace);
}

#[derive(Default)]
struct Concerned {
    things: BTreeSet<Thing>,
}

impl Concerned {
    fn with(&mut self, impediment: &Impediment) {
        let teams = impediment.team.iter().chain(&impediment.holds_back).chain(&impediment.asked);
        self.things.extend(teams.map(|team| Thing::Team(*team)));
        self.things.extend(impediment.goal.map(Thing::Goal));
        self.things.insert(Thing::Impediment(impediment.id));
        self.things.insert(Thing::Group(impediment.group));
        if let Level::Group(group) = impediment.level {
            self.things.insert(Thing::Group(group));
        }
    }

    fn touch(self, workspace: &mut Workspace) {
        for thing in self.things {
            workspace.touch(thing);
        }
    }
}

impl Apply for ImpedimentRaised {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let Self { impediment, title, details, team, group, severity, holds_back, asked, goal, origin } = self.clone();
        let raised = Impediment {
            id: impediment,
            title,
            details,
            team,
            group,
            raised_by: stamp.person(),
            raised_at: stamp.at,
            severity,
            holds_back: holds_back.into_iter().collect(),
            asked: asked.into_iter().collect(),
            goal,
            state: ImpedimentState::New,
            owner: None,
            owned_at: None,
            unowned_since: Some(stamp.at),
            level: Level::Group(group),
            rungs: Vec::new(),
            contributions: imbl::Vector::new(),
            what_solved: Text::default(),
            cause: None,
            resolved_at: None,
            closed_at: None,
            reopened: 0,
            origin,
        };
        let mut concerned = Concerned::default();
        concerned.with(&raised);
        workspace.impediments.push_back(Arc::new(raised));
        concerned.touch(workspace);
    }
}

impl Apply for ImpedimentRetitled {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.impediment, |impediment| impediment.title = self.title.clone());
    }
}

impl Apply for ImpedimentDescribed {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.impediment, |impediment| impediment.details = self.details.clone());
    }
}

impl Apply for SeveritySet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.impediment, |impediment| impediment.severity = self.severity);
    }
}

fn all(teams: &[TeamId]) -> imbl::OrdSet<TeamId> {
    teams.iter().copied().collect()
}

impl Apply for HeldBackNamed {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.impediment, |impediment| impediment.holds_back = all(&self.teams));
    }
}

impl Apply for HelpAsked {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.impediment, |impediment| impediment.asked = all(&self.teams));
    }
}

impl Apply for GoalEndangered {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.impediment, |impediment| impediment.goal = self.goal);
    }
}

impl Apply for ImpedimentOwned {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.impediment, |impediment| {
            impediment.owner = Some(self.owner);
            impediment.owned_at = impediment.owned_at.or(Some(stamp.at));
            impediment.unowned_since = None;
            if impediment.state == ImpedimentState::New {
                impediment.state = ImpedimentState::Owned;
            }
        });
    }
}

impl Apply for ImpedimentDisowned {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.impediment, |impediment| {
            impediment.owner = None;
            if impediment.is_open() {
                impediment.unowned_since = impediment.unowned_since.or(Some(stamp.at));
                impediment.state = ImpedimentState::New;
            }
        });
    }
}

fn step(impediment: &mut Impediment, stamp: &Stamp, to: Level, why: &Text) {
    impediment.rungs.push(Rung { at: stamp.at, by: stamp.person(), from: impediment.level, to, why: why.clone() });
    impediment.level = to;
}

impl Apply for ImpedimentEscalated {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.impediment, |impediment| step(impediment, stamp, self.to, &self.why));
    }
}

impl Apply for ImpedimentReturned {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.impediment, |impediment| step(impediment, stamp, self.to, &self.answer));
    }
}

impl Apply for ContributionMade {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.impediment, |impediment| impediment.contributions.push_back(stamp.version));
    }
}

impl Apply for ImpedimentResolved {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.impediment, |impediment| {
            impediment.state = ImpedimentState::Resolved;
            impediment.what_solved = self.what_solved.clone();
            impediment.cause = self.cause.clone();
            impediment.resolved_at = Some(stamp.at);
            impediment.unowned_since = None;
        });
    }
}

fn close(impediment: &mut Impediment, stamp: &Stamp, state: ImpedimentState) {
    impediment.state = state;
    impediment.closed_at = Some(stamp.at);
    impediment.unowned_since = None;
}

impl Apply for ImpedimentConfirmed {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.impediment, |impediment| close(impediment, stamp, ImpedimentState::Confirmed));
    }
}

impl Apply for ImpedimentReopened {
    /// Without a reason it was a slip of the hand taken back at once: then it never went away.
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.impediment, |impediment| {
            impediment.state = if impediment.owner.is_some() { ImpedimentState::Owned } else { ImpedimentState::New };
            impediment.unowned_since = if impediment.owner.is_some() { None } else { Some(stamp.at) };
            impediment.what_solved = Text::default();
            impediment.cause = None;
            impediment.resolved_at = None;
            impediment.closed_at = None;
            impediment.reopened += u32::from(!self.why.is_empty());
        });
    }
}

impl Apply for ImpedimentWithdrawn {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.impediment, |impediment| close(impediment, stamp, ImpedimentState::Withdrawn(self.why.clone())));
    }
}

impl Apply for ImpedimentMerged {
    /// The other one holds back and asks whoever this one did.
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let Some(merged) = workspace.impediment(self.impediment).cloned() else { return };
        change(workspace, self.into, |into| {
            into.holds_back = into.holds_back.clone().union(merged.holds_back.clone());
            into.asked = into.asked.clone().union(merged.asked.clone());
        });
        change(workspace, self.impediment, |impediment| close(impediment, stamp, ImpedimentState::Merged(self.into)));
    }
}
