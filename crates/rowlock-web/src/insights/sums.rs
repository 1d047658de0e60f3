//! Five sums in a row, each with what it was before.

use super::page::Shown;
use crate::ui::format;
use maud::{Markup, html};
use rowlock_analysis::durations::{Summary, words};
use rowlock_analysis::model::insights::means;

pub(super) fn sums(shown: &Shown<'_>) -> Markup {
    let insights = shown.insights;
    let causes = &insights.causes;
    let (worth, worth_before) = means(insights, |held| held.worth);
    let rows = [
        ("Time to own, half", half(&insights.own.now), half_before(&insights.own.before, &shown.before())),
        ("Time to resolve, half", half(&insights.resolve.now), half_before(&insights.resolve.before, "")),
        (
            "Days impediments were open",
            days(causes.days),
            format!("{} of them stopped work; before: {}", days(causes.stopped_days), days(causes.days_before)),
        ),
        ("Promises kept", kept(shown), kept_before(shown)),
        ("Worth the time", score(worth), worth_before.map_or_else(|| "of 5".to_owned(), |before| format!("of 5; was {before:.1}"))),
    ];
    html! {
        dl.sums { @for (name, value, before) in rows { div { dt { (name) } dd { (value) small { (before) } } } } }
    }
}

/// Half in days, "–" where it cannot be said.
pub(super) fn half_days(summary: &Summary) -> Option<f64> {
    summary.percentiles.iter().find(|p| p.share == 0.5).and_then(|p| p.days)
}

fn half(summary: &Summary) -> String {
    half_days(summary).map_or_else(|| "–".to_owned(), words::short)
}

fn half_before(before: &Summary, stretch: &str) -> String {
    let when = if stretch.is_empty() { String::new() } else { format!(" in {stretch}") };
    half_days(before).map_or_else(
        || format!("no figure{}", if stretch.is_empty() { " before".to_owned() } else { format!(" for {stretch}") }),
        |days| format!("was {}{when}", words::short(days)),
    )
}

fn days(days: f64) -> String {
    format::count(days.round().max(0.0) as usize)
}

fn kept(shown: &Shown<'_>) -> String {
    shown.insights.promises.share().map_or_else(|| "–".to_owned(), |share| format::percent((share * 100.0).round() as i64))
}

fn kept_before(shown: &Shown<'_>) -> String {
    let promises = &shown.insights.promises;
    let of = match promises.due.len() {
        0 => "none fell due".to_owned(),
        all => format!("{} of {all}", promises.kept()),
    };
    let before = shown.insights.promises_before.share();
    before.map_or_else(|| of.clone(), |share| format!("{of}; was {}", format::percent((share * 100.0).round() as i64)))
}

fn score(mean: Option<f64>) -> String {
    mean.map_or_else(|| "–".to_owned(), |mean| format!("{mean:.1}"))
}
