//! What people are told about a rule that cannot be taken.

use crate::recurrence;
use rowlock_calendar::ZonedCalendar;
use rowlock_domain::Calendar;
use std::time::{Duration, Instant};

fn said(rule: &str) -> String {
    ZonedCalendar::new().check(&recurrence(rule, "2026-11-24T10:00:00", "Europe/Berlin")).err().unwrap_or_default()
}

#[test]
fn rules_that_people_use_are_taken() {
    for rule in [
        "FREQ=DAILY",
        "freq=weekly;byday=tu,th",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;",
        "FREQ=WEEKLY;WKST=SU;BYDAY=MO;COUNT=10",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20271231",
        "FREQ=WEEKLY;UNTIL=20271231T170000Z",
        "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,5TU",
        "FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=23,24,25,26,27,28,29",
        "FREQ=MONTHLY;BYDAY=+1MO,-1FR",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
    ] {
        assert_eq!(said(rule), "", "{rule}");
    }
}

#[test]
fn each_fault_gets_its_sentence() {
    for (rule, sentence) in [
        ("", "There is no rule."),
        ("every Tuesday", "is not a part of a rule"),
        ("FREQ=FORTNIGHTLY", "“FORTNIGHTLY” is none of them"),
        ("FREQ=HOURLY", "Nobody meets hourly."),
        ("FREQ=MINUTELY", "Nobody meets minutely."),
        ("FREQ=SECONDLY", "Nobody meets secondly."),
        ("BYDAY=TU", "does not say how often"),
        ("RRULE:FREQ=DAILY", "Write the rule alone"),
        ("FREQ=DAILY;FREQ=DAILY", "FREQ stands twice"),
        ("FREQ=DAILY;BYEASTER=1", "“BYEASTER” is not a part that a rule has"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20271231", "exclude each other"),
        ("FREQ=DAILY;COUNT=0", "COUNT needs numbers from 1 to 10000; “0” is none."),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL needs numbers from 1 to 1000"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL needs numbers"),
        ("FREQ=DAILY;INTERVAL=99999999999999999999", "INTERVAL needs numbers"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "from -31 to 31, but not 0"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY needs days"),
        ("FREQ=WEEKLY;BYDAY=", "BYDAY needs days"),
        ("FREQ=WEEKLY;BYDAY=é", "BYDAY needs days"),
        ("FREQ=WEEKLY;BYDAY=2TU", "monthly and yearly rules only"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "does not work in weekly rules"),
        ("FREQ=MONTHLY;BYDAY=6TU", "Use a place from 1 to 5, or from -1 to -4."),
        ("FREQ=MONTHLY;BYDAY=-5TU", "No month has such a weekday often enough."),
        ("FREQ=YEARLY;BYDAY=-53TU", "Use a place from 1 to 53, or from -1 to -52."),
        ("FREQ=MONTHLY;BYWEEKNO=3", "work in yearly rules only"),
        ("FREQ=YEARLY;BYWEEKNO=3;BYDAY=2TU", "already says which week"),
        ("FREQ=MONTHLY;BYSETPOS=1", "picks from what another part lists"),
        ("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12", "more than 24 times a day"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL looks like 20271231"),
        ("FREQ=DAILY;UNTIL=20270230", "UNTIL looks like 20271231"),
        ("FREQ=DAILY;UNTIL=20200101", "over before it happens even once"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "This rule never happens"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", "This rule never happens"),
        ("FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2;COUNT=2", "over before it happens"),
    ] {
        assert!(said(rule).contains(sentence), "{rule}: {}", said(rule));
    }
}

#[test]
fn a_rule_of_many_characters_is_refused_before_it_is_read() {
    let long = format!("FREQ=WEEKLY;BYDAY={}", "MO,".repeat(1_000_000));
    assert!(said(&long).contains("at most 500 fit"));
    assert!(said(&format!("FREQ=MONTHLY;BYMONTHDAY={}1", "1,".repeat(70))).contains("at most 62 fit"));
}

#[test]
fn an_unknown_zone_and_a_start_in_another_age_are_named() {
    let calendar = ZonedCalendar::new();
    let zone = calendar.check(&recurrence("FREQ=DAILY", "2026-11-24T10:00:00", "Europe/Berlim"));
    assert_eq!(zone, Err("“Europe/Berlim” is not a time zone. Use a name such as Europe/Berlin.".into()));
    let year = calendar.check(&recurrence("FREQ=DAILY", "0026-11-24T10:00:00", "UTC"));
    assert!(year.unwrap_err().contains("lies in the year 26"));
}

#[test]
fn finding_out_that_a_rule_never_happens_takes_no_time_worth_naming() {
    let began = Instant::now();
    for frequency in ["DAILY", "MONTHLY", "YEARLY"] {
        assert!(said(&format!("FREQ={frequency};BYMONTH=2;BYMONTHDAY=30")).contains("never happens"));
        assert!(said(&format!("FREQ={frequency};INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30;BYDAY=MO")).contains("never happens"));
    }
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}
