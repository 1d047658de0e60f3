//! The snapshot of Kubernetes against the figures known of it, converted and applied.

use super::converted;
use crate::convert::Converted;
use jiff::civil::{DateTime, date};
use rowlock_calendar::ZonedCalendar;
use rowlock_domain::{
    Actor, Calendar, Context, Instant, PersonId, Recorded, Via, Workspace, Zone, decide, dependency::DependencyState as Handshake, item,
    series::Recurrence,
};
use rowlock_organisation::{
    Options, Profile, Standing,
    file::{DependencyState, GoalState, ItemState},
    plan, read,
};
use serde_json::{Value, json};
use std::{path::PathBuf, sync::Arc};

/// The shared data, or nothing with a word why the test is skipped.
fn shared(name: &str) -> Option<Value> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let path = std::env::var_os("ROWLOCK_SHARED").map_or(beside, PathBuf::from).join("data").join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(why) => {
            eprintln!("skipped: {} cannot be read ({why}); set ROWLOCK_SHARED to the folder that holds data/", path.display());
            None
        }
    }
}

#[test]
fn kubernetes_converts_to_the_figures_known() {
    let (Some(snapshot), Some(expected)) = (shared("kubernetes-org.json"), shared("expected.json")) else { return };
    let expected = &expected["shared"]["kubernetes-org.json"];
    let Converted { file, left_out } = converted(&snapshot, None);
    assert_eq!((file.groups.len(), file.teams.len(), file.people.len(), file.roles.len()), (5 + 25, 224, 573, 180));
    assert_eq!((file.series.len(), file.goals.len(), file.items.len(), file.dependencies.len()), (96, 19, 450, 354));
    assert_eq!(json!(file.teams.len()), expected["teams"]);
    assert_eq!(json!(file.people.len()), expected["people"]);
    assert_eq!(json!(file.series.len()), expected["meetings"]["total"]);
    let items = |state| file.items.iter().filter(|item| item.state == Some(state)).count();
    assert_eq!((items(ItemState::Open), items(ItemState::InProgress), items(ItemState::Done), items(ItemState::Dropped)), (47, 237, 154, 12));
    let dependencies = |state| file.dependencies.iter().filter(|d| d.state == Some(state)).count();
    assert_eq!((dependencies(DependencyState::Accepted), dependencies(DependencyState::Withdrawn)), (148, 7));
    assert_eq!(file.seats.iter().filter(|seat| seat.team.is_some()).count(), 33);
    assert_eq!(file.seats.iter().filter(|seat| seat.child.is_some()).count(), 25);
    assert_eq!(file.goals.iter().filter(|goal| goal.state == Some(GoalState::Met)).count(), 18);
    assert_eq!(json!(left_out.count("memberships as emeritus_lead")), expected["memberships_by_role"]["emeritus_lead"]);
    assert_eq!(left_out.count("states of deliverables"), 0);
    assert_eq!(left_out.count("starts of meetings"), 0);
}

#[test]
fn the_series_of_kubernetes_meet_as_often_as_known() {
    let (Some(snapshot), Some(expected)) = (shared("kubernetes-org.json"), shared("expected.json")) else { return };
    let expected = &expected["shared"]["kubernetes-org.json"]["meetings"];
    let calendar = rowlock_calendar::ZonedCalendar::new();
    let file = converted(&snapshot, None).file;
    let window = |zone: &Zone| {
        let at = |index: usize| {
            let moment: jiff::Timestamp = expected["window"][index].as_str().unwrap().parse().unwrap();
            calendar.local(rowlock_domain::Instant(moment.as_millisecond()), zone)
        };
        (at(0), at(1))
    };
    let mut total = 0;
    for series in &file.series {
        let zone = Zone::named(series.time_zone.as_deref().unwrap());
        let (from, until): (DateTime, DateTime) = window(&zone);
        let recurrence = Recurrence { rule: series.rrule.as_str().into(), start: series.start.date_time().unwrap(), zone };
        let count = calendar.occurrences(&recurrence, from, until, 1000).len();
        assert_eq!(json!(count), expected["occurrences_per_meeting"][&series.id], "{}", series.id);
        total += count;
    }
    assert_eq!(json!(total), expected["occurrences_in_window"]);
}

#[test]
fn kubernetes_looks_as_if_it_were_todays_when_shifted() {
    let Some(snapshot) = shared("kubernetes-org.json") else { return };
    let plain = converted(&snapshot, None);
    let shifted = converted(&snapshot, Some(date(2026, 11, 22)));
    assert_eq!(shifted.file.series.len(), 96);
    assert!(shifted.left_out.count("starts of meetings") > 0);
    for (old, new) in plain.file.items.iter().zip(&shifted.file.items) {
        let days = |item: &rowlock_organisation::file::Item| item.date.as_ref().and_then(|day| day.date());
        if let (Some(old), Some(new)) = (days(old), days(new)) {
            assert_eq!(old.until(new).unwrap().get_days(), 1239 / 7 * 7);
        }
    }
}

/// 2026-11-22, noon in UTC.
const NOON: Instant = Instant(1_795_348_800_000);

#[test]
fn kubernetes_is_applied_whole_and_a_second_run_changes_nothing() {
    let Some(snapshot) = shared("kubernetes-org.json") else { return };
    let file = converted(&snapshot, Some(date(2026, 11, 22))).file;
    let began = std::time::Instant::now();
    let document = read(&serde_json::to_string_pretty(&file).unwrap()).unwrap();
    let calendar = ZonedCalendar::new();
    let mut workspace = Workspace::default();
    let at = |workspace: &Workspace, last: Option<&_>, profiles: &[Profile]| {
        let context = Context { workspace, actor: Actor::Operator, on_behalf_of: None, via: Via::Import, now: NOON, calendar: &calendar };
        let mut people = 0;
        let mut draw = || {
            people += 1;
            PersonId(people)
        };
        plan(&document, Standing { context: &context, profiles, last }, Options::default(), &mut draw)
            .unwrap_or_else(|problems| panic!("{problems:#?}"))
    };
    let first = at(&workspace, None, &[]);
    for command in first.commands() {
        let before = workspace.clone();
        let context = Context { workspace: &before, actor: Actor::Operator, on_behalf_of: None, via: Via::Import, now: NOON, calendar: &calendar };
        for event in decide(&context, &command).unwrap() {
            let stamp = context.stamp(workspace.version + 1);
            workspace.apply(Arc::new(Recorded { stamp, event }));
        }
    }
    eprintln!("read, planned and decided twice in {:?}: {} commands, {} events", began.elapsed(), first.commands().len(), workspace.version);
    let counts = first.plan.counts();
    for (noun, count) in [
        ("groups", 30),
        ("teams", 224),
        ("people", 573),
        ("roles", 180),
        ("series", 96),
        ("sprints", 0),
        ("goals", 19),
        ("items", 450),
        ("dependencies", 354),
    ] {
        assert_eq!(counts["created"][noun], count, "{noun}");
    }
    let (groups, teams, people) = (workspace.groups.len(), workspace.teams.len(), workspace.people.len());
    assert_eq!((groups, teams, people, workspace.series.len(), workspace.goals.len()), (30, 224, 573, 96, 19));
    assert_eq!((workspace.items.len(), workspace.dependencies.len()), (450, 354));
    let items = |state| workspace.items.iter().filter(|item| item.state == state).count();
    assert_eq!(
        (items(item::ItemState::Open), items(item::ItemState::InProgress), items(item::ItemState::Done), items(item::ItemState::Dropped)),
        (47, 237, 154, 12)
    );
    let dependencies = |is_such: fn(&Handshake) -> bool| workspace.dependencies.iter().filter(|d| is_such(&d.state)).count();
    assert_eq!(dependencies(|state| *state == Handshake::Accepted), 148);
    assert_eq!(dependencies(|state| matches!(state, Handshake::Withdrawn(_))), 7);
    let second = at(&workspace, Some(&first.applied), &first.profiles);
    assert!(second.plan.is_empty(), "{}", second.plan);
    assert_eq!((second.commands().len(), second.profiles.len()), (0, 0));
    assert_eq!(second.plan.counts()["unchanged"]["roles"], 180);
}
