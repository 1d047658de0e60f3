//! A calendar without zone data: UTC, and Berlin without summer time; weekly and daily rules only.

use crate::{
    Calendar, Date, DateTime, Instant, Zone,
    calendar::WorkingTime,
    series::Recurrence,
    time::{Time, days_between, plus_days},
};

const DAY_MS: i64 = 86_400_000;
const HOUR_MS: i64 = 3_600_000;
const EPOCH: Date = Date::constant(1970, 1, 1);
const DAY_NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The calendar of tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct UtcCalendar;

fn offset_ms(zone: &Zone) -> Option<i64> {
    match zone.as_str() {
        "Etc/UTC" | "UTC" => Some(0),
        "Europe/Berlin" => Some(HOUR_MS),
        _ => None,
    }
}

fn time_ms(time: Time) -> i64 {
    i64::from(time.hour()) * HOUR_MS + i64::from(time.minute()) * 60_000 + i64::from(time.second()) * 1000 + i64::from(time.millisecond())
}

fn time_of(ms: i64) -> Time {
    let part = |divisor: i64, modulus: i64| i8::try_from(ms / divisor % modulus).unwrap_or(0);
    let nanoseconds = i32::try_from(ms % 1000 * 1_000_000).unwrap_or(0);
    Time::new(part(HOUR_MS, 24), part(60_000, 60), part(1000, 60), nanoseconds).unwrap_or_default()
}

struct Rule {
    weekly: bool,
    interval: i64,
    days: Vec<i64>,
}

fn read(rule: &str) -> Result<Rule, String> {
    let mut read = Rule { weekly: true, interval: 1, days: Vec::new() };
    let mut has_frequency = false;
    for part in rule.split(';') {
        match part.split_once('=') {
            Some(("FREQ", frequency @ ("WEEKLY" | "DAILY"))) => {
                has_frequency = true;
                read.weekly = frequency == "WEEKLY";
            }
            Some(("INTERVAL", n)) => read.interval = n.parse().ok().filter(|n| *n > 0).ok_or("INTERVAL must be a number from 1")?,
            Some(("BYDAY", days)) => {
                for day in days.split(',') {
                    let index = DAY_NAMES.iter().position(|name| *name == day).ok_or_else(|| format!("“{day}” is not a weekday"))?;
                    read.days.push(i64::try_from(index).unwrap_or(0));
                }
            }
            _ => return Err(format!("“{part}” is not understood here")),
        }
    }
    if has_frequency { Ok(read) } else { Err("the rule says no FREQ".to_owned()) }
}

impl Rule {
    fn falls_on(&self, date: Date, start: Date) -> bool {
        let weekday = |date: Date| i64::from(date.weekday().to_monday_zero_offset());
        let chosen = self.days.contains(&weekday(date));
        if !self.weekly {
            return days_between(start, date) % self.interval == 0 && (self.days.is_empty() || chosen);
        }
        let monday = plus_days(start, -weekday(start));
        let fits_day = chosen || (self.days.is_empty() && weekday(date) == weekday(start));
        fits_day && days_between(monday, date).div_euclid(7) % self.interval == 0
    }
}

impl Calendar for UtcCalendar {
    fn knows_zone(&self, zone: &Zone) -> bool {
        offset_ms(zone).is_some()
    }

    fn local(&self, at: Instant, zone: &Zone) -> DateTime {
        let ms = at.0.saturating_add(offset_ms(zone).unwrap_or(0));
        plus_days(EPOCH, ms.div_euclid(DAY_MS)).to_datetime(time_of(ms.rem_euclid(DAY_MS)))
    }

    fn instant(&self, local: DateTime, zone: &Zone) -> Instant {
        Instant(days_between(EPOCH, local.date()) * DAY_MS + time_ms(local.time()) - offset_ms(zone).unwrap_or(0))
    }

    fn check(&self, recurrence: &Recurrence) -> Result<(), String> {
        read(&recurrence.rule).map(|_| ())
    }

    fn occurrences(&self, recurrence: &Recurrence, from: DateTime, until: DateTime, limit: usize) -> Vec<DateTime> {
        let Ok(rule) = read(&recurrence.rule) else { return Vec::new() };
        let start = recurrence.start;
        let first = start.date().max(from.date());
        (0..=days_between(first, until.date()).max(-1))
            .map(|days| plus_days(first, days))
            .filter(|date| rule.falls_on(*date, start.date()))
            .map(|date| date.to_datetime(start.time()))
            .filter(|local| *local >= start && *local >= from && *local < until)
            .take(limit)
            .collect()
    }

    fn working_days(&self, from: Instant, to: Instant, time: &WorkingTime) -> i64 {
        let first = self.local(from, &time.zone).date();
        let days = days_between(first, self.local(to, &time.zone).date()).max(0);
        let worked = (1..=days).filter(|n| time.works_on(plus_days(first, *n))).count();
        i64::try_from(worked).unwrap_or(i64::MAX)
    }

    fn working_day_before(&self, date: Date, time: &WorkingTime) -> Option<Date> {
        (1..=366).map(|n| plus_days(date, -n)).find(|day| time.works_on(*day))
    }
}
