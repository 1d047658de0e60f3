//! Real files against figures that a separate program computed from them (lifelines).

use crate::shared;
use rowlock_analysis::durations::read::{Asked, Reading, Shape, read};
use rowlock_analysis::durations::{Answer, Curve, Ending, Span, Wording, answer};
use rowlock_domain::workspace::Measure;
use serde_json::Value;

const ISSUES: Wording<'static> = Wording { things: "issues", happens: "are resolved", happened: "resolved", measure: Measure::ElapsedDays };

fn expected(file: &str) -> Option<Value> {
    let text = shared::text("data/expected.json")?;
    Some(serde_json::from_str::<Value>(&text).unwrap()["shared"][file].clone())
}

fn reading(file: &str, asked: &Asked) -> Option<Reading> {
    Some(read([shared::text(&format!("data/{file}"))?.as_str()], asked).unwrap())
}

fn spans(reading: &Reading) -> Vec<Span> {
    reading.things.iter().map(|thing| thing.span).collect()
}

fn told(reading: &Reading) -> Answer {
    answer(reading, ISSUES)
}

/// n, events, median with its band, quarters, and the share left after one and two years.
fn agree(spans: &[Span], expected: &Value) {
    let curve = Curve::fit(spans);
    let (resolved, withdrawn, open) = curve.counts();
    assert_eq!(spans.len() as u64, expected["n"].as_u64().unwrap());
    assert_eq!(resolved as u64, expected["events"].as_u64().unwrap());
    assert_eq!((withdrawn + open) as u64, expected["censored"].as_u64().unwrap());
    let near = |got: Option<f64>, expected: &Value, what: &str| match (got, expected.as_f64()) {
        (Some(got), Some(expected)) => assert!((got - expected).abs() < 1e-3, "{what}: {got} instead of {expected}"),
        (got, expected) => assert_eq!(got, expected, "{what}"),
    };
    let half = curve.half();
    near(half.days, &expected["median"], "median");
    near(half.low_days, &expected["median_ci95"][0], "lower");
    near(half.high_days, &expected["median_ci95"][1], "upper");
    near(quarter(&curve, 0.25, &expected["q25"]), &expected["q25"], "q25");
    near(quarter(&curve, 0.75, &expected["q75"]), &expected["q75"], "q75");
    near(curve.at(365.0).map(|step| step.survival), &expected["survival_at_365"], "one year");
    near(curve.at(730.0).map(|step| step.survival), &expected["survival_at_730"], "two years");
}

/// The percentile. Where the share is met exactly the first time counts here, while lifelines' float noise jumps to the next
/// ending: then the next one is compared, after a look that the share is met exactly indeed.
fn quarter(curve: &Curve, share: f64, expected: &Value) -> Option<f64> {
    let days = curve.percentile(share).days?;
    let is_exact = curve.at(days).is_some_and(|step| (step.survival - (1.0 - share)).abs() < 1e-9);
    let differs = expected.as_f64().is_some_and(|expected| (expected - days).abs() >= 1e-3);
    if !(is_exact && differs) {
        return Some(days);
    }
    curve.steps().iter().find(|step| step.days > days && step.resolved > 0).map(|step| step.days)
}

#[test]
fn proposals_of_kubernetes_take_as_long_as_lifelines_says() {
    let (Some(expected), Some(reading)) = (expected("kep-durations.csv"), reading("kep-durations.csv", &Asked::default())) else { return };
    assert_eq!(
        (reading.shape, reading.columns.days.as_deref(), reading.columns.ended.as_deref()),
        (Shape::Table, Some("duration_days"), Some("closed"))
    );
    agree(&spans(&reading), &expected["event=closed, all rows"]);
    let longer: Vec<Span> = spans(&reading).into_iter().filter(|span| span.days() > 0.0).collect();
    agree(&longer, &expected["event=closed, rows with duration > 0"]);
}

#[test]
fn proposals_that_ended_otherwise_are_not_counted_as_implemented() {
    let withdrawn = Some(("outcome".to_owned(), ["withdrawn", "replaced"].map(str::to_owned).to_vec()));
    let asked = Asked { withdrawn, ..Asked::default() };
    let (Some(expected), Some(reading)) = (expected("kep-durations.csv"), reading("kep-durations.csv", &asked)) else { return };
    let longer: Vec<Span> = spans(&reading).into_iter().filter(|span| span.days() > 0.0).collect();
    agree(&longer, &expected["event=implemented (other outcomes censored at their date), rows with duration > 0"]);
}

#[test]
fn each_of_the_five_largest_groups_has_its_own_curve() {
    let asked = Asked { by: Some("owning_sig".into()), ..Asked::default() };
    let (Some(expected), Some(reading)) = (expected("kep-durations.csv"), reading("kep-durations.csv", &asked)) else { return };
    for (group, expected) in expected["event=closed, duration > 0, by owning_sig (5 largest)"].as_object().unwrap() {
        let of_group: Vec<Span> = reading.things.iter().filter(|t| &t.label == group && t.span.days() > 0.0).map(|t| t.span).collect();
        agree(&of_group, expected);
    }
    let answer = told(&reading);
    assert!(answer.kinds.iter().all(|kind| kind.percentiles.is_empty() == (kind.resolved < 10)));
}

#[test]
fn seven_pages_of_a_jira_search_are_one_list() {
    let Some(expected) = expected("jira-tidev") else { return };
    let pages: Vec<String> = (0..7).map(|page| shared::text(&format!("data/jira-tidev/search-0{page}00.json")).unwrap()).collect();
    let asked = Asked { any_end: true, ..Asked::default() };
    let reading = read(pages.iter().map(String::as_str), &asked).unwrap();
    assert_eq!(reading.shape, Shape::Jira);
    assert!(reading.basis.as_of.as_deref().unwrap().starts_with("2021-05-28T22:31:16"));
    agree(&spans(&reading), &expected["resolution_time_days (open issues censored at last_update)"]);
}

#[test]
fn an_export_of_jira_is_recognised_as_it_is() {
    let Some(reading) = reading("jira-tidev/jira-export.csv", &Asked::default()) else { return };
    assert_eq!((reading.shape, reading.rows, reading.things.len()), (Shape::Jira, 300, 300));
    let open = reading.things.iter().filter(|thing| thing.span.ending() == Ending::Open).count();
    assert_eq!(open, 12, "9 open, 2 reopened, 1 in review");
    let answer = told(&reading);
    assert!(answer.summary.withdrawn > 0, "duplicates and won't-fixes are not solutions");
    assert!(answer.summary.headline.starts_with("Half of the issues are resolved within"), "{}", answer.summary.headline);
    assert!(answer.oldest_open.first().unwrap().name.starts_with("TIMOB-"));
}

#[test]
fn impossible_durations_are_reported_and_not_averaged() {
    let (Some(expected), Some(reading)) = (expected("agile-cycle-times.csv"), reading("agile-cycle-times.csv", &Asked::default())) else { return };
    assert_eq!(reading.impossible as u64, expected["negative"].as_u64().unwrap());
    assert_eq!(reading.impossible, 1662);
    assert_eq!(reading.things.len(), 4123 - 1662);
    assert!(spans(&reading).iter().all(|span| span.days() >= 0.0));
    assert_eq!(reading.basis.left_out[0].count, 1662);
    let note = &told(&reading).notes[0];
    assert!(note.starts_with("1,662 of 4,123 rows end before they begin (41 %). They are left out, not averaged"), "{note}");
}

#[test]
fn exceptions_without_dates_and_one_reviewed_before_it_was_requested_are_left_out() {
    let (Some(expected), Some(reading)) = (expected("release-exceptions.csv"), reading("release-exceptions.csv", &Asked::default())) else { return };
    assert_eq!(reading.rows as u64, expected["rows"].as_u64().unwrap());
    let left_out: Vec<(usize, bool)> =
        reading.basis.left_out.iter().map(|out| (out.count, out.why.contains("an end before the beginning"))).collect();
    assert_eq!(left_out, [(1, true), (7, false)]);
    assert_eq!(Curve::fit(&spans(&reading)).half().days, expected["median_days"].as_f64());
}

#[test]
fn recorded_answers_of_gitlab_are_read() {
    let Some(reading) = reading("gitlab/project_issues.json", &Asked::default()) else { return };
    assert_eq!((reading.shape, reading.rows), (Shape::Gitlab, 10));
    assert!(told(&reading).summary.headline.starts_with("Nothing resolved yet; "), "{}", told(&reading).summary.headline);
}
