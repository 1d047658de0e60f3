//! How long things take: what must hold for any data, and the sentence that each edge case shows.

use proptest::prelude::*;
use rowlock_analysis::durations::{AgeUnknown, Curve, Ending, Method, Population, Span, Wording, at_this_age, by_label, summarise, words};
use rowlock_analysis::{Basis, Status};
use rowlock_domain::workspace::Measure;

const BLOCKERS: Wording<'static> = Wording { things: "blockers", happens: "are gone", happened: "resolved", measure: Measure::ElapsedDays };

fn resolved(days: f64) -> Span {
    Span::new(days, Ending::Resolved).unwrap()
}

fn open(days: f64) -> Span {
    Span::new(days, Ending::Open).unwrap()
}

fn withdrawn(days: f64) -> Span {
    Span::new(days, Ending::Withdrawn).unwrap()
}

fn headline(spans: &[Span]) -> String {
    summarise(spans, &Curve::fit(spans), BLOCKERS, Basis::default()).headline
}

fn status(spans: &[Span]) -> Status {
    summarise(spans, &Curve::fit(spans), BLOCKERS, Basis::default()).status
}

#[test]
fn nothing_at_all_says_so() {
    assert_eq!(headline(&[]), "There are no blockers to measure yet.");
    assert!(matches!(status(&[]), Status::NoForecast(_)));
    assert_eq!(Curve::fit(&[]).chance_within(0.0, 1.0), Err(AgeUnknown::NothingSeen));
}

#[test]
fn without_an_ending_the_open_ones_are_told() {
    let spans = [open(12.0), open(3.0), open(1.0), open(0.5)];
    assert_eq!(headline(&spans), "Nothing resolved yet; 4 open, the oldest 12 days.");
    assert!(summarise(&spans, &Curve::fit(&spans), BLOCKERS, Basis::default()).percentiles.is_empty());
}

#[test]
fn ages_of_which_the_past_knows_little_or_nothing_are_told_as_that() {
    let done: Vec<Span> = (1..=7).map(|days| resolved(f64::from(days))).collect();
    let told = |spans: &[Span], age: f64| at_this_age(&Curve::fit(spans), age, BLOCKERS);
    let with_one_open = [done.clone(), vec![open(20.0)]].concat();
    assert_eq!(told(&with_one_open, 21.0), "Older than anything we have seen.");
    assert_eq!(told(&done, 8.0), "Older than anything we have seen.");
    assert_eq!(told(&with_one_open, 6.5), "Few blockers got this old (2): the past says nothing about it.");
    assert_eq!(told(&with_one_open, 0.5), "Of blockers that got this old, 1 in 4 was resolved within 2 more days.");
}

#[test]
fn fewer_than_five_endings_are_listed_instead_of_a_percentile() {
    let spans = [resolved(6.0), resolved(0.125), resolved(1.0), open(9.0)];
    assert_eq!(headline(&spans), "Only 3 resolved so far, after 3 hours, 1 day and 6 days; 1 open, 9 days old. A figure needs 5.");
    assert_eq!(status(&spans), Status::NoForecast("3 resolved so far, 5 are needed for a figure".into()));
}

#[test]
fn five_to_nine_endings_give_a_percentile_with_its_band_and_little_history() {
    let spans: Vec<Span> = (1..=7).map(|days| resolved(f64::from(days))).collect();
    assert_eq!(
        headline(&spans),
        "Half of the blockers are gone within 4 days (probably 1 to 6 days), 85 % within 6 days. Little history: 7 resolved."
    );
    assert_eq!(status(&spans), Status::LittleHistory);
}

#[test]
fn where_half_is_not_reached_the_lower_band_is_said() {
    let spans: Vec<Span> = (1..=10).map(|days| resolved(f64::from(days) * 4.0)).chain((0..30).map(|_| open(60.0))).collect();
    assert_eq!(headline(&spans), "More than half are still open.");
    let spans: Vec<Span> = (1..=10).map(|days| resolved(f64::from(days) * 4.0)).chain((0..12).map(|_| open(60.0))).collect();
    assert_eq!(headline(&spans), "More than half are still open; half will take at least 24 days.");
}

#[test]
fn enough_history_gives_half_with_its_band_and_85_percent() {
    let spans: Vec<Span> = (1..=40).map(|days| resolved(f64::from(days))).collect();
    assert_eq!(headline(&spans), "Half of the blockers are gone within 20 days (probably 14 to 26 days), 85 % within 34 days.");
    assert_eq!(status(&spans), Status::Ok);
}

#[test]
fn the_first_time_counts_where_the_share_is_met_exactly() {
    let spans: Vec<Span> = (1..=4).map(|days| resolved(f64::from(days))).collect();
    assert_eq!(Curve::fit(&spans).half().days, Some(2.0));
}

#[test]
fn ten_times_a_tenth_does_not_jump_a_step_by_float_noise() {
    let spans: Vec<Span> = (1..=10).map(|days| resolved(f64::from(days))).collect();
    let curve = Curve::fit(&spans);
    for share in 1..10 {
        assert_eq!(curve.percentile(f64::from(share) / 10.0).days, Some(f64::from(share)));
    }
}

#[test]
fn an_age_beyond_all_that_was_seen_has_no_chance_but_a_reason() {
    let curve = Curve::fit(&[resolved(2.0), resolved(4.0), open(9.0)]);
    assert_eq!(curve.chance_within(10.0, 1.0), Err(AgeUnknown::OlderThanAll));
    assert_eq!(curve.chance_within(8.0, 2.0), Err(AgeUnknown::BeyondData));
    assert_eq!(AgeUnknown::OlderThanAll.to_string(), "older than anything we have seen");
    let ended = Curve::fit(&[resolved(2.0), resolved(4.0)]);
    assert_eq!(ended.chance_within(4.0, 1.0), Err(AgeUnknown::AllEndedBefore));
    assert_eq!(ended.chance_within(2.0, 9.0), Ok(1.0));
}

#[test]
fn a_duration_that_ends_before_it_begins_is_none() {
    assert_eq!(Span::new(-1.0, Ending::Resolved), None);
    assert_eq!(Span::new(f64::NAN, Ending::Open), None);
    assert_eq!(Span::new(f64::INFINITY, Ending::Open), None);
    assert_eq!(Span::entering(3.0, 3.0, Ending::Open), None);
}

#[test]
fn what_was_already_open_enters_at_its_age_so_that_survivors_do_not_bias() {
    // Two long ones were open when the window began; nobody saw those of their kind that ended early.
    let spans =
        [resolved(1.0), resolved(2.0), Span::entering(10.0, 20.0, Ending::Resolved).unwrap(), Span::entering(10.0, 30.0, Ending::Open).unwrap()];
    let curve = Curve::fit(&spans);
    let at_risk: Vec<u32> = curve.steps().iter().map(|step| step.at_risk).collect();
    assert_eq!(at_risk, [2, 1, 2, 1]);
}

#[test]
fn many_withdrawals_are_a_risk_of_their_own() {
    let spans = [resolved(1.0), withdrawn(2.0), resolved(3.0), withdrawn(4.0)];
    let curve = Curve::fit(&spans);
    assert_eq!(curve.method(), Method::CumulativeIncidence);
    // 1/4, then 1/2 of those open × 1/2: by hand.
    let left: Vec<f64> = curve.steps().iter().map(|step| step.survival).collect();
    assert_eq!(left, [0.75, 0.75, 0.5, 0.5]);
    assert_eq!(curve.percentile(0.6).days, None);
    assert!((curve.chance_within(1.0, 2.0).unwrap() - 1.0 / 3.0).abs() < 1e-12);
}

#[test]
fn a_kind_with_fewer_than_ten_endings_gets_no_curve_of_its_own() {
    let few = (0..9).map(|_| ("few", resolved(1.0)));
    let many = (0..10).map(|_| ("many", resolved(1.0)));
    let strata = by_label(few.chain(many));
    assert_eq!(strata.iter().map(|s| (s.label.as_str(), s.curve.is_some())).collect::<Vec<_>>(), [("many", true), ("few", false)]);
}

#[test]
fn a_reopened_one_counts_from_its_beginning() {
    let mut population = Population::default();
    population.begin(0.0);
    assert!(population.end(0.0, 3.0, Ending::Resolved));
    assert!(population.reopen(0.0, 3.0));
    assert!(!population.reopen(0.0, 3.0));
    let curve = population.curve(10.0);
    assert_eq!((curve.counts(), curve.oldest_days()), ((0, 0, 1), Some(10.0)));
}

#[test]
fn words_are_no_more_exact_than_people_need() {
    let days = |days| words::days(days, Measure::ElapsedDays);
    let range = |low| words::range(low, Some(17.1), Measure::ElapsedDays);
    assert_eq!(days(0.0), "the same day");
    assert_eq!(days(0.01), "less than an hour");
    assert_eq!(days(0.05), "1 hour");
    assert_eq!(days(0.99), "1 day");
    assert_eq!(days(6.154), "6.2 days");
    assert_eq!(days(9.97), "10 days");
    assert_eq!(days(1098.638), "1,099 days");
    assert_eq!(range(3.46), "3.5 to 17 days");
    assert_eq!(range(0.9), "22 hours to 17 days");
    assert_eq!(words::range(3.0, None, Measure::ElapsedDays), "at least 3 days");
    assert_eq!([0.0, 0.249, 0.5, 1.0].map(words::one_in), ["fewer than 1 in 20", "1 in 4", "half", "more than 19 in 20"]);
}

fn any_span() -> impl Strategy<Value = Span> {
    (0_u32..60, 0_u32..40, 0_u8..5).prop_map(|(entered, lasted, kind)| {
        let ending = [Ending::Resolved, Ending::Resolved, Ending::Resolved, Ending::Open, Ending::Withdrawn][usize::from(kind)];
        let entered = if entered < 40 { 0.0 } else { f64::from(entered - 40) };
        Span::entering(entered, entered + f64::from(lasted) + if entered > 0.0 { 1.0 } else { 0.0 }, ending).unwrap()
    })
}

fn without_withdrawals(spans: &[Span]) -> Vec<Span> {
    spans.iter().filter(|s| s.ending() != Ending::Withdrawn).copied().collect()
}

/// Straight from the definition: for each age count anew.
fn brute_force(ages: &[(f64, Ending)], at: f64) -> f64 {
    let mut times: Vec<f64> = ages.iter().filter(|(_, e)| *e == Ending::Resolved).map(|(t, _)| *t).filter(|t| *t <= at).collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    times.iter().fold(1.0, |left, time| {
        let at_risk = ages.iter().filter(|(t, _)| t >= time).count() as f64;
        let ended = ages.iter().filter(|(t, e)| t == time && *e == Ending::Resolved).count() as f64;
        left * (1.0 - ended / at_risk)
    })
}

proptest! {
    #[test]
    fn the_order_of_the_things_changes_nothing(spans in prop::collection::vec(any_span(), 0..60), turn in 0_usize..60) {
        let mut turned = spans.clone();
        if !turned.is_empty() {
            let middle = turn % turned.len();
            turned.rotate_left(middle);
            turned.swap(0, middle);
        }
        prop_assert_eq!(Curve::fit(&spans), Curve::fit(&turned));
    }

    #[test]
    fn the_curve_agrees_with_the_definition(ages in prop::collection::vec((0_u8..30, any::<bool>()), 1..50), at in 0_u8..35) {
        let ages: Vec<(f64, Ending)> = ages.into_iter().map(|(t, e)| (f64::from(t), if e { Ending::Resolved } else { Ending::Open })).collect();
        let spans: Vec<Span> = ages.iter().map(|(t, e)| Span::new(*t, *e).unwrap()).collect();
        let got = Curve::fit(&spans).at(f64::from(at)).map_or(1.0, |step| step.survival);
        prop_assert!((got - brute_force(&ages, f64::from(at))).abs() < 1e-12);
    }

    #[test]
    fn the_curve_falls_and_the_band_holds_it_inside_0_and_1(spans in prop::collection::vec(any_span(), 0..60)) {
        let curve = Curve::fit(&spans);
        let mut before = 1.0;
        for step in curve.steps() {
            prop_assert!(step.survival <= before && step.survival >= 0.0);
            prop_assert!(step.still_open <= step.survival + 1e-12);
            if let Some((low, high)) = step.band {
                prop_assert!(0.0 <= low && low <= step.survival + 1e-12 && step.survival <= high + 1e-12 && high <= 1.0);
            }
            before = step.survival;
        }
    }

    #[test]
    fn more_of_a_share_takes_at_least_as_long(spans in prop::collection::vec(any_span(), 0..60), low in 0.01_f64..0.99, high in 0.01_f64..0.99) {
        let curve = Curve::fit(&spans);
        let (low, high) = (low.min(high), low.max(high));
        match (curve.percentile(low).days, curve.percentile(high).days) {
            (Some(sooner), Some(later)) => prop_assert!(sooner <= later),
            (None, Some(_)) => prop_assert!(false, "the smaller share must be reached where the larger is"),
            _ => {}
        }
    }

    #[test]
    fn twice_as_long_a_history_takes_twice_as_long(days in prop::collection::vec((1_u32..500, any::<bool>()), 1..60)) {
        let spans = |scale: f64| -> Vec<Span> {
            days.iter().map(|(t, e)| Span::new(f64::from(*t) * scale, if *e { Ending::Resolved } else { Ending::Open }).unwrap()).collect()
        };
        let [once, twice] = [1.0, 2.0].map(|scale| Curve::fit(&spans(scale)).half().days);
        prop_assert_eq!(once.map(|days| days * 2.0), twice);
    }

    #[test]
    fn without_withdrawals_incidence_and_product_are_the_same_curve(spans in prop::collection::vec(any_span(), 1..60)) {
        // One withdrawal after everything else makes the incidence's method run without changing what came before.
        let plain = without_withdrawals(&spans);
        let mut with: Vec<Span> = plain.clone();
        let others = plain.len() / 10 + 1;
        with.extend((0..others).map(|_| Span::entering(400.0, 500.0, Ending::Withdrawn).unwrap()));
        let [product, incidence] = [Curve::fit(&plain), Curve::fit(&with)];
        prop_assert_eq!(incidence.method(), Method::CumulativeIncidence);
        for (a, b) in product.steps().iter().zip(incidence.steps()) {
            prop_assert!((a.survival - b.survival).abs() < 1e-9);
            // Once nothing is left the product's variance is not defined.
            if a.survival > 1e-9 {
                prop_assert!((a.variance - b.variance).abs() < 1e-9, "{} {}", a.variance, b.variance);
            }
        }
    }

    #[test]
    fn any_order_of_beginnings_endings_and_returns_gives_the_curve_of_what_is(
        lives in prop::collection::vec((0_u32..50, prop::option::of((0_u32..40, any::<bool>(), any::<bool>()))), 0..40), later in 100_u32..200
    ) {
        let mut population = Population::default();
        let mut spans = Vec::new();
        let as_of = f64::from(later);
        for (began, end) in &lives {
            let began = f64::from(*began);
            population.begin(began);
            match end {
                Some((lasted, true, false)) => {
                    prop_assert!(population.end(began, began + f64::from(*lasted), Ending::Withdrawn));
                    spans.push(withdrawn(f64::from(*lasted)));
                }
                Some((lasted, _, comes_back)) => {
                    let at = began + f64::from(*lasted);
                    prop_assert!(population.end(began, at, Ending::Resolved));
                    if *comes_back {
                        prop_assert!(population.reopen(began, at));
                        spans.push(open(as_of - began));
                    } else {
                        spans.push(resolved(f64::from(*lasted)));
                    }
                }
                None => spans.push(open(as_of - began)),
            }
        }
        prop_assert_eq!(population.curve(as_of), Curve::fit(&spans));
    }
}

fn reading(text: &str, asked: &rowlock_analysis::durations::read::Asked) -> Result<rowlock_analysis::durations::read::Reading, String> {
    rowlock_analysis::durations::read::read([text], asked).map_err(|problem| problem.to_string())
}

#[test]
fn one_absurd_year_does_not_make_everything_old() {
    let text = "created,closed\n2024-01-01,2024-01-05\n2024-01-03,\n2024-02-01,2104-01-01\n2024-01-10,9999-01-01\n";
    let asked = rowlock_analysis::durations::read::Asked { latest: rowlock_analysis::durations::read::moment("2026-11-23"), ..Default::default() };
    let found = reading(text, &asked).unwrap();
    let days: Vec<f64> = found.things.iter().map(|thing| thing.span.days()).collect();
    assert_eq!(days, [4.0, 29.0], "as of the newest moment that can be, 1 February");
    let why: Vec<&str> = found.basis.left_out.iter().map(|left| left.why.as_str()).collect();
    assert_eq!(why, ["row with a date that is still to come, which cannot be (line 4)", "row with a value that cannot be read (line 5)"]);
}

#[test]
fn days_that_are_no_number_are_said_to_be_none() {
    let found = reading("days,done\n3,1\nnan,1\ninf,1\n1e400,0\n-2,1\n", &Default::default()).unwrap();
    let why: Vec<(usize, &str)> = found.basis.left_out.iter().map(|left| (left.count, left.why.as_str())).collect();
    let expected = [(1, "row with an end before the beginning (line 6)"), (3, "rows with days that are no number (nan, infinite) (lines 3, 4, 5)")];
    assert_eq!((found.things.len(), why.as_slice()), (1, expected.as_slice()));
}

#[test]
fn a_beginning_without_an_end_is_said_plainly_and_the_columns_are_named() {
    let asked =
        |end: Option<&str>| rowlock_analysis::durations::read::Asked { begin: Some("a".into()), end: end.map(str::to_owned), ..Default::default() };
    let refused = reading("a,b\n2024-01-01,2024-01-05\n", &asked(None)).unwrap_err();
    assert!(refused.starts_with("line 1, --end: There is a beginning, but no end.") && refused.ends_with("The file has: a, b."), "{refused}");
    assert_eq!(reading("a,b\n2024-01-01,2024-01-05\n", &asked(Some("b"))).unwrap().columns.words(), "begin “a”, end “b”");
}

#[test]
fn working_days_are_told_in_tenths_because_each_teams_day_has_its_own_hours() {
    let days = |days| words::days(days, Measure::WorkingDays);
    assert_eq!([0.0, 0.01].map(days), ["less than 0.1 working days", "less than 0.1 working days"]);
    assert_eq!([0.25, 1.0, 6.154, 12.4].map(days), ["0.3 working days", "1 working day", "6.2 working days", "12 working days"]);
    assert_eq!(words::range(3.46, Some(17.1), Measure::WorkingDays), "3.5 to 17 working days");
    assert_eq!([0.01, 0.25, 12.4].map(|days| words::short(days, Measure::WorkingDays)), ["< 0.1 working d", "0.3 working d", "12 working d"]);
}

#[test]
fn what_is_counted_in_working_days_says_so_in_each_sentence_and_in_what_programs_read() {
    let spans: Vec<Span> = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0].map(resolved).to_vec();
    let curve = Curve::fit(&spans);
    let [clock, work] = [Measure::ElapsedDays, Measure::WorkingDays].map(|measure| summarise(&spans, &curve, BLOCKERS.by(measure), Basis::default()));
    assert!(clock.headline.starts_with("Half of the blockers are gone within 3 days"), "{}", clock.headline);
    assert!(work.headline.starts_with("Half of the blockers are gone within 3 working days"), "{}", work.headline);
    assert!(clock.basis.model.ends_with("; in elapsed days"), "{}", clock.basis.model);
    assert!(work.basis.model.ends_with("; in working days of the owner's team"), "{}", work.basis.model);
    let told = at_this_age(&curve, 0.5, BLOCKERS.by(Measure::WorkingDays));
    assert_eq!(told, "Of blockers that got this old, 1 in 3 was resolved within 2 more working days.");
    assert_eq!(serde_json::to_value(&work).unwrap()["measure"], "working_days");
    assert_eq!(serde_json::to_value(&clock).unwrap()["measure"], "elapsed_days");
}
