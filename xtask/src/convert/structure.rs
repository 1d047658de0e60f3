//! Groups and teams. Each group stays a group; a team that is the parent of others becomes a nested group of its name,
//! which holds the team itself and those others. Chains of parents may be any number deep.

use super::{
    left_out::LeftOut,
    snapshot::{Snapshot, Team},
    wording,
};
use anyhow::{Context, bail, ensure};
use rowlock_organisation::{File, file};
use std::collections::{HashMap, HashSet};

/// Where everybody is at home.
pub struct Structure<'a> {
    pub snapshot: &'a Snapshot,
    teams: HashMap<&'a str, &'a Team>,
    parents: HashSet<&'a str>,
}

impl<'a> Structure<'a> {
    /// Reads the structure of a snapshot and makes sure that it is a tree.
    pub fn of(snapshot: &'a Snapshot) -> anyhow::Result<Self> {
        let teams: HashMap<&str, &Team> = snapshot.teams.iter().map(|team| (team.id.as_str(), team)).collect();
        ensure!(teams.len() == snapshot.teams.len(), "Two teams of the snapshot have the same id.");
        let groups: HashSet<&str> = snapshot.groups.iter().map(|group| group.id.as_str()).collect();
        for team in &snapshot.teams {
            ensure!(groups.contains(team.group.as_str()), "Team “{}” is in the unknown group “{}”.", team.id, team.group);
            let mut above = team.parent_team.as_deref();
            for _ in 0..=teams.len() {
                let Some(id) = above else { break };
                let parent = teams.get(id).with_context(|| format!("Team “{}” has the unknown parent_team “{id}”.", team.id))?;
                above = parent.parent_team.as_deref();
            }
            if above.is_some() {
                bail!("Team “{}” is its own ancestor by parent_team.", team.id);
            }
        }
        ensure!(snapshot.groups.iter().any(|group| group.parent.is_none()), "The snapshot has no root group (one without parent).");
        let parents = snapshot.teams.iter().filter_map(|team| team.parent_team.as_deref()).collect();
        Ok(Self { snapshot, teams, parents })
    }

    /// The team of that id.
    pub fn team(&self, id: &str) -> Option<&'a Team> {
        self.teams.get(id).copied()
    }

    /// The first group without a parent.
    fn root(&self) -> Option<&'a super::snapshot::Group> {
        self.snapshot.groups.iter().find(|group| group.parent.is_none())
    }

    /// The name of the root group, which the workspace takes.
    pub fn root_name(&self) -> &'a str {
        self.root().map_or("Organisation", |group| group.name.as_str())
    }

    /// The root group's id in the file.
    pub fn root_id(&self) -> String {
        self.root().map(|group| wording::id(&group.id)).unwrap_or_default()
    }

    /// The nested group that the team became, if it is the parent of others.
    pub fn nested(&self, team: &str) -> Option<String> {
        self.parents.contains(team).then(|| format!("nested/{}", wording::id(team)))
    }

    /// The group in which the nested group of a team takes part.
    pub fn above(&self, team: &Team) -> String {
        team.parent_team.as_deref().and_then(|parent| self.nested(parent)).unwrap_or_else(|| wording::id(&team.group))
    }

    /// The home group of a team.
    pub fn home(&self, team: &Team) -> String {
        self.nested(&team.id).unwrap_or_else(|| self.above(team))
    }

    /// Writes groups and teams.
    pub fn write(&self, file: &mut File, left_out: &mut LeftOut) {
        for group in &self.snapshot.groups {
            let (id, name) = (wording::id(&group.id), wording::title(&group.name, &group.id, left_out));
            file.groups.push(file::Group { id, name, parent: group.parent.as_deref().map(wording::id), time_zone: None, closing_days: Vec::new() });
        }
        for team in &self.snapshot.teams {
            let name = wording::title(&team.name, &team.id, left_out);
            if let Some(id) = self.nested(&team.id) {
                let parent = Some(self.above(team));
                file.groups.push(file::Group { id, name: name.clone(), parent, time_zone: None, closing_days: Vec::new() });
            }
            file.teams.push(self.team_entry(team, name, left_out));
            self.count(team, left_out);
        }
        let roots = self.snapshot.groups.iter().filter(|group| group.parent.is_none()).count();
        left_out.add_many("further root groups", "kept as top groups; milestones become goals of the first", roots.saturating_sub(1));
    }

    fn team_entry(&self, team: &Team, name: String, left_out: &mut LeftOut) -> file::Team {
        file::Team {
            id: wording::id(&team.id),
            name,
            group: self.home(team),
            code: None,
            mission: wording::prose(team.mission.as_ref(), &team.id, left_out),
            time_zone: None,
            rhythm: None,
            working_days: Vec::new(),
            holidays: Vec::new(),
        }
    }

    fn count(&self, team: &Team, left_out: &mut LeftOut) {
        left_out.add_many("stakeholder_teams", "a team is no stakeholder of another in Rowlock", team.stakeholder_teams.len());
        let parent = team.parent_team.as_deref().and_then(|id| self.team(id));
        if parent.is_some_and(|parent| parent.group != team.group) {
            left_out.add("group of a team", "other than its parent team's; it is at home with its parent", &team.id);
        }
    }
}
