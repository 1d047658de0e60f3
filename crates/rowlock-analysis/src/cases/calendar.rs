//! The `calendar` kind of known answers: elapsed hours and working days between two moments, seen from a zone.

use crate::Problem;
use jiff::Timestamp;
use rowlock_calendar::ZonedCalendar;
use rowlock_domain::{
    Calendar, Date, Instant, Zone,
    calendar::{Weekdays, WorkingTime},
};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Case {
    opened: Timestamp,
    closed: Timestamp,
    time_zone: String,
    /// Days of the week that are not worked, Monday = 0.
    weekend: Vec<u8>,
    holidays: Vec<Date>,
}

/// Computes one case.
///
/// # Errors
/// An instant that cannot be read, an unknown zone, a day of the week that is none.
pub fn compute(case: &Value) -> Result<Value, Problem> {
    let case: Case = Case::deserialize(case)?;
    let calendar = ZonedCalendar::new();
    let zone = Zone::named(&case.time_zone);
    if !calendar.knows_zone(&zone) {
        return Err(Problem::field("time_zone", format!("“{}” is not a time zone. Use a name such as Europe/Berlin.", case.time_zone)));
    }
    if let Some(day) = case.weekend.iter().find(|day| **day > 6) {
        return Err(Problem::field("weekend", format!("{day} is no day of the week. Monday is 0, Sunday 6.")));
    }
    let off = case.weekend.iter().fold(0_u8, |days, day| days | 1 << day);
    let holidays = case.holidays.iter().copied().collect();
    let time = WorkingTime { zone: zone.clone(), days: Weekdays(!off & 127), holidays, from_hour: 9, until_hour: 17 };
    let [opened, closed] = [case.opened, case.closed].map(|at| Instant(at.as_millisecond()));
    Ok(json!({
        "elapsed_hours": closed.since_ms(opened) as f64 / 3_600_000.0,
        "working_days": calendar.working_days(opened, closed, &time),
        "local_open": calendar.local(opened, &zone).date(),
        "local_close": calendar.local(closed, &zone).date(),
    }))
}
