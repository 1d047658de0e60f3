//! Where the days go: open days by cause, and which cause stays open longest.

use super::page::Shown;
use crate::chart::bars::{Bar, Bars};
use crate::chart::figure;
use crate::ui::format;
use crate::ui::how::How;
use maud::{Markup, html};
use rowlock_analysis::Basis;
use rowlock_analysis::durations::words;
use rowlock_analysis::model::insights::causes::{Cause, NOT_SAID, OPEN};
use rowlock_domain::workspace::Measure;

/// Causes drawn at most.
const ROWS: usize = 8;

pub(super) fn both(shown: &Shown<'_>) -> Markup {
    if shown.insights.causes.rows.is_empty() {
        return html! {};
    }
    html! { div class="cols cols-half" { (costs(shown)) (longest(shown)) } }
}

fn costs(shown: &Shown<'_>) -> Markup {
    let measure = shown.insights.measure;
    let causes = &shown.insights.causes;
    let named: Vec<&Cause> = causes.rows.iter().filter(|cause| cause.name != OPEN && cause.name != NOT_SAID && cause.days > 0.0).collect();
    let open = causes.rows.iter().find(|cause| cause.name == OPEN).map_or(0.0, |cause| cause.days);
    let finding = match named.first() {
        None => "No cause is known yet".to_owned(),
        Some(cause) if open > cause.days => format!("Of those resolved, “{}” cost the most", cause.name),
        Some(cause) => format!("“{}” costs the most", cause.name),
    };
    let top: Vec<String> = named.iter().take(3).map(|cause| format!("{} {}", cause.name, percent(cause.days, causes.days))).collect();
    let sentence = format!(
        "{}s impediments were open, by cause, open ones included. {}",
        format::capital(measure.day()),
        if top.is_empty() { String::new() } else { format!("The largest: {}.", format::listed(&top)) }
    );
    let texts: Vec<(String, String)> = causes.rows.iter().take(ROWS).map(|cause| texts(cause, measure)).collect();
    let rows: Vec<Bar<'_>> = causes
        .rows
        .iter()
        .zip(&texts)
        .map(|(cause, (words, note))| Bar {
            name: &cause.name,
            value: cause.days,
            words,
            note,
            before: (cause.days_before > 0.0).then_some(cause.days_before),
            missed: false,
        })
        .collect();
    let bars = Bars { finding: &finding, rows: &rows, mark: None };
    let basis = basis(
        shown,
        "Days of each impediment that lie in the period, added up by the cause said when it was resolved (blocker clustering, Leopold and Magennis)",
    );
    html! {
        div {
            (figure(&finding, &sentence, &bars.render(), &bars.figures()))
            (How { basis: &basis, as_of: &shown.as_of, sure: "Sums, not estimates. With few cases one long impediment decides the order; the dashed line is the period before." }.render())
        }
    }
}

fn texts(cause: &Cause, measure: Measure) -> (String, String) {
    if cause.cases == 0 {
        return ("none".to_owned(), "in this time".to_owned());
    }
    let cases = if cause.cases == 1 { "case" } else { "cases" };
    let among = format!("in {} {cases}", cause.cases);
    (format::days_by(cause.days.round() as i64, measure), among)
}

fn percent(part: f64, whole: f64) -> String {
    format::percent((100.0 * part / whole.max(f64::MIN_POSITIVE)).round() as i64)
}

fn longest(shown: &Shown<'_>) -> Markup {
    let measure = shown.insights.measure;
    let days = format!("{}s", format::capital(measure.day()));
    let causes = &shown.insights.causes;
    let mut timed: Vec<(&Cause, f64)> = causes.rows.iter().filter_map(|cause| Some((cause, cause.half_days?))).collect();
    timed.sort_by(|a, b| b.1.total_cmp(&a.1));
    let basis = basis(shown, "Kaplan–Meier for each cause; half by the first time");
    let sure = "A cause has a figure of its own from ten resolved ones on; with fewer, chance decides.";
    let (finding, sentence) = match (timed.first(), causes.half_days) {
        (Some((cause, _)), Some(half)) => (
            format!("“{}” stays open longest", cause.name),
            format!("{days} until half are resolved, by cause. The mark is half of all, {}.", words::days(half, measure)),
        ),
        (Some((cause, _)), None) => (format!("“{}” stays open longest", cause.name), format!("{days} until half are resolved, by cause.")),
        (None, _) => ("Which cause stays open longest cannot be said yet".to_owned(), few(shown)),
    };
    let texts: Vec<String> = timed.iter().map(|(_, half)| words::short(*half, measure)).collect();
    let rows: Vec<Bar<'_>> = timed
        .iter()
        .zip(&texts)
        .map(|((cause, half), words)| Bar { name: &cause.name, value: *half, words, note: "", before: None, missed: false })
        .collect();
    let bars = Bars { finding: &finding, rows: &rows, mark: causes.half_days };
    html! {
        div {
            (figure(&finding, &sentence, &bars.render(), &bars.figures()))
            (How { basis: &basis, as_of: &shown.as_of, sure }.render())
        }
    }
}

fn few(shown: &Shown<'_>) -> String {
    let most = shown.insights.causes.rows.iter().max_by_key(|cause| cause.resolved);
    let has = most.filter(|cause| cause.resolved > 0).map_or_else(String::new, |cause| format!(" “{}” has {}.", cause.name, cause.resolved));
    format!("A cause needs ten resolved impediments for a figure of its own.{has}")
}

fn basis(shown: &Shown<'_>, model: &str) -> Basis {
    let insights = shown.insights;
    let mut basis = Basis {
        history: insights.resolve.now.basis.history.clone(),
        model: format!("{model}; {}.", insights.measure.in_words()),
        ..Basis::default()
    };
    basis.leave_out(insights.resolve.now.withdrawn, "that were taken back or merged into another");
    basis
}
