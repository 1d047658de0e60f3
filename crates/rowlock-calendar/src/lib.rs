//! The calendar: when recurring meetings happen, what a wall clock means in a zone, which days are worked.
//!
//! Invariants: the crate `rrule` computes dates and wall clocks only, never moments; every moment comes from jiff with its bundled
//! zone data, so there is one time-zone database. Pure, and bounded for every rule and window, however strange.
//! Not here: which meetings a series has (moved, cancelled, closing days) and when sprints begin. Those are rules of `rowlock-domain`.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod expand;
mod part;
mod rule;
mod working_time;
mod zone;

use rowlock_domain::{Calendar, Date, DateTime, Instant, Zone, calendar::WorkingTime, series::Recurrence};
use rule::Rule;

/// The calendar that Rowlock runs with.
#[derive(Clone, Copy, Debug, Default)]
pub struct ZonedCalendar;

/// A rule whose first occurrence lies further from its start than this never happens, as far as people are concerned.
const PATIENCE_YEARS: i16 = 100;

impl ZonedCalendar {
    /// A calendar. It holds nothing: all of them are alike.
    #[must_use]
    pub fn new() -> Self {
        Self
    }
}

impl Calendar for ZonedCalendar {
    fn knows_zone(&self, zone: &Zone) -> bool {
        zone::find(zone).is_some()
    }

    fn local(&self, at: Instant, zone: &Zone) -> DateTime {
        zone::local(at, zone)
    }

    fn instant(&self, local: DateTime, zone: &Zone) -> Instant {
        zone::instant(local, zone)
    }

    fn check(&self, recurrence: &Recurrence) -> Result<(), String> {
        if !self.knows_zone(&recurrence.zone) {
            return Err(format!("“{}” is not a time zone. Use a name such as Europe/Berlin.", part::shown(recurrence.zone.as_str())));
        }
        if !expand::YEARS.contains(&recurrence.start.year()) {
            return Err(format!(
                "The first start lies in the year {}. Choose one between {} and {}.",
                recurrence.start.year(),
                expand::YEARS.start(),
                expand::YEARS.end()
            ));
        }
        let rule = Rule::read(recurrence)?;
        match expand::first(&rule, recurrence.start) {
            Some(first) if first.year() - recurrence.start.year() <= PATIENCE_YEARS => Ok(()),
            _ if rule.ends() => Err("This rule is over before it happens even once. Choose a later end, or an earlier first start.".into()),
            _ => Err("This rule never happens: no date fits all its parts. Take one of them out.".into()),
        }
    }

    fn occurrences(&self, recurrence: &Recurrence, from: DateTime, until: DateTime, limit: usize) -> Vec<DateTime> {
        match Rule::read(recurrence) {
            Ok(rule) if expand::YEARS.contains(&recurrence.start.year()) => expand::within(&rule, recurrence.start, from..until, limit),
            _ => Vec::new(),
        }
    }

    fn working_days(&self, from: Instant, to: Instant, time: &WorkingTime) -> i64 {
        working_time::days_after(zone::local(from, &time.zone).date(), zone::local(to, &time.zone).date(), time)
    }

    fn working_day_before(&self, date: Date, time: &WorkingTime) -> Option<Date> {
        working_time::day_before(date, time)
    }
}
