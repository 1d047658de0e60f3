//! Whose working time counts: rules and reminders go by the owner's team, else the raising team, else the group.
//! Holidays of the team and closing days of its group and the groups above are days off.

use crate::{
    Date, GroupId, PersonId, TeamId, Workspace,
    calendar::{Weekdays, WorkingTime},
    group::Rules,
    team::TeamRole,
    time::{days_between, plus_days},
};
use imbl::OrdSet;

/// A stretch of closed days longer than this counts only so far: no rule looks further.
const LONGEST_CLOSING: i64 = 400;

/// When a team works.
#[must_use]
pub fn of_team(workspace: &Workspace, id: TeamId) -> Option<WorkingTime> {
    let team = workspace.team(id)?;
    let rules = workspace.group(team.home).map(|g| g.rules.clone()).unwrap_or_default();
    let holidays = closed(workspace, team.home).union(team.holidays.clone());
    Some(WorkingTime { zone: team.zone.clone(), days: team.working_days, holidays, from_hour: rules.from_hour, until_hour: rules.until_hour })
}

/// When a group works: its zone, Monday to Friday, without its closing days.
#[must_use]
pub fn of_group(workspace: &Workspace, id: GroupId) -> WorkingTime {
    let group = workspace.group(id);
    let rules = group.map_or_else(Rules::default, |g| g.rules.clone());
    let zone = group.map_or_else(|| workspace.zone.clone(), |g| g.zone.clone());
    WorkingTime { zone, days: Weekdays::WORKING, holidays: closed(workspace, id), from_hour: rules.from_hour, until_hour: rules.until_hour }
}

/// The team for which a person works: the one where they have a role, else whose seat they hold.
#[must_use]
pub fn team_of(workspace: &Workspace, person: PersonId) -> Option<TeamId> {
    let has_role = |roles: &OrdSet<(TeamRole, PersonId)>| TeamRole::ALL.iter().any(|role| roles.contains(&(*role, person)));
    let by_role = workspace.teams.iter().find(|t| t.archived_at.is_none() && has_role(&t.roles)).map(|t| t.id);
    by_role.or_else(|| {
        let seats = workspace.groups.iter().flat_map(|g| g.seats.iter());
        seats
            .filter_map(|(member, seat)| match member {
                crate::Member::Team(team) if seat.tenures.last().is_some_and(|t| t.until.is_none() && t.person == person) => Some(*team),
                _ => None,
            })
            .next()
    })
}

fn closed(workspace: &Workspace, group: GroupId) -> OrdSet<Date> {
    let mut days = OrdSet::new();
    for stretch in workspace.upwards(group).filter_map(|id| workspace.group(id)).flat_map(|g| &g.closing_days) {
        let length = days_between(stretch.from, stretch.until).min(LONGEST_CLOSING);
        days.extend((0..=length).map(|n| plus_days(stretch.from, n)));
    }
    days
}
