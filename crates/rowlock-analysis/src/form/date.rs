//! Dates as files write them.

use jiff::civil::Date;

/// Years that plans speak of; what lies beyond is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// What is wrong with a date; only YYYY-MM-DD is one.
pub(super) fn wrong(text: &str) -> Option<String> {
    let is_written =
        text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let date = is_written.then(|| text.parse::<Date>().ok()).flatten();
    date.filter(|date| YEARS.contains(&date.year())).is_none().then(|| {
        let (from, to) = (YEARS.start(), YEARS.end());
        format!("“{text}” is no date of the years {from} to {to}. Write it as 2026-11-23.")
    })
}
