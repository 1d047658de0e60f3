//! Durations and shares in words: whole steps that people can hold in their heads, never more exact than the data.

use crate::chance::twentieths;

/// "3 hours", "6.2 days", "12 days"; exactly 0, as whole dates give it, is "the same day".
#[must_use]
pub fn days(days: f64) -> String {
    if days == 0.0 {
        return "the same day".to_owned();
    }
    let (amount, unit) = split(days);
    match amount.as_str() {
        "" => "less than an hour".to_owned(),
        "1" => format!("1 {unit}"),
        _ => format!("{amount} {unit}s"),
    }
}

/// "3 h", "6.2 d", "12 d".
#[must_use]
pub fn short(days: f64) -> String {
    let (amount, unit) = split(days);
    match amount.as_str() {
        "" => "< 1 h".to_owned(),
        _ => format!("{amount} {}", &unit[..1]),
    }
}

/// "3 to 17 days", "20 hours to 2 days", "at least 23 days".
#[must_use]
pub fn range(low: f64, high: Option<f64>) -> String {
    let Some(high) = high else { return format!("at least {}", days(low)) };
    let ((from, from_unit), (to, to_unit)) = (split(low), split(high));
    if from == to && from_unit == to_unit {
        return days(low);
    }
    if from_unit == to_unit && !from.is_empty() { format!("{from} to {}", days(high)) } else { format!("{} to {}", days(low), days(high)) }
}

fn split(days: f64) -> (String, &'static str) {
    let hours = days * 24.0;
    if hours < 1.0 {
        return (String::new(), "hour");
    }
    if hours < 23.5 {
        return (format!("{}", hours.round()), "hour");
    }
    let tenths = (days * 10.0).round() / 10.0;
    if tenths < 10.0 { (format!("{tenths}"), "day") } else { (grouped(days.round() as u64), "day") }
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
