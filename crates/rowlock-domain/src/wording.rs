//! Dates as people read them in sentences: `Thu 3 Dec`, with the year only when it is another one.

use crate::Date;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WHOLE_DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn pick<'a>(words: &[&'a str], index: i8) -> &'a str {
    usize::try_from(index).ok().and_then(|index| words.get(index)).copied().unwrap_or_default()
}

/// `Thu 3 Dec`; `Thu 3 Dec 2026` when today is in another year.
#[must_use]
pub fn day(date: Date, today: Date) -> String {
    let short = format!("{} {} {}", pick(&DAYS, date.weekday().to_monday_zero_offset()), date.day(), pick(&MONTHS, date.month() - 1));
    if date.year() == today.year() { short } else { format!("{short} {}", date.year()) }
}

/// `Thursday` within the coming week, else as [`day`].
#[must_use]
pub fn near_day(date: Date, today: Date) -> String {
    match crate::time::days_between(today, date) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=6 => pick(&WHOLE_DAYS, date.weekday().to_monday_zero_offset()).to_owned(),
        _ => day(date, today),
    }
}

/// `one day`, `3 days`.
#[must_use]
pub fn days(count: i64) -> String {
    if count == 1 { "one day".to_owned() } else { format!("{count} days") }
}
