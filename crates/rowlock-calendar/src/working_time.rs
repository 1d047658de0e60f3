//! Working days: the days of the week that are worked, without holidays. By arithmetic, so that a span of years costs nothing.

use rowlock_domain::{
    Date,
    calendar::WorkingTime,
    time::{days_between, plus_days},
};

/// How far back a working day is looked for.
const LOOK_BACK_DAYS: usize = 366;

/// Working days `d` with `after < d <= last`; 0 when `last` is not later.
pub(crate) fn days_after(after: Date, last: Date, time: &WorkingTime) -> i64 {
    let days = days_between(after, last);
    if days <= 0 {
        return 0;
    }
    let first = plus_days(after, 1);
    let per_week = i64::from((time.days.0 & 0b111_1111).count_ones());
    let rest = (days % 7) as usize;
    let in_rest = first.series(jiff::Span::new().days(1)).take(rest).filter(|day| time.days.holds(*day)).count();
    let off = time.holidays.range(first..=last).filter(|day| time.days.holds(**day)).count();
    days / 7 * per_week + in_rest as i64 - off as i64
}

/// The last working day before that date.
pub(crate) fn day_before(date: Date, time: &WorkingTime) -> Option<Date> {
    date.series(jiff::Span::new().days(-1)).skip(1).take(LOOK_BACK_DAYS).find(|day| time.works_on(*day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ZonedCalendar;
    use jiff::civil::date;
    use proptest::prelude::*;
    use rowlock_domain::{Calendar, Zone, calendar::Weekdays};

    fn time(days: u8, holidays: &[Date]) -> WorkingTime {
        let holidays = holidays.iter().copied().collect();
        WorkingTime { zone: Zone::named("UTC"), days: Weekdays(days), holidays, from_hour: 9, until_hour: 17 }
    }

    #[test]
    fn the_working_day_before_a_monday_after_a_holiday_is_thursday() {
        let time = time(Weekdays::WORKING.0, &[date(2026, 4, 3)]);
        assert_eq!(day_before(date(2026, 4, 6), &time), Some(date(2026, 4, 2)));
    }

    #[test]
    fn who_never_works_has_no_working_day_before() {
        assert_eq!(day_before(date(2026, 4, 6), &time(0, &[])), None);
        assert_eq!(days_after(date(2020, 1, 1), date(2026, 1, 1), &time(0, &[])), 0);
    }

    #[test]
    fn a_span_backwards_holds_no_working_day() {
        assert_eq!(days_after(date(2026, 4, 6), date(2026, 4, 1), &time(Weekdays::WORKING.0, &[])), 0);
    }

    proptest! {
        #[test]
        fn arithmetic_agrees_with_counting_day_by_day(start in 0i64..2000, length in -20i64..400, days in 0u8..128, off in prop::collection::vec(0i64..2400, 0..30)) {
            let epoch = date(2023, 1, 1);
            let holidays: Vec<Date> = off.into_iter().map(|days| plus_days(epoch, days)).collect();
            let time = time(days, &holidays);
            let after = plus_days(epoch, start);
            let counted = (1..=length).filter(|days| time.works_on(plus_days(after, *days))).count() as i64;
            prop_assert_eq!(days_after(after, plus_days(after, length), &time), counted);
        }

        #[test]
        fn working_time_by_arithmetic_agrees_with_counting_half_hours(
            start in 0i64..40_000, length in 0i64..3_000, days in 0u8..128, off in prop::collection::vec(0i64..900, 0..20),
            hours in (0i8..12, 12i8..=24), zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York"]),
        ) {
            let epoch = date(2024, 1, 1);
            let holidays = off.into_iter().map(|days| plus_days(epoch, days)).collect();
            // Clocks change at night: work begins after that.
            let (from_hour, until_hour) = (hours.0.max(4), hours.1);
            let time = WorkingTime { zone: Zone::named(zone), days: Weekdays(days), holidays, from_hour, until_hour };
            let calendar = ZonedCalendar::new();
            let at = |halves: i64| calendar.instant(epoch.at(0, 0, 0, 0), &Zone::named("UTC")).plus_seconds(halves * 1800);
            let is_worked = |halves: &i64| {
                let local = calendar.local(at(*halves), &time.zone);
                time.works_on(local.date()) && (from_hour..until_hour).contains(&local.hour())
            };
            let counted = (start..start + length).filter(is_worked).count() as i64 * 1_800_000;
            prop_assert_eq!(time.worked_ms(&calendar, at(start), at(start + length)), counted);
        }
    }
}
