//! Meeting health: the last twelve meetings against four aims; a triangle misses the aim.

use super::page::Shown;
use crate::chart::Trend;
use crate::chart::trend::Point;
use crate::ui::format;
use crate::ui::how::How;
use crate::ui::section::section;
use maud::{Markup, html};
use rowlock_analysis::Basis;
use rowlock_analysis::model::insights::meetings::{AIM_PREPARED, AIM_SOLVING, AIM_WORTH, Held};

/// Meetings drawn.
const LAST: usize = 12;

/// One of the four figures.
struct Measure {
    name: &'static str,
    of: fn(&Held) -> Option<f64>,
    words: fn(f64) -> String,
    aim: f64,
    aim_words: String,
    /// Whether more than the aim misses it.
    less_is_better: bool,
}

pub(super) fn section_of(shown: &Shown<'_>) -> Markup {
    let all = &shown.insights.meetings;
    let last = &all[all.len().saturating_sub(LAST)..];
    if last.len() < 2 {
        let words = "From the second closed meeting on: its length, how much of it solved something, whether it was worth the time, who had checked in before.";
        return section("h-health", "Meeting health", "", None, html! { p.meta { (words) } });
    }
    let days: Vec<String> = last.iter().map(|held| format::short_day(held.on, shown.view.today(&shown.group.zone))).collect();
    let remark = format!("last {} meetings of {}; a triangle misses the aim", last.len(), shown.group.name);
    let body = html! {
        div class="cols health" { @for measure in measures(last) { (one(&measure, last, &days)) } }
        (how(shown))
    };
    section("h-health", "Meeting health", &remark, None, body)
}

fn measures(last: &[Held]) -> [Measure; 4] {
    let box_minutes = last.last().map_or(15.0, |held| held.box_minutes);
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let minutes = |minutes: f64| format!("{minutes:.0} min");
    [
        Measure {
            name: "Length",
            of: |held| Some(held.minutes),
            words: minutes,
            aim: box_minutes,
            aim_words: minutes(box_minutes),
            less_is_better: true,
        },
        Measure {
            name: "Time spent solving",
            of: |held| held.solving,
            words: percent,
            aim: AIM_SOLVING,
            aim_words: percent(AIM_SOLVING),
            less_is_better: false,
        },
        Measure {
            name: "Worth the time, of 5",
            of: |held| held.worth,
            words: |worth| format!("{worth:.1}"),
            aim: AIM_WORTH,
            aim_words: "3.5".to_owned(),
            less_is_better: false,
        },
        Measure {
            name: "Checked in before",
            of: |held| held.prepared,
            words: percent,
            aim: AIM_PREPARED,
            aim_words: percent(AIM_PREPARED),
            less_is_better: false,
        },
    ]
}

fn one(measure: &Measure, last: &[Held], days: &[String]) -> Markup {
    let values: Vec<Option<f64>> = last.iter().map(measure.of).collect();
    let texts: Vec<String> = values.iter().map(|value| value.map_or_else(|| "not measured".to_owned(), measure.words)).collect();
    let misses = |held: &Held, value: f64| {
        if measure.less_is_better { value > held.box_minutes + 0.5 } else { value < measure.aim - 1e-9 }
    };
    let points: Vec<Point<'_>> = last
        .iter()
        .zip(&values)
        .zip(days.iter().zip(&texts))
        .map(|((held, value), (name, words))| Point { name, value: *value, words, missed: value.is_some_and(|value| misses(held, value)) })
        .collect();
    let measured: Vec<f64> = values.iter().flatten().copied().collect();
    let mean = if measured.is_empty() { None } else { Some(measured.iter().sum::<f64>() / measured.len() as f64) };
    let newest = mean.map_or_else(|| "–".to_owned(), measure.words);
    let missed = points.iter().filter(|point| point.missed).count();
    let label = if measure.less_is_better { "box" } else { "aim" };
    let finding = format!("{}: {newest} on average, {label} {}; {} of {} missed it", measure.name, measure.aim_words, missed, measured.len());
    let trend = Trend { finding: &finding, points: &points, aim: Some((measure.aim, &measure.aim_words)) };
    html! {
        section.fig {
            h3 { (newest) }
            p { (measure.name) ", on average; " (label) " " (measure.aim_words) }
            @if measured.is_empty() { p.meta { "Not measured in these meetings." } } @else { (trend.render()) (trend.figures().render()) }
        }
    }
}

fn how(shown: &Shown<'_>) -> Markup {
    let all = &shown.insights.meetings;
    let model = "Length from opening to close against the box. Solving: minutes on topics that ended in more than a note or “carried over”, of all timed minutes. \
                 Worth the time: mean of the ballots. Checked in: seats whose check-in was there when the meeting opened";
    let mut basis = Basis {
        history: format!("{} of {}", format::counted(all.len(), "closed meeting", "closed meetings"), shown.group.name),
        model: model.to_owned(),
        ..Basis::default()
    };
    basis.leave_out(all.iter().filter(|held| held.worth.is_none()).count(), "of them have fewer than three ballots: no worth");
    basis.leave_out(all.iter().filter(|held| held.solving.is_none()).count(), "of them have no timed topic: no solving share");
    How { basis: &basis, as_of: &shown.as_of, sure: "Counted, not estimated. Meetings of groups below are not mixed in." }.render()
}
