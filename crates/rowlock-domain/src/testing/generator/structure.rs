//! Commands about the workspace, people, teams and groups.

use super::pick::Pick;
use crate::{
    Command, GroupId, Member, TeamId, Title,
    calendar::Weekdays,
    group::{ClosingDays, GroupRole, Rules, command::*},
    person::command::*,
    team::{
        Progress, TeamRole,
        command::*,
        rhythm::{Rhythm, Sprint},
    },
    testing::title,
    time::plus_days,
    workspace::{Measure, command::*},
};

pub(super) fn workspace(pick: &mut Pick<'_>) -> Command {
    match pick.random.below(8) {
        0 => CreateWorkspace { name: pick.title(), zone: pick.zone() }.into(),
        1 => RenameWorkspace { name: pick.title() }.into(),
        2 => ListCauses { causes: pick.some(6, Pick::title) }.into(),
        3 => NameAdministrator { person: pick.person() }.into(),
        4 => RemoveAdministrator { person: pick.person() }.into(),
        5 if pick.random.one_in(3) => RemovePerson { person: pick.person() }.into(),
        5 => SetMeasure { measure: pick.random.one_of(Measure::ALL) }.into(),
        6 => ReturnPerson { person: pick.person() }.into(),
        _ => AddPerson { person: pick.new_person(), origin: None }.into(),
    }
}

pub(super) fn team(pick: &mut Pick<'_>) -> Command {
    let team = pick.team();
    match pick.random.below(8) {
        0 => CreateTeam { name: pick.title(), code: None, home: pick.group(), zone: None, origin: None }.into(),
        1 => RenameTeam { team, name: pick.title() }.into(),
        2 => CodeTeam { team, code: code(pick) }.into(),
        3 => DescribeTeam { team, mission: pick.words() }.into(),
        4 => MoveTeam { team, home: pick.group() }.into(),
        5 => GiveTeamRole { team, person: pick.person(), role: pick.random.one_of(TeamRole::ALL) }.into(),
        6 => take_role(pick, team),
        _ if pick.random.one_in(2) => ArchiveTeam { team }.into(),
        _ => RestoreTeam { team }.into(),
    }
}

fn code(pick: &mut Pick<'_>) -> Title {
    let codes = [format!("X{}", pick.count(400)), "PAY".to_owned(), "not one".to_owned()];
    title(&pick.random.one_of(&codes))
}

fn take_role(pick: &mut Pick<'_>, team: TeamId) -> Command {
    let given: Vec<_> = pick.workspace.team(team).into_iter().flat_map(|t| t.roles.iter().copied()).collect();
    let (role, person) = if given.is_empty() { (TeamRole::Developer, pick.person()) } else { pick.random.one_of(&given) };
    TakeTeamRole { team, person, role }.into()
}

fn take_group_role(pick: &mut Pick<'_>, group: GroupId) -> Command {
    let given: Vec<_> = pick.workspace.group(group).into_iter().flat_map(|g| g.roles.iter().copied()).collect();
    let (role, person, for_team) = if given.is_empty() { (GroupRole::Deputy, pick.person(), None) } else { pick.random.one_of(&given) };
    TakeGroupRole { group, person, role, for_team }.into()
}

pub(super) fn team_time(pick: &mut Pick<'_>) -> Command {
    let team = pick.team();
    match pick.random.below(11) {
        0 => SetTeamZone { team, zone: pick.zone() }.into(),
        1 => SetWorkingDays { team, days: Weekdays(u8::try_from(pick.count(128)).unwrap_or(0)) }.into(),
        2 => SetHolidays { team, holidays: pick.some(5, Pick::date) }.into(),
        3 => SetRhythm { team, from: pick.date(), rhythm: pick.maybe(rhythm) }.into(),
        4 => SetSprint { team, sprint: sprint(pick) }.into(),
        5 => {
            let given = pick.workspace.team(team).and_then(|t| t.sprints.keys().next().copied());
            RemoveSprint { team, start: given.unwrap_or_else(|| pick.today()) }.into()
        }
        6 => left_out(pick, team),
        7 => SayPace { team, fewest: pick.count(6), most: pick.count(12) }.into(),
        8 => WithdrawPace { team }.into(),
        _ => ReportProgress { team, on: pick.date(), progress: progress(pick) }.into(),
    }
}

fn left_out(pick: &mut Pick<'_>, team: TeamId) -> Command {
    // Few stories leave anything out, and it belongs to one of many teams: there it is counted again.
    if pick.random.one_in(2)
        && let Some((team, on)) = pick.workspace.teams.iter().find_map(|t| Some((t.id, *t.left_out.keys().next()?)))
    {
        return CountProgressAgain { team, on }.into();
    }
    let known = pick.workspace.team(team);
    let reported: Vec<_> = known.into_iter().flat_map(|t| t.progress.keys().copied()).collect();
    let on = if reported.is_empty() { pick.date() } else { pick.random.one_of(&reported) };
    if pick.random.one_in(3) { ConfirmProgress { team, on }.into() } else { LeaveOutProgress { team, on }.into() }
}

fn rhythm(pick: &mut Pick<'_>) -> Rhythm {
    Rhythm { start: pick.date(), weeks: u8::try_from(pick.count(5)).unwrap_or(1), number: pick.count(40) }
}

fn sprint(pick: &mut Pick<'_>) -> Sprint {
    let start = pick.date();
    Sprint { start, end: plus_days(start, i64::from(pick.count(15)) - 1), name: pick.title() }
}

fn progress(pick: &mut Pick<'_>) -> Progress {
    Progress { sprint: plus_days(pick.today(), -i64::from(pick.count(14))), planned: pick.count(20), done: pick.count(20), added: pick.count(5) }
}

pub(super) fn group(pick: &mut Pick<'_>) -> Command {
    let group = pick.group();
    match pick.random.below(9) {
        0 => CreateGroup { name: pick.title(), parent: pick.maybe(Pick::group), zone: None, origin: None }.into(),
        1 => RenameGroup { group, name: pick.title() }.into(),
        2 => MoveGroup { group, parent: pick.maybe(Pick::group) }.into(),
        3 => SetGroupZone { group, zone: pick.zone() }.into(),
        4 => SetRules { group, rules: Rules { round_seconds: pick.count(120), ..Rules::default() } }.into(),
        5 => SetClosingDays { group, days: pick.some(3, closing_days) }.into(),
        6 => NameLastRung { group, person: pick.maybe(Pick::person) }.into(),
        7 => ArchiveGroup { group }.into(),
        _ => RestoreGroup { group }.into(),
    }
}

fn closing_days(pick: &mut Pick<'_>) -> ClosingDays {
    let from = pick.date();
    ClosingDays { from, until: plus_days(from, i64::from(pick.count(5)) - 1), why: pick.words() }
}

pub(super) fn seats(pick: &mut Pick<'_>) -> Command {
    let group = pick.group();
    let member = pick.member_of(group);
    match pick.random.below(8) {
        0 => GiveGroupRole { group, person: pick.person(), role: pick.random.one_of(GroupRole::ALL), for_team: pick.maybe(Pick::team) }.into(),
        1 => take_group_role(pick, group),
        2 => VacateSeat { group, member, from: pick.date() }.into(),
        3 => OrderMembers { group, order: order(pick, group) }.into(),
        _ => GiveSeat { group, member, person: pick.person(), from: pick.date(), decides: pick.random.one_in(2) }.into(),
    }
}

fn order(pick: &mut Pick<'_>, group: GroupId) -> Vec<Member> {
    let member = pick.member_of(group);
    if pick.random.one_in(5) { vec![member, member] } else { vec![member] }
}
