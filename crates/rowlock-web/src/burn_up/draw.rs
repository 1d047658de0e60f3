//! The two figures: from days to the coordinates of the charts.

use super::words;
use crate::chart::{self, Flow, Tick, axis, burnup, flow};
use crate::ui::{format, how::How};
use maud::{Markup, html};
use rowlock_analysis::Basis;
use rowlock_analysis::model::burn_up::BurnUp;
use rowlock_analysis::model::passages::Items;
use rowlock_domain::Date;
use rowlock_domain::time::days_between;

/// Done, scope and cone of the sprints that run.
pub(super) fn burn_up(burn_up: &BurnUp, today: Date, as_of: &str) -> Markup {
    let at = |day: Date| days_between(burn_up.from, day) as f64;
    let points = |value: fn(&rowlock_analysis::model::burn_up::Day) -> u32| {
        burn_up.past.iter().map(|day| (at(day.day), f64::from(value(day)))).collect::<Vec<_>>()
    };
    let line =
        |value: fn(&rowlock_analysis::model::burn_up::Ahead) -> f64| burn_up.cone.iter().map(|day| (at(day.day), value(day))).collect::<Vec<_>>();
    let cone = burnup::Cone { sure: line(|day| day.sure), even: line(|day| day.even), hopeful: line(|day| day.hopeful) };
    let (done, scope) = (points(|day| day.done), points(|day| day.scope));
    let (headline, sentence) = (words::done(burn_up), words::ahead(burn_up, today));
    let drawing = chart::BurnUp {
        finding: &format!("{headline}. {sentence}"),
        days: at(burn_up.until),
        done: &done,
        scope: &scope,
        cone: (!burn_up.cone.is_empty()).then_some(&cone),
        target: None,
        ticks: &ticks(burn_up.from, at(burn_up.until), today),
        named: &named(burn_up, today),
    };
    let sure = if burn_up.cone.is_empty() {
        "There is no cone, so nothing is said of what comes: done and scope are counts."
    } else {
        "The cone holds 7 of 10 futures: below it 15 of 100, above it 15 of 100."
    };
    figure(&headline, &sentence, &drawing.render(), &drawing.figures(), (&burn_up.basis, as_of, sure))
}

/// Today as far as it was reported, and the last day.
fn named(burn_up: &BurnUp, today: Date) -> Vec<Tick> {
    let at = |day: Date| days_between(burn_up.from, day) as f64;
    let now = burn_up.now().map(|now| {
        Tick::new(
            at(now.day),
            if now.day == today { format!("today, {}", format::short_day(today, today)) } else { format::short_day(now.day, today) },
        )
    });
    let last = at(burn_up.until);
    let end = Tick::new(last, format!("end, {}", format::short_day(burn_up.until, today)));
    now.into_iter().filter(|now| now.at != last).chain([end]).collect()
}

/// What came, was begun and was done of the items.
pub(super) fn flow(items: &Items, today: Date, as_of: &str) -> Markup {
    let days = &items.flow.days;
    let Some(first) = days.first().map(|day| day.day) else { return html! {} };
    let arrived: Vec<f64> = days.iter().map(|day| day.arrived as f64).collect();
    let begun: Vec<f64> = items.begun.iter().map(|begun| *begun as f64).collect();
    let done: Vec<f64> = days.iter().map(|day| day.done as f64).collect();
    let reopened: Vec<f64> = items.reopened.iter().map(|day| days_between(first, *day) as f64).collect();
    let bands = [("Open", &arrived), ("In progress", &begun), ("Done", &done)].map(|(name, reached)| flow::Band { name, reached });
    let (headline, sentence) = (words::flow(items), words::older(items));
    let drawing = Flow {
        finding: &format!("{headline}. {sentence}"),
        bands: &bands,
        reopened_days: &reopened,
        ticks: &ticks(first, days.len().saturating_sub(1) as f64, today),
    };
    let mut basis = Basis {
        history: format!("{} that came until today", format::counted(days.last().map_or(0, |day| day.arrived), "item", "items")),
        model: "Items counted at the end of each day; a triangle marks a day on which a done one was taken up again.".to_owned(),
        ..Basis::default()
    };
    basis.leave_out(items.dropped, "dropped items");
    figure(&headline, &sentence, &drawing.render(), &drawing.figures(), (&basis, as_of, "These are counts, not estimates."))
}

fn figure(headline: &str, sentence: &str, drawing: &Markup, figures: &chart::Figures, (basis, as_of, sure): (&Basis, &str, &str)) -> Markup {
    html! {
        div {
            (chart::figure(headline, sentence, drawing, figures))
            (How { basis, as_of, sure }.render())
        }
    }
}

/// Mondays; the first and last day where there are too few of them.
fn ticks(from: Date, days: f64, today: Date) -> Vec<Tick> {
    let mondays = axis::mondays(from, days);
    if mondays.len() >= 2 {
        return mondays;
    }
    let last = rowlock_domain::time::plus_days(from, days as i64);
    vec![Tick::new(0.0, format::short_day(from, today)), Tick::new(days, format::short_day(last, today))]
}
