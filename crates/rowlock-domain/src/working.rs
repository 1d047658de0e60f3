//! Whose working time counts: rules and reminders go by the owner's team, else the raising team, else the group.
//! Holidays of the team and closing days of its group and the groups above are days off.

use crate::{
    Date, Event, GroupId, Instant, Member, Moment, PersonId, TeamId, Workspace, Zone,
    calendar::{Weekdays, WorkingTime},
    group::Rules,
    time::{days_between, plus_days},
};
use imbl::OrdSet;
use std::collections::BTreeMap;

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

/// The team for which each person works: the one where they have a role, else whose seat they hold.
#[must_use]
pub fn teams_of(workspace: &Workspace) -> BTreeMap<PersonId, TeamId> {
    let mut teams = BTreeMap::new();
    for team in workspace.teams.iter().filter(|t| t.archived_at.is_none()) {
        for (_, person) in &team.roles {
            teams.entry(*person).or_insert(team.id);
        }
    }
    for (team, person) in seated(workspace) {
        teams.entry(person).or_insert(team);
    }
    teams
}

/// The last holder of each team's seats, where nobody's end is set, in the order of groups.
fn seated(workspace: &Workspace) -> impl Iterator<Item = (TeamId, PersonId)> {
    let seats = workspace.groups.iter().flat_map(|g| g.seats.iter());
    seats.filter_map(|(member, seat)| match (member, seat.tenures.last()) {
        (Member::Team(team), Some(tenure)) if tenure.until.is_none() => Some((*team, tenure.person)),
        _ => None,
    })
}

/// Whether an event changes who works when, or for which team: what was counted in working time is to be counted anew.
#[must_use]
pub fn is_changed_by(event: &Event) -> bool {
    matches!(
        event,
        Event::MeasureSet(_)
            | Event::TeamZoneSet(_)
            | Event::WorkingDaysSet(_)
            | Event::HolidaysSet(_)
            | Event::TeamMoved(_)
            | Event::TeamRoleGiven(_)
            | Event::TeamRoleTaken(_)
            | Event::TeamArchived(_)
            | Event::TeamRestored(_)
            | Event::SeatGiven(_)
            | Event::SeatVacated(_)
            | Event::GroupZoneSet(_)
            | Event::GroupMoved(_)
            | Event::RulesSet(_)
            | Event::ClosingDaysSet(_)
            | Event::PersonLeft(_)
    )
}

/// For each team, by number, the instant before which something must have begun to have lasted as many of its
/// working days as its group's rules say. Teams that work alike are counted once.
#[must_use]
pub fn cutoffs(moment: &Moment<'_>, days: impl Fn(&Rules) -> u32) -> Vec<Instant> {
    let workspace = moment.workspace;
    let mut alike: BTreeMap<(GroupId, &Zone, Weekdays, Vec<Date>), Instant> = BTreeMap::new();
    let mut cutoffs = Vec::with_capacity(workspace.teams.len());
    for team in &workspace.teams {
        let of_rules = workspace.group(team.home).map_or_else(|| days(&Rules::default()), |g| days(&g.rules));
        let count = || of_team(workspace, team.id).map_or(Instant(i64::MIN), |time| moment.working_days_ago(of_rules, &time));
        let key = (team.home, &team.zone, team.working_days, team.holidays.iter().copied().collect());
        cutoffs.push(*alike.entry(key).or_insert_with(count));
    }
    cutoffs
}

fn closed(workspace: &Workspace, group: GroupId) -> OrdSet<Date> {
    let mut days = OrdSet::new();
    for stretch in workspace.upwards(group).filter_map(|id| workspace.group(id)).flat_map(|g| &g.closing_days) {
        let length = days_between(stretch.from, stretch.until).min(LONGEST_CLOSING);
        days.extend((0..=length).map(|n| plus_days(stretch.from, n)));
    }
    days
}
