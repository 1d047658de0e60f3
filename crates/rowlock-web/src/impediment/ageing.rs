//! Ages against the usual: all open ones of a board on one strip (columns, where dots would hide each other), and for
//! one impediment the curve with its own age.

use super::page::Shown;
use super::usual::{Usually, as_of};
use crate::chart::histogram::{self, Histogram};
use crate::chart::{Ageing, Figures, Survival, Tick, ageing, figure, survival};
use crate::ui::format;
use crate::ui::how::How;
use crate::ui::section::section;
use crate::view::View;
use maud::{Markup, html};
use rowlock_analysis::durations::words;
use rowlock_domain::Thing;
use rowlock_domain::group::Group;
use rowlock_domain::impediment::Impediment;
use rowlock_domain::workspace::Measure;
use std::sync::Arc;

/// Old ones of which the past is asked.
const OLDEST: usize = 3;

/// Above so many, dots are counted in columns.
const DOTS: usize = 120;
/// Columns at most.
const COLUMNS: f64 = 24.0;

/// Below the lanes: the strip, and what the past says of the oldest.
pub(super) fn of_board(shown: &Shown<'_>) -> Markup {
    if shown.open.is_empty() {
        return html! {};
    }
    let usually = &shown.usually;
    let mut open: Vec<Aged<'_>> = shown.open.iter().map(|i| (usually.age_of(&shown.watch, i), *i)).collect();
    open.sort_by(|a, b| b.0.total_cmp(&a.0));
    let at = |share: f64| usually.resolved.percentiles.iter().find(|p| p.share == share).and_then(|p| p.days);
    let finding = finding(&open, at(0.85), usually.measure);
    let lines = (at(0.5), at(0.85));
    let (sentence, drawing, figures) =
        if open.len() > DOTS { columns(&finding, &open, lines, usually.measure) } else { dots(&finding, &open, lines, usually.measure) };
    let body = html! {
        div class="cols cols-half" {
            div {
                (figure(&finding, sentence, &drawing, &figures))
                (How { basis: &usually.resolved.basis, as_of: &as_of(shown.view, shown.group, usually), sure: &crate::insights::sure(&usually.resolved) }.render())
            }
            ul.plain { @for (_, impediment) in open.iter().take(OLDEST) { li { (old(shown, impediment)) } } }
        }
    };
    section("h-ages", "How old they are", "", None, body)
}

type Aged<'a> = (f64, &'a Arc<Impediment>);
/// Half and 85 % of the past ones took at most so many days.
type Lines = (Option<f64>, Option<f64>);
type Drawn = (&'static str, Markup, Figures);

fn dots(finding: &str, open: &[Aged<'_>], (half_days, most_days): Lines, measure: Measure) -> Drawn {
    let names: Vec<String> = open.iter().map(|(_, i)| i.id.to_string()).collect();
    let dots: Vec<ageing::Open<'_>> = open.iter().zip(&names).map(|((days, _), name)| ageing::Open { days: *days, name }).collect();
    let chart = Ageing { finding, open: &dots, half_days, most_days, measure };
    ("Each dot is an open one; the lines are half and 85 % of the last twelve months.", chart.render(), chart.figures())
}

/// Columns of whole days, as wide as it takes to have at most [`COLUMNS`] up to the oldest and the lines.
fn columns(finding: &str, open: &[Aged<'_>], (half_days, most_days): Lines, measure: Measure) -> Drawn {
    let end = open.iter().map(|(days, _)| *days).chain(half_days).chain(most_days).fold(1.0, f64::max);
    let wide = (end / COLUMNS).ceil().max(1.0);
    let mut bins: Vec<histogram::Bin> =
        (0..(end / wide).ceil() as usize).map(|at| histogram::Bin { from: at as f64 * wide, to: (at + 1) as f64 * wide, count: 0 }).collect();
    for (days, _) in open {
        let last = bins.len() - 1;
        bins[((days.max(0.0) / wide) as usize).min(last)].count += 1;
    }
    let mark = |days: f64, word: &str| Tick { at: days, label: format!("{word}, {}", words::short(days, measure)) };
    let marks: Vec<Tick> = half_days.map(|days| mark(days, "half")).into_iter().chain(most_days.map(|days| mark(days, "85 %"))).collect();
    let chart = Histogram { finding, bins: &bins, marks: &marks, here: None, unit: &format!("{}s", measure.day()) };
    ("Each column counts open ones of that age; the lines are half and 85 % of the last twelve months.", chart.render(), chart.figures())
}

fn finding(open: &[Aged<'_>], most: Option<f64>, measure: Measure) -> String {
    let oldest = open.first().map_or(0.0, |(days, _)| *days);
    match most {
        Some(most) => {
            let older = open.iter().filter(|(days, _)| *days > most).count();
            match older {
                0 => "None of the open ones is older than 85 % of the past ones".to_owned(),
                1 => format!("1 of {} is older than 85 % of the past ones", open.len()),
                _ => format!("{older} of {} are older than 85 % of the past ones", open.len()),
            }
        }
        None => format!("The oldest is {} old", words::days(oldest, measure)),
    }
}

fn old(shown: &Shown<'_>, impediment: &Impediment) -> Markup {
    let Shown { view, usually, watch, .. } = shown;
    let zone = view.model.group(impediment.group).map_or(&view.model.zone, |group| &group.zone);
    html! {
        b { a href=(view.thing_href(Thing::Impediment(impediment.id))) { (impediment.title) } }
        small {
            (format::days_by(watch.age_days(impediment, view.now, zone), watch.measure)) " old. " (usually.at_age_of(watch, impediment))
            @if impediment.owner.is_none() { " Nobody owns it." }
        }
    }
}

/// On an open impediment's page: the curve with its own age, and what it means. Nothing under five resolved ones.
pub(super) fn of_one(view: &View, group: &Group, usually: &Usually, impediment: &Impediment) -> Markup {
    let at = |share: f64| usually.resolved.percentiles.iter().find(|p| p.share == share).and_then(|p| p.days);
    if !impediment.is_open() || usually.resolved.percentiles.is_empty() {
        return html! {};
    }
    let watch = view.stopwatch();
    let age = usually.age_of(&watch, impediment);
    let named = [(at(0.5), 0.5, "half"), (at(0.85), 0.85, "85 %")];
    let named: Vec<(f64, f64, String)> = named
        .into_iter()
        .filter_map(|(days, share, word)| days.map(|days| (days, share, format!("{word}, {}", words::short(days, usually.measure)))))
        .collect();
    let marks: Vec<survival::Mark<'_>> = named.iter().map(|(day, share, words)| survival::Mark { day: *day, share: *share, words }).collect();
    let sentence = format!(
        "{} This one is {} old. {}{}",
        usually.resolved.headline,
        format::days_by(watch.age_days(impediment, view.now, &group.zone), watch.measure),
        usually.at_age_of(&watch, impediment),
        unowned(usually, impediment)
    );
    let steps = survival::steps_of(&usually.resolve);
    let chart = Survival {
        finding: &sentence,
        days: crate::chart::axis::round_end(usually.resolve.until_days().max(age), 6),
        now: &steps,
        seen_days: usually.resolve.oldest_days().unwrap_or(0.0),
        before: &[],
        marks: &marks,
        open_days: &[age],
        measure: usually.measure,
    };
    let sure = "It holds as long as this one is like the past ones. The stroke at the foot is this one's age.";
    let body = html! {
        div class="cols cols-half" {
            div.fig { (chart.render()) (chart.figures().render()) }
            div { p.m0 { (sentence) } (How { basis: &usually.resolved.basis, as_of: &as_of(view, group, usually), sure }.render()) }
        }
    };
    section("h-ageing", "How long it may still take", "", None, body)
}

fn unowned(usually: &Usually, impediment: &Impediment) -> String {
    if impediment.owner.is_some() {
        return String::new();
    }
    usually.half_owned().map_or_else(
        || " Nobody owns it.".to_owned(),
        |half| format!(" Nobody owns it; half have an owner within {}.", words::days(half, usually.measure)),
    )
}
