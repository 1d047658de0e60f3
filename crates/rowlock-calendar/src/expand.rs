//! The dates of a rule, by the crate `rrule`, which sees wall clocks as if they were UTC.
//!
//! Invariants: work is bounded by the window, not by the rule's age (a rule without COUNT is moved forward by whole rounds of its
//! rhythm, so its phase stays); what comes out is sorted, lies in the window and not before the first start.

use crate::rule::{End, Rule, weekday_of};
use chrono::{NaiveDate, TimeZone};
use jiff::{Span, Unit, civil::Date};
use rowlock_domain::{
    DateTime,
    time::{days_between, plus_days},
};
use rrule::{Frequency, RRule, RRuleSet, Tz};
use std::ops::{Range, RangeInclusive};

/// Years in which a rule may start.
pub(crate) const YEARS: RangeInclusive<i16> = 1900..=2199;
/// The last moment that is looked at: rules without end stop there.
const HORIZON: DateTime = DateTime::constant(2999, 12, 31, 23, 59, 59, 0);

/// The first occurrence, if there is any.
pub(crate) fn first(rule: &Rule, start: DateTime) -> Option<DateTime> {
    within(rule, start, start..HORIZON, 1).first().copied()
}

/// The occurrences of a window, at most `limit`.
pub(crate) fn within(rule: &Rule, start: DateTime, window: Range<DateTime>, limit: usize) -> Vec<DateTime> {
    let start = without_fraction(start);
    let from = window.start.max(start);
    let end = window.end.min(HORIZON);
    let over = matches!(rule.end, End::At(last) if last < from);
    if over || from >= end || limit == 0 {
        return Vec::new();
    }
    let Some(set) = at_round(rule, start, from).and_then(|begin| rule_set(rule, begin)) else { return Vec::new() };
    let (count, last) = match rule.end {
        End::Never => (usize::MAX, HORIZON),
        End::After(count) => (count as usize, HORIZON),
        End::At(last) => (usize::MAX, last),
    };
    (&set)
        .into_iter()
        .filter_map(|found| wall_clock(&found))
        .skip_while(|found| *found < start)
        .take(count)
        .take_while(|found| *found < end && *found <= last)
        .skip_while(|found| *found < from)
        .take(limit)
        .collect()
}

fn without_fraction(at: DateTime) -> DateTime {
    at.with().subsec_nanosecond(0).build().unwrap_or(at)
}

/// Where to begin computing: the last beginning of a round of the rhythm that leaves a whole round before `from`.
fn at_round(rule: &Rule, start: DateTime, from: DateTime) -> Option<DateTime> {
    let begin = first_round(rule, start.date())?;
    if matches!(rule.end, End::After(_)) {
        return Some(begin.to_datetime(start.time()));
    }
    let (unit, passed) = match rule.frequency {
        Frequency::Daily => (Span::new().days(1), days_between(begin, from.date())),
        Frequency::Weekly => (Span::new().weeks(1), days_between(begin, from.date()) / 7),
        Frequency::Monthly => (Span::new().months(1), months_between(begin, from.date())),
        _ => (Span::new().years(1), i64::from(from.year() - begin.year())),
    };
    let rounds = (passed / i64::from(rule.interval) - 1).max(0);
    let date = begin.checked_add(unit.checked_mul(rounds * i64::from(rule.interval)).ok()?).ok()?;
    Some(date.to_datetime(start.time()))
}

/// The first day of the round that holds the first start: that day, or the first day of its week, month or year.
fn first_round(rule: &Rule, start: Date) -> Option<Date> {
    match rule.frequency {
        Frequency::Daily => Some(start),
        Frequency::Weekly => {
            let since = weekday_of(start.to_datetime(jiff::civil::Time::MIN)).days_since(rule.week_start);
            Some(plus_days(start, -i64::from(since)))
        }
        Frequency::Monthly => Some(start.first_of_month()),
        _ => Some(start.first_of_year()),
    }
}

fn months_between(from: Date, to: Date) -> i64 {
    from.until((Unit::Month, to)).map_or(0, |span| i64::from(span.get_months()))
}

fn rule_set(rule: &Rule, begin: DateTime) -> Option<RRuleSet> {
    let begin = as_utc(begin)?;
    let months: Vec<chrono::Month> = rule.months.iter().filter_map(|month| chrono::Month::try_from(*month).ok()).collect();
    let built = RRule::new(rule.frequency)
        .interval(rule.interval)
        .week_start(rule.week_start)
        .by_weekday(rule.weekdays.clone())
        .by_month_day(rule.month_days.clone())
        .by_month(&months)
        .by_year_day(rule.year_days.clone())
        .by_week_no(rule.weeks.clone())
        .by_set_pos(rule.positions.clone())
        .by_hour(rule.hours.clone())
        .by_minute(rule.minutes.clone())
        .by_second(rule.seconds.clone());
    built.build(begin).ok().map(RRuleSet::limit)
}

fn as_utc(at: DateTime) -> Option<chrono::DateTime<Tz>> {
    let date = NaiveDate::from_ymd_opt(at.year().into(), at.month().try_into().ok()?, at.day().try_into().ok()?)?;
    let time = date.and_hms_opt(at.hour().try_into().ok()?, at.minute().try_into().ok()?, at.second().try_into().ok()?)?;
    Some(Tz::UTC.from_utc_datetime(&time))
}

fn wall_clock(found: &chrono::DateTime<Tz>) -> Option<DateTime> {
    use chrono::{Datelike, Timelike};
    let date = Date::new(found.year().try_into().ok()?, found.month().try_into().ok()?, found.day().try_into().ok()?).ok()?;
    let (hour, minute, second) = (found.hour().try_into().ok()?, found.minute().try_into().ok()?, found.second().try_into().ok()?);
    Some(date.at(hour, minute, second, 0))
}
