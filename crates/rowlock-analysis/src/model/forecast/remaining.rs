//! How long open impediments and requests may still last, and how late promises come: drawn from how it was before.

use crate::durations::{Curve, Ending, FEWEST_ENDINGS, Span};
use rowlock_domain::{Moment, dependency::Dependency, impediment::ImpedimentState, time::days_between};

/// Quantiles that stand for a distribution.
const QUANTILES: usize = 256;
/// Older than this weighs nothing: days.
const WINDOW_DAYS: i64 = 366;

/// What the past says.
pub struct Past {
    impediments: Curve,
    requests: Curve,
    /// Days after each promise ever made at which its thing came; negative = early; sorted.
    lateness: Vec<i64>,
}

/// Weeks from now, each equally likely, and whether some were guessed past all that was ever seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Remaining {
    /// Weeks from now.
    pub weeks: Vec<f32>,
    /// Whether the age is beyond the data.
    pub beyond: bool,
}

impl Past {
    /// Gathers it from the last twelve months.
    #[must_use]
    pub fn of(moment: &Moment<'_>) -> Self {
        let recent = |days: i64| days <= WINDOW_DAYS;
        let workspace = moment.workspace;
        let impediments =
            workspace.impediments.iter().filter(|i| recent(moment.days_since(i.raised_at)) && !matches!(i.state, ImpedimentState::Merged(_)));
        let impediments: Vec<Span> = impediments
            .filter_map(|i| {
                let ended = i.resolved_at.or(i.closed_at);
                let ending = match (&i.state, ended) {
                    (ImpedimentState::Withdrawn(_), _) => Ending::Withdrawn,
                    (_, Some(_)) => Ending::Resolved,
                    (_, None) => Ending::Open,
                };
                Span::new(days(ended.unwrap_or(moment.now).since_ms(i.raised_at)), ending)
            })
            .collect();
        let requests = workspace.dependencies.iter().filter(|d| recent(moment.days_since(d.requested_at)));
        let requests: Vec<Span> =
            requests.filter_map(|d| Span::new(days(request_ended(moment, d).since_ms(d.requested_at)), request_ending(d))).collect();
        let mut lateness: Vec<i64> = workspace.dependencies.iter().flat_map(|d| lateness(moment, d)).collect();
        lateness.sort_unstable();
        Self { impediments: Curve::fit(&impediments), requests: Curve::fit(&requests), lateness }
    }

    /// How many impediments, requests and promises ended.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        [self.impediments.counts().0, self.requests.counts().0, self.lateness.len()]
    }

    /// How much longer an impediment of that age lasts; `None` while too few were ever resolved.
    #[must_use]
    pub fn impediment(&self, age_days: f64) -> Option<Remaining> {
        remaining(&self.impediments, age_days)
    }

    /// How much longer a request of that age waits for its delivery; `None` while too few were ever delivered.
    #[must_use]
    pub fn request(&self, age_days: f64) -> Option<Remaining> {
        remaining(&self.requests, age_days)
    }

    /// When something comes that is promised for `promised_in_days` from today (negative = the promise has passed).
    #[must_use]
    pub fn promise(&self, promised_in_days: i64) -> Remaining {
        let weeks = |days: i64| days.max(0) as f32 / 7.0;
        // The end of the day on which it is promised, unless it comes on another.
        let possible: Vec<f32> = self.lateness.iter().map(|late| promised_in_days + late).filter(|day| *day >= 0).map(|day| weeks(day + 1)).collect();
        if self.lateness.len() < FEWEST_ENDINGS {
            return Remaining { weeks: vec![weeks(promised_in_days + 1)], beyond: false };
        }
        if possible.is_empty() {
            // Later than any promise ever was: as much again as the late ones were late.
            let late: Vec<f32> = self.lateness.iter().filter(|late| **late > 0).map(|late| weeks(*late)).collect();
            return Remaining { weeks: if late.is_empty() { vec![weeks(1)] } else { late }, beyond: true };
        }
        Remaining { weeks: possible, beyond: false }
    }
}

fn days(ms: i64) -> f64 {
    ms as f64 / 86_400_000.0
}

fn request_ended(moment: &Moment<'_>, dependency: &Dependency) -> rowlock_domain::Instant {
    dependency.first_delivered_at.or(dependency.closed_at).unwrap_or(moment.now)
}

fn request_ending(dependency: &Dependency) -> Ending {
    match (dependency.first_delivered_at, dependency.is_open()) {
        (Some(_), _) => Ending::Resolved,
        (None, true) => Ending::Open,
        (None, false) => Ending::Withdrawn,
    }
}

fn lateness<'a>(moment: &'a Moment<'a>, dependency: &'a Dependency) -> impl Iterator<Item = i64> + 'a {
    let came = dependency.first_delivered_at.map(|at| moment.date_of(at));
    let promised = dependency.promises.iter().filter_map(|promise| promise.date);
    promised.filter_map(move |date| Some(days_between(date, came?)))
}

/// The ageing distribution: what is left of things that got this old. Ages past all that was ever seen take as much
/// again in proportion as the older half of the known ones took past their median.
fn remaining(curve: &Curve, age: f64) -> Option<Remaining> {
    let (resolved, _, _) = curve.counts();
    if resolved < FEWEST_ENDINGS {
        return None;
    }
    let open_at = curve.at(age).map_or(1.0, |step| step.still_open);
    let mut beyond = false;
    let mut weeks = Vec::with_capacity(QUANTILES);
    for quantile in 0..QUANTILES {
        let still = 1.0 - (quantile as f64 + 0.5) / QUANTILES as f64;
        let known = curve.steps().iter().find(|step| step.days > age && step.still_open <= open_at * still + 1e-9);
        let days = match known {
            Some(step) if open_at > 1e-9 => step.days - age,
            _ => {
                beyond = true;
                let oldest = curve.oldest_days().unwrap_or(age).max(age);
                oldest * ratio(curve, still) - age
            }
        };
        weeks.push((days.max(0.0) / 7.0) as f32);
    }
    Some(Remaining { weeks, beyond })
}

/// How many times the median age those were that outlived it: the quantile of `still` among them.
fn ratio(curve: &Curve, still: f64) -> f64 {
    let age_at = |open: f64| curve.steps().iter().find(|step| step.still_open <= open + 1e-9).map(|step| step.days);
    match (age_at(0.5), age_at(0.5 * still)) {
        (Some(median), Some(later)) if median > 0.0 => later / median,
        (Some(median), None) if median > 0.0 => curve.oldest_days().unwrap_or(median) / median,
        _ => 2.0,
    }
}
