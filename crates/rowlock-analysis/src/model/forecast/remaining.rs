//! How long open impediments and requests may still last, and how late promises come: drawn from how it was before.

use crate::durations::{Curve, Ending, FEWEST_ENDINGS, Span};
use crate::model::impediments::{Of, Until, Window, usual};
use rowlock_domain::{GroupId, Instant, Moment, dependency::Dependency, impediment::stopwatch::Stopwatch, time::days_between};

/// Quantiles that stand for a distribution.
const QUANTILES: usize = 256;
/// Older than this weighs nothing: days.
const WINDOW_DAYS: i64 = 366;
const DAY_MS: f64 = 86_400_000.0;
/// What is no impediment is counted in elapsed days.
const DAYS_OF_A_WEEK: u32 = 7;

/// What the past says.
pub struct Past {
    impediments: Curve,
    requests: Curve,
    promises: Lateness,
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
    /// Gathers it from the last twelve months: impediments as the group's pages do.
    #[must_use]
    pub fn of(moment: &Moment<'_>, watch: &Stopwatch<'_>, group: GroupId) -> Self {
        let workspace = moment.workspace;
        let window = Window::last(WINDOW_DAYS, moment.now);
        let requests: Vec<Span> = workspace.dependencies.iter().filter_map(|d| request(d, window)).collect();
        let impediments = usual(watch, Of::group(group), Until::Resolved, moment.now);
        Self { impediments, requests: Curve::fit(&requests), promises: Lateness::of(moment) }
    }

    /// How many impediments, requests and promises ended.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        [self.impediments.counts().0, self.requests.counts().0, self.promises.curve.counts().0]
    }

    /// How much longer an impediment of that age lasts; `None` while too few were ever resolved. Of the days that are
    /// counted so many lie in a week: working days become calendar weeks by it.
    #[must_use]
    pub fn impediment(&self, age_days: f64, days_per_week: u32) -> Option<Remaining> {
        remaining(&self.impediments, age_days, days_per_week)
    }

    /// How much longer a request of that age waits for its delivery; `None` while too few were ever delivered.
    #[must_use]
    pub fn request(&self, age_days: f64) -> Option<Remaining> {
        remaining(&self.requests, age_days, DAYS_OF_A_WEEK)
    }

    /// When something comes that is promised for `promised_in_days` from today (negative = the promise has passed).
    #[must_use]
    pub fn promise(&self, promised_in_days: i64) -> Remaining {
        self.promises.remaining(promised_in_days)
    }
}

/// What the window saw of a request: from its age at the window's beginning up to its end or now.
fn request(dependency: &Dependency, window: Window) -> Option<Span> {
    let (ended, ending) = request_ended(dependency, window.to);
    let age = |at: Instant| at.since_ms(dependency.requested_at) as f64 / DAY_MS;
    Span::entering(age(window.from), age(ended), ending)
}

fn request_ended(dependency: &Dependency, now: Instant) -> (Instant, Ending) {
    match (dependency.first_delivered_at, dependency.is_open()) {
        (Some(at), _) => (at, Ending::Resolved),
        (None, true) => (now, Ending::Open),
        (None, false) => (dependency.closed_at.unwrap_or(now), Ending::Withdrawn),
    }
}

/// How many days after its promise a thing comes. What is overdue and not there yet counts as later than it is now:
/// left out, promises would look better kept than they are.
struct Lateness {
    /// Of days since the earliest that anything ever came before its promise.
    curve: Curve,
    /// That earliest: days, negative = before the promise.
    earliest: i64,
    /// Days of those that came late, sorted.
    late: Vec<i64>,
}

impl Lateness {
    fn of(moment: &Moment<'_>) -> Self {
        let made = moment.workspace.dependencies.iter().flat_map(|d| d.promises.iter().filter_map(|promise| promise.date).map(move |date| (d, date)));
        let recent = made.filter(|(_, date)| days_between(*date, moment.today) <= WINDOW_DAYS);
        let mut seen: Vec<(i64, Ending)> = Vec::new();
        for (dependency, date) in recent {
            match dependency.first_delivered_at {
                Some(at) => seen.push((days_between(date, moment.date_of(at)), Ending::Resolved)),
                None if dependency.is_open() => seen.push((days_between(date, moment.today), Ending::Open)),
                None => {}
            }
        }
        Self::fit(&seen)
    }

    /// From days after the promise, and whether it came then or is not there yet.
    fn fit(seen: &[(i64, Ending)]) -> Self {
        let mut came: Vec<i64> = seen.iter().filter(|(_, ending)| *ending == Ending::Resolved).map(|(days, _)| *days).collect();
        came.sort_unstable();
        let earliest = came.first().copied().unwrap_or(0);
        let late = came.into_iter().filter(|days| *days > 0).collect();
        // What is promised for a day further ahead than anything ever came early says nothing: no span.
        let spans: Vec<Span> = seen.iter().filter_map(|(days, ending)| Span::new((days - earliest) as f64, *ending)).collect();
        Self { curve: Curve::fit(&spans), earliest, late }
    }

    /// The end of the day on which it comes.
    fn remaining(&self, promised_in_days: i64) -> Remaining {
        if self.curve.counts().0 < FEWEST_ENDINGS {
            return Remaining { weeks: vec![(promised_in_days + 1).max(0) as f32 / 7.0], beyond: false };
        }
        // It may still come today.
        let age = (-promised_in_days - self.earliest) as f64 - 0.5;
        let open_at = self.curve.at(age).map_or(1.0, |step| step.still_open);
        let past_all = (self.curve.oldest_days().unwrap_or(age) - age).max(0.0);
        let mut is_known = false;
        let mut weeks = Vec::with_capacity(QUANTILES);
        for quantile in 0..QUANTILES {
            let still = 1.0 - (quantile as f64 + 0.5) / QUANTILES as f64;
            let known = self.curve.steps().iter().find(|step| step.days > age && step.still_open <= open_at * still + 1e-9);
            let days = match known.filter(|_| open_at > 1e-9) {
                Some(step) => {
                    is_known = true;
                    step.days - age + 0.5
                }
                // Later than any promise ever was: as much again as the late ones were late.
                None => past_all + self.late.get(quantile * self.late.len() / QUANTILES).map_or(1.0, |late| *late as f64),
            };
            weeks.push((days / 7.0) as f32);
        }
        Remaining { weeks, beyond: !is_known }
    }
}

/// The ageing distribution: what is left of things that got this old. Ages past all that was ever seen take as much
/// again in proportion as the older half of the known ones took past their median.
fn remaining(curve: &Curve, age: f64, days_per_week: u32) -> Option<Remaining> {
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
        weeks.push((days.max(0.0) / f64::from(days_per_week)) as f32);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn share_later_than(lateness: &Lateness, promised_in_days: i64, days: f32) -> f64 {
        let found = lateness.remaining(promised_in_days);
        found.weeks.iter().filter(|weeks| **weeks * 7.0 > days + 0.01).count() as f64 / found.weeks.len() as f64
    }

    #[test]
    fn promises_that_are_overdue_and_not_kept_count_as_late() {
        let kept = [(0, Ending::Resolved); 6];
        let overdue: Vec<(i64, Ending)> = kept.into_iter().chain([(10, Ending::Open); 6]).collect();
        assert_eq!(share_later_than(&Lateness::fit(&kept), 7, 8.0), 0.0, "all came on their day");
        let late = share_later_than(&Lateness::fit(&overdue), 7, 8.0);
        assert!((late - 0.5).abs() < 0.01, "half of what fell due is not there ten days later: {late}");
    }

    #[test]
    fn early_and_late_ones_are_drawn_as_they_came() {
        let seen: Vec<(i64, Ending)> = [-2, -2, 0, 0, 5, 5, 5, 5].map(|days| (days, Ending::Resolved)).to_vec();
        let lateness = Lateness::fit(&seen);
        let shares = [8.0, 10.0, 15.0].map(|days| share_later_than(&lateness, 10, days));
        assert_eq!(shares, [1.0, 0.75, 0.5], "promised for the end of the eleventh day");
        assert_eq!(share_later_than(&lateness, -1, 5.0), 0.0, "a day overdue: what came at all came within five days");
        assert!(lateness.remaining(-30).beyond);
    }
}
