//! What is taken, what is refused, and where it says so.

use crate::SMALL;
use rowlock_organisation::{Problem, read};

fn problems(text: &str) -> Vec<Problem> {
    read(text).err().unwrap_or_default()
}

fn one(text: &str) -> (u64, String, String) {
    let found = problems(text);
    assert_eq!(found.len(), 1, "{found:#?}");
    (found[0].line, found[0].field.clone(), found[0].message.clone())
}

#[test]
fn a_small_file_is_read() {
    let file = read(SMALL).unwrap().file;
    assert_eq!(file.workspace, "Harbour");
    assert_eq!(file.teams.len(), 2);
}

#[test]
fn json_is_read_as_well() {
    let file = read(SMALL).unwrap().file;
    let json = serde_json::to_string_pretty(&file).unwrap();
    assert_eq!(read(&json).unwrap().file, file);
}

#[test]
fn numbers_and_words_of_yaml_are_taken_as_names() {
    let text = SMALL.replace("name: Search", "name: 2024").replace("handle: ada", "handle: no");
    let file = read(&text).unwrap().file;
    assert_eq!(file.teams[0].name, "2024");
    assert_eq!(file.people[0].handle, "no");
}

#[test]
fn another_kind_of_file_is_called_so() {
    assert!(one("[1, 2]").2.contains("not an organisation file"));
    assert!(one("name: x").2.contains("`format: rowlock-organisation` is missing"));
    assert!(one("format: docker\nversion: 1\n").2.contains("must be `rowlock-organisation`"));
    let (line, field, message) = one(&SMALL.replace("version: 1", "version: 2"));
    assert_eq!((line, field.as_str()), (2, "version"));
    assert!(message.contains("reads version 1"), "{message}");
}

#[test]
fn broken_yaml_names_its_line() {
    let (line, _, message) = one(&SMALL.replace("    name: Search", "    name: [Search"));
    assert!(line >= 10 && message.contains("neither YAML nor JSON"), "{line} {message}");
}

#[test]
fn what_the_yaml_reader_says_is_told_in_own_words() {
    let twice = one(&SMALL.replace("    name: Search", "    name: Search\n    name: Finding"));
    assert_eq!((twice.0, twice.2.as_str()), (11, "A field stands twice in one entry. Keep one of them."));
    let several = one(&format!("{SMALL}---\nformat: rowlock-organisation\n"));
    assert!(several.2.contains("several documents"), "{several:?}");
    let huge = one(&SMALL.replace("    name: Search", "    name: Search\n    rhythm: { start: 2026-11-09, weeks: 1e400 }"));
    assert!(huge.0 == 11 && huge.1.contains("weeks") || huge.1.contains("rhythm"), "{huge:?}");
    assert!(!huge.2.contains("u8") && !huge.2.contains("u32"), "{huge:?}");
}

#[test]
fn unknown_missing_and_unfitting_fields_are_all_named_with_their_lines() {
    let text = SMALL.replace("    name: Search", "    nmae: Search").replace("    handle: ada", "    handel: ada")
        + "items:\n  - id: i\n    title: T\n    team: search\n    state: begun\n";
    let found = problems(&text);
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|s| s.starts_with("line 10: teams[0].nmae: “nmae” is not a field here. Known: ")), "{said:#?}");
    assert!(said.iter().any(|s| s.contains("teams[0].name: “name” is missing. Add it.")), "{said:#?}");
    assert!(said.iter().any(|s| s.contains("people[0].handel")), "{said:#?}");
    assert!(said.iter().any(|s| s.starts_with("line 27: items[0].state: “begun” is not a word for this.")), "{said:#?}");
}

#[test]
fn every_problem_is_reported_at_once_with_line_and_field() {
    let text =
        SMALL.replace("group: product\n  - id: checkout", "group: produce\n    code: TOOLONG\n  - id: search").replace("2026-12-01", "2026-13-01");
    let found: Vec<(u64, String)> = problems(&text).into_iter().map(|p| (p.line, p.field)).collect();
    assert_eq!(
        found,
        [(11, "teams[0].group".to_owned()), (12, "teams[0].code".to_owned()), (13, "teams[1].id".to_owned()), (23, "goals[0].date".to_owned())]
    );
}

#[test]
fn a_group_cannot_lie_within_itself() {
    let text = SMALL.replace("    name: Product\n", "    name: Product\n    parent: inner\n  - id: inner\n    name: Inner\n    parent: product\n");
    let found = problems(&text);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].message.contains("lies within itself"));
}

#[test]
fn groups_nest_sixteen_deep_and_no_deeper() {
    let nested = |depth: usize| {
        let groups: String = (0..depth)
            .map(|n| format!("  - id: g{n}\n    name: G\n{}", if n > 0 { format!("    parent: g{}\n", n - 1) } else { String::new() }))
            .collect();
        format!("format: rowlock-organisation\nversion: 1\nworkspace: W\ntime_zone: UTC\ngroups:\n{groups}")
    };
    assert_eq!(problems(&nested(16)), []);
    let found = problems(&nested(18));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].field, "groups[16].parent");
}

#[test]
fn a_dependency_needs_two_teams() {
    let text = format!("{SMALL}dependencies:\n  - id: d\n    title: T\n    consumer: search\n    provider: search\n");
    let (line, field, message) = one(&text);
    assert_eq!((line, field.as_str()), (27, "dependencies[0].provider"));
    assert!(message.contains("joins two teams"), "{message}");
}

#[test]
fn a_meeting_lasts_1_to_480_minutes() {
    let series = |minutes: u32| {
        format!("{SMALL}series:\n  - {{id: s, title: T, group: product, rrule: FREQ=WEEKLY, start: 2026-11-10T09:30, minutes: {minutes}}}\n")
    };
    assert_eq!(problems(&series(480)), []);
    assert_eq!(one(&series(481)).1, "series[0].minutes");
    assert_eq!(one(&series(0)).1, "series[0].minutes");
}

#[test]
fn titles_are_short_visible_and_without_control_characters() {
    for bad in [
        "\"a\\u0007b\"".to_owned(),
        "\"  \"".to_owned(),
        "\"\\u200b\"".to_owned(),
        "x".repeat(201),
        "\"two\\nlines\"".to_owned(),
        "\"pay\\u202eyap\"".to_owned(),
    ] {
        let (line, field, _) = one(&SMALL.replace("title: One basket", &format!("title: {bad}")));
        assert_eq!((line, field.as_str()), (21, "goals[0].title"), "{bad}");
    }
    assert_eq!(problems(&SMALL.replace("title: One basket", &format!("title: {}", "ü".repeat(200)))), []);
}

#[test]
fn a_promise_has_a_date_and_a_request_has_none() {
    let dependency = |rest: &str| format!("{SMALL}dependencies:\n  - {{id: d, title: T, consumer: search, provider: checkout{rest}}}\n");
    assert_eq!(problems(&dependency("")), []);
    assert_eq!(problems(&dependency(", promised_by: 2026-12-01")), []);
    assert_eq!(problems(&dependency(", state: accepted")), []);
    assert_eq!(one(&dependency(", state: promised")).1, "dependencies[0].state");
    assert_eq!(one(&dependency(", state: requested, promised_by: 2026-12-01")).1, "dependencies[0].promised_by");
}

#[test]
fn a_seat_stands_in_the_home_of_its_team() {
    let text = SMALL.replace("teams:", "  - id: other\n    name: Other\nteams:") + "seats:\n  - {id: s, group: other, team: search, holder: ada}\n";
    assert_eq!(one(&text).1, "seats[0].team");
}

#[test]
fn fifty_problems_are_shown_and_the_rest_is_counted() {
    let people: String = (0..80).map(|n| format!("  - id: p{n}\n    handle: a b\n")).collect();
    let found = problems(&SMALL.replace("people:\n", &format!("people:\n{people}")));
    assert_eq!(found.len(), 50);
    assert_eq!(found[49].message, "31 more problems are not shown. Correct these first.");
}

#[test]
fn hostile_input_is_refused_and_never_panics() {
    for text in ["", "\0", "{", "a: &a [*a]", "? ? ?", "---\n---\n", "\u{feff}", "format: rowlock-organisation\nversion: 1\nteams: 3\n"] {
        assert!(!problems(text).is_empty(), "{text:?}");
    }
    assert!(!problems(&"[".repeat(100_000)).is_empty());
}
