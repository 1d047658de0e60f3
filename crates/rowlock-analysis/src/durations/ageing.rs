//! What the past says about something that is already old: of those that got this old, which share was resolved soon after.

use super::{Curve, percentile::NOISE};

/// Why the past cannot say it.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum AgeUnknown {
    /// Nothing was seen at all.
    #[error("nothing has been seen yet")]
    NothingSeen,
    /// It is past the oldest age seen.
    #[error("older than anything we have seen")]
    OlderThanAll,
    /// All that were seen had ended by this age.
    #[error("everything seen so far had ended by this age")]
    AllEndedBefore,
    /// The time asked about reaches past the oldest age seen, and some were still open there.
    #[error("nothing was seen for as long as that")]
    BeyondData,
}

impl Curve {
    /// The chance that something open at an age is resolved within so many days: 1 − S(a + d) / S(a).
    ///
    /// # Errors
    /// The past cannot say it.
    pub fn chance_within(&self, age_days: f64, within_days: f64) -> Result<f64, AgeUnknown> {
        let oldest = self.oldest_days().ok_or(AgeUnknown::NothingSeen)?;
        let (unresolved, open) = self.at(age_days).map_or((1.0, 1.0), |step| (step.survival, step.still_open));
        if open <= NOISE {
            return Err(AgeUnknown::AllEndedBefore);
        }
        if age_days > oldest {
            return Err(AgeUnknown::OlderThanAll);
        }
        let until = age_days + within_days;
        let last_open = self.steps.last().is_some_and(|step| step.still_open > NOISE);
        if until > oldest && last_open {
            return Err(AgeUnknown::BeyondData);
        }
        let later = self.at(until).map_or(1.0, |step| step.survival);
        Ok(((unresolved - later) / open).clamp(0.0, 1.0))
    }

    /// How many were seen at an age: what a statement about that age rests on.
    #[must_use]
    pub fn seen_at(&self, age_days: f64) -> u32 {
        let at = self.steps.partition_point(|step| step.days < age_days);
        self.steps.get(at).map_or(0, |step| step.at_risk)
    }
}
