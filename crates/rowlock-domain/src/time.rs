//! Moments and days. Zone data lives in `rowlock-calendar`; here an instant is a number and a date is a date.

use serde::{Deserialize, Serialize};

pub use jiff::civil::{Date, DateTime, Time, Weekday};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// This moment, `seconds` later (earlier if negative).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Milliseconds from `earlier` to this moment; never negative, so a clock set back makes no negative ages.
    #[must_use]
    pub fn since_ms(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).max(0)
    }
}

/// Calendar days from `from` to `to`; negative when `to` is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The date `days` later (earlier if negative); stays at the calendar's edge.
#[must_use]
pub fn plus_days(date: Date, days: i64) -> Date {
    date.saturating_add(jiff::Span::new().days(days.clamp(-3_000_000, 3_000_000)))
}

/// The date in UTC: for `apply`, which knows no zones.
#[must_use]
pub fn utc_date(at: Instant) -> Date {
    const EPOCH: Date = Date::constant(1970, 1, 1);
    plus_days(EPOCH, at.0.div_euclid(86_400_000))
}
