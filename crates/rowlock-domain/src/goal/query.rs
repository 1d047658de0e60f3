//! What pages ask of goals: which are vague, which are missing, which support nothing.

use super::{Goal, GoalOf, GoalState};
use crate::{Date, GoalId, GroupId, TeamId, Workspace, group::Group, item::Item, macros::words, team::Team};
use std::sync::Arc;

words! {
    /// Why a goal is vague (DOMAIN: no date, no way to tell that it is met, or nothing supports it).
    Vague {
        /// Nobody said by when.
        NoDate = "no_date",
        /// Nobody said how one can tell.
        NoTell = "no_tell",
        /// No sprint goal and no item serves it.
        NothingSupportsIt = "nothing_supports_it",
    }
}

impl Workspace {
    /// The goal of a team for the sprint that holds the date.
    #[must_use]
    pub fn sprint_goal_on(&self, team: TeamId, date: Date) -> Option<&Arc<Goal>> {
        let sprint = self.team(team)?.sprint_on(date)?;
        self.sprint_goals.get(&(team, sprint.start)).and_then(|goal| self.goal(*goal))
    }

    /// Product goals of the group itself, as set.
    pub fn product_goals(&self, group: GroupId) -> impl DoubleEndedIterator<Item = &Arc<Goal>> {
        self.goals.iter().filter(move |goal| goal.of == GoalOf::Group(group))
    }

    /// Sprint goals that name a product goal, dropped ones left out.
    pub fn supporters(&self, goal: GoalId) -> impl DoubleEndedIterator<Item = &Arc<Goal>> {
        self.goals.iter().filter(move |g| g.supports.contains(&goal) && !matches!(g.state, GoalState::Dropped(_)))
    }

    /// Items that serve a goal.
    pub fn items_serving(&self, goal: GoalId) -> impl DoubleEndedIterator<Item = &Arc<Item>> {
        self.items.iter().filter(move |item| item.goal == Some(goal))
    }

    /// Why an open goal is vague; empty when it is not, or when it is closed.
    #[must_use]
    pub fn vague(&self, goal: &Goal) -> Vec<Vague> {
        if !goal.is_open() {
            return Vec::new();
        }
        let supported =
            || matches!(goal.of, GoalOf::Sprint(..)) || self.supporters(goal.id).next().is_some() || self.items_serving(goal.id).next().is_some();
        let reasons = [(goal.date().is_none(), Vague::NoDate), (goal.tell.is_empty(), Vague::NoTell), (!supported(), Vague::NothingSupportsIt)];
        reasons.into_iter().filter(|(is_so, _)| *is_so).map(|(_, reason)| reason).collect()
    }

    /// Living teams in or below a group that are in a sprint on that date and have no goal for it.
    pub fn teams_without_sprint_goal(&self, group: GroupId, date: Date) -> impl Iterator<Item = &Arc<Team>> {
        self.teams_within(group).filter(move |team| team.sprint_on(date).is_some() && self.sprint_goal_on(team.id, date).is_none())
    }

    /// Open sprint goals of the date's sprints, in or below a group, that support no product goal.
    pub fn unsupporting_sprint_goals(&self, group: GroupId, date: Date) -> impl Iterator<Item = &Arc<Goal>> {
        self.teams_within(group).filter_map(move |team| self.sprint_goal_on(team.id, date)).filter(|goal| goal.is_open() && goal.supports.is_empty())
    }

    /// Living groups in and below a group, itself included, that hold teams and have no open product goal of their own or above.
    pub fn groups_without_product_goal(&self, group: GroupId) -> impl Iterator<Item = &Arc<Group>> {
        self.groups
            .iter()
            .filter(move |g| g.archived_at.is_none() && self.is_within(g.id, group) && self.teams_at_home(g.id).next().is_some())
            .filter(|g| !self.upwards(g.id).any(|id| self.product_goals(id).any(|goal| goal.is_open())))
    }

    /// Sprint goals whose sprint ended before the date and that nobody has called met, missed or dropped: the next check-in asks.
    pub fn sprint_goals_to_judge(&self, team: TeamId, date: Date) -> impl Iterator<Item = &Arc<Goal>> {
        self.sprint_goals
            .range((team, Date::MIN)..=(team, Date::MAX))
            .filter_map(|(_, goal)| self.goal(*goal))
            .filter(move |goal| goal.is_open() && goal.date().is_some_and(|end| end < date))
    }
}
