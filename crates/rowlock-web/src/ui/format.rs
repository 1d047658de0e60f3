//! Numbers, dates and times in words, as DESIGN wants them: `4 d`, `62 %`, `Fri 18 Dec`; the year only when it is another.
//!
//! All times here are local already; zones are the calendar's business.

use jiff::civil::{Date, DateTime, Time};
use rowlock_analysis::chance::twentieths;
use rowlock_analysis::durations::words;
use rowlock_domain::workspace::Measure;

/// "Fri 18 Dec", with the year when it is not `today`'s.
pub fn day(date: Date, today: Date) -> String {
    let text = date.strftime("%a %-d %b");
    if date.year() == today.year() { text.to_string() } else { format!("{text} {}", date.year()) }
}

/// "18 Dec", with the year when it is not `today`'s.
pub fn short_day(date: Date, today: Date) -> String {
    let text = date.strftime("%-d %b");
    if date.year() == today.year() { text.to_string() } else { format!("{text} {}", date.year()) }
}

/// "Tuesday 24 November 2026".
pub fn long_day(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// "today", "tomorrow", "yesterday", else [`day`].
pub fn near_day(date: Date, today: Date) -> String {
    match days_between(today, date) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        _ => day(date, today),
    }
}

/// Calendar days from `from` to `to`; negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    let span = to - from;
    i64::from(span.get_days())
}

/// "09:30".
pub fn time_of_day(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// "09:02" today, "Mon 17:12" within six days, else "Fri 6 Nov 10:14".
pub fn moment(at: DateTime, today: Date) -> String {
    let time = time_of_day(at.time());
    match days_between(at.date(), today) {
        0 => time,
        1..=6 => format!("{} {time}", at.strftime("%a")),
        _ => format!("{} {time}", day(at.date(), today)),
    }
}

/// "today 09:30", "tomorrow 09:30", "Thu 26 Nov 09:30".
pub fn appointment(at: DateTime, today: Date) -> String {
    format!("{} {}", near_day(at.date(), today), time_of_day(at.time()))
}

/// The words as the beginning of a line: "Today 09:30".
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "2026-11-26", for `datetime` attributes and date fields.
pub fn iso(date: Date) -> String {
    date.to_string()
}

/// "4 d".
pub fn days(days: i64) -> String {
    days_by(days, Measure::ElapsedDays)
}

/// "4 d", "4 working d".
pub fn days_by(days: i64, measure: Measure) -> String {
    format!("{} {}", grouped(days), words::in_short(measure))
}

/// "4.2 d"; whole days without the point.
pub fn half_days(days: f64) -> String {
    half_days_by(days, Measure::ElapsedDays)
}

/// "4.2 d", "4.2 working d"; whole days without the point.
pub fn half_days_by(days: f64, measure: Measure) -> String {
    let rounded = (days * 10.0).round() / 10.0;
    let day = words::in_short(measure);
    if rounded.fract() == 0.0 { format!("{rounded:.0} {day}") } else { format!("{rounded:.1} {day}") }
}

/// "62 %".
pub fn percent(value: i64) -> String {
    format!("{value} %")
}

/// A chance from 0 to 1 in steps of 5 points: "60 %"; "under 5 %" and "over 95 %" at the ends, never 0 or 100 %; never
/// 50 % or 85 % where it is less, since dates stand beside it.
pub fn chance(chance: f64) -> String {
    match twentieths(chance) {
        0 => "under 5 %".to_owned(),
        20 => "over 95 %".to_owned(),
        steps => format!("{} %", steps * 5),
    }
}

/// Points from one chance to another as both are shown: what stands beside "50 %" and "60 %" is 10.
pub fn points_between(from: f64, to: f64) -> i64 {
    (i64::from(twentieths(to)) - i64::from(twentieths(from))) * 5
}

/// "2,000".
pub fn count(value: usize) -> String {
    grouped(i64::try_from(value).unwrap_or(i64::MAX))
}

/// "14 of 1,200".
pub fn part_of(part: u32, whole: u32) -> String {
    format!("{} of {}", grouped(part.into()), grouped(whole.into()))
}

/// The same with its first letter large.
pub fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "1 team", "3 teams", "no teams".
pub fn counted(value: usize, one: &str, many: &str) -> String {
    match value {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{} {many}", count(value)),
    }
}

/// "A", "A and B", "A, B and C".
pub fn listed<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// "1:25"; from an hour on "1:02:05". Negative is shown without its sign: the words beside it say "over".
pub fn minutes_seconds(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") }
}

/// Number and unit of what is left until a moment: ("18", "min"), ("5", "h"), ("2", "days"), ("now", "").
pub fn until(left_ms: i64) -> (String, &'static str) {
    let minutes = (left_ms + 59_999).div_euclid(60_000);
    let hours = (minutes + 30) / 60;
    let days = (hours + 12) / 24;
    match minutes {
        ..=0 => ("now".to_owned(), ""),
        1..=119 => (minutes.to_string(), "min"),
        _ if hours < 48 => (hours.to_string(), "h"),
        _ => (days.to_string(), "days"),
    }
}

fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    if value < 0 {
        text.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 24);

    #[test]
    fn dates_name_the_year_only_when_it_is_another() {
        assert_eq!(day(date(2026, 12, 18), TODAY), "Fri 18 Dec");
        assert_eq!(day(date(2027, 1, 15), TODAY), "Fri 15 Jan 2027");
        assert_eq!(near_day(date(2026, 11, 25), TODAY), "tomorrow");
        assert_eq!(near_day(date(2026, 11, 23), TODAY), "yesterday");
        assert_eq!(short_day(date(2026, 11, 5), TODAY), "5 Nov");
        assert_eq!(long_day(TODAY), "Tuesday 24 November 2026");
    }

    #[test]
    fn moments_get_shorter_the_nearer_they_are() {
        assert_eq!(moment(date(2026, 11, 24).at(9, 2, 0, 0), TODAY), "09:02");
        assert_eq!(moment(date(2026, 11, 23).at(17, 12, 0, 0), TODAY), "Mon 17:12");
        assert_eq!(moment(date(2026, 11, 6).at(10, 14, 0, 0), TODAY), "Fri 6 Nov 10:14");
        assert_eq!(appointment(date(2026, 11, 24).at(9, 30, 0, 0), TODAY), "today 09:30");
        assert_eq!(capital("today 09:30"), "Today 09:30");
        assert_eq!(capital("übermorgen"), "Übermorgen");
        assert_eq!(capital(""), "");
    }

    #[test]
    fn days_between_crosses_months_and_years() {
        assert_eq!(days_between(date(2026, 11, 27), date(2026, 12, 4)), 7);
        assert_eq!(days_between(date(2027, 1, 2), date(2026, 12, 30)), -3);
    }

    #[test]
    fn what_is_left_is_said_in_one_unit() {
        assert_eq!(until(18 * 60_000), ("18".to_owned(), "min"));
        assert_eq!(until(17 * 60_000 + 1), ("18".to_owned(), "min"));
        assert_eq!(until(5 * 3_600_000), ("5".to_owned(), "h"));
        assert_eq!(until(48 * 3_600_000), ("2".to_owned(), "days"));
        assert_eq!(until(-1), ("now".to_owned(), ""));
    }

    #[test]
    fn chances_move_in_steps_of_five_points_and_are_never_certain() {
        assert_eq!(chance(0.62), "60 %");
        assert_eq!(chance(0.926), "95 %");
        assert_eq!(chance(0.84), "80 %", "what is not 85 % sure yet does not read so");
        assert_eq!(chance(0.997), "over 95 %");
        assert_eq!(chance(0.0), "under 5 %");
        assert_eq!(chance(f64::NAN), "under 5 %");
    }

    #[test]
    fn a_gain_is_the_difference_of_what_is_shown() {
        // The chances are 12 points apart and read "50 %" and "60 %".
        assert_eq!(points_between(0.501, 0.621), 10);
        assert_eq!(points_between(0.621, 0.501), -10);
        assert_eq!(points_between(0.51, 0.52), 0);
    }

    #[test]
    fn numbers_read_as_words() {
        assert_eq!(count(2000), "2,000");
        assert_eq!(part_of(14, 1200), "14 of 1,200");
        assert_eq!(counted(1, "team", "teams"), "1 team");
        assert_eq!(counted(0, "team", "teams"), "no teams");
        assert_eq!(listed(&["Checkout", "Mobile", "Data"]), "Checkout, Mobile and Data");
        assert_eq!(half_days(4.2), "4.2 d");
        assert_eq!(half_days(4.0), "4 d");
        assert_eq!(minutes_seconds(85), "1:25");
        assert_eq!(minutes_seconds(3725), "1:02:05");
    }
}
