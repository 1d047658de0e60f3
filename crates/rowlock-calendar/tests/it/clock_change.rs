//! Wall clocks that do not exist, and those that come twice.

use crate::{occurrences, recurrence};
use rowlock_calendar::ZonedCalendar;
use rowlock_domain::{Calendar, Instant, Zone};

fn utc(local: &str, zone: &str) -> String {
    let at = ZonedCalendar::new().instant(local.parse().unwrap(), &Zone::named(zone));
    jiff::Timestamp::from_millisecond(at.0).unwrap().to_string()
}

#[test]
fn a_wall_clock_in_the_gap_is_read_with_the_offset_before_it() {
    assert_eq!(utc("2026-03-29T02:30:00", "Europe/Berlin"), "2026-03-29T01:30:00Z");
    let shown = ZonedCalendar::new().local(Instant(1_774_747_800_000), &Zone::named("Europe/Berlin"));
    assert_eq!(shown.to_string(), "2026-03-29T03:30:00");
}

#[test]
fn a_wall_clock_that_comes_twice_means_the_first() {
    assert_eq!(utc("2026-10-25T02:30:00", "Europe/Berlin"), "2026-10-25T00:30:00Z");
    assert_eq!(utc("2026-11-01T01:30:00", "America/New_York"), "2026-11-01T05:30:00Z");
}

#[test]
fn a_day_that_a_zone_left_out_is_read_a_day_later() {
    assert_eq!(utc("2011-12-30T12:00:00", "Pacific/Apia"), "2011-12-30T22:00:00Z");
}

#[test]
fn a_meeting_keeps_its_wall_clock_over_the_change() {
    let series = recurrence("FREQ=WEEKLY;BYDAY=SU", "2026-03-22T09:30:00", "Europe/Berlin");
    let starts = occurrences(&series, "2026-03-22T00:00:00", "2026-04-06T00:00:00");
    assert_eq!(starts, ["2026-03-22T09:30:00", "2026-03-29T09:30:00", "2026-04-05T09:30:00"]);
    assert_eq!(utc(&starts[0], "Europe/Berlin"), "2026-03-22T08:30:00Z");
    assert_eq!(utc(&starts[1], "Europe/Berlin"), "2026-03-29T07:30:00Z");
}

#[test]
fn an_unknown_zone_is_read_as_utc() {
    assert!(!ZonedCalendar::new().knows_zone(&Zone::named("Mars/Olympus")));
    assert!(!ZonedCalendar::new().knows_zone(&Zone::named("")));
    assert!(!ZonedCalendar::new().knows_zone(&Zone::named("../../etc/passwd")));
    assert_eq!(utc("2026-03-29T02:30:00", "Mars/Olympus"), "2026-03-29T02:30:00Z");
}

#[test]
fn moments_beyond_the_calendar_stay_at_its_edge() {
    let zone = Zone::named("Asia/Kolkata");
    let far = ZonedCalendar::new().local(Instant(i64::MAX), &zone);
    assert_eq!(far.year(), 9999);
    assert!(ZonedCalendar::new().instant(jiff::civil::DateTime::MIN, &zone).0 < 0);
}
