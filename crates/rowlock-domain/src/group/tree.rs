//! How groups nest: what is above and below a group.

use super::{DEEPEST, Group};
use crate::{GroupId, TeamId, Workspace, team::Team};
use std::sync::Arc;

impl Workspace {
    /// The group and those above it, nearest first.
    pub fn upwards(&self, group: GroupId) -> impl Iterator<Item = GroupId> {
        std::iter::successors(self.group(group).map(|g| g.id), |id| self.group(*id).and_then(|g| g.parent)).take(DEEPEST + 1)
    }

    /// Whether `below` is `above` or lies somewhere under it.
    #[must_use]
    pub fn is_within(&self, below: GroupId, above: GroupId) -> bool {
        self.upwards(below).any(|id| id == above)
    }

    /// Living groups directly in a group, in its order.
    pub fn child_groups(&self, group: GroupId) -> impl Iterator<Item = &Arc<Group>> {
        self.groups.iter().filter(move |g| g.parent == Some(group) && g.archived_at.is_none())
    }

    /// Living teams at home in a group, as created.
    pub fn teams_at_home(&self, group: GroupId) -> impl Iterator<Item = &Arc<Team>> {
        self.teams.iter().filter(move |t| t.home == group && t.archived_at.is_none())
    }

    /// Living teams at home in a group or anywhere below it.
    pub fn teams_within(&self, group: GroupId) -> impl Iterator<Item = &Arc<Team>> {
        self.teams.iter().filter(move |t| t.archived_at.is_none() && self.is_within(t.home, group))
    }

    /// Whether a team is at home in the group or below it.
    #[must_use]
    pub fn team_is_within(&self, team: TeamId, group: GroupId) -> bool {
        self.team(team).is_some_and(|t| self.is_within(t.home, group))
    }

    /// Living groups without a parent.
    pub fn top_groups(&self) -> impl Iterator<Item = &Arc<Group>> {
        self.groups.iter().filter(|g| g.parent.is_none() && g.archived_at.is_none())
    }
}
