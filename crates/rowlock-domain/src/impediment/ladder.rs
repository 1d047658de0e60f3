//! The rungs: the group where an impediment was raised, the groups above it, at last a named person.
//! One rung at a time; the owner stays, the origin stays visible, the answer comes back down.

use super::{Impediment, Level};
use crate::{GroupId, PersonId, Workspace, group::GroupRole, presence::is_here};

/// The rungs above and including a group, lowest first.
#[must_use]
pub fn rungs(workspace: &Workspace, group: GroupId) -> Vec<Level> {
    let groups = workspace.upwards(group).filter(|id| workspace.group(*id).is_some_and(|g| g.archived_at.is_none()));
    let mut rungs: Vec<Level> = groups.map(Level::Group).collect();
    rungs.extend(last_rung(workspace, group).map(Level::Person));
    rungs
}

/// The named person above all groups: the nearest one named, else the top group's Chief Product Owner.
#[must_use]
pub fn last_rung(workspace: &Workspace, group: GroupId) -> Option<PersonId> {
    let above: Vec<_> = workspace.upwards(group).filter_map(|id| workspace.group(id)).collect();
    let named = above.iter().filter_map(|g| g.last_rung).find(|person| is_here(workspace, *person));
    named.or_else(|| {
        let roles = &above.last()?.roles;
        let chiefs = roles.iter().filter(|(role, ..)| *role == GroupRole::ChiefProductOwner).map(|(_, person, _)| *person);
        chiefs.into_iter().find(|person| is_here(workspace, *person))
    })
}

/// The rung above the one on which it stands; `None` at the top.
#[must_use]
pub fn next_rung(workspace: &Workspace, impediment: &Impediment) -> Option<Level> {
    let Level::Group(current) = impediment.level else { return None };
    rungs(workspace, current).into_iter().find(|rung| *rung != impediment.level)
}

/// Whether it stands above where it was raised.
#[must_use]
pub fn is_escalated(impediment: &Impediment) -> bool {
    impediment.level != Level::Group(impediment.group)
}

/// The rung's name, as sentences say it. A person's name stands outside the model.
#[must_use]
pub fn rung_name(workspace: &Workspace, level: Level) -> String {
    match level {
        Level::Group(group) => workspace.group(group).map_or_else(String::new, |g| g.name.to_string()),
        Level::Person(_) => "the person named as the last rung".to_owned(),
    }
}
