//! Who and what is still there. Rules ask it of every person, team, group and thing that a command names.

use crate::{Date, GroupId, PersonId, Refusal, TeamId, Text, Thing, Workspace, group::Group, refusal::refusals, team::Team};
use std::sync::Arc;

refusals! {
    /// The owner is nobody of the workspace, or has left.
    OwnerNotHere() field "owner" "An owner is a person of this workspace who has not left. Choose somebody from the list.",
    /// The team is archived.
    TeamArchived(name: &str) "{name} is archived. Restore it first, or choose another team.",
    /// The group is archived.
    GroupArchived(name: &str) "{name} is archived. Restore it first, or choose another group.",
}

/// Whether the person belongs to the workspace and has not left.
#[must_use]
pub fn is_here(workspace: &Workspace, person: PersonId) -> bool {
    workspace.person(person).is_some_and(|p| p.left_at.is_none())
}

/// Asks that the owner is a person of the workspace who has not left.
pub(crate) fn owner(workspace: &Workspace, person: PersonId) -> Result<(), Refusal> {
    if is_here(workspace, person) { Ok(()) } else { Err(OwnerNotHere()) }
}

/// The team, if it is there and not archived.
pub(crate) fn team(workspace: &Workspace, id: TeamId) -> Result<&Arc<Team>, Refusal> {
    let team = workspace.team(id).ok_or(Refusal::Unknown)?;
    if team.archived_at.is_some() { Err(TeamArchived(team.name.as_str())) } else { Ok(team) }
}

/// Asks that all the teams are there and not archived.
pub(crate) fn teams(workspace: &Workspace, ids: &[TeamId]) -> Result<(), Refusal> {
    ids.iter().try_for_each(|id| team(workspace, *id).map(|_| ()))
}

/// The group, if it is there and not archived.
pub(crate) fn group(workspace: &Workspace, id: GroupId) -> Result<&Arc<Group>, Refusal> {
    let group = workspace.group(id).ok_or(Refusal::Unknown)?;
    if group.archived_at.is_some() { Err(GroupArchived(group.name.as_str())) } else { Ok(group) }
}

/// Asks that the thing exists.
pub(crate) fn thing(workspace: &Workspace, thing: Thing) -> Result<(), Refusal> {
    let exists = match thing {
        Thing::Workspace => true,
        Thing::Team(id) => workspace.team(id).is_some(),
        Thing::Group(id) => workspace.group(id).is_some(),
        Thing::Person(id) => workspace.person(id).is_some(),
        Thing::Series(id) => workspace.series_of(id).is_some(),
        Thing::Meeting(id) => workspace.meeting(id).is_some(),
        Thing::Impediment(id) => workspace.impediment(id).is_some(),
        Thing::Dependency(id) => workspace.dependency(id).is_some(),
        Thing::Risk(id) => workspace.risk(id).is_some(),
        Thing::Goal(id) => workspace.goal(id).is_some(),
        Thing::Item(id) => workspace.item(id).is_some(),
        Thing::Decision(id) => workspace.decision(id).is_some(),
        Thing::FollowUp(id) => workspace.follow_up(id).is_some(),
        Thing::HeadsUp(id) => workspace.heads_up(id).is_some(),
    };
    if exists { Ok(()) } else { Err(Refusal::Unknown) }
}

/// Asks that the thing, if one is named, exists.
pub(crate) fn optional(workspace: &Workspace, named: Option<Thing>) -> Result<(), Refusal> {
    named.map_or(Ok(()), |named| thing(workspace, named))
}

/// Asks that a date, if one is given, lies in a year that can be meant. The past is allowed: pages warn.
pub(crate) fn likely(field: &'static str, date: Option<Date>) -> Result<(), Refusal> {
    date.map_or(Ok(()), |date| Refusal::unless_plausible(field, date))
}

/// Asks that something was written.
pub(crate) fn words(field: &'static str, written: &Text, ask: &str) -> Result<(), Refusal> {
    if written.is_empty() { Err(Refusal::field(field, ask)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{CHECKOUT, INES, NOBODY_KNOWN, PRODUCT, RUTH, Story, date};

    #[test]
    fn who_and_what_is_named_must_be_there() {
        let archived = vec![crate::team::event::TeamArchived { team: CHECKOUT }.into(), crate::group::event::GroupArchived { group: PRODUCT }.into()];
        let story = Story::two_teams().happened(RUTH, archived);
        let workspace = story.workspace();
        assert_eq!(owner(workspace, INES), Ok(()));
        assert_eq!(owner(workspace, NOBODY_KNOWN), Err(OwnerNotHere()));
        assert_eq!(team(workspace, CHECKOUT).map(|_| ()), Err(TeamArchived("Checkout")));
        assert_eq!(group(workspace, PRODUCT).map(|_| ()), Err(GroupArchived("Product")));
        assert_eq!(NAMES.len(), 3, "each refusal is shown here");
        assert!(thing(workspace, Thing::Team(TeamId(9))).is_err());
        assert!(likely("due", Some(date("0900-01-01"))).is_err());
    }
}
