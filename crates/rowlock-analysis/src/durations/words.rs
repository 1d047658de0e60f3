//! Durations and shares in words: whole steps that people can hold in their heads, never more exact than the data.

use crate::chance::twentieths;
use rowlock_domain::workspace::Measure;

/// "3 hours", "6.2 days", "12 working days"; exactly 0 elapsed days, as whole dates give it, is "the same day".
#[must_use]
pub fn days(days: f64, measure: Measure) -> String {
    if days == 0.0 && measure.is_elapsed() {
        return "the same day".to_owned();
    }
    let (amount, unit) = split(days, measure);
    match amount.as_str() {
        "" => least(measure).to_owned(),
        "1" => format!("1 {unit}"),
        _ => format!("{amount} {unit}s"),
    }
}

/// "3 h", "6.2 d", "12 working d".
#[must_use]
pub fn short(days: f64, measure: Measure) -> String {
    let (amount, unit) = split(days, measure);
    match (amount.as_str(), measure) {
        ("", Measure::ElapsedDays) => "< 1 h".to_owned(),
        ("", Measure::WorkingDays) => format!("< 0.1 {}", in_short(measure)),
        _ if unit == "hour" => format!("{amount} h"),
        _ => format!("{amount} {}", in_short(measure)),
    }
}

/// What a day is called where there is little room.
#[must_use]
pub fn in_short(measure: Measure) -> &'static str {
    if measure.is_elapsed() { "d" } else { "working d" }
}

/// Less than what is told in figures.
fn least(measure: Measure) -> &'static str {
    if measure.is_elapsed() { "less than an hour" } else { "less than 0.1 working days" }
}

/// "3 to 17 days", "20 hours to 2 days", "at least 23 days".
#[must_use]
pub fn range(low: f64, high: Option<f64>, measure: Measure) -> String {
    let told = |length: f64| days(length, measure);
    let Some(high) = high else { return format!("at least {}", told(low)) };
    let ((from, from_unit), (to, to_unit)) = (split(low, measure), split(high, measure));
    if from == to && from_unit == to_unit {
        return told(low);
    }
    if from_unit == to_unit && !from.is_empty() { format!("{from} to {}", told(high)) } else { format!("{} to {}", told(low), told(high)) }
}

/// Elapsed time under a day is told in hours. A working day has other hours in each team: it is told in tenths.
fn split(days: f64, measure: Measure) -> (String, &'static str) {
    let hours = days * 24.0;
    let tenths = (days * 10.0).round() / 10.0;
    match measure {
        Measure::ElapsedDays if hours < 1.0 => (String::new(), "hour"),
        Measure::ElapsedDays if hours < 23.5 => (format!("{}", hours.round()), "hour"),
        Measure::WorkingDays if tenths < 0.1 => (String::new(), measure.day()),
        _ if tenths < 10.0 => (format!("{tenths}"), measure.day()),
        _ => (grouped(days.round() as u64), measure.day()),
    }
}

/// 12,345.
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 team`, `12,345 teams`.
#[must_use]
pub fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(count)) }
}

/// A share in steps of 5 points as a natural frequency: "1 in 4", "half", "more than 19 of 20". Never none and never all.
#[must_use]
pub fn one_in(share: f64) -> &'static str {
    const WORDS: [&str; 21] = [
        "fewer than 1 in 20",
        "1 in 20",
        "1 in 10",
        "3 in 20",
        "1 in 5",
        "1 in 4",
        "3 in 10",
        "1 in 3",
        "2 in 5",
        "9 in 20",
        "half",
        "11 in 20",
        "3 in 5",
        "2 in 3",
        "7 in 10",
        "3 in 4",
        "4 in 5",
        "17 in 20",
        "9 in 10",
        "19 in 20",
        "more than 19 in 20",
    ];
    WORDS[twentieths(share) as usize]
}
