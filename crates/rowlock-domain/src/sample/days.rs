//! The calendar of the sample: everything is counted from the day of Product's next meeting.

use crate::{
    Calendar, Date, Instant, Zone,
    time::{Weekday, plus_days},
};

/// How many weeks of history there are.
pub(super) const WEEKS: i64 = 13;
/// A meeting that began less than this ago is told as moved to earlier that day, so that none is open now.
const SLOT_SECONDS: i64 = 25 * 60;
const EARLIER_SECONDS: i64 = 45 * 60;
/// With less since the last meeting, what happened since is told as if it were spread over day and night.
const FEW_WORKING_HOURS_MS: i64 = 3_600_000;

/// A meeting of the past or the next one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// When its series says that it starts, wall clock.
    pub local: crate::DateTime,
    /// When it was held.
    pub at: Instant,
    /// Whether that was earlier than its series says.
    pub moved: bool,
}

/// Dates relative to the next meeting.
pub(super) struct Days<'a> {
    calendar: &'a dyn Calendar,
    pub zone: Zone,
    /// Day of Product's next meeting.
    pub next: Date,
    /// Now: nothing happens later.
    pub end: Instant,
    /// The first day of all.
    pub first: Date,
    /// The end of Product's last meeting.
    pub last_close: Instant,
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

impl<'a> Days<'a> {
    pub fn new(calendar: &'a dyn Calendar, now: Instant) -> Self {
        let zone = Zone::named("Europe/Berlin");
        let today = calendar.local(now, &zone).date();
        let meets = |date: &Date| matches!(date.weekday(), Weekday::Tuesday | Weekday::Thursday);
        let start = |date: Date| calendar.instant(date.at(9, 30, 0, 0), &zone);
        let coming = (0..=7).map(|n| plus_days(today, n)).filter(meets).find(|date| start(*date) > now);
        let next = coming.unwrap_or(today);
        let monday = plus_days(next, -i64::from(next.weekday().to_monday_zero_offset()));
        let mut days = Self { calendar, next, end: now, first: plus_days(monday, -7 * WEEKS), last_close: now, zone };
        let last = days.product_meetings().pop();
        days.last_close = last.map_or(now, |held| held.at.plus_seconds(20 * 60));
        days
    }

    /// A moment of the past, so many days before the next meeting's day; on a weekend the Friday before.
    pub fn ago(&self, days: i64, hour: i8, minute: i8) -> Instant {
        let mut date = plus_days(self.next, -days);
        while is_weekend(date) {
            date = plus_days(date, -1);
        }
        self.at(date, hour, minute)
    }

    /// A working day, so many days after the next meeting's day.
    pub fn day(&self, days: i64) -> Date {
        let mut date = plus_days(self.next, days);
        while is_weekend(date) {
            date = plus_days(date, 1);
        }
        date
    }

    /// That moment of a day.
    pub fn at(&self, date: Date, hour: i8, minute: i8) -> Instant {
        self.calendar.instant(date.at(hour, minute, 0, 0), &self.zone)
    }

    /// A moment between the end of the last meeting and now, by per cent of the working hours between them; where there are
    /// hardly any, of all hours.
    pub fn since(&self, percent: i64) -> Instant {
        let after = self.last_close.0 + 60_000;
        let mut spans = self.working_hours(after);
        if spans.iter().map(|(from, to)| to - from).sum::<i64>() < FEW_WORKING_HOURS_MS {
            spans = vec![(after, self.end.0.max(after))];
        }
        let mut left = spans.iter().map(|(from, to)| to - from).sum::<i64>() / 100 * percent;
        for (from, to) in &spans {
            if left <= to - from {
                return Instant(from + left);
            }
            left -= to - from;
        }
        self.end
    }

    /// From half past eight to six, Mondays to Fridays, after that moment and until now.
    fn working_hours(&self, after: i64) -> Vec<(i64, i64)> {
        let last = self.calendar.local(self.end, &self.zone).date();
        let mut date = self.calendar.local(Instant(after), &self.zone).date();
        let mut spans = Vec::new();
        while date <= last {
            let (from, to) = (self.at(date, 8, 30).0.max(after), self.at(date, 18, 0).0.min(self.end.0));
            if !is_weekend(date) && from < to {
                spans.push((from, to));
            }
            date = plus_days(date, 1);
        }
        spans
    }

    /// Product's meetings until now: Tuesdays and Thursdays at 09:30.
    pub fn product_meetings(&self) -> Vec<Held> {
        self.meetings(&[Weekday::Tuesday, Weekday::Thursday], 9, 30)
    }

    /// Meetings on those weekdays at that time that are over now.
    pub fn meetings(&self, weekdays: &[Weekday], hour: i8, minute: i8) -> Vec<Held> {
        let dates = (0..=7 * WEEKS + 7).map(|n| plus_days(self.first, n)).filter(|date| weekdays.contains(&date.weekday()));
        dates.filter_map(|date| self.held(date, hour, minute)).collect()
    }

    fn held(&self, date: Date, hour: i8, minute: i8) -> Option<Held> {
        let local = date.at(hour, minute, 0, 0);
        let at = self.calendar.instant(local, &self.zone);
        if at > self.end {
            return None;
        }
        let moved = at.plus_seconds(SLOT_SECONDS) > self.end;
        Some(Held { local, at: if moved { at.plus_seconds(-EARLIER_SECONDS) } else { at }, moved })
    }

    /// The Monday of that many weeks before the next meeting's week.
    pub fn monday(&self, weeks_ago: i64) -> Date {
        plus_days(self.first, 7 * (WEEKS - weeks_ago))
    }
}

/// Steele, Lea and Flood's SplitMix64: the same numbers on every machine, for ever.
pub(super) struct SplitMix(pub u64);

impl SplitMix {
    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: u32) -> u32 {
        u32::try_from(self.bits() % u64::from(n.max(1))).unwrap_or(0)
    }
}
