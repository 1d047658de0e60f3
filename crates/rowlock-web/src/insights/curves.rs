//! Two curves: until somebody owned it, until it was resolved; with their band, half and 85 %, and the stretch before.

use super::page::Shown;
use crate::chart::{Survival, figure, survival};
use crate::ui::how::How;
use maud::{Markup, html};
use rowlock_analysis::Status;
use rowlock_analysis::durations::{Percentile, Summary, words};
use rowlock_analysis::model::insights::Compared;
use rowlock_domain::workspace::Measure;

pub(super) fn both(shown: &Shown<'_>) -> Markup {
    html! {
        div class="cols cols-half" {
            (curve(shown, &shown.insights.own, "have an owner"))
            (curve(shown, &shown.insights.resolve, "are resolved"))
        }
    }
}

fn curve(shown: &Shown<'_>, compared: &Compared, happens: &str) -> Markup {
    let finding = finding(&compared.now, happens);
    let steps = survival::steps_of(&compared.curve);
    let before = compared.curve_before.steps().iter().filter(|step| step.resolved > 0).map(|step| (step.days, 1.0 - step.survival));
    let before: Vec<(f64, f64)> = if compared.before.percentiles.is_empty() { Vec::new() } else { before.collect() };
    let named = named(&compared.now);
    let marks: Vec<survival::Mark<'_>> = named.iter().map(|(day, share, words)| survival::Mark { day: *day, share: *share, words }).collect();
    let chart = Survival {
        finding: &finding,
        days: crate::chart::axis::round_end(compared.curve.until_days(), 6),
        now: &steps,
        seen_days: compared.curve.oldest_days().unwrap_or(0.0),
        before: &before,
        marks: &marks,
        open_days: &compared.open_days,
        measure: compared.now.measure,
    };
    // A stair of four steps looks surer than it is: below five the items are told in the heading.
    let enough = !compared.now.percentiles.is_empty();
    let drawing = html! { @if enough { (chart.render()) } };
    let figures = if enough { chart.figures() } else { crate::chart::Figures::default() };
    html! {
        div {
            (figure(&finding, &if enough { sentence(shown, compared, happens, !before.is_empty()) } else { String::new() }, &drawing, &figures))
            (How { basis: &compared.now.basis, as_of: &shown.as_of, sure: &sure(&compared.now) }.render())
        }
    }
}

/// "Half are resolved within 5 days (probably 3 to 7 days), 85 % within 21 days (probably at least 12 days). Little history": each figure
/// with its band, which may be wide or missing where it rests on the last ones.
fn finding(summary: &Summary, happens: &str) -> String {
    let at = |share: f64| summary.percentiles.iter().find(|p| p.share == share).and_then(|p| p.days.map(|days| (days, p)));
    let banded = |(days, percentile): (f64, &Percentile)| {
        if is_exact(percentile, summary.measure) {
            return words::days(days, summary.measure);
        }
        let band = probably(percentile, summary.measure).map_or_else(|| "how sure cannot be said".to_owned(), |range| format!("probably {range}"));
        format!("{} ({band})", words::days(days, summary.measure))
    };
    let little = if summary.status == Status::LittleHistory { ". Little history" } else { "" };
    match (at(0.5), at(0.85)) {
        (Some(half), Some(most)) => format!("Half {happens} within {}, 85 % within {}{little}", banded(half), banded(most)),
        (Some(half), None) => format!("Half {happens} within {}{little}", banded(half)),
        _ => summary.headline.trim_end_matches('.').to_owned(),
    }
}

fn sentence(shown: &Shown<'_>, compared: &Compared, happens: &str, has_before: bool) -> String {
    let open = match compared.now.open {
        0 => String::new(),
        1 => " The open one counts up to its age (the stroke at the foot).".to_owned(),
        open => format!(" The {open} open ones count up to their age (the strokes at the foot)."),
    };
    let before = if has_before { format!(" The dashed line is {}.", shown.before()) } else { String::new() };
    format!("Share of impediments that {happens}, by {}s since raised.{open}{before}", shown.insights.measure.day())
}

fn named(summary: &Summary) -> Vec<(f64, f64, String)> {
    let wanted = [(0.5, "half"), (0.85, "85 %")];
    let found = |(share, word): (f64, &str)| {
        let days = summary.percentiles.iter().find(|p| p.share == share).and_then(|p| p.days)?;
        Some((days, share, format!("{word}, {}", words::short(days, summary.measure))))
    };
    wanted.into_iter().filter_map(found).collect()
}

/// How sure one may be of how long things take.
pub(crate) fn sure(summary: &Summary) -> String {
    let half = summary.percentiles.iter().find(|p| p.share == 0.5);
    let probably = half
        .and_then(|half| probably(half, summary.measure))
        .map_or_else(String::new, |range| format!("Half is probably reached within {range} (95 %). "));
    match &summary.status {
        Status::LittleHistory => format!("{probably}Little history: fewer than ten, so take it as a hint."),
        Status::NoForecast(why) => format!("No figure: {why}."),
        _ => format!("{probably}It holds as long as the next ones are like the last ones."),
    }
}

/// Whether the band reads as the figure itself: then there is nothing to add.
pub(super) fn is_exact(percentile: &Percentile, measure: Measure) -> bool {
    let words = |days: Option<f64>| days.map(|days| words::days(days, measure));
    percentile.days.is_some() && [percentile.low_days, percentile.high_days].map(words) == [percentile.days, percentile.days].map(words)
}

pub(super) fn probably(percentile: &Percentile, measure: Measure) -> Option<String> {
    match (percentile.low_days, percentile.high_days) {
        (Some(low), high) => Some(words::range(low, high, measure)),
        (None, Some(high)) => Some(format!("at most {}", words::days(high, measure))),
        (None, None) => None,
    }
}
