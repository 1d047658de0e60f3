//! Whether a difference is more than chance: against published tests, and against what must hold.

use crate::shared;
use proptest::prelude::*;
use rowlock_analysis::durations::{Curve, Difference, Ending, Span, compare};
use rowlock_analysis::model::insights::chance::{Averages, at_least_by_chance, averages};
use rowlock_analysis::model::insights::confidence::{Said, sentence};
use serde_json::Value;

fn curve(cases: &Value, name: &str) -> Curve {
    let case = cases.as_array().unwrap().iter().find(|case| case["name"] == name).unwrap();
    let spans: Vec<Span> = case["time"]
        .as_array()
        .unwrap()
        .iter()
        .zip(case["status"].as_array().unwrap())
        .map(|(time, status)| Span::new(time.as_f64().unwrap(), if status == 1 { Ending::Resolved } else { Ending::Open }).unwrap())
        .collect();
    Curve::fit(&spans)
}

#[test]
fn the_two_arms_of_freireichs_trial_differ_and_an_arm_does_not_differ_from_itself() {
    let Some(text) = shared::text("known-answers/kaplan_meier.json") else { return };
    let file: Value = serde_json::from_str(&text).unwrap();
    // Chi-square 16.8 in the literature: far beyond chance.
    let [treated, placebo] = ["freireich_6mp", "freireich_placebo"].map(|name| curve(&file["cases"], name));
    assert_eq!(compare(&placebo, &treated), Difference::Sooner);
    assert_eq!(compare(&treated, &placebo), Difference::Later);
    assert_eq!(compare(&placebo, &placebo), Difference::None);
    // Chi-square 3.4 for maintenance of AML: below 3.84, so it may be chance.
    let [kept, dropped] = ["aml_maintained", "aml_nonmaintained"].map(|name| curve(&file["cases"], name));
    assert_eq!(compare(&dropped, &kept), Difference::None);
}

#[test]
fn fewer_than_five_resolved_on_a_side_are_not_compared() {
    let few = Curve::fit(&[1.0, 2.0, 3.0, 4.0].map(|days| Span::new(days, Ending::Resolved).unwrap()));
    assert_eq!(compare(&few, &few), Difference::TooFew);
}

#[test]
fn the_lady_who_tasted_tea_guessed_all_four_by_chance_once_in_seventy() {
    assert!((at_least_by_chance((4, 4), (0, 4)) - 1.0 / 70.0).abs() < 1e-12);
    assert!((at_least_by_chance((3, 4), (1, 4)) - 17.0 / 70.0).abs() < 1e-12);
    assert!((at_least_by_chance((0, 5), (0, 9)) - 1.0).abs() < 1e-12);
}

#[test]
fn averages_differ_only_beyond_chance() {
    let (low, high) = ([1.0, 1.1, 0.9, 1.05, 0.95], [2.0, 2.1, 1.9, 2.05, 1.95]);
    assert_eq!(averages(&high, &low), Averages::Larger);
    assert_eq!(averages(&low, &high), Averages::Smaller);
    assert_eq!(averages(&low, &low), Averages::Alike);
    assert_eq!(averages(&[0.0; 6], &[0.0; 5]), Averages::Alike);
    assert_eq!(averages(&low[..4], &high), Averages::TooFew);
}

#[test]
fn confidence_against_outcome_is_said_in_times_not_in_percent() {
    let said = |value, goals, met| Said { value, goals, met };
    assert_eq!(sentence(&[]), "No sprint goal with a confidence was judged in this time.");
    assert_eq!(sentence(&[said(5, 4, 4), said(4, 2, 1)]), "When you were sure (4 or 5), the goal was met 5 of 6 times.");
    assert_eq!(
        sentence(&[said(1, 1, 0), said(5, 1, 1)]),
        "When you were sure (4 or 5), the goal was met 1 of 1 time; when you were not (1 or 2), 0 of 1 time."
    );
}

proptest! {
    #[test]
    fn a_comparison_the_other_way_round_says_the_opposite(first in prop::collection::vec((1_u16..40, any::<bool>()), 5..40), second in prop::collection::vec((1_u16..40, any::<bool>()), 5..40)) {
        let fit = |list: &[(u16, bool)]| {
            let spans: Vec<Span> = list.iter().map(|(t, e)| Span::new(f64::from(*t), if *e { Ending::Resolved } else { Ending::Open }).unwrap()).collect();
            Curve::fit(&spans)
        };
        let (first, second) = (fit(&first), fit(&second));
        let opposite = match compare(&first, &second) {
            Difference::Sooner => Difference::Later,
            Difference::Later => Difference::Sooner,
            same => same,
        };
        prop_assert_eq!(compare(&second, &first), opposite);
    }

    #[test]
    fn the_chance_is_a_chance_and_falls_with_more_hits(n1 in 1_usize..20, n2 in 1_usize..20, k in 0_usize..20, other in 0_usize..20) {
        let (k, other) = (k.min(n1), other.min(n2));
        let chance = at_least_by_chance((k, n1), (other, n2));
        prop_assert!((0.0..=1.0).contains(&chance));
        if k < n1 && other > 0 {
            prop_assert!(at_least_by_chance((k + 1, n1), (other - 1, n2)) <= chance + 1e-12);
        }
    }
}
