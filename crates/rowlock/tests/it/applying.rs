//! `apply`: once, twice, dry, wrong, pruned, after edits by hand, into a running server.

use crate::support::{House, SMALL};
use serde_json::Value;

fn counts(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_file_makes_a_workspace_of_its_name_and_says_what_it_made() {
    let house = House::new();
    let said = house.apply(SMALL, &["--json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let counts = counts(&said.out);
    let created = &counts["created"];
    assert_eq!((&created["groups"], &created["teams"], &created["people"]), (&1.into(), &2.into(), &2.into()), "{counts}");
    for noun in ["groups", "teams", "people", "roles", "series", "sprints", "goals", "items", "dependencies"] {
        for outcome in ["created", "changed", "unchanged", "left_out"] {
            assert!(counts[outcome][noun].is_u64(), "{outcome} {noun}");
        }
    }
    let status = house.status();
    assert_eq!((&status["workspace"], &status["name"]), (&"harbour".into(), &"Harbour".into()));
    assert_eq!(status["version"], counts["version"]);
    assert_eq!(status["counts"]["items_by_state"]["open"], 1);
    assert_eq!(status["counts"]["dependencies_by_state"]["requested"], 1);
    assert_eq!(status["head"].as_str().unwrap().len(), 64);
}

#[test]
fn a_second_run_changes_nothing() {
    let house = House::small();
    let before = house.status();
    let said = house.apply(SMALL, &[]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains("Nothing was to be changed in harbour"), "{}", said.out);
    assert_eq!(house.status(), before);
}

#[test]
fn a_dry_run_shows_the_plan_and_changes_nothing() {
    let house = House::new();
    let said = house.apply(SMALL, &["--dry-run"]);
    assert!(said.code == 0 && said.out.contains("+ team search “Search”") && said.out.contains("Nothing was changed"), "{}", said.out);
    let none = house.run(&["status"]);
    assert!(none.code == 1 && none.err.contains("There is no workspace here yet"), "{}", none.err);
    house.apply(SMALL, &[]);
    let before = house.status();
    let said = house.apply(&SMALL.replace("name: Search", "name: Finding"), &["--dry-run"]);
    assert!(said.out.contains("-   name: Search\n+   name: Finding"), "{}", said.out);
    assert_eq!(house.status(), before);
}

#[test]
fn problems_are_told_with_line_and_field_and_no_workspace_remains() {
    let house = House::new();
    let wrong = SMALL.replace("consumer: checkout", "consumer: nobody").replace("rrule: \"FREQ=DAILY\"", "rrule: \"FREQ=OFTEN\"");
    for wrong in [wrong, SMALL.replace("teams:", "teems:"), SMALL.replace("code: CHE", "code: SEA"), "format: [".to_owned(), String::new()] {
        let said = house.apply(&wrong, &[]);
        assert_eq!(said.code, 2, "{}", said.err);
        assert!(said.err.contains("  line "), "{}", said.err);
    }
    let said = house.apply(&SMALL.replace("consumer: checkout", "consumer: nobody"), &["--json"]);
    let problem = &counts(&said.out)["problems"][0];
    assert!(problem["line"].as_u64().unwrap() > 30 && problem["field"] == "dependencies[0].consumer", "{problem}");
    assert!(house.run(&["status"]).err.contains("There is no workspace here yet"));
}

#[test]
fn a_refusal_in_the_middle_applies_nothing() {
    let house = House::small();
    let before = house.status();
    let wrong = SMALL.replace("name: Search", "name: Finding").replace("time_zone: Europe/Berlin", "time_zone: Mars/Olympus");
    let said = house.apply(&wrong, &[]);
    assert!(said.code == 2 && said.err.contains("time_zone"), "{}", said.err);
    assert_eq!(house.status(), before);
}

#[test]
fn what_left_the_file_stays_until_it_is_pruned() {
    let house = House::small();
    let without = SMALL.split("\nitems:").next().unwrap();
    let said = house.apply(without, &[]);
    assert!(said.out.contains("? item facets “Facets” left the file"), "{}", said.out);
    assert_eq!(house.status()["counts"]["items_by_state"]["open"], 1);
    let said = house.apply(without, &["--prune", "--json"]);
    assert_eq!(counts(&said.out)["left_out"]["items"], 1);
    let states = &house.status()["counts"];
    assert_eq!((&states["items_by_state"]["dropped"], &states["dependencies_by_state"]["withdrawn"]), (&1.into(), &1.into()));
}

#[test]
fn what_people_changed_stays_until_it_is_overwritten() {
    let house = House::small();
    let promised = house.run(&["checkin", "--team", "SEA", "--as", "ada", "--promise", "DEP-1=2027-01-10"]);
    assert_eq!(promised.code, 0, "{}", promised.err);
    let file = SMALL.replace("needed_by: 2027-01-15", "needed_by: 2027-01-15, promised_by: 2027-01-12").replace("name: Search", "name: Finding");
    let said = house.apply(&file, &[]);
    assert!(said.out.contains("!   promised_by: 2027-01-10 stays"), "{}", said.out);
    assert_eq!(house.events().iter().filter(|event| event["kind"] == "PromiseMoved").count(), 0);
    let said = house.apply(&file, &["--overwrite"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(house.events().iter().filter(|event| event["kind"] == "PromiseMoved").count(), 1);
}

#[test]
fn a_running_server_applies_the_file_itself() {
    let house = House::small();
    let server = house.serve();
    let said = house.apply(&SMALL.replace("name: Search", "name: Finding"), &["--json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(counts(&said.out)["changed"]["teams"], 1);
    let other = house.file("second-harbour.yaml", SMALL);
    assert_eq!(house.run(&["apply", other.to_str().unwrap()]).code, 0);
    let several = house.run(&["status"]);
    assert!(several.code == 2 && several.err.contains("harbour, second-harbour"), "{}", several.err);
    assert_eq!(house.json(&["status", "--workspace", "second-harbour", "--json"])["counts"]["teams"], 2);
    let wrong = house.apply("format: [", &[]);
    assert!(wrong.code == 2 && wrong.err.contains("line 1"), "{}", wrong.err);
    assert_eq!(server.terminate().1, Some(0));
    assert!(house.run(&["export", "--workspace", "harbour"]).out.contains("Finding"));
}

#[test]
fn a_file_from_standard_input_needs_a_workspace() {
    let house = House::new();
    assert!(house.run(&["apply", "-"]).err.contains("--workspace"));
    assert!(house.run(&["apply", "missing.yaml"]).err.contains("missing.yaml cannot be read"));
    let file = house.file("x.yaml", SMALL);
    let said = house.run(&["apply", file.to_str().unwrap(), "--workspace", "Not An Address"]);
    assert!(said.code == 2 && said.err.contains("cannot be a workspace's address"), "{}", said.err);
}
