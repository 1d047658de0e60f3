//! `checkin`: with the rights of the person, once per key, each line where it belongs.

use crate::support::House;

#[test]
fn an_ambassador_checks_in_from_the_terminal() {
    let house = House::small();
    let lines = ["--done", "Facets", "--next", "Ranking", "--obstacle", "Flaky tests", "--need", "A sandbox@CHE", "--others", "Few of us on Friday"];
    let more = ["--promise", "DEP-1=2027-01-10", "--confidence", "4", "--ask", "Test cards@Checkout=2027-01-20"];
    let said = house.run(&[&["checkin", "--team", "search", "--as", "ada"], &lines[..], &more[..]].concat());
    assert!(said.code == 0 && said.out == "Checked in.\n", "{}{}", said.out, said.err);
    let counts = &house.status()["counts"];
    assert_eq!((&counts["check_ins"], &counts["impediments_by_state"]["new"]), (&1.into(), &1.into()));
    assert_eq!(counts["dependencies_by_state"]["promised"], 1);
    assert_eq!(counts["dependencies_by_state"]["requested"], 1);
    let events = house.events();
    let given = events.iter().find(|event| event["kind"] == "CheckInGiven").unwrap();
    assert_eq!((&given["actor"], &given["via"]), (&"operator".into(), &"cli".into()));
    assert!(given["on_behalf_of"].is_string());
    assert_eq!(given["payload"]["words"]["impediments"], serde_json::json!([1]));
    assert_eq!(given["payload"]["words"]["dependencies"], serde_json::json!([1, 2]));
}

#[test]
fn saying_it_again_doubles_nothing_and_saying_more_amends() {
    let house = House::small();
    let first = ["checkin", "--team", "SEA", "--as", "ada", "--next", "Ranking", "--need", "A sandbox@CHE"];
    assert_eq!(house.run(&first).code, 0);
    let version = house.status()["version"].clone();
    assert_eq!(house.run(&first).out, "Nothing new: the check-in says this already.\n");
    assert_eq!(house.status()["version"], version);
    assert_eq!(house.run(&["checkin", "--team", "SEA", "--as", "ada", "--done", "Facets"]).out, "The check-in was amended.\n");
    let events = house.events();
    let words = &events.iter().find(|event| event["kind"] == "CheckInAmended").unwrap()["payload"]["words"];
    assert_eq!((&words["next"][0], &words["done"][0]["text"]), (&"Ranking".into(), &"Facets".into()));
}

#[test]
fn the_same_key_is_answered_once() {
    let house = House::small();
    let keyed = |next: &str| house.json(&["checkin", "--team", "SEA", "--as", "ada", "--next", next, "--key", "one", "--json"]);
    let first = keyed("Ranking");
    let second = keyed("Ranking");
    assert_eq!((&first["replayed"], &second["replayed"]), (&false.into(), &true.into()));
    assert_eq!(first["version"], second["version"]);
}

#[test]
fn nobody_checks_in_with_rights_that_the_person_does_not_have() {
    let house = House::small();
    let said = house.run(&["checkin", "--team", "CHE", "--as", "ada", "--next", "Anything"]);
    assert!(said.code == 1 && said.err.contains("Only those who act for Checkout can do this"), "{}", said.err);
    let owed = house.run(&["checkin", "--team", "SEA", "--as", "ada", "--next", "Ranking", "--accept", "DEP-1"]);
    assert_ne!(owed.code, 0);
    assert_eq!(house.status()["counts"]["check_ins"], 0);
    let master = house.run(&["checkin", "--team", "CHE", "--as", "ben", "--next", "Anything"]);
    assert_eq!(master.code, 0, "{}", master.err);
}

#[test]
fn what_is_written_wrongly_is_named() {
    let house = House::small();
    let said = |lines: &[&str]| house.run(&[&["checkin", "--team", "SEA", "--as", "ada"], lines].concat());
    for (lines, words) in [
        (&["--promise", "DEP-1=soon"][..], "is not a date"),
        (&["--promise", "DEP-99=2027-01-10"], "--promise: there is no DEP-99 here"),
        (&["--accept", "DEP-98"], "--accept: there is no DEP-98 here"),
        (&["--need", "Help@NOBODY"], "There is no team “NOBODY” here"),
        (&["--next", " "], "--next: This is empty"),
        (&["--deliver", "IMP-1"], "“IMP-1” is not a dependency"),
        (&[], "There is nothing in this check-in"),
    ] {
        let said = said(lines);
        assert!(said.code == 2 && said.err.contains(words), "{lines:?}: {}", said.err);
    }
    assert!(house.run(&["checkin", "--team", "SEA", "--as", "eve", "--next", "x"]).err.contains("the handle “eve”"));
}

#[test]
fn minutes_that_are_not_there_are_answered_in_a_sentence() {
    let house = House::small();
    for meeting in ["M-9", "2026-11-26", "yesterday"] {
        let said = house.run(&["export", "--minutes", meeting]);
        assert!(said.code == 2 && said.err.contains("meeting"), "{}", said.err);
    }
}

#[test]
fn the_minutes_of_the_sample_are_written_as_on_their_page() {
    let house = House::new();
    let server = house.serve();
    let cookie = server.begin_with_the_sample();
    let said = house.run(&["export", "--minutes", "M-9"]);
    assert!(said.code == 0 && said.out.starts_with("# ") && said.out.contains("\n## Topics\n"), "{}{}", said.out, said.err);
    let meetings = house.status()["counts"]["meetings_by_state"]["closed"].as_u64().unwrap();
    assert!(meetings > 20, "{meetings}");
    let (page, head) = server.get("/harbour/meetings/9/minutes.md", &cookie);
    assert_eq!(crate::support::body(page, &head), said.out);
}
