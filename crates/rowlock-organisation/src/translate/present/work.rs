//! Goals, items and dependencies as they stand.

use super::{Reader, day, fields, put};
use crate::{
    compare::PresentState,
    entry::{Fields, Noun},
    translate::words,
};
use rowlock_domain::{
    DependencyId, GoalId, ItemId,
    dependency::{Dependency, DependencyState},
    goal::{Goal, GoalOf, GoalState},
    item::{Item, ItemState, Relation},
};
use std::collections::HashSet;

impl Reader<'_> {
    pub(super) fn work(&self, state: &mut PresentState) {
        let goals: HashSet<&str> = self.file.goals.iter().map(|goal| goal.id.as_str()).collect();
        for (id, goal) in self.ids.goals.iter().filter_map(|(id, number)| Some((id, self.workspace.goal(number)?))) {
            let is_given_up = matches!(goal.state, GoalState::Dropped(_));
            put(state, Noun::Goals, id, self.goal(goal), self.is_archived(Noun::Goals, id, is_given_up, &goals));
        }
        let items: HashSet<&str> = self.file.items.iter().map(|item| item.id.as_str()).collect();
        for (id, item) in self.ids.items.iter().filter_map(|(id, number)| Some((id, self.workspace.item(number)?))) {
            let is_given_up = item.state == ItemState::Dropped;
            put(state, Noun::Items, id, self.item(item), self.is_archived(Noun::Items, id, is_given_up, &items));
        }
        let dependencies: HashSet<&str> = self.file.dependencies.iter().map(|dependency| dependency.id.as_str()).collect();
        for (id, dependency) in self.ids.dependencies.iter().filter_map(|(id, number)| Some((id, self.workspace.dependency(number)?))) {
            let is_withdrawn = matches!(dependency.state, DependencyState::Withdrawn(_));
            let is_known = self.standing.last.is_some_and(|last| last.get(Noun::Dependencies, id).is_some());
            if is_known || !is_withdrawn {
                let is_archived = is_withdrawn && !dependencies.contains(id);
                put(state, Noun::Dependencies, id, self.dependency(dependency), is_archived);
            }
        }
    }

    fn goal_id(&self, goal: GoalId) -> String {
        self.ids.goals.id(goal).map_or_else(|| format!("here:{goal}"), str::to_owned)
    }

    fn item_id(&self, item: ItemId) -> String {
        self.ids.items.id(item).map_or_else(|| format!("here:{item}"), str::to_owned)
    }

    fn dependency_id(&self, dependency: DependencyId) -> String {
        self.ids.dependencies.id(dependency).map_or_else(|| format!("here:{dependency}"), str::to_owned)
    }

    fn goal(&self, goal: &Goal) -> Fields {
        let (group, team, sprint) = match goal.of {
            GoalOf::Group(group) => (Some(self.group_id(group)), None, None),
            GoalOf::Sprint(team, sprint) => (None, Some(self.team_id(team)), Some(day(sprint))),
        };
        fields! {
            "title": goal.title.as_str(),
            "group": group,
            "team": team,
            "sprint": sprint,
            "date": goal.date().filter(|_| matches!(goal.of, GoalOf::Group(_))).map(day),
            "met_when": goal.tell.as_str(),
            "state": words::of_goal(&goal.state),
            "supports": sorted(goal.supports.iter().map(|goal| self.goal_id(*goal))),
        }
    }

    fn item(&self, item: &Item) -> Fields {
        let related = |relation: Relation| sorted(item.relations.iter().filter(|(r, _)| *r == relation).map(|(_, to)| self.item_id(*to)));
        fields! {
            "title": item.title.as_str(),
            "team": self.team_id(item.team),
            "state": item.state.word(),
            "date": item.date.map(day),
            "goal": item.goal.map(|goal| self.goal_id(goal)),
            "needs": related(Relation::Needs),
            "part_of": related(Relation::PartOf),
            "replaces": related(Relation::Replaces),
        }
    }

    fn dependency(&self, dependency: &Dependency) -> Fields {
        let is_asked = matches!(dependency.state, DependencyState::Requested | DependencyState::Countered { .. });
        let promised = dependency.promises.last().and_then(|promise| promise.date).filter(|_| !is_asked);
        fields! {
            "title": dependency.title.as_str(),
            "consumer": self.team_id(dependency.consumer),
            "provider": self.team_id(dependency.provider),
            "needed_by": dependency.needed_by().map(day),
            "promised_by": promised.map(day),
            "state": words::of_dependency(&dependency.state),
            "done_when": dependency.done_when.as_str(),
            "consumer_item": dependency.consumer_item.map(|item| self.item_id(item)),
            "provider_item": dependency.provider_item.map(|item| self.item_id(item)),
            "goal": dependency.goal.map(|goal| self.goal_id(goal)),
            "waits_for": sorted(dependency.waits_for.iter().map(|other| self.dependency_id(*other))),
        }
    }
}

fn sorted(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut ids: Vec<String> = ids.collect();
    ids.sort_unstable();
    ids
}
