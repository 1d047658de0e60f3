//! Blocker clustering (Leopold & Magennis): days that impediments were open, by cause, open ones included.
//!
//! A cause is said when one is resolved, so that open ones have none yet: they stand in a row of their own.

use super::Sight;
use crate::durations::{Curve, ENOUGH_ENDINGS};
use crate::model::impediments::{Until, Window, days, span};
use rowlock_domain::impediment::stopwatch::Stopwatch;
use rowlock_domain::impediment::{Impediment, ImpedimentState, Severity};
use std::collections::BTreeMap;

/// One cause.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    /// Its name.
    pub name: String,
    /// Impediments open at some time of the stretch.
    pub cases: usize,
    /// Days they were open in it, all together.
    pub days: f64,
    /// The same in the stretch before.
    pub days_before: f64,
    /// Half are resolved within so many days; only with ten resolved or more.
    pub half_days: Option<f64>,
    /// How many of them were resolved in the stretch.
    pub resolved: usize,
}

/// Days open, by cause.
#[derive(Clone, Debug, PartialEq)]
pub struct Causes {
    /// Most days first.
    pub rows: Vec<Cause>,
    /// Days of all.
    pub days: f64,
    /// Days of all in the stretch before.
    pub days_before: f64,
    /// Of `days`, those of impediments that stop work.
    pub stopped_days: f64,
    /// Half of all are resolved within so many days.
    pub half_days: Option<f64>,
}

/// The row of those that are open.
pub const OPEN: &str = "Still open, cause not known yet";
/// The row of those of which nobody said why.
pub const NOT_SAID: &str = "Cause not said";

/// How much of an impediment's life lies in a window, in days.
fn open_days(watch: &Stopwatch<'_>, impediment: &Impediment, window: Window) -> f64 {
    let ended = if impediment.is_open() { None } else { impediment.closed_at.into_iter().chain(impediment.resolved_at).min() };
    let to = ended.unwrap_or(window.to).min(window.to);
    days(watch, impediment, impediment.raised_at.max(window.from), to)
}

pub(super) fn read(sight: &Sight<'_>) -> Causes {
    let (now, before) = (sight.asked.window(), sight.asked.window().before());
    let of = sight.asked.of();
    let mut rows: BTreeMap<String, (Cause, Vec<crate::durations::Span>)> = BTreeMap::new();
    let (mut stopped_days, mut all) = (0.0, Vec::new());
    let counts = |i: &Impediment| !matches!(i.state, ImpedimentState::Withdrawn(_) | ImpedimentState::Merged(_));
    for impediment in sight.workspace.impediments.iter().filter(|i| counts(i) && of.holds(sight.workspace, i)) {
        let [in_now, in_before] = [now, before].map(|window| open_days(&sight.watch, impediment, window));
        let seen = span(&sight.watch, impediment, Until::Resolved, now);
        if seen.is_none() && in_before <= 0.0 {
            continue;
        }
        let (cause, spans) = rows.entry(name(impediment)).or_insert_with_key(|name| (Cause::new(name), Vec::new()));
        cause.cases += usize::from(seen.is_some());
        cause.days += in_now;
        cause.days_before += in_before;
        spans.extend(seen);
        all.extend(seen);
        if impediment.severity == Severity::Stops {
            stopped_days += in_now;
        }
    }
    let mut rows: Vec<Cause> = rows.into_values().map(|(cause, spans)| cause.timed(&spans)).collect();
    rows.sort_by(|a, b| b.days.total_cmp(&a.days));
    let sum = |of: fn(&Cause) -> f64| rows.iter().map(of).sum::<f64>();
    let half_days = Curve::fit(&all).half().days;
    Causes { days: sum(|cause| cause.days), days_before: sum(|cause| cause.days_before), stopped_days, half_days, rows }
}

fn name(impediment: &Impediment) -> String {
    match &impediment.cause {
        _ if impediment.is_open() => OPEN.to_owned(),
        Some(cause) => cause.to_string(),
        None => NOT_SAID.to_owned(),
    }
}

impl Cause {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), cases: 0, days: 0.0, days_before: 0.0, half_days: None, resolved: 0 }
    }

    fn timed(self, spans: &[crate::durations::Span]) -> Self {
        let curve = Curve::fit(spans);
        let resolved = curve.counts().0;
        Self { resolved, half_days: (resolved >= ENOUGH_ENDINGS).then(|| curve.half().days).flatten(), ..self }
    }
}
