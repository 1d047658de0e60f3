//! What futures say: the chance by a date, the date for a chance. More confidence = a later date.

use super::plan::HORIZON_WEEKS;

/// Rounding that does not make a new day.
const HAIR_DAYS: f32 = 1e-2;
/// Share of futures beyond the horizon from which on there is no date.
const MOST_BEYOND: f64 = 0.01;

/// What is to be said of [`Spread::mean`] wherever one is told.
pub const MEANS: &str = "In a mean, what takes longer than three years counts as three years.";

/// The moments of many futures, sorted.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    weeks: Vec<f32>,
}

impl Spread {
    /// Of the weeks until done, one per future.
    #[must_use]
    pub fn new(weeks: &[f32]) -> Self {
        let mut weeks = weeks.to_vec();
        weeks.sort_unstable_by(f32::total_cmp);
        Self { weeks }
    }

    /// The chance to be done by the end of day `day` (0 = the first).
    #[must_use]
    pub fn by_day(&self, day: i64) -> f64 {
        self.by_week((day + 1) as f32 / 7.0 + HAIR_DAYS / 7.0)
    }

    /// The chance to be done within so many weeks.
    #[must_use]
    pub fn by_week(&self, weeks: f32) -> f64 {
        if self.weeks.is_empty() {
            return 0.0;
        }
        self.weeks.partition_point(|end| *end <= weeks) as f64 / self.weeks.len() as f64
    }

    /// Weeks within which it is done with that chance: the first time at which so many futures have it done.
    #[must_use]
    pub fn week_for(&self, chance: f64) -> f32 {
        let many = (chance * self.weeks.len() as f64 - 1e-9).ceil().max(1.0) as usize;
        self.weeks.get(many - 1).copied().unwrap_or(f32::MAX)
    }

    /// The day (0 = the first) by whose end it is done with that chance; `None` beyond the horizon.
    #[must_use]
    pub fn day_for(&self, chance: f64) -> Option<i64> {
        let weeks = self.week_for(chance);
        (weeks <= HORIZON_WEEKS).then(|| ((weeks * 7.0 - HAIR_DAYS).ceil() as i64 - 1).max(0))
    }

    /// Weeks on average, up to the horizon: what is not done within three years counts as three years (the restricted
    /// mean). How far beyond they lie nobody knows, and a handful of them would else carry the mean of thousands.
    /// Differences of means, the expected delays, are of this kind too.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.weeks.iter().map(|end| f64::from(end.min(HORIZON_WEEKS))).sum::<f64>() / self.weeks.len().max(1) as f64
    }

    /// Whether more futures than may be lie beyond three years: then no date is given.
    #[must_use]
    pub fn is_beyond_horizon(&self) -> bool {
        1.0 - self.by_week(HORIZON_WEEKS) > MOST_BEYOND
    }

    /// The chance to be done by the end of each day, until nearly all futures have it done (at most the horizon).
    #[must_use]
    pub fn curve(&self) -> Vec<f32> {
        let last = self.day_for(0.99).unwrap_or((HORIZON_WEEKS * 7.0) as i64);
        (0..=last).map(|day| self.by_day(day) as f32).collect()
    }
}
