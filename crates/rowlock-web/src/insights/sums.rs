//! Five sums in a row, each with what it was before.

use super::page::Shown;
use crate::ui::format;
use maud::{Markup, html};
use rowlock_analysis::Status;
use rowlock_analysis::durations::{Summary, words};
use rowlock_analysis::model::insights::pairs::FEWEST_PROMISES;
use rowlock_analysis::model::insights::promises::Promises;
use rowlock_analysis::model::insights::{Compared, means};

const KEPT: &str = "Promises kept";

/// How the sums are made; what a single team keeps is for the pairs only.
fn model(is_one_team: bool) -> String {
    let kept = if is_one_team { "" } else { "Promises kept: delivered by the date first promised, of those that fell due. " };
    format!(
        "Half: the age by which half have an owner or are resolved, by Kaplan–Meier, open ones up to their age. Days open: summed over \
         impediments, as far as they lie in the stretch. {kept}Worth the time: mean of the meetings' ballots"
    )
}

/// The share kept, in percent; fewer than five promises have none.
fn share(promises: &Promises) -> Option<String> {
    let share = promises.share().filter(|_| promises.due.len() >= FEWEST_PROMISES)?;
    Some(format::percent((share * 100.0).round() as i64))
}

pub(super) fn sums(shown: &Shown<'_>) -> Markup {
    let insights = shown.insights;
    let causes = &insights.causes;
    let (worth, worth_before) = means(insights, |held| held.worth);
    let mut rows = vec![
        ("Time to own, half", half(&insights.own.now), half_before(&insights.own, &shown.before())),
        ("Time to resolve, half", half(&insights.resolve.now), half_before(&insights.resolve, "")),
        (
            if insights.measure.is_elapsed() { "Days impediments were open" } else { "Working days impediments were open" },
            days(causes.days),
            format!("{} of them stopped work; before: {}", days(causes.stopped_days), days(causes.days_before)),
        ),
        (KEPT, kept(shown), kept_before(shown)),
        ("Worth the time", score(worth), worth_before.map_or_else(|| "of 5".to_owned(), |before| format!("of 5; was {before:.1}"))),
    ];
    // What a single team keeps is for the pairs only.
    if insights.asked.team.is_some() {
        rows.retain(|(name, ..)| *name != KEPT);
    }
    html! {
        dl.sums { @for (name, value, before) in rows { div { dt { (name) } dd { (value) small { (before) } } } } }
        (shown.how(&model(insights.asked.team.is_some()), "Days, promises and ballots are counted; halves are estimates, with their bands at the curves below."))
    }
}

/// Half in days, "–" where it cannot be said.
pub(super) fn half_days(summary: &Summary) -> Option<f64> {
    summary.percentiles.iter().find(|p| p.share == 0.5).and_then(|p| p.days)
}

fn half(summary: &Summary) -> String {
    half_days(summary).map_or_else(|| "–".to_owned(), |days| words::short(days, summary.measure))
}

/// What it was before; with fewer than ten events that there are few.
fn half_before(compared: &Compared, stretch: &str) -> String {
    let few = if compared.now.status == Status::LittleHistory { "; little history" } else { "" };
    format!("{}{few}", was(&compared.before, stretch))
}

fn was(before: &Summary, stretch: &str) -> String {
    let when = if stretch.is_empty() { String::new() } else { format!(" in {stretch}") };
    half_days(before).map_or_else(
        || format!("no figure{}", if stretch.is_empty() { " before".to_owned() } else { format!(" for {stretch}") }),
        |days| format!("was {}{when}", words::short(days, before.measure)),
    )
}

fn days(days: f64) -> String {
    format::count(days.round().max(0.0) as usize)
}

fn kept(shown: &Shown<'_>) -> String {
    share(&shown.insights.promises).unwrap_or_else(|| "–".to_owned())
}

fn kept_before(shown: &Shown<'_>) -> String {
    let promises = &shown.insights.promises;
    let of = match promises.due.len() {
        0 => "none fell due".to_owned(),
        few if few < FEWEST_PROMISES => format!("too few to say: {few} fell due"),
        all => format!("{} of {all}", promises.kept()),
    };
    share(&shown.insights.promises_before).map_or_else(|| of.clone(), |before| format!("{of}; was {before}"))
}

fn score(mean: Option<f64>) -> String {
    mean.map_or_else(|| "–".to_owned(), |mean| format!("{mean:.1}"))
}
