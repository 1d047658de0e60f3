//! What events of goals do to the model. `sprint_goals` holds the one goal of a team and sprint that was not dropped.

use super::{
    DateSet, Goal, GoalOf, GoalState,
    event::{GoalDated, GoalDropped, GoalMet, GoalMissed, GoalReopened, GoalRetitled, GoalSupported, GoalTellSet, ProductGoalSet, SprintGoalSet},
};
use crate::{Apply, Date, GoalId, Stamp, Text, Thing, Workspace};
use imbl::{OrdSet, Vector};
use std::sync::Arc;

fn change(workspace: &mut Workspace, id: GoalId, how: impl FnOnce(&mut Goal)) {
    let Some(goal) = workspace.goals.get_mut(id.index()) else { return };
    how(Arc::make_mut(goal));
    touch(workspace, id);
}

/// The goal, whose it is, and the product goals that it supports.
fn touch(workspace: &mut Workspace, id: GoalId) {
    let Some(goal) = workspace.goal(id).cloned() else { return };
    workspace.touch(Thing::Goal(id));
    match goal.of {
        GoalOf::Group(group) => workspace.touch(Thing::Group(group)),
        GoalOf::Sprint(team, _) => workspace.touch(Thing::Team(team)),
    }
    for supported in &goal.supports {
        workspace.touch(Thing::Goal(*supported));
    }
}

fn close(workspace: &mut Workspace, id: GoalId, state: GoalState, stamp: &Stamp) {
    change(workspace, id, |goal| {
        goal.state = state;
        goal.closed_at = Some(stamp.at);
    });
}

fn dated(date: Option<Date>, stamp: &Stamp, why: Text) -> DateSet {
    DateSet { date, at: stamp.at, by: stamp.person(), why }
}

fn add(workspace: &mut Workspace, goal: Goal) {
    let id = goal.id;
    workspace.goals.push_back(Arc::new(goal));
    touch(workspace, id);
}

impl Apply for ProductGoalSet {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let Self { goal: id, group, title, tell, date, origin } = self.clone();
        let dates = Vector::unit(dated(date, stamp, Text::default()));
        let (of, supports, state) = (GoalOf::Group(group), OrdSet::new(), GoalState::Set);
        add(workspace, Goal { id, of, title, tell, dates, supports, state, set_at: stamp.at, closed_at: None, origin, forecasts: Vector::new() });
    }
}

impl Apply for SprintGoalSet {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let Self { goal: id, team, sprint, title, tell, supports, origin } = self.clone();
        let end = workspace.team(team).and_then(|t| t.sprint_on(sprint)).map(|s| s.end);
        let dates = Vector::unit(dated(end, stamp, Text::default()));
        let (of, supports, state) = (GoalOf::Sprint(team, sprint), supports.into_iter().collect(), GoalState::Set);
        workspace.sprint_goals.insert((team, sprint), id);
        add(workspace, Goal { id, of, title, tell, dates, supports, state, set_at: stamp.at, closed_at: None, origin, forecasts: Vector::new() });
    }
}

impl Apply for GoalRetitled {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.goal, |goal| goal.title = self.title.clone());
    }
}

impl Apply for GoalTellSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.goal, |goal| goal.tell = self.tell.clone());
    }
}

impl Apply for GoalDated {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.goal, |goal| goal.dates.push_back(dated(self.date, stamp, self.why.clone())));
    }
}

impl Apply for GoalSupported {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        touch(workspace, self.goal);
        change(workspace, self.goal, |goal| goal.supports = self.supports.iter().copied().collect());
    }
}

impl Apply for GoalMet {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        close(workspace, self.goal, GoalState::Met, stamp);
    }
}

impl Apply for GoalMissed {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        close(workspace, self.goal, GoalState::Missed, stamp);
    }
}

impl Apply for GoalDropped {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        close(workspace, self.goal, GoalState::Dropped(self.why.clone()), stamp);
        if let Some(GoalOf::Sprint(team, sprint)) = workspace.goal(self.goal).map(|g| g.of)
            && workspace.sprint_goals.get(&(team, sprint)) == Some(&self.goal)
        {
            workspace.sprint_goals.remove(&(team, sprint));
        }
    }
}

impl Apply for GoalReopened {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.goal, |goal| {
            goal.state = GoalState::Set;
            goal.closed_at = None;
        });
        if let Some(GoalOf::Sprint(team, sprint)) = workspace.goal(self.goal).map(|g| g.of) {
            workspace.sprint_goals.insert((team, sprint), self.goal);
        }
    }
}
