//! Answers that do not come from this project.

use crate::{recurrence, shared};
use jiff::{Timestamp, civil::DateTime};
use rowlock_calendar::ZonedCalendar;
use rowlock_domain::{
    Calendar, Date, Instant, Zone,
    calendar::{Weekdays, WorkingTime},
};
use serde_json::Value;

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn instant(value: &Value) -> Instant {
    Instant(value.as_str().unwrap().parse::<Timestamp>().unwrap().as_millisecond())
}

#[test]
fn working_days_agree_with_the_known_answers() {
    let Some(file) = shared::read("known-answers/calendar.json") else { return };
    for case in file["cases"].as_array().unwrap() {
        let weekend = case["weekend"].as_array().unwrap().iter().fold(0_u8, |days, day| days | 1 << day.as_u64().unwrap());
        let holidays = texts(&case["holidays"]).into_iter().map(|day| day.parse::<Date>().unwrap()).collect();
        let zone = Zone::named(case["time_zone"].as_str().unwrap());
        let time = WorkingTime { zone: zone.clone(), days: Weekdays(!weekend & 127), holidays, from_hour: 9, until_hour: 17 };
        let (opened, closed) = (instant(&case["opened"]), instant(&case["closed"]));
        let expected = &case["expected"];
        let calendar = ZonedCalendar::new();
        assert_eq!(calendar.working_days(opened, closed, &time), expected["working_days"].as_i64().unwrap(), "{}", case["name"]);
        assert_eq!(calendar.local(opened, &zone).date().to_string(), expected["local_open"].as_str().unwrap(), "{}", case["name"]);
        assert_eq!(calendar.local(closed, &zone).date().to_string(), expected["local_close"].as_str().unwrap(), "{}", case["name"]);
        let hours = closed.since_ms(opened) as f64 / 3_600_000.0;
        assert!((hours - expected["elapsed_hours"].as_f64().unwrap()).abs() < 1e-9, "{}", case["name"]);
    }
}

fn starts_in(meeting: &Value, window: &Value) -> Vec<String> {
    let text = |key: &str| meeting[key].as_str().unwrap();
    let series = recurrence(text("rrule"), text("dtstart"), text("tz"));
    let calendar = ZonedCalendar::new();
    assert_eq!(calendar.check(&series), Ok(()), "{}", meeting["id"]);
    let [from, until] = [0, 1].map(|end| instant(&window[end]));
    let local = |at: Instant| -> DateTime { calendar.local(at, &series.zone) };
    let starts = calendar.occurrences(&series, local(from), local(until), 1000);
    starts.iter().map(|start| Timestamp::from_millisecond(calendar.instant(*start, &series.zone).0).unwrap().to_string()).collect()
}

#[test]
fn the_meetings_of_kubernetes_happen_739_times_in_their_window() {
    let (Some(organisation), Some(expected)) = (shared::read("data/kubernetes-org.json"), shared::read("data/expected.json")) else { return };
    let expected = &expected["shared"]["kubernetes-org.json"]["meetings"];
    let mut sum = 0;
    for meeting in organisation["meetings"].as_array().unwrap() {
        let id = meeting["id"].as_str().unwrap();
        let starts = starts_in(meeting, &expected["window"]);
        assert_eq!(starts.len() as u64, expected["occurrences_per_meeting"][id].as_u64().unwrap(), "{id}");
        let first_two: Vec<&str> = starts.iter().take(2).map(String::as_str).collect();
        assert_eq!(first_two, texts(&expected["first_two_utc"][id]), "{id}");
        sum += starts.len() as u64;
    }
    assert_eq!(sum, expected["occurrences_in_window"].as_u64().unwrap());
    assert_eq!(sum, 739);
}
