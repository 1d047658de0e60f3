//! The chance of the chosen goal by each date, with its target, the what-if, and days on which nobody works as plateaus.

use super::page::{Chosen, Sheet};
use crate::chart::curve::{Closed, Target};
use crate::chart::{Curve, axis};
use maud::{Markup, html};
use rowlock_analysis::Status;
use rowlock_analysis::model::outlook_words::sentence;
use rowlock_domain::time::{days_between, plus_days};
use rowlock_domain::working;

/// Days that are drawn at least and at most.
const DAYS: (f64, f64) = (28.0, 400.0);
/// Shorter stretches are weekends: the curve shows them by itself.
const CLOSED_DAYS: i64 = 3;

/// A curve's points: at the end of day `n` stands chance `n`.
pub(super) fn points(curve: &[f32]) -> Vec<(f64, f64)> {
    let ends = curve.iter().enumerate().map(|(day, chance)| ((day + 1) as f64, f64::from(*chance)));
    std::iter::once((0.0, 0.0)).chain(ends).collect()
}

/// The section under a heading; without one the goal's title stands there.
pub(super) fn section(sheet: &Sheet<'_>, chosen: &Chosen<'_>, heading: Option<&str>) -> Markup {
    let title = sheet.title(chosen.goal);
    let words = sentence(&title, chosen.goal, sheet.today, &|date| sheet.day(date));
    html! {
        section.sec data-answer="curve" aria-labelledby="h-curve" {
            header.sechead {
                h2 id="h-curve" { (heading.unwrap_or(&title)) }
                p { (words) }
            }
            (super::opinions::mark(sheet.view, chosen.goal))
            @if chosen.goal.status == Status::LittleHistory {
                p.note { span { "With fewer than five weeks of history a curve would say more than anybody knows." } }
            } @else {
                p.key.t13 aria-hidden="true" {
                    span { svg width="22" height="6" { path.ln d="M0 3h22" {} } " now" }
                    @if chosen.then.is_some() { span { svg width="22" height="6" { path.ln2 d="M0 3h22" {} } " what if" } }
                }
                (drawing(sheet, chosen, &words))
            }
        }
    }
}

fn drawing(sheet: &Sheet<'_>, chosen: &Chosen<'_>, words: &str) -> Markup {
    let as_of = sheet.outlook.as_of;
    let now = points(&chosen.goal.curve);
    let what_if = chosen.then.map(|then| points(&then.curve)).unwrap_or_default();
    let day = |date| days_between(as_of, date) + 1;
    let target = chosen.goal.target.filter(|target| *target >= as_of);
    let end = (now.len().max(what_if.len()) as f64).max(target.map_or(0.0, |target| day(target) as f64 + 7.0)).clamp(DAYS.0, DAYS.1);
    let words_of_target = target.map(|target| format!("target {}", sheet.day(target)));
    let target = target.zip(words_of_target.as_deref()).map(|(target, words)| Target { day: day(target) as f64, words });
    let ticks = axis::mondays(as_of, end);
    let closed = closed(sheet, chosen, end as i64);
    let curve = Curve { finding: words, days: end, now: &now, what_if: &what_if, target, closed: &closed, ticks: &ticks };
    html! { (curve.render()) (curve.figures().render()) }
}

/// Stretches of days on which none of the teams behind the goal works.
fn closed(sheet: &Sheet<'_>, chosen: &Chosen<'_>, days: i64) -> Vec<Closed> {
    let times: Vec<_> = chosen.goal.teams.iter().filter_map(|team| working::of_team(&sheet.view.model, *team)).collect();
    let is_closed = |day: i64| !times.is_empty() && times.iter().all(|time| !time.works_on(plus_days(sheet.outlook.as_of, day)));
    let mut found = Vec::new();
    let mut from = None;
    for day in 0..=days {
        match (from, is_closed(day) && day < days) {
            (None, true) => from = Some(day),
            (Some(first), false) => {
                if day - first >= CLOSED_DAYS {
                    found.push(Closed { from: first as f64, to: day as f64 });
                }
                from = None;
            }
            _ => {}
        }
    }
    found
}
