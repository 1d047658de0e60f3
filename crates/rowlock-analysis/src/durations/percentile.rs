//! Percentiles by the first-time rule: the smallest age at which at most the rest is left.

use super::Curve;
use serde::Serialize;

/// Without this, float noise would jump a whole step where the share is met exactly.
pub(super) const NOISE: f64 = 1e-9;

/// The age by which a share is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Percentile {
    /// The share resolved, 0 to 1.
    pub share: f64,
    /// The age in days; `None` where the curve does not get there.
    pub days: Option<f64>,
    /// Lower end of its 95 % band in days, where the lower band gets there.
    pub low_days: Option<f64>,
    /// Upper end; `None` where the upper band does not get there: "at least".
    pub high_days: Option<f64>,
}

impl Curve {
    /// The age by which a share (0 to 1) is resolved, and the ages at which the band crosses there.
    #[must_use]
    pub fn percentile(&self, share: f64) -> Percentile {
        let left = 1.0 - share + NOISE;
        let first = |holds: &dyn Fn(&super::Step) -> bool| self.steps.iter().find(|step| holds(step)).map(|step| step.days);
        let at = self.steps.partition_point(|step| step.survival > left);
        Percentile {
            share,
            days: self.steps.get(at).map(|step| step.days),
            low_days: first(&|step| step.band.is_some_and(|(low, _)| low <= left)),
            high_days: first(&|step| step.band.is_some_and(|(_, high)| high <= left)),
        }
    }

    /// Half, in days.
    #[must_use]
    pub fn half(&self) -> Percentile {
        self.percentile(0.5)
    }

    /// 85 %, in days.
    #[must_use]
    pub fn most(&self) -> Percentile {
        self.percentile(0.85)
    }
}
