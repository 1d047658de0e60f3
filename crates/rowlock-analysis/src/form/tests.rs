//! Schemas and readers hold together: what a schema in docs/ accepts is read, and what it refuses is refused.

use super::{Form, alone, list_of, strict};
use crate::Problem;
use crate::{agenda, forecast, network};
use serde_json::Value;

const FORECAST: &str = include_str!("../../../../docs/analyze-forecast.schema.json");
const NETWORK: &str = include_str!("../../../../docs/analyze-network.schema.json");
const AGENDA: &str = include_str!("../../../../docs/analyze-agenda.schema.json");

/// Whether a value is valid as the whole of a schema says, with what excludes each other.
fn holds<'a>(form: &Form<'a>, schema: &'a Value, value: &Value) -> bool {
    let schema = form.meant(schema);
    if let Value::Bool(is_any) = schema {
        return *is_any;
    }
    let each = |name: &str| list_of(&schema[name]);
    let is_combined = (schema["anyOf"].is_null() || each("anyOf").any(|one| holds(form, one, value)))
        && each("allOf").all(|one| holds(form, one, value))
        && (schema["not"].is_null() || !holds(form, &schema["not"], value));
    let within = match value {
        Value::Object(fields) => {
            each("required").filter_map(Value::as_str).all(|name| fields.contains_key(name))
                && fields.iter().all(|(name, value)| match (schema["properties"].get(name), &schema["additionalProperties"]) {
                    (Some(known), _) => holds(form, known, value),
                    (None, Value::Null) => true,
                    (None, of_all) => holds(form, of_all, value),
                })
        }
        Value::Array(list) => {
            let of = |at: usize| each("prefixItems").nth(at).unwrap_or(&schema["items"]);
            list.iter().enumerate().all(|(at, value)| of(at).is_null() || holds(form, of(at), value))
        }
        _ => true,
    };
    is_combined && within && alone(schema, value).is_none()
}

fn is_valid(schema: &str, text: &str) -> bool {
    let schema: Value = serde_json::from_str(schema).unwrap();
    holds(&Form { schema: &schema }, &schema, &strict::value(text).unwrap())
}

type Reads = fn(&str) -> Result<(), Problem>;

const KINDS: [(&str, Reads); 3] = [
    (FORECAST, |text| forecast::file::read(text).map(drop)),
    (NETWORK, |text| network::file::read(text).map(drop)),
    (AGENDA, |text| agenda::file::plan(text).map(drop)),
];

/// A file of one kind in which one place is filled in: the frame with `<>`, what is fine there, what is not.
struct Place {
    kind: usize,
    frame: &'static str,
    fine: &'static [&'static str],
    wrong: &'static [&'static str],
}

const DATES_WRONG: &[&str] =
    &["null", "\"20261123\"", "\"2026-11-23T10:00\"", "\"0000-01-01\"", "\"-009999-01-01\"", "\"9999-12-31\"", "\"2026-02-30\"", "20261123"];

const PLACES: &[Place] = &[
    Place {
        kind: 0,
        frame: r#"{"as_of": <>, "history_per_week": [1, 2, 3], "remaining": 5}"#,
        fine: &["\"2026-11-23\"", "\"1900-01-01\"", "\"2200-12-31\""],
        wrong: DATES_WRONG,
    },
    Place {
        kind: 0,
        frame: r#"{"history_per_week": [1, 2, 3], "weeks": <>}"#,
        fine: &["1", "5.0", "520"],
        wrong: &["null", "0", "521", "1.5", "\"5\"", "-1"],
    },
    Place {
        kind: 0,
        frame: r#"{"seed": <>, "history_per_week": [1], "remaining": 5}"#,
        fine: &["0", "5.0", "9007199254740991"],
        wrong: &["18446744073709551616", "-1", "0.5", "null"],
    },
    Place {
        kind: 0,
        frame: r#"{"leave_out_weeks": <>, "history_per_week": [1, 2, 3], "remaining": 5}"#,
        fine: &["[]", "[2]"],
        wrong: &["[2, 2]", "[0]", "null", "{}", "2"],
    },
    Place {
        kind: 0,
        frame: r#"{"range_per_week": <>, "remaining": 5}"#,
        fine: &["[2, 6]", "[2.0, 6]"],
        wrong: &["null", "[2]", "[2, 6, 7]", "[-1, 6]"],
    },
    Place {
        kind: 0,
        frame: "<>",
        fine: &[r#"{"history_per_week": [1], "remaining": 5, "weeks": 2}"#],
        wrong: &[
            "[]",
            "{}",
            "5",
            r#"{"history_per_week": [1]}"#,
            r#"{"history_per_week": [1], "remaining": 1, "extra": 1}"#,
            r#"[null, 0, 10, [1, 2, 3], null, [], 5, null, {}, [], [], [], false]"#,
        ],
    },
    Place {
        kind: 0,
        frame: r#"{"teams": <>}"#,
        fine: &[r#"{"A": {"history_per_week": [1], "remaining": 5}}"#, r#"{"A": {}}"#],
        wrong: &[
            "{}",
            "[]",
            "null",
            r#"{"A": [[1], null, [], 5, [], [], []]}"#,
            r#"{"A": {"history_per_week": [1], "range_per_week": [1, 2]}}"#,
            r#"{"A": {"range_per_week": [1, 2], "leave_out_weeks": [1]}}"#,
            r#"{"A": {"remaining": 5, "items": [{"id": "x", "stories": 1}]}}"#,
        ],
    },
    Place {
        kind: 0,
        frame: r#"{"teams": {"A": {"history_per_week": [1], "remaining": 5}}, <>: 5}"#,
        fine: &["\"seed\"", "\"trials\""],
        wrong: &["\"remaining\"", "\"weeks\"", "\"history_per_week\""],
    },
    Place {
        kind: 0,
        frame: r#"{"teams": {"A": {"items": [<>]}}}"#,
        fine: &[r#"{"id": "x", "stories": 3, "not_before": "2026-12-07"}"#],
        wrong: &[r#"["x", 3, null]"#, r#"{"id": "x", "stories": 3, "not_before": null}"#, r#"{"id": "x"}"#, "\"x\""],
    },
    Place {
        kind: 0,
        frame: r#"{"teams": {"A": {}, "B": {}}, "waits": [<>]}"#,
        fine: &[r#"{"who": "A", "for": "B"}"#],
        wrong: &[r#"["A", "B"]"#, r#"{"who": "A"}"#],
    },
    Place {
        kind: 0,
        frame: r#"{"teams": {"A": {}}, "blocks": [{"what": "x", "holds": ["A"], "days": <>}]}"#,
        fine: &["[0, 3650]", "[1.5]"],
        wrong: &["[]", "[-1]", "[3651]", "null"],
    },
    Place { kind: 1, frame: r#"{"format": <>, "edges": [["a", "b"]]}"#, fine: &["1", "1.0"], wrong: &["2", "null", "\"1\""] },
    Place {
        kind: 1,
        frame: r#"{"format": 1, "edges": [], "nodes": [{"id": "a", "promised": <>}]}"#,
        fine: &["null", "\"2026-05-04\""],
        wrong: &["\"20260504\"", "\"9999-12-31\"", "\"2026-05-04T10:00\"", "1"],
    },
    Place {
        kind: 1,
        frame: r#"{"format": 1, "edges": [], "nodes": [<>]}"#,
        fine: &[r#"{"id": "a", "duration_days": 0, "state": "gone"}"#],
        wrong: &[r#"["a", null, null, null, null, null, "open"]"#, r#"{"id": "a", "duration_days": -1}"#, r#"{"id": "a", "state": null}"#, "{}"],
    },
    Place {
        kind: 1,
        frame: r#"{"format": 1, "edges": [<>]}"#,
        fine: &[r#"["a", "b"]"#],
        wrong: &[r#"["a"]"#, r#"["a", "b", "c"]"#, r#"{"a": "b"}"#, "[1, 2]"],
    },
    Place {
        kind: 2,
        frame: r#"{"format": 1, "box_minutes": <>, "topics": []}"#,
        fine: &["0", "25.0", "1440"],
        wrong: &["1441", "-1", "null", "2.5"],
    },
    Place {
        kind: 2,
        frame: r#"{"format": 1, "box_minutes": 25, "topics": [<>]}"#,
        fine: &[r#"{"title": "x", "expected_delay_days": null, "rule": null}"#, r#"{"title": "x", "minutes": 3.0, "rule": "pinned"}"#],
        wrong: &[
            r#"{"title": "x", "expected_delay_days": -1}"#,
            r#"{"titel": "x"}"#,
            r#"{"title": "x", "rule": "mine"}"#,
            r#"["x", null, 3, 1, 0, 0, [], null, false]"#,
        ],
    },
    Place { kind: 2, frame: "<>", fine: &[], wrong: &["[1, 25, []]", "{}"] },
];

#[test]
fn what_a_schema_accepts_is_read_and_what_it_refuses_is_refused_in_plain_words() {
    for Place { kind, frame, fine, wrong } in PLACES {
        let (schema, read) = KINDS[*kind];
        for (filling, is_fine) in fine.iter().map(|filling| (filling, true)).chain(wrong.iter().map(|filling| (filling, false))) {
            let text = frame.replacen("<>", filling, 1);
            assert_eq!(is_valid(schema, &text), is_fine, "the schema: {text}");
            let said = read(&text).map_err(|problem| problem.to_string());
            assert_eq!(said.is_ok(), is_fine, "the reader: {text} {said:?}");
            let words = said.err().unwrap_or_default();
            assert!(!["struct", "u32", "u64", "f32", "invalid type", "expected a", "tuple"].iter().any(|word| words.contains(word)), "{words}");
        }
    }
}

#[test]
fn what_no_schema_can_say_is_refused_by_the_reader() {
    let known_only_here = [
        (0, r#"{"range_per_week": [6, 2], "remaining": 5}"#),
        (0, r#"{"history_per_week": [1, 2], "leave_out_weeks": [3], "remaining": 5}"#),
        (0, r#"{"teams": {"A": {}}, "waits": [{"who": "A", "for": "B"}]}"#),
        (1, r#"{"format": 1, "nodes": [{"id": "a"}], "edges": [["a", "b"]]}"#),
        (2, r#"{"format": 1, "box_minutes": 25, "topics": [{"title": "x", "discussed": 1, "changed": 2}]}"#),
    ];
    for (kind, text) in known_only_here {
        assert!(is_valid(KINDS[kind].0, text) && KINDS[kind].1(text).is_err(), "{text}");
    }
}

#[test]
fn a_name_that_stands_twice_is_refused_with_its_line() {
    let twice = forecast::file::read("{\"teams\": {\"A\": {\"remaining\": 5},\n\"A\": {}}}").unwrap_err();
    assert!(twice.line == 2 && twice.sentence.starts_with("“A” stands twice"), "{twice}");
}

#[test]
fn a_case_is_an_object_of_the_form_of_its_kind() {
    let said = |kind: &str, case: &str| {
        crate::cases::compute(&format!(r#"{{"format": 1, "kind": "{kind}", "cases": [{case}]}}"#)).map(drop).map_err(|problem| problem.to_string())
    };
    assert_eq!(said("agenda", r#"{"name": "x", "box": 5.0, "topics": [{"id": 1, "minutes": 3, "value": 2}]}"#), Ok(()));
    let listed = said("agenda", r#"{"name": "x", "box": 5, "topics": [[1, 3, 2, false]]}"#).unwrap_err();
    assert!(listed.contains("x: topics[0]: Here stands a list […], but an object {…} belongs here."), "{listed}");
    let whole = said("kaplan_meier", "[[1], [1]]").unwrap_err();
    assert!(whole.contains("case 1") && whole.contains("Here stands a list […]"), "{whole}");
}
