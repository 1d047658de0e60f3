//! Ticks along an axis: round numbers, or Mondays.

use jiff::{ToSpan, civil::Date};

use crate::ui::format;

/// A labelled place on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The value.
    pub at: f64,
    /// Its words.
    pub label: String,
}

impl Tick {
    /// A tick.
    pub fn new(at: f64, label: impl Into<String>) -> Self {
        Self { at, label: label.into() }
    }
}

/// Round numbers from 0 up to `end`, about `wanted` of them; whole numbers unless the range is below 2.
pub fn numbers(end: f64, wanted: usize) -> Vec<Tick> {
    let end = if end.is_finite() && end > 0.0 { end } else { 1.0 };
    let step = round_step(end / wanted.max(1) as f64, end >= 2.0);
    let places = if step.fract() == 0.0 { 0 } else { 1 };
    let count = (end / step + 1e-9).floor() as usize;
    (0..=count.min(50)).map(|at| at as f64 * step).map(|at| Tick::new(at, format!("{at:.places$}"))).collect()
}

/// Chances in quarters, as percents. The last has no words: of no chance one says that it is a hundred.
pub fn chances() -> [Tick; 5] {
    [0, 25, 50, 75, 100].map(|percent| Tick::new(f64::from(percent) / 100.0, if percent < 100 { percent.to_string() } else { String::new() }))
}

/// The end of an axis that holds `most` and closes with a tick of [`numbers`].
pub fn round_end(most: f64, wanted: usize) -> f64 {
    let most = if most.is_finite() && most > 0.0 { most } else { 1.0 };
    let step = round_step(most / wanted.max(1) as f64, most >= 2.0);
    (most / step - 1e-9).ceil() * step
}

/// 1, 2 or 5 times a power of ten, at least `least`.
fn round_step(least: f64, whole: bool) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * power).find(|step| *step >= least - 1e-9).unwrap_or(10.0 * power);
    if whole { step.max(1.0) } else { step.max(0.1) }
}

/// Mondays in the `days` after `first` (day 0), a week or several apart so that at most six stand there.
/// A year is named when it is not that of `first`.
pub fn mondays(first: Date, days: f64) -> Vec<Tick> {
    let days = if days.is_finite() { days.clamp(1.0, 4000.0) } else { 1.0 };
    let weeks = (days / 7.0 / 6.0).ceil().max(1.0) as i64;
    let to_monday = i64::from((7 - first.weekday().to_monday_zero_offset()) % 7);
    let start = if to_monday == 0 && weeks > 1 { 0 } else { to_monday };
    (0..)
        .map(|at| start + at * weeks * 7)
        .take_while(|day| *day as f64 <= days)
        .filter_map(|day| Some(Tick::new(day as f64, format::short_day(first.checked_add(day.days()).ok()?, first))))
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn numbers_are_round_and_end_inside() {
        assert_eq!(labels(&numbers(24.0, 6)), ["0", "5", "10", "15", "20"]);
        assert_eq!(labels(&numbers(8.0, 8)), ["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
        assert_eq!(labels(&numbers(1.0, 5)), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(labels(&numbers(f64::NAN, 1)), ["0", "1"]);
        assert_eq!(round_end(23.0, 4), 30.0);
    }

    #[test]
    fn at_most_six_mondays_stand_on_an_axis() {
        let first = date(2026, 11, 24);
        assert_eq!(labels(&mondays(first, 14.0)), ["30 Nov", "7 Dec"]);
        assert!(mondays(first, 365.0).len() <= 7);
        assert_eq!(mondays(first, 60.0).last().unwrap().label, "11 Jan 2027");
        assert!(mondays(first, f64::INFINITY).len() < 3);
    }
}
