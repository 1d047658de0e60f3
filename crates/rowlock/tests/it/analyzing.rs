//! `rowlock analyze` from outside: the table for people, JSON for programs, the chart, and what happens to broken files.

use crate::support::{House, Said};
use serde_json::Value;

/// A list of issues as Jira exports it: five resolved, one open.
const JIRA: &str = "Summary,Issue key,Issue id,Issue Type,Status,Project key,Priority,Resolution,Created,Updated,Resolved
Pay by card,WEB-1,1,Bug,Done,WEB,High,Done,5/Jun/24 11:15 PM,6/Jun/24 11:46 PM,6/Jun/24 11:46 PM
Refund by card,WEB-2,2,Bug,Done,WEB,High,Done,5/Jun/24 11:15 PM,8/Jun/24 11:46 PM,8/Jun/24 11:46 PM
Cash at the door,WEB-3,3,Bug,Done,WEB,High,Done,5/Jun/24 11:15 PM,9/Jun/24 11:46 PM,9/Jun/24 11:46 PM
Search by colour,WEB-4,4,Bug,Done,WEB,High,Done,5/Jun/24 11:15 PM,15/Jun/24 11:46 PM,15/Jun/24 11:46 PM
Sign in by mail,WEB-5,5,Bug,Done,WEB,High,Done,5/Jun/24 11:15 PM,25/Jun/24 11:46 PM,25/Jun/24 11:46 PM
Print a receipt,WEB-6,6,Bug,Open,WEB,High,,5/Jun/24 11:15 PM,25/Jun/24 11:46 PM,
";

const FORECAST: &str = r#"{ "as_of": "2026-11-23", "trials": 2000,
  "teams": { "Payments": { "history_per_week": [3, 4, 2, 5, 3, 4], "items": [{ "id": "api", "stories": 8 }] },
             "Checkout": { "history_per_week": [4, 5, 3, 6, 4], "items": [{ "id": "pay", "stories": 6 }] } },
  "waits": [{ "who": "pay", "for": "api" }],
  "blocks": [{ "what": "the test environment", "holds": ["Payments"], "days": [14, 21, 28] }],
  "goals": [{ "name": "Guest checkout", "needs": ["Checkout"], "target": "2026-12-31" }] }"#;

const NETWORK: &str = r#"{ "format": 1,
  "nodes": [{ "id": "api", "title": "Payments API", "team": "Payments", "promised": "2026-05-04" }, { "id": "shop", "team": "Web shop", "promised": "2026-05-04" }],
  "edges": [["api", "shop"]], "late": { "api": 3 } }"#;

const AGENDA: &str = r#"{ "format": 1, "box_minutes": 25,
  "topics": [{ "title": "Refund API", "minutes": 12, "expected_delay_days": 8 }, { "title": "Test cards", "minutes": 8, "expected_delay_days": 6 },
             { "title": "Logging format", "for": "Search", "minutes": 8, "expected_delay_days": 1 },
             { "title": "The new depot", "minutes": 40, "expected_delay_days": 6 }] }"#;

const OVERLAP: &str =
    "id,team,title\nWEB-1,Web shop,Support Apple Pay at checkout\nPAY-1,Payments,Add Apple Pay to checkout\nPAY-2,Payments,Rotate the signing keys\n";

const CASES: &str =
    r#"{ "format": 1, "kind": "monte_carlo", "cases": [{ "name": "coin", "type": "when_done", "history_per_week": [0, 1], "remaining": 1 }] }"#;

/// One kind of analysis with a file that it can read.
struct Kind {
    what: &'static str,
    name: &'static str,
    text: &'static str,
    /// Stands in the table for people.
    says: &'static str,
    /// A field of the JSON.
    field: &'static str,
}

const KINDS: [Kind; 5] = [
    Kind { what: "durations", name: "jira.csv", text: JIRA, says: "Half of the issues are resolved within", field: "summary" },
    Kind { what: "network", name: "plan.json", text: NETWORK, says: "If Payments API is 3 days late, shop is late too", field: "basis" },
    Kind { what: "forecast", name: "forecast.json", text: FORECAST, says: "“Guest checkout” is done in time in", field: "goals" },
    Kind { what: "agenda", name: "topics.json", text: AGENDA, says: "20 of 25 minutes planned.", field: "chosen" },
    Kind { what: "overlap", name: "items.csv", text: OVERLAP, says: "1 pair among 3 items may be the same work.", field: "pairs" },
];

fn analyzed(house: &House, what: &str, name: &str, flags: &[&str]) -> Said {
    house.run(&[&["analyze", what, name], flags].concat())
}

#[test]
fn every_analysis_has_a_table_for_people_json_for_programs_and_a_chart() {
    let house = House::new();
    for Kind { what, name, text, says, field } in KINDS {
        house.file(name, text);
        let table = analyzed(&house, what, name, &[]);
        assert!(table.code == 0 && table.out.contains(says), "{what}: {}{}", table.out, table.err);
        let json = analyzed(&house, what, name, &["--json", "--svg", "chart.svg"]);
        assert_eq!(json.code, 0, "{what}: {}", json.err);
        assert!(!serde_json::from_str::<Value>(&json.out).unwrap()[field].is_null(), "{what}: {}", json.out);
        let chart = std::fs::read_to_string(house.path("chart.svg")).unwrap();
        assert!(chart.starts_with("<svg") && chart.trim_end().ends_with("</svg>"), "{what}: {chart}");
        std::fs::remove_file(house.path("chart.svg")).unwrap();
        assert_eq!(analyzed(&house, what, name, &["--json"]).out, json.out, "{what}: the same file, the same answer");
    }
}

#[test]
fn cases_are_computed_anew_as_json() {
    let house = House::new();
    house.file("cases.json", CASES);
    let said = analyzed(&house, "cases", "cases.json", &["--json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let found: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&found["kind"], &found["cases"][0]["name"]), (&"monte_carlo".into(), &"coin".into()));
    let week = |at: usize| found["cases"][0]["result"]["cdf_by_week"][at].as_f64().unwrap();
    assert_eq!([week(0), week(1), week(2), week(3)], [0.0, 0.5, 0.75, 0.875]);
}

#[test]
fn a_broken_or_missing_file_ends_with_its_place_and_a_code() {
    let house = House::new();
    let broken = [("network", "{"), ("forecast", "{"), ("agenda", "{"), ("cases", "{"), ("overlap", "a,b\n1,2\n"), ("durations", "a,b\n1,2\n")];
    for (what, text) in broken {
        house.file("broken", text);
        let said = analyzed(&house, what, "broken", &["--json"]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{what}: {}", said.err);
        assert!(said.err.contains("broken cannot be analysed."), "{what}: {}", said.err);
        let said = analyzed(&house, what, "nowhere", &[]);
        assert!(said.code != 0 && said.err.contains("nowhere cannot be read"), "{what}: {}", said.err);
    }
    house.file("forecast.json", "{\n \"history_per_week\": [4,\n -1], \"remaining\": 9}");
    let said = analyzed(&house, "forecast", "forecast.json", &[]);
    assert!(said.code == 2 && said.err.contains("line 3") && said.err.contains("history_per_week[1]"), "{}", said.err);
}

#[test]
fn an_opinion_is_told_in_words_only_in_the_table_and_for_programs() {
    let house = House::new();
    house.file("opinion.json", r#"{ "as_of": "2026-11-23", "range_per_week": [2, 6], "remaining": 50 }"#);
    let said = analyzed(&house, "forecast", "opinion.json", &[]);
    assert!(said.out.contains("“The work” is a matter of a few") && !said.out.contains("2027") && !said.out.contains("% sure"), "{}", said.out);
    let json: Value = serde_json::from_str(&analyzed(&house, "forecast", "opinion.json", &["--json"]).out).unwrap();
    assert_eq!((&json["goals"][0]["by"], &json["goals"][0]["mean_weeks"]), (&Value::Array(Vec::new()), &Value::Null));
    assert_eq!(json["basis"]["left_out"][0]["count"], 1);
}

#[test]
fn a_jira_export_says_how_long_and_what_overlaps_without_any_setting() {
    let house = House::new();
    house.file("jira.csv", JIRA);
    let durations = analyzed(&house, "durations", "jira.csv", &["--json"]);
    let found: Value = serde_json::from_str(&durations.out).unwrap();
    let history = &found["summary"]["basis"]["history"];
    assert_eq!((&found["shape"], history), (&"jira".into(), &"6 issues: 5 resolved, 1 open".into()), "{}", durations.out);
    let overlap = analyzed(&house, "overlap", "jira.csv", &["--within-teams"]);
    assert!(overlap.code == 0 && overlap.out.contains("among 6 items"), "{}{}", overlap.out, overlap.err);
}

#[test]
fn what_cannot_be_compared_is_refused_and_one_thing_is_told_in_the_singular() {
    let house = House::new();
    house.file("items.csv", OVERLAP);
    let said = analyzed(&house, "overlap", "items.csv", &["--new", ""]);
    assert!(said.code == 2 && said.err.contains("fewer than two words that say something"), "{}", said.err);
    house.file("jira.json", r#"{ "issues": [{ "key": "WEB-1", "fields": { "summary": "Pay" } }] }"#);
    let said = analyzed(&house, "overlap", "jira.json", &[]);
    assert!(said.code == 2 && said.err.contains("This is JSON, and titles are read from a table."), "{}", said.err);
    house.file("one.json", r#"{ "format": 1, "edges": [["a", "a"], ["a", "b"], ["a", "b"]] }"#);
    let said = analyzed(&house, "network", "one.json", &[]);
    assert!(said.out.contains("2 nodes, 1 edge\n") && said.out.contains("Not counted: 1 node that waits for itself (a)."), "{}", said.out);
    house.file("opinion.json", r#"{ "range_per_week": [2, 6], "remaining": 50 }"#);
    let said = analyzed(&house, "forecast", "opinion.json", &[]);
    assert!(said.out.contains("10,000 futures") && said.out.contains("1 team without a history"), "{}", said.out);
}

#[test]
fn a_topic_longer_than_the_box_says_so_in_the_table() {
    let house = House::new();
    house.file("topics.json", AGENDA);
    let said = analyzed(&house, "agenda", "topics.json", &[]);
    assert!(said.out.contains("The new depot. Would win 3 days. It needs 40 minutes where 25 are planned"), "{}", said.out);
}
