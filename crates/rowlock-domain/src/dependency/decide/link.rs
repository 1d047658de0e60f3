//! What a dependency serves, what yields it, and what it waits for.

use super::{
    super::{
        chain,
        command::{ChainDependency, PlaceDependency, UnchainDependency},
        event, refusal,
    },
    dependency_in, for_either, is_open,
};
use crate::{Act, Context, Decide, DependencyId, Event, GoalId, ItemId, Refusal, TeamId, Thing, Workspace, presence};

/// Most inputs of one dependency.
const MOST_INPUTS: usize = 50;

/// Asks that the items are the teams' own and the goal exists.
pub(super) fn check_places(
    workspace: &Workspace,
    consumer: (TeamId, Option<ItemId>),
    goal: Option<GoalId>,
    provider: (TeamId, Option<ItemId>),
) -> Result<(), Refusal> {
    presence::optional(workspace, goal.map(Thing::Goal))?;
    for (team, item) in [consumer, provider] {
        let Some(item) = item else { continue };
        if workspace.item(item).ok_or(Refusal::Unknown)?.team != team {
            let name = workspace.team(team).map_or("the team", |t| t.name.as_str());
            return Err(refusal::ItemOfAnotherTeam(item, name));
        }
    }
    Ok(())
}

/// Each input once; all must be there and open.
pub(super) fn named_inputs(workspace: &Workspace, inputs: &[DependencyId]) -> Result<Vec<DependencyId>, Refusal> {
    if inputs.len() > MOST_INPUTS {
        return Err(refusal::TooManyInputs());
    }
    let mut once: Vec<DependencyId> = Vec::new();
    for input in inputs {
        workspace.dependency(*input).ok_or(Refusal::Unknown)?;
        if !once.contains(input) {
            once.push(*input);
        }
    }
    Ok(once)
}

impl Decide for ChainDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.dependency(self.waits_for).ok_or(Refusal::Unknown)?;
        for_either(workspace, self.dependency)
    }

    /// A circle is named before it is saved, and recorded if insisted upon.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let dependency = dependency_in(context, self.dependency)?;
        if dependency.waits_for.contains(&self.waits_for) {
            return Ok(vec![]);
        }
        if self.waits_for == self.dependency {
            return Err(refusal::ChainedToItself(self.dependency));
        }
        if context.via != crate::Via::Import {
            is_open(dependency)?;
        }
        if dependency.waits_for.len() >= MOST_INPUTS {
            return Err(refusal::TooManyInputs());
        }
        if !self.despite_cycle
            && let Some(circle) = chain::circle(context.workspace, self.dependency, self.waits_for)
        {
            return Err(refusal::DependencyCycle(&chain::circle_in_words(&circle)));
        }
        Ok(vec![event::DependencyChained { dependency: self.dependency, waits_for: self.waits_for }.into()])
    }
}

impl Decide for UnchainDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_either(workspace, self.dependency)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if !dependency_in(context, self.dependency)?.waits_for.contains(&self.waits_for) {
            return Ok(vec![]);
        }
        Ok(vec![event::DependencyUnchained { dependency: self.dependency, waits_for: self.waits_for }.into()])
    }
}

impl Decide for PlaceDependency {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_either(workspace, self.dependency)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let dependency = dependency_in(context, self.dependency)?;
        let (consumer, provider) = (dependency.consumer, dependency.provider);
        check_places(context.workspace, (consumer, self.consumer_item), self.goal, (provider, self.provider_item))?;
        if (dependency.consumer_item, dependency.goal, dependency.provider_item) == (self.consumer_item, self.goal, self.provider_item) {
            return Ok(vec![]);
        }
        let Self { dependency, consumer_item, goal, provider_item } = self.clone();
        Ok(vec![event::DependencyPlaced { dependency, consumer_item, goal, provider_item }.into()])
    }
}
