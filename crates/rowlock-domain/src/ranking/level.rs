//! What belongs to a group's own meeting rather than to one above or below it: the overview shows everything
//! below a group, its meeting talks only of what its members have with each other, or what was brought up to it.

use crate::{
    GroupId, Member, TeamId, Thing, Workspace,
    goal::GoalOf,
    impediment::{Impediment, Level},
    meeting::About,
};
use std::collections::BTreeSet;

/// Whether a group's meeting talks of it.
#[must_use]
pub fn belongs_to_meeting(workspace: &Workspace, group: GroupId, about: About) -> bool {
    match about {
        About::Thing(Thing::Impediment(id)) => workspace.impediment(id).is_some_and(|i| impediment(workspace, group, i)),
        About::Thing(Thing::Dependency(id)) => workspace.dependency(id).is_some_and(|d| joins(workspace, group, &[d.consumer, d.provider])),
        About::Requests(consumer, provider) => joins(workspace, group, &[consumer, provider]),
        About::Thing(Thing::Risk(id)) => workspace.risk(id).is_some_and(|r| r.group == group),
        About::Thing(Thing::Goal(id)) => workspace.goal(id).is_some_and(|g| match g.of {
            GoalOf::Group(of) => of == group,
            GoalOf::Sprint(team, _) => workspace.team(team).is_some_and(|t| t.home == group),
        }),
        About::Thing(Thing::HeadsUp(id)) => workspace.heads_up(id).is_some_and(|h| {
            let teams: Vec<TeamId> = h.touches.iter().copied().chain([h.team]).collect();
            joins(workspace, group, &teams)
        }),
        _ => true,
    }
}

/// The member of a group through which a team takes part in it.
#[must_use]
pub fn member_of(workspace: &Workspace, group: GroupId, team: TeamId) -> Option<Member> {
    let home = workspace.team(team)?.home;
    if home == group {
        return Some(Member::Team(team));
    }
    workspace.upwards(home).find(|id| workspace.group(*id).is_some_and(|g| g.parent == Some(group))).map(Member::Group)
}

/// Whether one of the teams is the group's own, or they join two of its child groups.
fn joins(workspace: &Workspace, group: GroupId, teams: &[TeamId]) -> bool {
    let members: BTreeSet<Member> = teams.iter().filter_map(|team| member_of(workspace, group, *team)).collect();
    members.len() > 1 || members.iter().any(|member| matches!(member, Member::Team(_)))
}

fn impediment(workspace: &Workspace, group: GroupId, impediment: &Impediment) -> bool {
    match impediment.level {
        Level::Group(level) if level == group => true,
        Level::Group(level) if workspace.is_within(level, group) => {
            let teams: Vec<TeamId> = impediment.holds_back.iter().chain(&impediment.asked).copied().collect();
            joins(workspace, group, &teams)
        }
        Level::Group(level) if workspace.is_within(group, level) => false,
        Level::Person(_) => impediment.group == group,
        Level::Group(_) => impediment.asked.iter().any(|team| matches!(member_of(workspace, group, *team), Some(Member::Team(_)))),
    }
}
