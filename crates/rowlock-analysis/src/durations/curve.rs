//! The curve: which share is not yet resolved at which age.
//!
//! At equal ages endings come before censorings. One pass over sorted ages; nothing depends on the order of the input.

use super::{Ending, Span};
use serde::Serialize;

/// Two-sided 95 % of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;
/// Above this share of other endings they are a risk of their own instead of censored.
const MOST_WITHDRAWN: f64 = 0.05;

/// How the curve was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Other endings, 5 % at most, count as open up to then.
    KaplanMeier,
    /// Other endings are more than 5 %: the share *resolved* of all, Aalen and Johansen.
    CumulativeIncidence,
}

/// One age at which something ended or was last seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The age.
    pub days: f64,
    /// Open just before it.
    pub at_risk: u32,
    /// Resolved at it.
    pub resolved: u32,
    /// Ended in another way at it.
    pub withdrawn: u32,
    /// Last seen open at it.
    pub open: u32,
    /// The share not resolved after it.
    pub survival: f64,
    /// The share open after it: neither resolved nor ended otherwise.
    pub still_open: f64,
    /// Variance of `survival` (Greenwood 1926); infinite where nothing is left.
    pub variance: f64,
    /// The 95 % log-log band of `survival`; none before the first and after the last ending.
    pub band: Option<(f64, f64)>,
}

/// Which share is not yet resolved at which age, with its band.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    pub(super) steps: Vec<Step>,
    pub(super) method: Method,
    pub(super) resolved: usize,
    pub(super) withdrawn: usize,
    pub(super) open: usize,
}

/// Ages by ending, each sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Ages {
    pub resolved: Vec<f64>,
    pub withdrawn: Vec<f64>,
    pub open: Vec<f64>,
    /// Ages above 0 at which things came under observation.
    pub entered: Vec<f64>,
}

impl Ages {
    fn of(spans: &[Span]) -> Self {
        let mut ages = Self::default();
        for span in spans {
            match span.ending {
                Ending::Resolved => ages.resolved.push(span.days),
                Ending::Withdrawn => ages.withdrawn.push(span.days),
                Ending::Open => ages.open.push(span.days),
            }
            if span.entered_days > 0.0 {
                ages.entered.push(span.entered_days);
            }
        }
        for list in [&mut ages.resolved, &mut ages.withdrawn, &mut ages.open, &mut ages.entered] {
            list.sort_unstable_by(f64::total_cmp);
        }
        ages
    }
}

impl Curve {
    /// Fits the curve. O(n log n); 100,000 spans with the band take a few milliseconds.
    #[must_use]
    pub fn fit(spans: &[Span]) -> Self {
        Self::of_sorted(&Ages::of(spans))
    }

    pub(super) fn of_sorted(ages: &Ages) -> Self {
        let [resolved, withdrawn, open] = [&ages.resolved, &ages.withdrawn, &ages.open].map(Vec::len);
        let all = resolved + withdrawn + open;
        let many_withdrawn = withdrawn as f64 > MOST_WITHDRAWN * all as f64;
        let method = if many_withdrawn { Method::CumulativeIncidence } else { Method::KaplanMeier };
        let steps = if many_withdrawn { walk(ages, Incidence::default()) } else { walk(ages, Product::default()) };
        Self { steps, method, resolved, withdrawn, open }
    }

    /// Every age at which something ended or was last seen, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How it was made.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// How many resolved, ended otherwise, and are open: (resolved, withdrawn, open).
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        (self.resolved, self.withdrawn, self.open)
    }

    /// The step that holds at an age: the last one not after it.
    #[must_use]
    pub fn at(&self, days: f64) -> Option<&Step> {
        let after = self.steps.partition_point(|step| step.days <= days);
        after.checked_sub(1).and_then(|at| self.steps.get(at))
    }

    /// Where a drawing may end: the few that take longest would press the rest together.
    #[must_use]
    pub fn until_days(&self) -> f64 {
        let oldest = self.oldest_days().unwrap_or(1.0);
        self.most().days.map_or(oldest, |most| oldest.min(2.0 * most)).max(1.0)
    }

    /// The oldest age that was seen.
    #[must_use]
    pub fn oldest_days(&self) -> Option<f64> {
        self.steps.last().map(|step| step.days)
    }
}

/// What one age adds.
struct Seen {
    at_risk: f64,
    resolved: f64,
    withdrawn: f64,
}

/// What stands after an age.
struct Stand {
    survival: f64,
    still_open: f64,
    variance: f64,
}

trait Estimate {
    fn step(&mut self, seen: &Seen) -> Stand;
}

/// Kaplan–Meier's product with Greenwood's sum.
struct Product {
    survival: f64,
    /// Sum of d / (n (n − d)).
    sum: f64,
}

impl Default for Product {
    fn default() -> Self {
        Self { survival: 1.0, sum: 0.0 }
    }
}

impl Estimate for Product {
    fn step(&mut self, seen: &Seen) -> Stand {
        if seen.resolved > 0.0 {
            let left = seen.at_risk - seen.resolved;
            self.survival *= left / seen.at_risk;
            self.sum += seen.resolved / (seen.at_risk * left);
        }
        let variance = if self.sum.is_finite() { self.survival * self.survival * self.sum } else { f64::INFINITY };
        Stand { survival: self.survival, still_open: self.survival, variance }
    }
}

/// Aalen–Johansen for two ways to end. The variance is the one of the delta method (Marubini & Valsecchi 1995, ch. 10),
/// kept in running sums; without other endings it is Greenwood's.
struct Incidence {
    incidence: f64,
    still_open: f64,
    /// Σ a, Σ aF, Σ aF² with a = d / (n (n − d)).
    greenwood: [f64; 3],
    /// Σ S² d₁ (n − d₁) / n³.
    own: f64,
    /// Σ b, Σ bF with b = S d₁ / n².
    cross: [f64; 2],
}

impl Default for Incidence {
    fn default() -> Self {
        Self { incidence: 0.0, still_open: 1.0, greenwood: [0.0; 3], own: 0.0, cross: [0.0; 2] }
    }
}

impl Estimate for Incidence {
    fn step(&mut self, seen: &Seen) -> Stand {
        let (n, d1, d) = (seen.at_risk, seen.resolved, seen.resolved + seen.withdrawn);
        if d > 0.0 {
            let open_before = self.still_open;
            self.incidence += open_before * d1 / n;
            self.still_open *= (n - d) / n;
            let f = self.incidence;
            // After the last ending F no longer moves, so its term (F − F_i)² a_i stays zero: an infinite a is left out.
            let a = if n > d { d / (n * (n - d)) } else { 0.0 };
            let b = open_before * d1 / (n * n);
            for (sum, term) in self.greenwood.iter_mut().zip([a, a * f, a * f * f]) {
                *sum += term;
            }
            self.own += open_before * open_before * d1 * (n - d1) / (n * n * n);
            self.cross[0] += b;
            self.cross[1] += b * f;
        }
        let f = self.incidence;
        let [a, af, aff] = self.greenwood;
        let variance = f * f * a - 2.0 * f * af + aff + self.own - 2.0 * f * self.cross[0] + 2.0 * self.cross[1];
        Stand { survival: (1.0 - f).max(0.0), still_open: self.still_open, variance: variance.max(0.0) }
    }
}

fn walk(ages: &Ages, mut estimate: impl Estimate) -> Vec<Step> {
    let mut steps = Vec::with_capacity(ages.resolved.len() + ages.withdrawn.len() + ages.open.len());
    let mut left = [ages.resolved.as_slice(), ages.withdrawn.as_slice(), ages.open.as_slice()];
    let mut not_yet_entered = ages.entered.as_slice();
    let mut band = None;
    while let Some(days) = left.iter().filter_map(|list| list.first().copied()).reduce(f64::min) {
        let at_or_after: usize = left.iter().map(|list| list.len()).sum();
        take_while(&mut not_yet_entered, |entered| entered < days);
        let at_risk = at_or_after.saturating_sub(not_yet_entered.len());
        let [resolved, withdrawn, open] = left.each_mut().map(|list| take_while(list, |age| age <= days));
        let ended = resolved + withdrawn > 0;
        let stand = estimate.step(&Seen { at_risk: at_risk as f64, resolved: resolved as f64, withdrawn: withdrawn as f64 });
        if ended {
            band = log_log(stand.survival, stand.variance);
        }
        let [at_risk, resolved, withdrawn, open] = [at_risk, resolved, withdrawn, open].map(|count| count as u32);
        let Stand { survival, still_open, variance } = stand;
        steps.push(Step { days, at_risk, resolved, withdrawn, open, survival, still_open, variance, band });
    }
    steps
}

/// Drops what holds from the front and says how many that were.
fn take_while(list: &mut &[f64], holds: impl Fn(f64) -> bool) -> usize {
    let taken = list.iter().take_while(|value| holds(**value)).count();
    *list = &list[taken..];
    taken
}

/// S^exp(±1.96 se), se = sqrt(Var S) / (S |ln S|): it stays inside 0 and 1.
fn log_log(survival: f64, variance: f64) -> Option<(f64, f64)> {
    if !(survival > 0.0 && survival < 1.0 && variance.is_finite()) {
        return None;
    }
    let log = survival.ln();
    let stretch = (Z * variance.sqrt() / (survival * -log)).exp();
    Some(((log * stretch).exp(), (log / stretch).exp()))
}

impl Step {
    /// Standard error of `survival`; none where nothing is left.
    #[must_use]
    pub fn standard_error(&self) -> Option<f64> {
        (self.survival > 0.0 && self.variance.is_finite()).then(|| self.variance.sqrt())
    }
}
