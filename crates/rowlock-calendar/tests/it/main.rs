//! The calendar as the rest of Rowlock sees it.
#![allow(clippy::unwrap_used)]

mod clock_change;
mod known_answers;
mod rhythm;
mod sample;
mod sentences;
mod shared;

use rowlock_calendar::ZonedCalendar;
use rowlock_domain::{Calendar, DateTime, Zone, series::Recurrence};

fn recurrence(rule: &str, start: &str, zone: &str) -> Recurrence {
    Recurrence { rule: rule.into(), start: start.parse().unwrap(), zone: Zone::named(zone) }
}

fn occurrences(recurrence: &Recurrence, from: &str, until: &str) -> Vec<String> {
    let (from, until): (DateTime, DateTime) = (from.parse().unwrap(), until.parse().unwrap());
    ZonedCalendar::new().occurrences(recurrence, from, until, 10_000).iter().map(ToString::to_string).collect()
}

fn dates(rule: &str, start: &str, until: &str) -> Vec<String> {
    let found = occurrences(&recurrence(rule, start, "UTC"), start, until);
    found.iter().map(|start| start[..10].to_owned()).collect()
}
