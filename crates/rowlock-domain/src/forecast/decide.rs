//! Rules of published forecasts: about open product goals of the group or below, from a log that is there, of today.

use super::{Foretold, command::PublishForecast, event::ForecastPublished, refusal};
use crate::{Act, Context, Decide, Event, Refusal, Workspace, goal::GoalOf};
use std::collections::BTreeSet;

/// Goals in one forecast at most.
const MOST_GOALS: usize = 500;

impl Decide for PublishForecast {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.group(self.group).map(|group| Act::SetGoals(group.id)).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let group = context.workspace.group(self.group).ok_or(Refusal::Unknown)?;
        if self.goals.is_empty() {
            return Err(refusal::NothingToPublish());
        }
        if self.goals.len() > MOST_GOALS {
            return Err(refusal::TooManyGoals(self.goals.len()));
        }
        if self.as_of > context.today(&group.zone) || self.from_version > context.workspace.version {
            return Err(refusal::ForecastFromTheFuture());
        }
        self.goals.iter().try_for_each(|said| self.check(context.workspace, said))?;
        let named: BTreeSet<_> = self.goals.iter().map(|said| said.goal).collect();
        if named.len() < self.goals.len() {
            return Err(refusal::GoalForetoldTwice());
        }
        if self.goals.iter().all(|said| self.was_said(context.workspace, said)) {
            return Ok(Vec::new());
        }
        let Self { group, as_of, from_version, futures, goals, measure } = self.clone();
        Ok(vec![ForecastPublished { group, as_of, from_version, futures, goals, measure }.into()])
    }
}

impl PublishForecast {
    fn check(&self, workspace: &Workspace, said: &Foretold) -> Result<(), Refusal> {
        let goal = workspace.goal(said.goal).ok_or(Refusal::Unknown)?;
        let here = matches!(goal.of, GoalOf::Group(of) if workspace.is_within(of, self.group));
        if !here {
            return Err(refusal::NotAGoalOfTheGroup(said.goal));
        }
        if !goal.is_open() {
            return Err(refusal::GoalNoLongerOpen(said.goal));
        }
        let chance = said.chance_percent.is_none_or(|percent| percent <= 100) && said.chance_percent.is_some() == said.target.is_some();
        if !chance || said.sure < said.even || said.even < self.as_of {
            return Err(refusal::ForecastContradictsItself(said.goal));
        }
        [said.even, said.sure].iter().try_for_each(|date| Refusal::unless_plausible("goals", *date))
    }

    /// Whether the last thing published about the goal says the same of the same day.
    fn was_said(&self, workspace: &Workspace, said: &Foretold) -> bool {
        let last = workspace.goal(said.goal).and_then(|goal| goal.forecasts.last());
        last.is_some_and(|last| (last.as_of, last.measure, last.said) == (self.as_of, self.measure, *said))
    }
}
