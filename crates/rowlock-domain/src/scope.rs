//! A group and everything below it, laid out flat so that long lists ask in constant time what belongs to it.

use crate::{GroupId, TeamId, Workspace};

/// Which groups and teams are within.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The group itself.
    pub group: GroupId,
    groups: Vec<bool>,
    teams: Vec<bool>,
}

impl Scope {
    /// A group with its teams, its child groups and theirs. Archived ones belong to it too: their open things do.
    #[must_use]
    pub fn below(workspace: &Workspace, group: GroupId) -> Self {
        let groups: Vec<bool> = workspace.groups.iter().map(|g| workspace.is_within(g.id, group)).collect();
        let teams = workspace.teams.iter().map(|t| groups.get(t.home.index()).copied().unwrap_or(false)).collect();
        Self { group, groups, teams }
    }

    /// Whether the group is within.
    #[must_use]
    pub fn holds_group(&self, group: GroupId) -> bool {
        self.groups.get(group.index()).copied().unwrap_or(false)
    }

    /// Whether the team is within.
    #[must_use]
    pub fn holds_team(&self, team: TeamId) -> bool {
        self.teams.get(team.index()).copied().unwrap_or(false)
    }
}
