//! What events of people do to the model. Roles end with leaving and do not come back by returning.

use super::{
    Person,
    event::{PersonJoined, PersonLeft, PersonReturned},
};
use crate::{Apply, PersonId, Stamp, Thing, Workspace};
use std::sync::Arc;

fn change(workspace: &mut Workspace, id: PersonId, how: impl FnOnce(&mut Person)) {
    if let Some(person) = workspace.people.get_mut(&id) {
        how(Arc::make_mut(person));
    }
    workspace.touch(Thing::Person(id));
    workspace.touch(Thing::Workspace);
}

impl Apply for PersonJoined {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let person = Person { id: self.person, joined_at: stamp.at, left_at: None, origin: self.origin.clone() };
        workspace.people.insert(self.person, Arc::new(person));
        workspace.touch(Thing::Person(self.person));
        workspace.touch(Thing::Workspace);
    }
}

impl Apply for PersonLeft {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.person, |person| person.left_at = Some(stamp.at));
        workspace.administrators.remove(&self.person);
        end_team_roles(workspace, self.person);
        end_group_roles(workspace, self.person);
    }
}

impl Apply for PersonReturned {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.person, |person| person.left_at = None);
    }
}

fn end_team_roles(workspace: &mut Workspace, person: PersonId) {
    let concerned: Vec<_> = workspace.teams.iter().filter(|t| t.roles.iter().any(|(_, p)| *p == person)).map(|t| t.id).collect();
    for id in concerned {
        if let Some(team) = workspace.teams.get_mut(id.index()) {
            let team = Arc::make_mut(team);
            team.roles = team.roles.iter().filter(|(_, p)| *p != person).copied().collect();
        }
        workspace.touch(Thing::Team(id));
    }
}

fn end_group_roles(workspace: &mut Workspace, person: PersonId) {
    let has_part = |g: &crate::group::Group| g.last_rung == Some(person) || g.roles.iter().any(|(_, p, _)| *p == person);
    let concerned: Vec<_> = workspace.groups.iter().filter(|g| has_part(g)).map(|g| g.id).collect();
    for id in concerned {
        if let Some(group) = workspace.groups.get_mut(id.index()) {
            let group = Arc::make_mut(group);
            group.roles = group.roles.iter().filter(|(_, p, _)| *p != person).copied().collect();
            group.last_rung = group.last_rung.filter(|rung| *rung != person);
        }
        workspace.touch(Thing::Group(id));
    }
}
