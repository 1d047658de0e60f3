//! The first day: people, groups, teams, roles, seats, series, rules.

use super::{
    cast::{self, HARBOUR, LOGISTICS, PRODUCT, TEAMS, Team},
    days::Days,
    plot::Plot,
    stage::{Stage, person, team, text, title},
};
use crate::{
    Actor, Command, Date, DateTime, GroupId, Member, Zone,
    group::{
        ClosingDays, GroupRole,
        command::{CreateGroup, GiveGroupRole, GiveSeat, NameLastRung, SetClosingDays},
    },
    person::command::AddPerson,
    series::{MeetingKind, Recurrence, Schedule, SeriesOf, command::SetSeries},
    team::{
        TeamRole,
        command::{CreateTeam, DescribeTeam, GiveTeamRole, SetRhythm},
        rhythm::Rhythm,
    },
    workspace::command::{CreateWorkspace, ListCauses, NameAdministrator},
};

const CAUSES: &[&str] =
    &["Ownership", "Access and rights", "Environment", "Late change", "Unclear agreement", "Missing skill", "Third party", "Decision pending"];

/// Plans the first day.
pub(super) fn plan(plot: &mut Plot, days: &Days<'_>) {
    let (first, zone) = (days.first, days.zone.clone());
    let rhythms: Vec<(&str, Rhythm)> = TEAMS.iter().filter_map(|t| t.sprint.map(|s| (t.code, rhythm(days, s)))).collect();
    let closed = ClosingDays { from: days.day(31), until: days.day(40), why: text("Harbour rests") };
    plot.at(days.at(first, 8, 0), move |stage| {
        people(stage, &zone);
        groups(stage, first);
        for (code, rhythm) in &rhythms {
            stage.step(Actor::Operator, vec![SetRhythm { team: team(code), from: first, rhythm: Some(*rhythm) }.into()]);
        }
        series(stage, first, &zone);
        stage.act("edith", SetClosingDays { group: HARBOUR, days: vec![closed.clone()] });
    });
}

/// Two-week sprints, numbered so that the current one has its number.
fn rhythm(days: &Days<'_>, (number, weeks_ago): (u32, i64)) -> Rhythm {
    let sprints = (super::days::WEEKS - weeks_ago) / 2;
    let start = days.monday(weeks_ago + 2 * sprints);
    Rhythm { start, weeks: 2, number: number.saturating_sub(u32::try_from(sprints).unwrap_or(0)).max(1) }
}

fn people(stage: &mut Stage<'_>, zone: &Zone) {
    stage.step(Actor::Operator, vec![CreateWorkspace { name: title("Harbour"), zone: zone.clone() }.into()]);
    let joining = cast::profiles().into_iter().map(|profile| AddPerson { person: profile.person, origin: None }.into());
    stage.step(Actor::Operator, joining.collect());
    stage.step(Actor::Operator, vec![NameAdministrator { person: person("ruth") }.into()]);
    stage.step(Actor::Operator, vec![ListCauses { causes: CAUSES.iter().map(|cause| title(cause)).collect() }.into()]);
}

fn groups(stage: &mut Stage<'_>, first: Date) {
    for (name, parent) in [("Harbour", None), ("Product", Some(HARBOUR)), ("Logistics", Some(HARBOUR))] {
        stage.step(Actor::Operator, vec![CreateGroup { name: title(name), parent, zone: None, origin: None }.into()]);
    }
    let roles = [
        (HARBOUR, "edith", GroupRole::Master),
        (HARBOUR, "helen", GroupRole::ChiefProductOwner),
        (PRODUCT, "ruth", GroupRole::Master),
        (PRODUCT, "greta", GroupRole::Deputy),
        (PRODUCT, "daniel", GroupRole::ChiefProductOwner),
        (LOGISTICS, "lars", GroupRole::Master),
        (LOGISTICS, "mei", GroupRole::ChiefProductOwner),
    ];
    let given = roles.iter().map(|(group, handle, role)| GiveGroupRole { group: *group, person: person(handle), role: *role, for_team: None }.into());
    stage.step(Actor::Operator, given.collect());
    let rungs = [PRODUCT, LOGISTICS, HARBOUR].map(|group| NameLastRung { group, person: Some(person("helen")) }.into());
    stage.step(Actor::Operator, rungs.into());
    for row in TEAMS {
        one_team(stage, row, first);
    }
    for (group, handle) in [(PRODUCT, "ruth"), (LOGISTICS, "lars")] {
        let seat = GiveSeat { group: HARBOUR, member: Member::Group(group), person: person(handle), from: first, decides: true };
        stage.step(Actor::Operator, vec![seat.into()]);
    }
}

fn one_team(stage: &mut Stage<'_>, row: &Team, first: Date) {
    let id = team(row.code);
    let created = CreateTeam { name: title(row.name), code: Some(title(row.code)), home: row.home, zone: None, origin: None };
    stage.step(Actor::Operator, vec![created.into()]);
    let role = |handle, role| Command::from(GiveTeamRole { team: id, person: person(handle), role });
    stage.step(
        Actor::Operator,
        vec![
            DescribeTeam { team: id, mission: text(row.mission) }.into(),
            role(row.ambassador, TeamRole::ScrumMaster),
            role(row.product_owner, TeamRole::ProductOwner),
            role(row.developer, TeamRole::Developer),
            GiveSeat { group: row.home, member: Member::Team(id), person: person(row.ambassador), from: first, decides: true }.into(),
            GiveGroupRole { group: row.home, person: person(row.product_owner), role: GroupRole::ProductOwner, for_team: None }.into(),
        ],
    );
}

/// The first day of the week that holds `first`, on that weekday and time.
fn start(first: Date, weekday: i64, hour: i8, minute: i8) -> DateTime {
    crate::time::plus_days(first, weekday).at(hour, minute, 0, 0)
}

fn series(stage: &mut Stage<'_>, first: Date, zone: &Zone) {
    let mut set = |master: &str, of: GroupId, name: &str, kind: MeetingKind, (rule, start, minutes): (&str, DateTime, u32), place: &str| {
        let recurrence = Recurrence { rule: rule.into(), start, zone: zone.clone() };
        let schedule = Schedule { recurrence, minutes };
        let command = SetSeries { of: SeriesOf::Group(of), title: title(name), kind, schedule, place: text(place), link: text(""), origin: None };
        stage.act(master, command);
    };
    let sync = MeetingKind::ScrumOfScrums;
    set("ruth", PRODUCT, "Product Scrum of Scrums", sync, ("FREQ=WEEKLY;BYDAY=TU,TH", start(first, 1, 9, 30), 20), "Pier 2 and video");
    set("lars", LOGISTICS, "Logistics Scrum of Scrums", sync, ("FREQ=WEEKLY;BYDAY=WE", start(first, 2, 10, 0), 15), "Gate 7");
    set("edith", HARBOUR, "Harbour Scrum of Scrums", sync, ("FREQ=WEEKLY;BYDAY=WE", start(first, 2, 13, 30), 15), "Bridge");
    set("ruth", PRODUCT, "MetaScrum", MeetingKind::MetaScrum, ("FREQ=WEEKLY;BYDAY=TH", start(first, 3, 14, 0), 30), "Pier 1");
    set("edith", HARBOUR, "All hands", MeetingKind::Other, ("FREQ=WEEKLY;INTERVAL=4;BYDAY=FR", start(first, 4, 15, 0), 60), "Main hall");
}
