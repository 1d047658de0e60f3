//! Time to own and to resolve by cause and by level, each in the order of its name: with ten events a figure, else words.

use super::page::Shown;
use crate::ui::format;
use crate::ui::how::How;
use crate::ui::section::section;
use crate::ui::table::{self, column};
use maud::{Markup, html};
use rowlock_analysis::Basis;
use rowlock_analysis::durations::{ENOUGH_ENDINGS, Summary, words};
use rowlock_analysis::model::insights::parts::Took;

/// Rows of a table at most.
const ROWS: usize = 20;

pub(super) fn section_of(shown: &Shown<'_>) -> Markup {
    let parts = &shown.insights.parts;
    if parts.levels.is_empty() {
        return html! {};
    }
    let mut of_causes = basis(shown, "Kaplan–Meier for the impediments of each cause");
    of_causes.leave_out(parts.without_cause, "without a cause: open, or nobody said one");
    let of_levels = basis(shown, "Kaplan–Meier for the impediments of each level, the one at which they stand or ended");
    let body = html! {
        div class="cols cols-half" {
            @if !parts.causes.is_empty() { (part(shown, ("By cause", "Cause"), &parts.causes, &of_causes)) }
            (part(shown, ("By level", "Level"), &parts.levels, &of_levels))
        }
    };
    section("h-parts", "How long by cause and level", "until half have an owner, until half are resolved", None, body)
}

fn part(shown: &Shown<'_>, (caption, head): (&str, &str), parts: &[(String, Took)], basis: &Basis) -> Markup {
    let columns = [column(head), column("Owned"), column("Resolved")];
    let rows = html! {
        @for (name, took) in parts.iter().take(ROWS) {
            (table::row(&format!("{head}-{name}"), html! {
                (table::head_cell(name))
                (table::cell("Owned", half(&took.own, "owned")))
                (table::cell("Resolved", half(&took.resolve, "resolved")))
            }))
        }
    };
    html! {
        div {
            h3 { (caption) }
            (table::table("", &format!("{caption}: {}s until half have an owner and until half are resolved", shown.insights.measure.day()), &columns, rows))
            @if parts.len() > ROWS { p.meta { "and " (format::count(parts.len() - ROWS)) " more" } }
            (How { basis, as_of: &shown.as_of, sure: SURE }.render())
        }
    }
}

/// Said below figures of parts.
pub(super) const SURE: &str = "A figure stands from ten events on, with the band in which half probably lies (95 %); with fewer, chance decides.";

fn basis(shown: &Shown<'_>, model: &str) -> Basis {
    let history = shown.insights.resolve.now.basis.history.clone();
    Basis {
        history,
        model: format!("{model}; open ones count up to their age; half by the first time, 95 % log-log band; {}.", shown.insights.measure.in_words()),
        ..Basis::default()
    }
}

/// "2 d (1 to 4 days)"; with few events words.
pub(super) fn half(summary: &Summary, happened: &str) -> Markup {
    html! {
        @match Took::half(summary) {
            Some(half) => { b { (words::short(half.days.unwrap_or_default(), summary.measure)) } @if let Some(band) = super::curves::probably(&half, summary.measure).filter(|_| !super::curves::is_exact(&half, summary.measure)) { small.sub { " (" (band) ")" } } }
            None if summary.resolved >= ENOUGH_ENDINGS => span.sub { "more than half are not " (happened) " yet" },
            None => span.sub { "too few to say: " (summary.resolved) " " (happened) },
        }
    }
}
