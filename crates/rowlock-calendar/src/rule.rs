//! A recurrence rule as written (RFC 5545, 3.3.10), read strictly and in one pass, with sentences for people.
//!
//! Invariants: a read rule is small, its frequency is a day or longer, and what RFC 5545 takes from the first start is written out,
//! so that a later start in the same rhythm yields the same dates. Not here: computing dates (`expand.rs`).

use crate::{
    part::{number, numbers, shown, weekday, weekdays},
    zone,
};
use jiff::civil::{Time, date};
use rowlock_domain::{DateTime, series::Recurrence};
use rrule::{Frequency, NWeekday, Weekday};

/// Longest rule, in characters.
pub(crate) const RULE_LIMIT: usize = 500;
/// Most starts on one day.
const STARTS_A_DAY: usize = 24;
/// Most occurrences by COUNT.
const COUNT_LIMIT: u16 = 10_000;
/// Longest pause: every so many days, weeks, months or years.
const INTERVAL_LIMIT: u16 = 1000;

const PARTS: [&str; 14] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYDAY",
    "BYMONTHDAY",
    "BYMONTH",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYSETPOS",
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
];

/// How a rule ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum End {
    Never,
    After(u32),
    /// The last wall clock that may still be a start.
    At(DateTime),
}

/// A rule that can be computed.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) frequency: Frequency,
    pub(crate) interval: u16,
    pub(crate) end: End,
    pub(crate) week_start: Weekday,
    pub(crate) weekdays: Vec<NWeekday>,
    pub(crate) month_days: Vec<i8>,
    pub(crate) months: Vec<u8>,
    pub(crate) year_days: Vec<i16>,
    pub(crate) weeks: Vec<i8>,
    pub(crate) positions: Vec<i32>,
    pub(crate) hours: Vec<u8>,
    pub(crate) minutes: Vec<u8>,
    pub(crate) seconds: Vec<u8>,
}

impl Rule {
    /// Reads a recurrence's rule.
    ///
    /// # Errors
    /// A sentence that says what is wrong and what would be right.
    pub(crate) fn read(recurrence: &Recurrence) -> Result<Self, String> {
        let mut rule = Self::parse(&recurrence.rule, recurrence)?;
        rule.check_company()?;
        rule.fill_from(recurrence.start);
        Ok(rule)
    }

    /// Whether it ends.
    pub(crate) fn ends(&self) -> bool {
        self.end != End::Never
    }

    fn empty() -> Self {
        Self {
            frequency: Frequency::Secondly,
            interval: 1,
            end: End::Never,
            week_start: Weekday::Mon,
            weekdays: Vec::new(),
            month_days: Vec::new(),
            months: Vec::new(),
            year_days: Vec::new(),
            weeks: Vec::new(),
            positions: Vec::new(),
            hours: Vec::new(),
            minutes: Vec::new(),
            seconds: Vec::new(),
        }
    }

    fn parse(written: &str, recurrence: &Recurrence) -> Result<Self, String> {
        if written.len() > RULE_LIMIT {
            return Err(format!("This rule has {} characters; at most {RULE_LIMIT} fit. Shorten it.", written.len()));
        }
        let upper = written.trim().to_ascii_uppercase();
        if upper.is_empty() {
            return Err("There is no rule. Write one such as FREQ=WEEKLY;BYDAY=TU,TH.".into());
        }
        if upper.starts_with("RRULE:") || upper.starts_with("DTSTART") {
            return Err("Write the rule alone, such as FREQ=WEEKLY;BYDAY=TU,TH, without RRULE: or DTSTART in front.".into());
        }
        let mut rule = Self::empty();
        let mut seen = Vec::new();
        for part in upper.strip_suffix(';').unwrap_or(&upper).split(';') {
            let Some((name, value)) = part.split_once('=').map(|(name, value)| (name.trim(), value.trim())) else {
                return Err(format!("“{}” is not a part of a rule. Parts look like FREQ=WEEKLY, with ; between them.", shown(part)));
            };
            if seen.contains(&name) {
                return Err(format!("{} stands twice in this rule. Keep one.", shown(name)));
            }
            seen.push(name);
            rule.take(name, value, recurrence)?;
        }
        if !seen.contains(&"FREQ") {
            return Err("This rule does not say how often. Begin with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.".into());
        }
        if seen.contains(&"COUNT") && seen.contains(&"UNTIL") {
            return Err("COUNT and UNTIL exclude each other. Keep one.".into());
        }
        Ok(rule)
    }

    fn take(&mut self, name: &str, value: &str, recurrence: &Recurrence) -> Result<(), String> {
        match name {
            "FREQ" => self.frequency = frequency(value)?,
            "INTERVAL" => self.interval = number(name, value, 1, i64::from(INTERVAL_LIMIT))? as u16,
            "COUNT" => self.end = End::After(number(name, value, 1_u32, COUNT_LIMIT.into())?),
            "UNTIL" => self.end = End::At(last_start(value, recurrence)?),
            "WKST" => self.week_start = weekday(name, value)?,
            "BYDAY" => self.weekdays = weekdays(value)?,
            "BYMONTHDAY" => self.month_days = numbers(name, value, -31, 31)?,
            "BYMONTH" => self.months = numbers(name, value, 1, 12)?,
            "BYYEARDAY" => self.year_days = numbers(name, value, -366, 366)?,
            "BYWEEKNO" => self.weeks = numbers(name, value, -53, 53)?,
            "BYSETPOS" => self.positions = numbers(name, value, -366, 366)?,
            "BYHOUR" => self.hours = numbers(name, value, 0, 23)?,
            "BYMINUTE" => self.minutes = numbers(name, value, 0, 59)?,
            "BYSECOND" => self.seconds = numbers(name, value, 0, 59)?,
            _ => return Err(format!("“{}” is not a part that a rule has. Known are {}.", shown(name), PARTS.join(", "))),
        }
        Ok(())
    }

    /// What RFC 5545 does not allow side by side.
    fn check_company(&self) -> Result<(), String> {
        let yearly = self.frequency == Frequency::Yearly;
        let placed = self.weekdays.iter().any(|day| matches!(day, NWeekday::Nth(..)));
        let chooses = [self.weekdays.len(), self.month_days.len(), self.months.len(), self.year_days.len(), self.weeks.len(), self.hours.len()];
        if placed && !(yearly || self.frequency == Frequency::Monthly) {
            return Err("A place such as 2TU or -1FR works in monthly and yearly rules only. Write the day alone, or FREQ=MONTHLY.".into());
        }
        if placed && !self.weeks.is_empty() {
            return Err("BYWEEKNO already says which week. Write the day in BYDAY alone.".into());
        }
        let places = if yearly { -52..=53 } else { -4..=5 };
        if self.weekdays.iter().any(|day| matches!(day, NWeekday::Nth(place, _) if !places.contains(place))) {
            let (period, first, last) = if yearly { ("year", 53, 52) } else { ("month", 5, 4) };
            return Err(format!("No {period} has such a weekday often enough. Use a place from 1 to {first}, or from -1 to -{last}."));
        }
        if self.frequency == Frequency::Weekly && !self.month_days.is_empty() {
            return Err("BYMONTHDAY does not work in weekly rules. Use FREQ=MONTHLY, or leave it out.".into());
        }
        if !(yearly || self.year_days.is_empty() && self.weeks.is_empty()) {
            return Err("BYYEARDAY and BYWEEKNO work in yearly rules only. Use FREQ=YEARLY, or leave them out.".into());
        }
        if !self.positions.is_empty() && chooses.iter().all(|count| *count == 0) {
            return Err("BYSETPOS picks from what another part lists. Add one, such as BYDAY=MO,TU,WE,TH,FR.".into());
        }
        if self.hours.len().max(1) * self.minutes.len().max(1) * self.seconds.len().max(1) > STARTS_A_DAY {
            return Err(format!("This rule starts more than {STARTS_A_DAY} times a day. List fewer times."));
        }
        Ok(())
    }

    /// Writes out what a rule leaves to its first start.
    fn fill_from(&mut self, start: DateTime) {
        let open = self.weekdays.is_empty() && self.month_days.is_empty() && self.year_days.is_empty();
        let day = NWeekday::Every(weekday_of(start));
        match self.frequency {
            Frequency::Weekly if open => self.weekdays.push(day),
            Frequency::Yearly if open && !self.weeks.is_empty() => self.weekdays.push(day),
            Frequency::Monthly if open => self.month_days.push(start.day()),
            Frequency::Yearly if open => {
                self.month_days.push(start.day());
                if self.months.is_empty() {
                    self.months.push(start.month() as u8);
                }
            }
            _ => {}
        }
        let own = [(&mut self.hours, start.hour()), (&mut self.minutes, start.minute()), (&mut self.seconds, start.second())];
        for (list, value) in own {
            if list.is_empty() {
                list.push(value as u8);
            }
        }
    }
}

fn frequency(value: &str) -> Result<Frequency, String> {
    match value {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        "HOURLY" | "MINUTELY" | "SECONDLY" => Err(format!("Nobody meets {}. Use FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.", value.to_ascii_lowercase())),
        _ => Err(format!("FREQ is DAILY, WEEKLY, MONTHLY or YEARLY; “{}” is none of them.", shown(value))),
    }
}

/// The day of the week, in rrule's words.
pub(crate) fn weekday_of(start: DateTime) -> Weekday {
    Weekday::try_from(start.weekday().to_monday_zero_offset() as u8).unwrap_or(Weekday::Mon)
}

/// UNTIL as the last wall clock of the recurrence's zone: a date means its whole day, a Z means UTC.
fn last_start(value: &str, recurrence: &Recurrence) -> Result<DateTime, String> {
    let wrong = || format!("UNTIL looks like 20271231 or 20271231T170000Z; “{}” does not.", shown(value));
    let utc = value.ends_with('Z');
    let plain = value.strip_suffix('Z').unwrap_or(value);
    let (day, time) = plain.split_once('T').map_or((plain, None), |(day, time)| (day, Some(time)));
    let day = digits(day, 8).and_then(|n| jiff::civil::Date::new((n / 10_000) as i16, (n / 100 % 100) as i8, (n % 100) as i8).ok());
    let day = day.ok_or_else(wrong)?;
    let Some(time) = time else {
        return if utc { Err(wrong()) } else { Ok(day.to_datetime(Time::MAX)) };
    };
    let time = digits(time, 6).and_then(|n| Time::new((n / 10_000) as i8, (n / 100 % 100) as i8, (n % 100) as i8, 0).ok());
    let at = day.to_datetime(time.ok_or_else(wrong)?);
    if !utc || day < date(1, 1, 2) {
        return Ok(at);
    }
    Ok(zone::local(zone::instant(at, &rowlock_domain::Zone::named("UTC")), &recurrence.zone))
}

fn digits(written: &str, count: usize) -> Option<u32> {
    (written.len() == count && written.bytes().all(|b| b.is_ascii_digit())).then(|| written.parse().ok()).flatten()
}
