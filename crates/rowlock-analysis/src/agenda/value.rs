//! What a topic is worth: the chance that talking changes it × the delay that this averts, and how long it takes.

use serde::Serialize;

/// Minutes of a topic of a kind that was never talked about.
pub const USUAL_MINUTES: u32 = 3;
/// The chance that talking changes something, before anything is known.
const PRIOR: f64 = 0.5;
/// How many topics' worth of experience that counts for.
const PRIOR_WEIGHT: f64 = 4.0;

/// What happened to the topics of one kind that were talked about.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Experience {
    /// How many were.
    pub discussed: u32,
    /// How many of their things changed state within two days.
    pub changed: u32,
    /// The minutes that each took, in any order.
    pub minutes: Vec<f64>,
}

impl Experience {
    /// P(talking changes it): the share of discussed topics whose thing changed within two days, with a prior of one half that
    /// weighs four topics (the mean of a beta distribution).
    #[must_use]
    pub fn chance(&self) -> f64 {
        let changed = f64::from(self.changed.min(self.discussed));
        (changed + PRIOR * PRIOR_WEIGHT) / (f64::from(self.discussed) + PRIOR_WEIGHT)
    }

    /// The median of past talks, rounded to whole minutes, at least 1; three without any.
    #[must_use]
    pub fn median_minutes(&self) -> u32 {
        let mut minutes = self.minutes.clone();
        minutes.retain(|m| m.is_finite());
        minutes.sort_by(f64::total_cmp);
        let Some(upper) = minutes.get(minutes.len() / 2).copied() else { return USUAL_MINUTES };
        let lower = minutes.get(minutes.len().saturating_sub(1) / 2).copied().unwrap_or(upper);
        (((lower + upper) / 2.0).round() as u32).max(1)
    }

    /// `talking changed 6 of 9 risks within two days`, given what one and many of them are called.
    #[must_use]
    pub fn told(&self, one: &str, many: &str) -> String {
        match (self.changed.min(self.discussed), self.discussed) {
            (_, 0) => format!("no {one} was talked about yet"),
            (0, 1) => format!("the one {one} that was talked about did not change within two days"),
            (_, 1) => format!("the one {one} that was talked about changed within two days"),
            (0, n) => format!("none of {n} {many} that were talked about changed within two days"),
            (changed, n) if changed == n => format!("all {n} {many} that were talked about changed within two days"),
            (changed, n) => format!("talking changed {changed} of {n} {many} within two days"),
        }
    }
}

/// What a topic is worth in calendar days, summed over the goals that it delays: chance × expected delay averted. `None` while the delay is unknown.
#[must_use]
pub fn value(experience: &Experience, averted_days: Option<f64>) -> Option<f64> {
    averted_days.filter(|days| days.is_finite()).map(|days| experience.chance() * days.max(0.0))
}
