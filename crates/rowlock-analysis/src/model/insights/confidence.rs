//! How sure a team said it was of its sprint goals, against what became of them. For that team's own eyes.

use crate::model::impediments::Window;
use rowlock_domain::goal::{GoalOf, GoalState};
use rowlock_domain::{GoalId, TeamId, Workspace};

/// Goals of which the team last said this value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// 1 will miss to 5 certain.
    pub value: u8,
    /// How many goals.
    pub goals: usize,
    /// Of them met.
    pub met: usize,
}

/// What became of the sprint goals a team was more or less sure of: values 1 to 5, in order.
#[must_use]
pub fn against_outcome(workspace: &Workspace, team: TeamId, window: Window) -> Vec<Said> {
    let mut said: Vec<Said> = (1..=5).map(|value| Said { value, ..Said::default() }).collect();
    for goal in workspace.goals.iter().filter(|goal| matches!(goal.of, GoalOf::Sprint(of, _) if of == team)) {
        let met = match goal.state {
            GoalState::Met => true,
            GoalState::Missed => false,
            _ => continue,
        };
        let in_window = goal.closed_at.is_some_and(|at| window.holds(at));
        if let Some(value) = last_said(workspace, team, goal.id).filter(|_| in_window)
            && let Some(said) = said.get_mut(usize::from(value.saturating_sub(1)))
        {
            said.goals += 1;
            said.met += usize::from(met);
        }
    }
    said
}

fn last_said(workspace: &Workspace, team: TeamId, goal: GoalId) -> Option<u8> {
    let confidences = &workspace.team(team)?.confidences;
    confidences.iter().rev().find(|given| given.goal == Some(goal)).map(|given| given.value)
}

/// What it amounts to: "When you were sure (4 or 5), the goal was met 5 of 6 times; when you were not (1 or 2), 1 of 3 times."
#[must_use]
pub fn sentence(said: &[Said]) -> String {
    let sum = |low: u8, high: u8| {
        let within = said.iter().filter(|said| (low..=high).contains(&said.value));
        within.fold((0, 0), |(goals, met), said| (goals + said.goals, met + said.met))
    };
    let ((sure, sure_met), (unsure, unsure_met)) = (sum(4, 5), sum(1, 2));
    let times = |met: usize, goals: usize| format!("{met} of {goals} {}", if goals == 1 { "time" } else { "times" });
    match (sure, unsure) {
        (0, 0) => "No sprint goal with a confidence was judged in this time.".to_owned(),
        (_, 0) => format!("When you were sure (4 or 5), the goal was met {}.", times(sure_met, sure)),
        (0, _) => format!("When you were not sure (1 or 2), the goal was met {}.", times(unsure_met, unsure)),
        _ => format!(
            "When you were sure (4 or 5), the goal was met {}; when you were not (1 or 2), {}.",
            times(sure_met, sure),
            times(unsure_met, unsure)
        ),
    }
}
