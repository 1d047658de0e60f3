//! Moments as trackers write them: ISO 8601 with or without time and offset, `5/Jun/15 11:15 PM`, `05.06.2015 23:15`.
//!
//! A local time without an offset counts as UTC: between two of them the difference is right but for a change of the clocks.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::Offset,
};

/// Milliseconds since 1970 in UTC.
pub type Millis = i64;

/// How a date of three numbers that does not begin with the year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31/12/2024.
    DayMonth,
    /// 12/31/2024.
    MonthDay,
}

/// Years that can be meant.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2200;

/// Beginnings of month names in English, German, French, Spanish and Portuguese; the first that fits counts.
const MONTHS: [(&str, i8); 26] = [
    ("jan", 1),
    ("ene", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrz", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("juin", 6),
    ("jun", 6),
    ("juil", 7),
    ("jul", 7),
    ("aug", 8),
    ("aoû", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("d", 12),
];

/// Reads a moment; `None` where it is none, or where it may mean two days and no order is given.
pub(super) fn read(text: &str, order: Option<DateOrder>) -> Option<Millis> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return meant(Offset::UTC.to_datetime(at).date()).then_some(at.as_millisecond());
    }
    let local = text.strip_suffix("UTC").or_else(|| text.strip_suffix('Z')).unwrap_or(text).trim_end();
    if let Ok(at) = local.parse::<DateTime>() {
        return meant(at.date()).then(|| utc(at)).flatten();
    }
    let written = Written::of(local)?;
    let date = written.date(order).filter(|date| meant(*date))?;
    utc(date.to_datetime(written.time?))
}

/// What the dates of a column say about their order: days beyond 12 tell. `Err` holds one that may mean two days.
pub(super) fn order<'a>(texts: impl Iterator<Item = &'a str>) -> Result<Option<DateOrder>, String> {
    let (mut day_first, mut month_first, mut either) = (false, false, None);
    for text in texts {
        if let Some([first, second]) = Written::of(text.trim()).and_then(|written| written.unclear()) {
            day_first |= first > 12;
            month_first |= second > 12;
            either.get_or_insert_with(|| text.to_owned());
        }
    }
    match (day_first, month_first, either) {
        (true, false, _) => Ok(Some(DateOrder::DayMonth)),
        (false, true, _) => Ok(Some(DateOrder::MonthDay)),
        (_, _, Some(text)) => Err(text),
        (_, _, None) => Ok(None),
    }
}

fn meant(date: Date) -> bool {
    YEARS.contains(&date.year())
}

fn utc(at: DateTime) -> Option<Millis> {
    Offset::UTC.to_timestamp(at).ok().map(Timestamp::as_millisecond)
}

/// A date of three parts, and a time.
struct Written<'a> {
    parts: [&'a str; 3],
    mark: char,
    /// `None` where something follows that is no time.
    time: Option<jiff::civil::Time>,
}

impl<'a> Written<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let mut words = text.split([' ', ',', '\u{a0}', '\u{202f}']).filter(|word| !word.is_empty());
        let first = words.next()?;
        let mark = first.chars().find(|c| matches!(c, '/' | '.' | '-') && first.matches(*c).count() == 2);
        let parts: Vec<&str> = match mark {
            Some(mark) => first.split(mark).collect(),
            None => [Some(first), words.next(), words.next()].into_iter().flatten().collect(),
        };
        let parts = <[&str; 3]>::try_from(parts).ok()?;
        Some(Self { parts, mark: mark.unwrap_or(' '), time: time(words) })
    }

    /// The two first numbers where day and month cannot be told apart by the way they are written.
    fn unclear(&self) -> Option<[u8; 2]> {
        let [first, second, year] = self.parts;
        let numbers = [first.parse().ok()?, second.parse().ok()?];
        (self.mark != '.' && first.len() <= 2 && year.parse::<u16>().is_ok()).then_some(numbers)
    }

    fn date(&self, order: Option<DateOrder>) -> Option<Date> {
        let [a, b, c] = self.parts.map(|part| part.trim_end_matches('.'));
        let (year, month, day) = match (month(a), month(b)) {
            (None, Some(month)) => (year(c)?, month, a.parse().ok()?),
            (Some(month), None) => (year(c)?, month, b.parse().ok()?),
            _ if a.len() == 4 => (year(a)?, b.parse().ok()?, c.parse().ok()?),
            _ => {
                let order = if self.mark == '.' { Some(DateOrder::DayMonth) } else { order };
                let (day, month) = if order? == DateOrder::DayMonth { (a, b) } else { (b, a) };
                (year(c)?, month.parse().ok()?, day.parse().ok()?)
            }
        };
        Date::new(year, month, day).ok()
    }
}

fn year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

fn month(text: &str) -> Option<i8> {
    let text = text.to_lowercase();
    MONTHS.iter().find(|(name, _)| text.starts_with(name)).map(|(_, month)| *month)
}

/// "11:15 PM", "23:15:07", or nothing: midnight.
fn time<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<jiff::civil::Time> {
    let Some(clock) = words.next() else { return Some(jiff::civil::Time::midnight()) };
    let half = words.next().map(str::to_lowercase);
    if words.next().is_some() {
        return None;
    }
    let mut numbers = clock.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute, second) = (numbers.next()??, numbers.next()??, numbers.next().unwrap_or(Some(0))?);
    let hour = match half.as_deref() {
        None => hour,
        Some("am" | "a.m.") if (1..=12).contains(&hour) => hour % 12,
        Some("pm" | "p.m.") if (1..=12).contains(&hour) => hour % 12 + 12,
        Some(_) => return None,
    };
    jiff::civil::Time::new(hour, minute, second, 0).ok()
}
