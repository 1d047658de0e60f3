//! Tiny snapshots, each for one rule.

use super::converted;
use crate::convert::{Converted, convert, snapshot::Snapshot};
use jiff::civil::date;
use rowlock_organisation::{
    File,
    file::{DependencyState, GoalState, ItemState, RoleWord, SeriesKind},
};
use serde_json::{Value, json};

fn team(id: &str, parent: Option<&str>) -> Value {
    json!({"id": id, "name": id.to_uppercase(), "kind": "x", "group": "g", "parent_team": parent, "label": null, "mission": null, "stakeholder_teams": [], "chat": null})
}

fn tiny() -> Value {
    json!({
        "format": "org-snapshot", "version": 1, "as_of": "2023-07-01T00:00:00Z", "sources": [],
        "groups": [{"id": "g", "name": "G", "parent": null}],
        "teams": [team("a", None), team("b", Some("a")), team("c", Some("b")), team("d", Some("c"))],
        "people": [{"id": "ann", "handle": "ann"}, {"id": "bob", "handle": "bob"}],
        "memberships": [], "meetings": [], "milestones": [], "deliverables": [], "dependencies": [], "left_out": {},
    })
}

fn meeting(team: &str, title: &str, rule: &str, start: &str) -> Value {
    json!({
        "id": format!("{team}/{title}").replace(' ', "-"), "team": team, "title": title, "rrule": rule, "dtstart": start, "tz": "America/Los_Angeles",
        "duration_minutes": 60, "duration_basis": "assumed", "recurrence_basis": "stated", "raw": {},
    })
}

fn group<'a>(file: &'a File, id: &str) -> &'a rowlock_organisation::file::Group {
    file.groups.iter().find(|group| group.id == id).unwrap()
}

#[test]
fn chains_of_parent_teams_nest_as_deep_as_they_are() {
    let file = converted(&tiny(), None).file;
    assert_eq!(file.groups.len(), 4);
    assert_eq!(group(&file, "nested/a").parent.as_deref(), Some("g"));
    assert_eq!(group(&file, "nested/b").parent.as_deref(), Some("nested/a"));
    assert_eq!(group(&file, "nested/c").parent.as_deref(), Some("nested/b"));
    let homes: Vec<&str> = file.teams.iter().map(|team| team.group.as_str()).collect();
    assert_eq!(homes, ["nested/a", "nested/b", "nested/c", "nested/c"]);
}

#[test]
fn what_is_wrong_is_named_as_the_snapshot_calls_it_and_not_by_a_line_of_a_file_that_is_not_written() {
    let mut snapshot = tiny();
    snapshot["people"] = json!([{"id": "ann", "handle": "ann"}, {"id": "bob", "handle": "ann"}]);
    let snapshot = Snapshot::parse(&snapshot.to_string()).unwrap();
    let file = convert(&snapshot, None, &rowlock_calendar::ZonedCalendar::new()).unwrap().file;
    let problems = rowlock_organisation::read(&serde_json::to_string_pretty(&file).unwrap()).unwrap_err();
    assert_eq!(crate::convert::told(&file, &problems), "people[1] “bob”, handle: “ann” is already the handle of people[0].");
}

#[test]
fn groups_four_levels_deep_stay_as_they_are() {
    let mut snapshot = tiny();
    snapshot["groups"] = json!([
        {"id": "g", "name": "G", "parent": "f"}, {"id": "f", "name": "F", "parent": "e"},
        {"id": "e", "name": "E", "parent": "root"}, {"id": "root", "name": "Root", "parent": null},
    ]);
    let file = converted(&snapshot, None).file;
    assert_eq!(file.workspace, "Root");
    assert_eq!(group(&file, "g").parent.as_deref(), Some("f"));
    assert_eq!(group(&file, "nested/a").parent.as_deref(), Some("g"));
}

#[test]
fn a_team_that_is_its_own_ancestor_is_refused() {
    let mut snapshot = tiny();
    snapshot["teams"][0]["parent_team"] = json!("d");
    let snapshot = Snapshot::parse(&snapshot.to_string()).unwrap();
    let error = convert(&snapshot, None, &rowlock_calendar::ZonedCalendar::new()).unwrap_err();
    assert!(error.to_string().contains("its own ancestor"), "{error}");
}

#[test]
fn roles_and_seats_follow_the_lists_of_leads() {
    let mut snapshot = tiny();
    snapshot["memberships"] = json!([
        {"person": "bob", "team": "b", "role": "chair"}, {"person": "ann", "team": "b", "role": "chair"},
        {"person": "ann", "team": "d", "role": "tech_lead"}, {"person": "ann", "team": "d", "role": "liaison"},
        {"person": "bob", "team": "c", "role": "liaison"}, {"person": "bob", "team": "c", "role": "emeritus_lead"},
        {"person": "eve", "team": "c", "role": "chair"}, {"person": "bob", "team": "c", "role": "mascot"},
    ]);
    let Converted { file, left_out } = converted(&snapshot, None);
    let roles: Vec<_> = file.roles.iter().map(|r| (r.person.as_str(), r.role, r.team.as_deref().or(r.group.as_deref()).unwrap())).collect();
    assert_eq!(
        roles,
        [
            ("bob", RoleWord::ProductOwner, "b"),
            ("ann", RoleWord::ProductOwner, "b"),
            ("ann", RoleWord::Developer, "d"),
            ("ann", RoleWord::Stakeholder, "nested/c"),
            ("bob", RoleWord::Stakeholder, "nested/c"),
        ]
    );
    let seats: Vec<_> = file.seats.iter().map(|s| (s.group.as_str(), s.team.as_deref().or(s.child.as_deref()).unwrap(), s.holder.as_str())).collect();
    assert_eq!(seats, [("nested/b", "b", "bob"), ("nested/a", "nested/b", "bob")]);
    assert_eq!((left_out.count("memberships as emeritus_lead"), left_out.count("memberships"), left_out.count("memberships as mascot")), (1, 1, 1));
}

#[test]
fn one_meeting_of_a_group_is_its_scrum_of_scrums() {
    let rule = "FREQ=WEEKLY;BYDAY=MO";
    let start = "2023-07-03T09:00:00";
    let kinds = |titles: &[&str]| -> Vec<bool> {
        let mut snapshot = tiny();
        snapshot["meetings"] = titles.iter().map(|title| meeting("a", title, rule, start)).collect();
        converted(&snapshot, None).file.series.iter().map(|s| s.kind == Some(SeriesKind::ScrumOfScrums)).collect()
    };
    assert_eq!(kinds(&["Triage", "Main one", "Regular one"]), [false, true, false]);
    assert_eq!(kinds(&["Triage", "SIG A long meeting", "SIG A"]), [false, false, true]);
    assert_eq!(kinds(&["triage", "bugs"]), [true, false]);
}

#[test]
fn a_meeting_of_a_team_without_a_nested_group_only_shows_in_calendars() {
    let mut snapshot = tiny();
    snapshot["meetings"] = json!([meeting("d", "Regular", "FREQ=WEEKLY;BYDAY=MO", "2023-07-03T09:00:00")]);
    let file = converted(&snapshot, None).file;
    assert_eq!((file.series[0].team.as_deref(), file.series[0].kind), (Some("d"), Some(SeriesKind::Other)));
}

#[test]
fn dates_move_by_whole_weeks_and_never_past_the_day_asked_for() {
    let mut snapshot = tiny();
    snapshot["milestones"] = json!([
        {"id": "v1", "cycle_start": null, "enhancements_freeze": null, "code_freeze": "2023-06-20", "release": null},
        {"id": "v2", "cycle_start": null, "enhancements_freeze": null, "code_freeze": "2023-07-19", "release": "2023-08-15"},
        {"id": "v3", "cycle_start": null, "enhancements_freeze": null, "code_freeze": null, "release": null},
    ]);
    let goals = |as_of| -> Vec<_> { converted(&snapshot, as_of).file.goals.into_iter().map(|g| (g.date.map(|d| d.0), g.state.unwrap())).collect() };
    let expected =
        |one: &str, two: &str| vec![(Some(one.to_owned()), GoalState::Met), (Some(two.to_owned()), GoalState::Set), (None, GoalState::Set)];
    assert_eq!(goals(None), expected("2023-06-20", "2023-08-15"));
    assert_eq!(goals(Some(date(2023, 7, 7))), expected("2023-06-20", "2023-08-15"));
    assert_eq!(goals(Some(date(2023, 7, 8))), expected("2023-06-27", "2023-08-22"));
    assert_eq!(goals(Some(date(2023, 6, 30))), expected("2023-06-13", "2023-08-08"));
}

#[test]
fn a_start_that_no_longer_fits_its_rule_moves_to_the_first_fitting_day_after_it() {
    let mut snapshot = tiny();
    snapshot["meetings"] = json!([
        meeting("d", "monthly", "FREQ=MONTHLY;BYDAY=1TH", "2023-07-06T11:00:00"),
        meeting("d", "weekly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;UNTIL=20231228T000000", "2023-07-06T11:00:00"),
    ]);
    let Converted { file, left_out } = converted(&snapshot, Some(date(2023, 7, 10)));
    let starts: Vec<&str> = file.series.iter().map(|s| s.start.0.as_str()).collect();
    assert_eq!(starts, ["2023-08-03T11:00", "2023-07-13T11:00"]);
    assert_eq!(file.series[1].rrule, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;UNTIL=20240104T000000");
    assert_eq!(left_out.count("starts of meetings"), 1);
}

#[test]
fn what_cannot_be_read_is_left_out_and_counted() {
    let mut snapshot = tiny();
    let mut unknown_zone = meeting("d", "nowhere", "FREQ=WEEKLY;BYDAY=TH", "2023-07-06T11:00:00");
    unknown_zone["tz"] = json!("Mars/Olympus");
    let mut unparsed = meeting("d", "unparsed", "", "2023-07-06T11:00:00");
    unparsed["rrule"] = Value::Null;
    snapshot["meetings"] = json!([
        unknown_zone,
        unparsed,
        meeting("nobody", "x", "FREQ=WEEKLY", "2023-07-06T11:00:00"),
        meeting("d", "bad", "FREQ=OFTEN", "2023-07-06T11:00:00")
    ]);
    snapshot["deliverables"] = json!([
        {"id": "k1", "title": "x".repeat(300), "owner_team": "a", "status": "Implementable ", "target_milestone": "v9", "stage": "beta", "authors": ["ann"]},
        {"id": "k2", "title": "K2", "owner_team": "a", "status": "imlemented", "target_milestone": null, "authors": []},
    ]);
    snapshot["left_out"] = json!({"kep_files": [{}, {}], "unresolved": {"see_also": 3}});
    let Converted { file, left_out } = converted(&snapshot, None);
    assert_eq!((file.series.len(), left_out.count("meetings")), (0, 4));
    assert_eq!(file.items[0].title.chars().count(), 200);
    assert_eq!((file.items[0].state, file.items[1].state), (Some(ItemState::InProgress), Some(ItemState::Open)));
    assert_eq!(left_out.count("states of deliverables"), 1);
    assert_eq!(left_out.count("target milestones of deliverables"), 1);
    assert_eq!(left_out.count("stage of deliverables"), 1);
    assert_eq!(left_out.count("authors of deliverables"), 1);
    assert_eq!(left_out.count("kep_files of the source") + left_out.count("unresolved of the source"), 5);
    assert!(left_out.to_string().contains("states of deliverables"), "{left_out}");
}

#[test]
fn references_between_teams_are_dependencies_and_within_one_relations() {
    let mut snapshot = tiny();
    let item = |id: &str, team: &str, status: &str| json!({"id": id, "title": id, "owner_team": team, "status": status, "target_milestone": null});
    snapshot["deliverables"] =
        json!([item("k1", "a", "implemented"), item("k2", "a", "alpha"), item("k3", "b", "withdrawn"), item("k4", "b", "provisional")]);
    let edge = |id: &str, basis: &str, from: (&str, &str), to: (&str, Option<&str>), promised: Option<&str>| json!({"id": id, "basis": basis, "consumer_team": from.0, "for_deliverable": from.1, "provider_team": to.0, "provider_deliverable": to.1, "needed_by": null, "promised_by": promised});
    snapshot["dependencies"] = json!([
        edge("1", "participating-sig", ("a", "k1"), ("b", None), None),
        edge("2", "see-also", ("b", "k3"), ("a", Some("k2")), Some("2023-07-19")),
        edge("3", "see-also", ("b", "k4"), ("a", Some("k2")), Some("2023-07-19")),
        edge("4", "participating-sig", ("b", "k4"), ("c", None), None),
        edge("5", "see-also", ("a", "k2"), ("a", Some("k1")), None),
        edge("6", "replaces", ("b", "k4"), ("b", Some("k3")), None),
    ]);
    let file = converted(&snapshot, None).file;
    let states: Vec<_> = file.dependencies.iter().map(|d| d.state.unwrap()).collect();
    assert_eq!(states, [DependencyState::Accepted, DependencyState::Withdrawn, DependencyState::Promised, DependencyState::Requested]);
    assert_eq!(file.items[1].needs, ["k1"]);
    assert_eq!(file.items[3].replaces, ["k3"]);
    assert_eq!(file.dependencies[2].provider_item.as_deref(), Some("k2"));
}
