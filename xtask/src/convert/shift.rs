//! Moving an old snapshot to another day, by whole weeks: weekdays stay what they are.

use jiff::{ToSpan, civil::Date, civil::DateTime};

/// How far all dates move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    day: Date,
    weeks: i64,
}

impl Shift {
    /// The largest whole number of weeks by which the snapshot's day moves without passing `to`.
    pub fn between(day: Date, to: Option<Date>) -> Self {
        let days = to.and_then(|to| day.until(to).ok()).map_or(0, |span| i64::from(span.get_days()));
        Self { day, weeks: days.div_euclid(7) }
    }

    /// Whether the date lay before the snapshot's day.
    pub fn is_past(self, date: Date) -> bool {
        date < self.day
    }

    /// A date, moved.
    pub fn date(self, date: Date) -> Date {
        date.saturating_add(self.weeks.weeks())
    }

    /// A local time, moved.
    pub fn local(self, local: DateTime) -> DateTime {
        self.date(local.date()).to_datetime(local.time())
    }

    /// A rule, with its last day moved if it has one.
    pub fn rule(self, rule: &str) -> String {
        rule.split(';').map(|part| self.part(part).unwrap_or_else(|| part.to_owned())).collect::<Vec<_>>().join(";")
    }

    fn part(self, part: &str) -> Option<String> {
        let until = part.strip_prefix("UNTIL=")?;
        let (day, time) = until.split_at_checked(8)?;
        let date = Date::strptime("%Y%m%d", day).ok()?;
        Some(format!("UNTIL={}{time}", self.date(date).strftime("%Y%m%d")))
    }
}
