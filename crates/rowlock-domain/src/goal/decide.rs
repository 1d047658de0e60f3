//! Rules of goals: one a team and sprint, each date kept, closed ones stand until reopened.

use super::{
    Goal, GoalOf, GoalState,
    command::{DateGoal, DropGoal, MeetGoal, MissGoal, ReopenGoal, RetitleGoal, SetProductGoal, SetSprintGoal, SupportGoals, TellGoal},
    event, refusal,
};
use crate::{Act, Context, Date, Decide, Event, GoalId, Refusal, TeamId, Workspace, group, team};
use std::collections::BTreeSet;

/// Product goals that a sprint goal can support.
const MOST_SUPPORTED: usize = 10;

fn act_on(workspace: &Workspace, goal: GoalId) -> Result<Act, Refusal> {
    workspace.goal(goal).ok_or(Refusal::Unknown).map(|goal| match goal.of {
        GoalOf::Group(group) => Act::SetGoals(group),
        GoalOf::Sprint(team, _) => Act::ForTeam(team),
    })
}

fn goal_in<'a>(context: &Context<'a>, id: GoalId) -> Result<&'a Goal, Refusal> {
    context.workspace.goal(id).map(AsRef::as_ref).ok_or(Refusal::Unknown)
}

fn open_goal<'a>(context: &Context<'a>, id: GoalId) -> Result<&'a Goal, Refusal> {
    let goal = goal_in(context, id)?;
    if goal.is_open() { Ok(goal) } else { Err(refusal::GoalIsClosed(id)) }
}

fn check_date(date: Option<Date>) -> Result<(), Refusal> {
    date.map_or(Ok(()), |date| Refusal::unless_plausible("date", date))
}

fn check_free(workspace: &Workspace, team: TeamId, sprint: Date) -> Result<(), Refusal> {
    workspace.sprint_goals.get(&(team, sprint)).map_or(Ok(()), |goal| Err(refusal::SprintHasGoal(*goal)))
}

/// The product goals named, each once, in order of their numbers.
fn supported(workspace: &Workspace, named: &[GoalId]) -> Result<Vec<GoalId>, Refusal> {
    let goals: BTreeSet<GoalId> = named.iter().copied().collect();
    if goals.len() > MOST_SUPPORTED {
        return Err(refusal::TooManySupported(MOST_SUPPORTED));
    }
    for id in &goals {
        match workspace.goal(*id).ok_or(Refusal::Unknown)?.of {
            GoalOf::Group(_) => {}
            GoalOf::Sprint(..) => return Err(refusal::OnlyProductGoalsAreSupported(*id)),
        }
    }
    Ok(goals.into_iter().collect())
}

impl Decide for SetProductGoal {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.group(self.group).map(|g| Act::SetGoals(g.id)).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        group::decide::living(context.workspace, self.group)?;
        check_date(self.date)?;
        let Self { group, title, tell, date, origin } = self.clone();
        Ok(vec![event::ProductGoalSet { goal: context.workspace.next_goal(), group, title, tell, date, origin }.into()])
    }
}

impl Decide for SetSprintGoal {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.team(self.team).map(|t| Act::ForTeam(t.id)).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let workspace = context.workspace;
        let team = team::decide::living(workspace, self.team)?;
        Refusal::unless_plausible("sprint", self.sprint)?;
        if team.sprint_on(self.sprint).is_none_or(|sprint| sprint.start != self.sprint) {
            return Err(refusal::NoSprintBeginsThen(team.name.as_str(), self.sprint));
        }
        check_free(workspace, self.team, self.sprint)?;
        let supports = supported(workspace, &self.supports)?;
        let Self { team, sprint, title, tell, origin, .. } = self.clone();
        Ok(vec![event::SprintGoalSet { goal: workspace.next_goal(), team, sprint, title, tell, supports, origin }.into()])
    }
}

impl Decide for RetitleGoal {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.goal)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if goal_in(context, self.goal)?.title == self.title {
            return Ok(Vec::new());
        }
        Ok(vec![event::GoalRetitled { goal: self.goal, title: self.title.clone() }.into()])
    }
}

impl Decide for TellGoal {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.goal)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if goal_in(context, self.goal)?.tell == self.tell {
            return Ok(Vec::new());
        }
        Ok(vec![event::GoalTellSet { goal: self.goal, tell: self.tell.clone() }.into()])
    }
}

impl Decide for DateGoal {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.goal)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let goal = open_goal(context, self.goal)?;
        if matches!(goal.of, GoalOf::Sprint(..)) {
            return Err(refusal::SprintGoalEndsWithSprint(self.goal));
        }
        check_date(self.date)?;
        if goal.date() == self.date {
            return Ok(Vec::new());
        }
        Ok(vec![event::GoalDated { goal: self.goal, date: self.date, why: self.why.clone() }.into()])
    }
}

impl Decide for SupportGoals {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.goal)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let goal = open_goal(context, self.goal)?;
        if matches!(goal.of, GoalOf::Group(_)) {
            return Err(refusal::ProductGoalsSupportNothing(self.goal));
        }
        let supports = supported(context.workspace, &self.supports)?;
        if goal.supports.iter().eq(&supports) {
            return Ok(Vec::new());
        }
        Ok(vec![event::GoalSupported { goal: self.goal, supports }.into()])
    }
}

impl Decide for MeetGoal {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.goal)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if goal_in(context, self.goal)?.state == GoalState::Met {
            return Ok(Vec::new());
        }
        open_goal(context, self.goal)?;
        Ok(vec![event::GoalMet { goal: self.goal }.into()])
    }
}

impl Decide for MissGoal {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.goal)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if goal_in(context, self.goal)?.state == GoalState::Missed {
            return Ok(Vec::new());
        }
        open_goal(context, self.goal)?;
        Ok(vec![event::GoalMissed { goal: self.goal, why: self.why.clone() }.into()])
    }
}

impl Decide for DropGoal {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.goal)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if matches!(goal_in(context, self.goal)?.state, GoalState::Dropped(_)) {
            return Ok(Vec::new());
        }
        open_goal(context, self.goal)?;
        if self.why.is_empty() {
            return Err(refusal::DroppedWithoutWhy());
        }
        Ok(vec![event::GoalDropped { goal: self.goal, why: self.why.clone() }.into()])
    }
}

impl Decide for ReopenGoal {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.goal)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let goal = goal_in(context, self.goal)?;
        if let (GoalOf::Sprint(team, sprint), GoalState::Dropped(_)) = (goal.of, &goal.state) {
            check_free(context.workspace, team, sprint)?;
        }
        if goal.is_open() {
            return Ok(Vec::new());
        }
        Ok(vec![event::GoalReopened { goal: self.goal }.into()])
    }
}
