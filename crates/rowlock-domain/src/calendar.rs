//! What the domain asks of a calendar. `rowlock-calendar` answers it; `decide` and `due` receive it, `apply` never.

use crate::{Date, DateTime, Instant, Zone, series::Recurrence};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The days of a week, as bits from Monday (1) to Sunday (64).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weekdays(pub u8);

impl Weekdays {
    /// Monday to Friday.
    pub const WORKING: Self = Self(0b001_1111);

    /// Whether the day is among them.
    #[must_use]
    pub fn holds(self, date: Date) -> bool {
        self.0 & (1 << date.weekday().to_monday_zero_offset()) != 0
    }
}

const HOUR_MS: i64 = 3_600_000;

/// When somebody works: whose rules and reminders count by it.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkingTime {
    /// Time zone.
    pub zone: Zone,
    /// Working days of the week.
    pub days: Weekdays,
    /// Days off.
    pub holidays: imbl::OrdSet<Date>,
    /// First working hour of a day, local (9 means 09:00).
    pub from_hour: i8,
    /// The hour at which work ends, local (17 means 17:00).
    pub until_hour: i8,
}

impl WorkingTime {
    /// Whether work is done on that date.
    #[must_use]
    pub fn works_on(&self, date: Date) -> bool {
        self.days.holds(date) && !self.holidays.contains(&date)
    }

    /// Days of the week that are worked.
    #[must_use]
    pub fn days_per_week(&self) -> u32 {
        (self.days.0 & 0b111_1111).count_ones()
    }

    /// Working time of a working day: milliseconds, at least an hour. It is the same on days of 23 or 25 hours.
    #[must_use]
    pub fn day_ms(&self) -> i64 {
        i64::from(self.until_hour.saturating_sub(self.from_hour).max(1)) * HOUR_MS
    }

    /// Working time from one moment to another: milliseconds, never negative. Whole days are counted by arithmetic, so
    /// that a span of years costs no more than one of hours.
    #[must_use]
    pub fn worked_ms(&self, calendar: &dyn Calendar, from: Instant, to: Instant) -> i64 {
        let days = calendar.working_days(from, to, self);
        let left = |at: Instant| self.left_ms(calendar.local(at, &self.zone));
        // `working_days` leaves the first day out and counts the last one whole.
        if from < to { (days * self.day_ms() + left(from) - left(to)).max(0) } else { 0 }
    }

    /// What is still to come of that day's working time.
    fn left_ms(&self, local: DateTime) -> i64 {
        if !self.works_on(local.date()) {
            return 0;
        }
        let time = local.time();
        let since_midnight =
            i64::from(time.hour()) * HOUR_MS + i64::from(time.minute()) * 60_000 + i64::from(time.second()) * 1000 + i64::from(time.millisecond());
        self.day_ms() - (since_midnight - i64::from(self.from_hour) * HOUR_MS).clamp(0, self.day_ms())
    }
}

/// One time-zone database and one reader of recurrence rules for all of Rowlock.
pub trait Calendar: Send + Sync {
    /// Whether the zone's name exists.
    fn knows_zone(&self, zone: &Zone) -> bool;
    /// The wall clock in that zone (UTC for an unknown zone).
    fn local(&self, at: Instant, zone: &Zone) -> DateTime;
    /// The moment of that wall clock: in a gap the later, in a fold the earlier one (RFC 5545, 3.3.5).
    fn instant(&self, local: DateTime, zone: &Zone) -> Instant;
    /// Whether the rule can be read and ever happens; the sentence says what is wrong.
    ///
    /// # Errors
    /// A sentence for people when it cannot.
    fn check(&self, recurrence: &Recurrence) -> Result<(), String>;
    /// Local starts with `from <= start < until` (local wall clock of the recurrence), in order, at most `limit`.
    fn occurrences(&self, recurrence: &Recurrence, from: DateTime, until: DateTime, limit: usize) -> Vec<DateTime>;
    /// Working days `d` with `local date of from < d <= local date of to`; 0 when `to` is earlier.
    fn working_days(&self, from: Instant, to: Instant, time: &WorkingTime) -> i64;
    /// The last working day before that date, looking back at most a year.
    fn working_day_before(&self, date: Date, time: &WorkingTime) -> Option<Date>;
}

/// Any shared calendar is a calendar.
impl<C: Calendar + ?Sized> Calendar for Arc<C> {
    fn knows_zone(&self, zone: &Zone) -> bool {
        (**self).knows_zone(zone)
    }
    fn local(&self, at: Instant, zone: &Zone) -> DateTime {
        (**self).local(at, zone)
    }
    fn instant(&self, local: DateTime, zone: &Zone) -> Instant {
        (**self).instant(local, zone)
    }
    fn check(&self, recurrence: &Recurrence) -> Result<(), String> {
        (**self).check(recurrence)
    }
    fn occurrences(&self, recurrence: &Recurrence, from: DateTime, until: DateTime, limit: usize) -> Vec<DateTime> {
        (**self).occurrences(recurrence, from, until, limit)
    }
    fn working_days(&self, from: Instant, to: Instant, time: &WorkingTime) -> i64 {
        (**self).working_days(from, to, time)
    }
    fn working_day_before(&self, date: Date, time: &WorkingTime) -> Option<Date> {
        (**self).working_day_before(date, time)
    }
}
