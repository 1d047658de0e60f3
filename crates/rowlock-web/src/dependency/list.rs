//! The list: ranked rows with the reason in words, fifty at a time; the full equal of board and matrix.

use super::page::Shown;
use super::ranked::{Line, Ranked, folded};
use super::words::{standing_words, state_of, team_name};
use crate::ui::empty::empty;
use crate::ui::status::{self, State};
use crate::ui::table::{self, column, figures};
use crate::ui::{format, notice};
use maud::{Markup, html};
use rowlock_domain::dependency::Dependency;
use rowlock_domain::dependency::query::Standing;
use rowlock_domain::{Date, TeamId, Thing};

/// Rows of one page.
const ROWS: usize = 50;

pub(super) fn list(shown: &Shown<'_>) -> Markup {
    if shown.ranked.is_empty() {
        return nothing(shown);
    }
    let lines = lines(shown);
    let from = shown.filter.from.min(lines.len());
    let until = (from + ROWS).min(lines.len());
    let columns =
        [column("Dependency and why it ranks here"), column("State"), column("Needed"), column("Promised"), figures("Moved"), figures("Age")];
    html! {
        (table::table("deps", "Dependencies, ranked", &columns, html! { @for line in lines.iter().skip(from).take(ROWS) { (row(shown, line)) } }))
        @if until < lines.len() { (table::more(until, lines.len(), "lines", &format!("{}from={until}", shown.again))) }
    }
}

/// What is said when there is nothing to show.
pub(super) fn nothing(shown: &Shown<'_>) -> Markup {
    if shown.filter.is_empty() {
        return empty(
            "No team waits for another",
            "What one team needs from another would be here: asked for, promised for a date, delivered, accepted.",
            None,
        );
    }
    notice::notice(notice::Tone::Neutral, "None of the dependencies is as the form above asks.")
}

/// The lines of the list; many unanswered requests of one pair stand in one.
pub(super) fn lines(shown: &Shown<'_>) -> Vec<Line> {
    if shown.filter.is_of_pair() {
        return shown.ranked.iter().cloned().map(Line::One).collect();
    }
    folded(&shown.outlook, shown.group.id, shown.ranked.clone())
}

fn row(shown: &Shown<'_>, line: &Line) -> Markup {
    match line {
        Line::One(ranked) => single(shown, ranked),
        Line::Folded(consumer, provider, requests) => many(shown, *consumer, *provider, requests),
    }
}

fn single(shown: &Shown<'_>, ranked: &Ranked) -> Markup {
    let d = &ranked.dependency;
    let today = shown.outlook.moment.today;
    let number = d.id;
    table::row(
        &number.to_string(),
        html! {
            (table::head_cell(html! {
                a href=(shown.view.thing_href(Thing::Dependency(number))) { (d.title) }
                small { (ends(shown, d)) ". " span data-live=(format!("why-{number}")) { (shown.outlook.why(d)) } (waiting(ranked)) " " span.id { (number) } }
            }))
            (table::cell("State", html! { span data-live=(format!("state-{number}")) { (status::status(state_of(ranked.standing), standing_words(ranked.standing, d))) } }))
            (table::cell("Needed", date(d.needed_by(), today, "no date yet")))
            (table::cell("Promised", html! { span data-live=(format!("promise-{number}")) { (date(d.promised_for(), today, "not promised")) } }))
            (table::figure_cell("Moved", moved(d)))
            (table::figure_cell("Age", html! { span data-live=(format!("age-{number}")) { (format::days(shown.outlook.moment.days_since(d.requested_at))) } }))
        },
    )
}

/// "Payments for Checkout".
pub(super) fn ends(shown: &Shown<'_>, dependency: &Dependency) -> String {
    format!("{} for {}", team_name(shown.view, dependency.provider), team_name(shown.view, dependency.consumer))
}

fn waiting(ranked: &Ranked) -> String {
    if ranked.waiting > 1 && matches!(ranked.standing, Standing::Late(_) | Standing::AtRisk) {
        format!(" {} teams wait.", ranked.waiting)
    } else {
        String::new()
    }
}

/// A date, or the words that stand for none.
pub(super) fn date(date: Option<Date>, today: Date, none: &str) -> Markup {
    html! { @match date { Some(date) => time datetime=(format::iso(date)) { (format::day(date, today)) }, None => span.meta { (none) } } }
}

fn moved(dependency: &Dependency) -> String {
    match dependency.slips() {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        n => format!("{n} times"),
    }
}

/// "Node was asked 37 times by Storage, unanswered".
pub(super) fn many_words(shown: &Shown<'_>, consumer: TeamId, provider: TeamId, count: usize) -> String {
    format!("{} was asked {count} times by {}, unanswered", team_name(shown.view, provider), team_name(shown.view, consumer))
}

/// Where the requests of one pair stand one by one.
pub(super) fn pair_href(shown: &Shown<'_>, consumer: TeamId, provider: TeamId) -> String {
    shown.view.href(&format!("groups/{}/dependencies?view=list&consumer={}&provider={}", shown.group.slug, consumer.0, provider.0))
}

fn many(shown: &Shown<'_>, consumer: TeamId, provider: TeamId, requests: &[Ranked]) -> Markup {
    let today = shown.outlook.moment.today;
    let late = requests.iter().filter(|r| matches!(r.standing, Standing::Late(_))).count();
    let need = requests.iter().filter_map(|r| r.dependency.needed_by()).min();
    let oldest = requests.iter().map(|r| shown.outlook.moment.days_since(r.dependency.asked_at)).max().unwrap_or(0);
    let example = requests.first().map_or_else(String::new, |r| format!("One of them: {}.", r.dependency.title));
    table::row(
        &format!("asked-{}-{}", consumer.0, provider.0),
        html! {
            (table::head_cell(html! {
                a href=(pair_href(shown, consumer, provider)) { (many_words(shown, consumer, provider, requests.len())) }
                small { (example) " One topic for all of them." }
            }))
            (table::cell("State", html! {
                @if late > 0 { (status::status(State::Late, format!("{late} needed already"))) } @else { (status::status(State::NoneYet, "No promise")) }
            }))
            (table::cell("Needed", date(need, today, "no date yet")))
            (table::cell("Promised", html! { span.meta { "not promised" } }))
            (table::figure_cell("Moved", "never"))
            (table::figure_cell("Age", format::days(oldest)))
        },
    )
}
