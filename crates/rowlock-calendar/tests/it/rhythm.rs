//! Which dates a rule yields, and that windows only cut.

use crate::{dates, occurrences, recurrence};
use proptest::prelude::*;
use rowlock_calendar::ZonedCalendar;
use rowlock_domain::{Calendar, DateTime};
use std::time::{Duration, Instant};

#[test]
fn every_two_weeks_keeps_its_phase_however_far_one_looks() {
    let series = recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "2023-07-06T10:00:00", "Europe/Berlin");
    let near = occurrences(&series, "2023-07-06T00:00:00", "2023-07-21T00:00:00");
    assert_eq!(near, ["2023-07-06T10:00:00", "2023-07-18T10:00:00", "2023-07-20T10:00:00"]);
    let far = occurrences(&series, "2026-11-20T00:00:00", "2026-12-05T00:00:00");
    assert_eq!(far, ["2026-12-01T10:00:00", "2026-12-03T10:00:00"]);
}

#[test]
fn a_start_that_does_not_fit_the_rule_is_not_an_occurrence() {
    assert_eq!(dates("FREQ=WEEKLY;BYDAY=TU", "2026-11-26T10:00:00", "2026-12-03T00:00:00"), ["2026-12-01"]);
}

#[test]
fn the_first_thursday_of_each_month() {
    let found = dates("FREQ=MONTHLY;BYDAY=1TH", "2026-10-01T17:00:00", "2027-02-01T00:00:00");
    assert_eq!(found, ["2026-10-01", "2026-11-05", "2026-12-03", "2027-01-07"]);
}

#[test]
fn the_last_working_day_of_each_month() {
    let found = dates("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-15T17:00:00", "2026-06-01T00:00:00");
    assert_eq!(found, ["2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30", "2026-05-29"]);
}

#[test]
fn the_31st_leaves_short_months_out() {
    let found = dates("FREQ=MONTHLY", "2026-01-31T10:00:00", "2026-08-01T00:00:00");
    assert_eq!(found, ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"]);
}

#[test]
fn the_last_days_of_december_in_every_frequency() {
    for start in ["2019-12-30T10:00:00", "2020-12-30T10:00:00", "2023-12-31T10:00:00", "2024-12-31T10:00:00"] {
        let day: DateTime = start.parse().unwrap();
        let until = day.saturating_add(jiff::Span::new().days(21)).to_string();
        assert_eq!(dates("FREQ=DAILY", start, &until).len(), 21, "{start}");
        assert_eq!(dates("FREQ=WEEKLY", start, &until).len(), 3, "{start}");
        assert_eq!(dates("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", start, &until).len(), 21, "{start}");
        assert_eq!(dates("FREQ=MONTHLY", start, &until).len(), 1, "{start}");
        assert_eq!(dates("FREQ=YEARLY", start, &until).len(), 1, "{start}");
    }
    let weekly = dates("FREQ=WEEKLY;BYDAY=MO,FR", "2024-12-30T10:00:00", "2025-01-07T00:00:00");
    assert_eq!(weekly, ["2024-12-30", "2025-01-03", "2025-01-06"]);
}

#[test]
fn leap_day_comes_every_four_years_but_not_in_2100() {
    let found = dates("FREQ=YEARLY", "2092-02-29T10:00:00", "2109-01-01T00:00:00");
    assert_eq!(found, ["2092-02-29", "2096-02-29", "2104-02-29", "2108-02-29"]);
}

#[test]
fn count_counts_from_the_first_start_not_from_the_window() {
    let series = recurrence("FREQ=DAILY;COUNT=5", "2026-11-20T10:00:00", "UTC");
    assert_eq!(occurrences(&series, "2026-11-23T00:00:00", "2027-01-01T00:00:00"), ["2026-11-23T10:00:00", "2026-11-24T10:00:00"]);
}

#[test]
fn until_includes_its_day_and_is_read_in_the_series_zone() {
    assert_eq!(dates("FREQ=DAILY;UNTIL=20261122", "2026-11-20T10:00:00", "2027-01-01T00:00:00").len(), 3);
    let late = recurrence("FREQ=DAILY;UNTIL=20261122T070000Z", "2026-11-20T23:30:00", "America/Los_Angeles");
    let found = occurrences(&late, "2026-11-20T00:00:00", "2027-01-01T00:00:00");
    assert_eq!(found, ["2026-11-20T23:30:00"], "22 November 07:00 UTC is 21 November 23:00 there");
}

#[test]
fn several_times_a_day() {
    let series = recurrence("FREQ=DAILY;BYHOUR=9,16;BYMINUTE=15", "2026-11-20T12:00:00", "UTC");
    let found = occurrences(&series, "2026-11-20T00:00:00", "2026-11-21T12:00:00");
    assert_eq!(found, ["2026-11-20T16:15:00", "2026-11-21T09:15:00"]);
}

#[test]
fn an_old_series_is_as_quick_as_a_new_one() {
    let began = Instant::now();
    for rule in ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=MONTHLY;BYDAY=1TH", "FREQ=YEARLY;BYYEARDAY=-1"] {
        for _ in 0..20 {
            let series = recurrence(rule, "1970-01-01T10:00:00", "UTC");
            assert!(!occurrences(&series, "2026-01-01T00:00:00", "2027-01-01T00:00:00").is_empty());
        }
    }
    assert!(began.elapsed() < Duration::from_secs(5), "80 windows took {:?}", began.elapsed());
}

#[test]
fn a_limit_is_kept() {
    let series = recurrence("FREQ=DAILY", "2026-01-01T10:00:00", "UTC");
    let all = |limit| ZonedCalendar::new().occurrences(&series, DateTime::MIN, DateTime::MAX, limit).len();
    assert_eq!((all(0), all(7)), (0, 7));
}

fn rules() -> impl Strategy<Value = String> {
    let day = prop::sample::select(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
    let days = prop::collection::vec(day, 1..4).prop_map(|days| days.join(","));
    let interval = 1_u16..6;
    prop_oneof![
        interval.clone().prop_map(|n| format!("FREQ=DAILY;INTERVAL={n}")),
        (interval.clone(), days.clone()).prop_map(|(n, days)| format!("FREQ=WEEKLY;INTERVAL={n};BYDAY={days}")),
        (interval.clone(), days.clone()).prop_map(|(n, days)| format!("FREQ=WEEKLY;INTERVAL={n};BYDAY={days};WKST=SU;BYSETPOS=-1")),
        (interval.clone(), -5_i8..=5, days.clone()).prop_map(|(n, place, days)| match place {
            0 => format!("FREQ=MONTHLY;INTERVAL={n};BYDAY={days}"),
            _ => format!("FREQ=MONTHLY;INTERVAL={n};BYDAY={place}{}", &days[..2]),
        }),
        (interval.clone(), 1_i8..=31).prop_map(|(n, day)| format!("FREQ=MONTHLY;INTERVAL={n};BYMONTHDAY={day},-1")),
        (interval.clone(), -53_i16..=53, days).prop_map(|(n, week, days)| {
            let week = if week == 0 { 1 } else { week };
            format!("FREQ=YEARLY;INTERVAL={n};BYWEEKNO={week};BYDAY={days}")
        }),
        (interval, 1_u32..40).prop_map(|(n, count)| format!("FREQ=DAILY;INTERVAL={n};COUNT={count}")),
    ]
}

proptest! {
    #[test]
    fn windows_are_sorted_and_halves_make_a_whole(rule in rules(), first in 0_i64..4000, from in -400_i64..4000, left in 0_i64..500, right in 0_i64..500) {
        let epoch: DateTime = "2016-01-01T09:30:00".parse().unwrap();
        let day = |days: i64| epoch.checked_add(jiff::Span::new().days(days)).unwrap();
        let series = recurrence(&rule, &day(first).to_string(), "Europe/Berlin");
        let (from, middle, until) = (day(from), day(from + left), day(from + left + right));
        let calendar = ZonedCalendar::new();
        let whole = calendar.occurrences(&series, from, until, 10_000);
        prop_assert!(whole.is_sorted_by(|a, b| a < b), "{whole:?}");
        prop_assert!(whole.iter().all(|start| (from..until).contains(start) && *start >= series.start));
        let mut halves = calendar.occurrences(&series, from, middle, 10_000);
        halves.extend(calendar.occurrences(&series, middle, until, 10_000));
        prop_assert_eq!(whole, halves);
    }

    #[test]
    fn no_text_is_too_strange_to_be_answered(rule in "(FREQ=)?(DAILY|WEEKLY|MONTHLY|YEARLY)(;(BYDAY|BYMONTHDAY|BYMONTH|BYYEARDAY|BYWEEKNO|BYSETPOS|BYHOUR|INTERVAL|COUNT|UNTIL|WKST)=[-+0-9A-Z,]{0,9}){0,4}|\\PC{0,60}") {
        let series = recurrence(&rule, "2024-12-31T09:30:00", "Europe/Berlin");
        let calendar = ZonedCalendar::new();
        let _ = calendar.check(&series);
        let found = calendar.occurrences(&series, "2024-12-30T00:00:00".parse().unwrap(), "2027-01-05T00:00:00".parse().unwrap(), 100);
        prop_assert!(found.is_sorted());
    }
}
