//! The whole answer for a file: the curve, the percentiles, each kind, the oldest open ones, and what was left out.

use super::read::{Columns, Reading, Shape};
use super::{AgeUnknown, Curve, Ending, FEWEST_ENDINGS, Percentile, Span, Summary, Wording, by_label, summarise, words};
use serde::Serialize;

/// What a file says about durations.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// What kind of file it is.
    pub shape: Shape,
    /// The columns that were read.
    pub columns: Columns,
    /// All together.
    pub summary: Summary,
    /// What one should know before believing it, as sentences.
    pub notes: Vec<String>,
    /// Each kind, where asked for.
    pub kinds: Vec<Kind>,
    /// The oldest open ones, at most ten.
    pub oldest_open: Vec<Aged>,
    /// The curve as points.
    pub curve: Vec<Point>,
    /// The curve itself, for drawing.
    #[serde(skip)]
    pub fitted: Curve,
}

/// One kind.
#[derive(Clone, Debug, Serialize)]
pub struct Kind {
    /// Its name.
    pub label: String,
    /// How many of it.
    pub items: usize,
    /// How many resolved.
    pub resolved: usize,
    /// Half and 85 %; empty with fewer than ten resolved.
    pub percentiles: Vec<Percentile>,
}

/// An open thing and what the past says about its age.
#[derive(Clone, Debug, Serialize)]
pub struct Aged {
    /// What it is called.
    pub name: String,
    /// How old.
    pub age_days: f64,
    /// What the past says.
    pub sentence: String,
}

/// A point of the curve.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Point {
    /// The age.
    pub days: f64,
    /// Seen open just before it.
    pub at_risk: u32,
    /// Resolved at it.
    pub resolved: u32,
    /// The share not resolved after it.
    pub survival: f64,
    /// Lower end of the 95 % band.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// Answers.
#[must_use]
pub fn answer(reading: &Reading, wording: Wording<'_>) -> Answer {
    let spans: Vec<Span> = reading.things.iter().map(|thing| thing.span).collect();
    let curve = Curve::fit(&spans);
    let summary = summarise(&spans, &curve, wording, reading.basis.clone());
    Answer {
        shape: reading.shape,
        columns: reading.columns.clone(),
        notes: notes(reading, &summary),
        kinds: if reading.columns.by.is_some() { kinds(reading) } else { Vec::new() },
        oldest_open: oldest(reading, &curve, wording),
        curve: curve.steps().iter().map(Point::of).collect(),
        summary,
        fitted: curve,
    }
}

impl Point {
    fn of(step: &super::Step) -> Self {
        let (low, high) = step.band.unzip();
        Self { days: step.days, at_risk: step.at_risk, resolved: step.resolved, survival: step.survival, low, high }
    }
}

fn notes(reading: &Reading, summary: &Summary) -> Vec<String> {
    let mut notes = Vec::new();
    let count = |count: usize| words::grouped(count as u64);
    if reading.impossible > 0 {
        let share = (reading.impossible * 100).div_ceil(reading.rows.max(1));
        notes.push(format!(
            "{} of {} rows end before they begin ({share} %). They are left out, not averaged{}.",
            count(reading.impossible),
            count(reading.rows),
            if share > 10 { "; with that many the rest may be wrong too, so ask how the dates came about" } else { "" }
        ));
    }
    if let (Some(mean), Some(half)) = (summary.mean_of_resolved_days, summary.percentiles.iter().find(|p| p.share == 0.5))
        && summary.resolved >= FEWEST_ENDINGS
        && half.days.is_none_or(|half| mean > 1.5 * half || mean < half / 1.5)
    {
        let why = if half.days.is_some_and(|half| mean > half) {
            "a few very long ones pull it up, and the open ones are missing in it"
        } else {
            "the open ones, which take longest, are missing in it"
        };
        notes.push(format!(
            "The mean of the {} resolved ones is {}: it says little, because {why}.",
            count(summary.resolved),
            words::days(mean, summary.measure)
        ));
    }
    notes
}

fn kinds(reading: &Reading) -> Vec<Kind> {
    let strata = by_label(reading.things.iter().map(|thing| (thing.label.as_str(), thing.span)));
    let kind = |stratum: super::Stratum| Kind {
        items: stratum.spans.len(),
        resolved: stratum.spans.iter().filter(|span| span.ending() == Ending::Resolved).count(),
        percentiles: stratum.curve.map_or_else(Vec::new, |curve| vec![curve.half(), curve.most()]),
        label: stratum.label,
    };
    strata.into_iter().map(kind).collect()
}

fn oldest(reading: &Reading, curve: &Curve, wording: Wording<'_>) -> Vec<Aged> {
    let mut open: Vec<_> = reading.things.iter().filter(|thing| thing.span.ending() == Ending::Open).collect();
    open.sort_by(|a, b| b.span.days().total_cmp(&a.span.days()));
    let aged = |thing: &super::read::Thing| Aged {
        name: thing.name.clone(),
        age_days: thing.span.days(),
        sentence: at_this_age(curve, thing.span.days(), wording),
    };
    open.into_iter().take(10).map(aged).collect()
}

/// Ahead so many days, the first at which a fifth or more was resolved is told.
const AHEAD_DAYS: [f64; 9] = [1.0, 2.0, 3.0, 5.0, 7.0, 14.0, 30.0, 90.0, 365.0];

/// What the past says about something that is already so old: "Of blockers that got this old, 1 in 4 was resolved within 2 more days."
#[must_use]
pub fn at_this_age(curve: &Curve, age_days: f64, wording: Wording<'_>) -> String {
    let Wording { things, happened, measure, .. } = wording;
    if matches!(curve.chance_within(age_days, 0.0), Err(AgeUnknown::OlderThanAll | AgeUnknown::AllEndedBefore)) {
        return "Older than anything we have seen.".to_owned();
    }
    let seen = curve.seen_at(age_days);
    if (seen as usize) < FEWEST_ENDINGS {
        return format!("Few {things} got this old ({seen}): the past says nothing about it.");
    }
    let mut last = None;
    for ahead in AHEAD_DAYS {
        let Ok(chance) = curve.chance_within(age_days, ahead) else { break };
        last = Some((ahead, chance));
        if chance >= 0.2 {
            break;
        }
    }
    match last {
        None => format!("The past says nothing about {things} of this age."),
        Some((ahead, chance)) => {
            let share = words::one_in(chance);
            let was = if share.starts_with("1 in") { "was" } else { "were" };
            let more = if ahead == 1.0 { format!("1 more {}", measure.day()) } else { format!("{ahead} more {}s", measure.day()) };
            format!("Of {things} that got this old, {share} {was} {happened} within {more}.")
        }
    }
}
