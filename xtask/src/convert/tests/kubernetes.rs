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
    Application, Applied, File, Options, Profile, Standing,
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

fn context<'a>(workspace: &'a Workspace, calendar: &'a ZonedCalendar) -> Context<'a> {
    Context { workspace, actor: Actor::Operator, on_behalf_of: None, via: Via::Import, now: NOON, calendar }
}

/// A workspace to which snapshots are applied.
#[derive(Default)]
struct Rowlock {
    workspace: Workspace,
    profiles: Vec<Profile>,
    applied: Option<Applied>,
    people: u128,
}

impl Rowlock {
    fn apply(&mut self, file: &File, options: Options) -> Application {
        let calendar = ZonedCalendar::new();
        let document = read(&serde_json::to_string_pretty(file).unwrap()).unwrap();
        let people = &mut self.people;
        let mut draw = || {
            *people += 1;
            PersonId(*people)
        };
        let before = self.workspace.clone();
        let standing = Standing { context: &context(&before, &calendar), profiles: &self.profiles, last: self.applied.as_ref() };
        let application = plan(&document, standing, options, &mut draw).unwrap_or_else(|problems| panic!("{problems:#?}"));
        for command in application.commands() {
            let before = self.workspace.clone();
            let context = context(&before, &calendar);
            for event in decide(&context, &command).unwrap() {
                let stamp = context.stamp(self.workspace.version + 1);
                self.workspace.apply(Arc::new(Recorded { stamp, event }));
            }
        }
        self.profiles.retain(|known| !application.profiles.iter().any(|new| new.person == known.person));
        self.profiles.extend(application.profiles.clone());
        self.applied = Some(application.applied.clone());
        application
    }
}

#[test]
fn kubernetes_is_applied_whole_and_a_second_run_changes_nothing() {
    let Some(snapshot) = shared("kubernetes-org.json") else { return };
    let file = converted(&snapshot, Some(date(2026, 11, 22))).file;
    let mut rowlock = Rowlock::default();
    let began = std::time::Instant::now();
    let first = rowlock.apply(&file, Options::default());
    eprintln!("read, planned and decided twice in {:?}: {} commands, {} events", began.elapsed(), first.commands().len(), rowlock.workspace.version);
    let counts = first.plan.counts();
    let expected = [("groups", 30), ("teams", 224), ("people", 573), ("roles", 180), ("series", 96), ("sprints", 0), ("goals", 19), ("items", 450)];
    for (noun, count) in expected.into_iter().chain([("dependencies", 354)]) {
        assert_eq!(counts["created"][noun], count, "{noun}");
    }
    let workspace = &rowlock.workspace;
    assert_eq!((workspace.groups.len(), workspace.teams.len(), workspace.people.len()), (30, 224, 573));
    assert_eq!((workspace.series.len(), workspace.goals.len()), (96, 19));
    assert_eq!((workspace.items.len(), workspace.dependencies.len()), (450, 354));
    let items = |state| workspace.items.iter().filter(|item| item.state == state).count();
    assert_eq!(items(item::ItemState::Open), 47);
    assert_eq!(items(item::ItemState::InProgress), 237);
    assert_eq!((items(item::ItemState::Done), items(item::ItemState::Dropped)), (154, 12));
    let dependencies = |is_such: fn(&Handshake) -> bool| workspace.dependencies.iter().filter(|d| is_such(&d.state)).count();
    assert_eq!(dependencies(|state| *state == Handshake::Accepted), 148);
    assert_eq!(dependencies(|state| matches!(state, Handshake::Withdrawn(_))), 7);
    let second = rowlock.apply(&file, Options::default());
    assert!(second.plan.is_empty(), "{}", second.plan);
    assert_eq!((second.commands().len(), second.profiles.len()), (0, 0));
    assert_eq!(second.plan.counts()["unchanged"]["roles"], 180);
}

/// What may have changed a month later: statuses, titles, leads; some things are gone.
fn a_month_later(snapshot: &Value) -> Value {
    let mut later = snapshot.clone();
    let statuses = ["implemented", "provisional", "withdrawn", "implementable"];
    for (place, deliverable) in later["deliverables"].as_array_mut().unwrap().iter_mut().enumerate().filter(|(place, _)| place % 7 == 0) {
        deliverable["status"] = json!(statuses[place % 4]);
        deliverable["title"] = json!(format!("Now {place}"));
    }
    let mut place = 0;
    let mut every_ninth_gone = |_: &Value| {
        place += 1;
        place % 9 != 0
    };
    for list in ["dependencies", "memberships", "meetings"] {
        later[list].as_array_mut().unwrap().retain(&mut every_ninth_gone);
    }
    later
}

#[test]
fn a_later_snapshot_is_applied_upon_an_earlier_one() {
    let Some(snapshot) = shared("kubernetes-org.json") else { return };
    for prune in [false, true] {
        let options = Options { overwrite: false, prune };
        let mut rowlock = Rowlock::default();
        rowlock.apply(&converted(&snapshot, Some(date(2026, 10, 22))).file, options);
        let later = converted(&a_month_later(&snapshot), Some(date(2026, 11, 22))).file;
        let plan = rowlock.apply(&later, options).plan;
        assert!(plan.counts()["changed"]["items"].as_u64().unwrap() > 60 && plan.counts()["left_out"]["dependencies"].as_u64().unwrap() > 30);
        let again = rowlock.apply(&later, options).plan;
        assert!(again.is_empty(), "{again}");
        let back = rowlock.apply(&converted(&snapshot, Some(date(2026, 11, 22))).file, options).plan;
        assert!(!back.is_empty());
        assert!(rowlock.apply(&converted(&snapshot, Some(date(2026, 11, 22))).file, options).plan.is_empty());
    }
}
