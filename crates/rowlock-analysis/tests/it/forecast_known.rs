//! The known answers of forecasts: exact within 1e-9; simulated within 4.5 standard errors for several seeds, and the
//! same bytes for any number of threads.

use crate::shared;
use rowlock_analysis::cases;
use serde_json::{Value, json};

const TRIALS: usize = 10_000;

fn file() -> Option<Value> {
    shared::text("known-answers/monte_carlo.json").map(|text| serde_json::from_str(&text).unwrap())
}

/// The chance by each week that is expected, with all the tail.
fn expected_at(cdf: &[Value], week: usize) -> f64 {
    cdf.get(week).map_or(1.0, |p| p.as_f64().unwrap())
}

fn room(p: f64) -> f64 {
    4.5 * (p * (1.0 - p) / TRIALS as f64).max(0.0).sqrt() + 1.0 / TRIALS as f64
}

fn near(expected: f64, got: f64, room: f64, place: &str) {
    assert!((expected - got).abs() <= room, "{place}: {got} instead of {expected} ± {room}");
}

fn number(value: &Value, place: &str) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{place} is {value}"))
}

/// A distribution by weeks, simulated.
fn agrees_by_week(expected: &Value, got: &Value, place: &str) {
    let (cdf, simulated) = (expected["cdf_by_week"].as_array().unwrap(), got["cdf_by_week"].as_array().unwrap());
    let (mut mean, mut squares) = (0.0, 0.0);
    for week in 0..cdf.len().max(simulated.len()) {
        let p = expected_at(cdf, week);
        near(p, expected_at(simulated, week), room(p), &format!("{place} by week {week}"));
        let exactly = p - if week == 0 { 0.0 } else { expected_at(cdf, week - 1) };
        mean += week as f64 * exactly;
        squares += (week * week) as f64 * exactly;
    }
    let error = 4.5 * ((squares - mean * mean).max(0.0) / TRIALS as f64).sqrt() + 1e-6;
    near(number(&expected["mean"], place), number(&got["mean"], place), error, &format!("{place}: mean"));
    for (chance, week) in got["percentile_week"].as_object().unwrap() {
        let (chance, week) = (chance.parse::<f64>().unwrap(), week.as_u64().unwrap() as usize);
        let (by, before) = (expected_at(cdf, week), if week == 0 { 0.0 } else { expected_at(cdf, week - 1) });
        assert!(by + room(by) >= chance && before - room(before) <= chance, "{place}: week {week} for {chance}");
    }
}

fn agrees_how_many(expected: &Value, got: &Value, place: &str) {
    let expected_least = expected["p_at_least"].as_array().unwrap();
    for (items, p) in expected_least.iter().enumerate() {
        let p = number(p, place);
        near(p, got["p_at_least"].get(items).map_or(0.0, |p| number(p, place)), room(p), &format!("{place}: at least {items}"));
    }
    near(number(&expected["mean"], place), number(&got["mean"], place), 0.5, place);
    let items: Vec<u64> = ["0.5", "0.7", "0.85", "0.95"].iter().map(|chance| got["items_at_confidence"][chance].as_u64().unwrap()).collect();
    assert!(items.is_sorted_by(|more, fewer| more >= fewer), "{place}: more confidence means fewer items, not {items:?}");
}

fn agrees(case: &Value, got: &Value) {
    let (name, expected) = (case["name"].as_str().unwrap(), &case["expected"]);
    match case["type"].as_str().unwrap() {
        "when_done" | "goal_needs_all" => agrees_by_week(expected, got, name),
        "blocked_team" => {
            agrees_by_week(expected, got, name);
            agrees_by_week(&case["expected_without_impediment"], &got["without_impediment"], name);
        }
        "network" => {
            for (team, expected) in expected.as_object().unwrap() {
                agrees_by_week(expected, &got[team], &format!("{name}: {team}"));
            }
            for (team, weeks) in case["expected_mean_weeks_saved_if_done_already"].as_object().unwrap() {
                let place = format!("{name}: without {team}");
                near(number(weeks, &place), number(&got["mean_weeks_saved_if_done_already"][team], &place), 0.15, &place);
            }
        }
        "how_many" => agrees_how_many(expected, got, name),
        "degenerate" => assert_eq!(expected, got, "{name}"),
        _ => agrees_closed(case, expected, got, name),
    }
}

/// Closed forms: chances by their own error, means by a deviation that the case implies.
fn agrees_closed(case: &Value, expected: &Value, got: &Value, name: &str) {
    for (field, value) in expected.as_object().unwrap() {
        let (value, place) = (number(value, name), format!("{name}: {field}"));
        let of = |field: &str| case[field].as_f64().unwrap_or(1.0);
        let error = match (field.as_str(), case["type"].as_str().unwrap()) {
            (p, _) if p.starts_with("p_") => room(value),
            ("variance", _) => value * 4.5 * (8.0 / TRIALS as f64).sqrt(),
            (_, "max_of_exponentials") => 4.5 * 1.3 / of("rate") / (TRIALS as f64).sqrt(),
            (_, "sum_of_geometrics" | "pert_normal") => 4.5 * (number(&expected["variance"], name) / TRIALS as f64).sqrt(),
            _ => 4.5 * of("sigma") / (TRIALS as f64).sqrt(),
        };
        near(value, number(&got[field], &place), error, &place);
    }
}

fn simulated(file: &Value, seed: u64) -> String {
    let mut file = file.clone();
    for case in file["cases"].as_array_mut().unwrap() {
        case["simulate"] = json!({ "trials": TRIALS, "seed": seed });
    }
    serde_json::to_string(&cases::compute(&file.to_string()).unwrap()).unwrap()
}

#[test]
fn exact_answers_agree_to_one_in_a_thousand_million() {
    let Some(file) = file() else { return };
    let computed = cases::compute(&file.to_string()).unwrap();
    assert_eq!(computed.cases.len(), 28);
    for (case, computed) in file["cases"].as_array().unwrap().iter().zip(&computed.cases) {
        let exactly = |expected: &Value, got: &Value| crate::known_answers::agree(expected, got, 1e-9, &computed.name);
        exactly(&case["expected"], &computed.result);
        if let Some(expected) = case.get("expected_without_impediment") {
            exactly(expected, &computed.result["without_impediment"]);
        }
        if let Some(expected) = case.get("expected_mean_weeks_saved_if_done_already") {
            exactly(expected, &computed.result["mean_weeks_saved_if_done_already"]);
        }
    }
}

#[test]
fn simulations_agree_for_several_seeds_and_any_number_of_threads() {
    let Some(file) = file() else { return };
    for seed in [1, 20_240_501, u64::MAX] {
        let alone = simulated(&file, seed);
        for threads in [1, 2, 4] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            assert_eq!(pool.install(|| simulated(&file, seed)), alone, "{threads} threads, seed {seed}");
        }
        let answers: Value = serde_json::from_str(&alone).unwrap();
        for (case, computed) in file["cases"].as_array().unwrap().iter().zip(answers["cases"].as_array().unwrap()) {
            agrees(case, &computed["result"]);
        }
    }
}
