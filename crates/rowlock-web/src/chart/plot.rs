//! The rectangle in which a chart draws: from values to coordinates, and the strokes all charts share.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::axis::Tick;

/// A drawing of `width` × `height` whose values lie between (`left`, `bottom`) = (0, 0) and (`right`, `top`) = (`x_end`, `y_end`).
#[derive(Debug, Clone, Copy)]
pub(super) struct Plot {
    pub width: f64,
    pub height: f64,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub x_end: f64,
    pub y_end: f64,
}

impl Plot {
    /// The same rectangle for other values; an empty or impossible range becomes 1.
    pub fn scaled(self, x_end: f64, y_end: f64) -> Self {
        let sane = |end: f64| if end.is_finite() && end > 0.0 { end } else { 1.0 };
        Self { x_end: sane(x_end), y_end: sane(y_end), ..self }
    }

    pub fn x(&self, value: f64) -> f64 {
        self.left + (self.right - self.left) * share(value, self.x_end)
    }

    pub fn y(&self, value: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * share(value, self.y_end)
    }

    /// "0 0 700 372".
    pub fn view_box(&self) -> String {
        format!("0 0 {} {}", self.width, self.height)
    }

    /// Whether a label that starts at `x` had better end there.
    pub fn is_far(&self, x: f64) -> bool {
        x > self.left + (self.right - self.left) * 0.72
    }

    /// A line through points.
    pub fn line(&self, points: &[(f64, f64)]) -> String {
        let mut path = String::with_capacity(points.len() * 12);
        for (at, (x, y)) in points.iter().enumerate() {
            let _ = write!(path, "{}{} {}", if at == 0 { 'M' } else { 'L' }, num(self.x(*x)), num(self.y(*y)));
        }
        path
    }

    /// A line that holds each value until the next point, to `x_last`.
    pub fn stairs(&self, points: &[(f64, f64)], x_last: f64) -> String {
        let mut path = String::with_capacity(points.len() * 14);
        for (at, (x, y)) in points.iter().enumerate() {
            let (x, y) = (num(self.x(*x)), num(self.y(*y)));
            let _ = if at == 0 { write!(path, "M{x} {y}") } else { write!(path, "H{x}V{y}") };
        }
        if !path.is_empty() {
            let _ = write!(path, "H{}", num(self.x(x_last)));
        }
        path
    }

    /// The area between two lines over the same range.
    pub fn between(&self, upper: &[(f64, f64)], lower: &[(f64, f64)]) -> String {
        let back: Vec<(f64, f64)> = lower.iter().rev().copied().collect();
        if upper.is_empty() || back.is_empty() {
            return String::new();
        }
        format!("{}{}Z", self.line(upper), self.line(&back).replacen('M', "L", 1))
    }

    /// The area under a line.
    pub fn under(&self, points: &[(f64, f64)]) -> String {
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
        self.between(points, &[(first.0, 0.0), (last.0, 0.0)])
    }

    /// Horizontal rules with their labels at the left; the unit stands at the highest number.
    pub fn rules(&self, ticks: &[Tick], unit: &str) -> Markup {
        html! {
            @let highest = ticks.iter().rposition(|tick| tick.label.ends_with(|c: char| c.is_ascii_digit()));
            @for (at, tick) in ticks.iter().enumerate() {
                @let y = self.y(tick.at);
                path.ax d=(format!("M{} {}H{}", num(self.left), num(y), num(self.right))) {}
                text.tx x=(num(self.left - 8.0)) y=(num(y + 4.0)) text-anchor="end" {
                    (tick.label) @if Some(at) == highest && !unit.is_empty() { tspan.wide { " " (unit) } }
                }
            }
        }
    }

    /// Small ticks and labels along the bottom; every second label is left out on phones when there are many.
    pub fn along(&self, ticks: &[Tick]) -> Markup {
        let many = ticks.len() > 6;
        html! {
            @for (at, tick) in ticks.iter().enumerate() {
                @let x = self.x(tick.at);
                path.ax2 d=(format!("M{} {}v5", num(x), num(self.bottom))) {}
                text.tx.wide[many && at % 2 == 1] x=(num(x)) y=(num(self.bottom + 22.0)) text-anchor=(if x > self.width - 24.0 { "end" } else { "middle" }) { (tick.label) }
            }
        }
    }

    /// A dot with its words, to the right and below; to the left where the drawing ends.
    pub fn dot(&self, at: (f64, f64), class: &str, words: &str) -> Markup {
        let (x, y) = (self.x(at.0), self.y(at.1));
        let far = self.is_far(x);
        html! {
            circle class=(class) cx=(num(x)) cy=(num(y)) r="4.5" {}
            text.tx2 x=(num(if far { x - 9.0 } else { x + 9.0 })) y=(num((y + 16.0).min(self.bottom - 4.0))) text-anchor=(if far { "end" } else { "start" }) { (words) }
        }
    }
}

fn share(value: f64, end: f64) -> f64 {
    let share = value / end;
    if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
}

/// A coordinate: one place after the point.
pub(super) fn num(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

/// The value of a line at `x`, straight between its points; `None` before its first one.
pub(super) fn at(points: &[(f64, f64)], x: f64) -> Option<f64> {
    let after = points.partition_point(|(point, _)| *point <= x);
    let (x0, y0) = *points.get(after.checked_sub(1)?)?;
    let Some((x1, y1)) = points.get(after) else { return Some(y0) };
    Some(if x1 > &x0 { y0 + (y1 - y0) * (x - x0) / (x1 - x0) } else { y0 })
}

/// The part of a line up to `x_last`, which ends exactly there or where the line itself ends.
pub(super) fn until(points: &[(f64, f64)], x_last: f64) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = points.iter().copied().take_while(|(x, _)| *x <= x_last).collect();
    if kept.len() < points.len() && kept.last().is_some_and(|(x, _)| *x < x_last) {
        kept.extend(at(points, x_last).map(|y| (x_last, y)));
    }
    kept
}

/// Words that fit into `letters`, cut with an ellipsis.
pub(super) fn cut(words: &str, letters: usize) -> String {
    if words.chars().count() <= letters {
        return words.to_owned();
    }
    let kept: String = words.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Plot = Plot { width: 100.0, height: 100.0, left: 10.0, right: 90.0, top: 10.0, bottom: 90.0, x_end: 8.0, y_end: 1.0 };

    #[test]
    fn values_outside_or_without_a_value_stay_inside_the_drawing() {
        assert_eq!((PLOT.x(4.0), PLOT.y(0.5)), (50.0, 50.0));
        assert_eq!((PLOT.x(f64::NAN), PLOT.y(f64::INFINITY)), (10.0, 90.0));
        assert_eq!((PLOT.x(99.0), PLOT.y(-1.0)), (90.0, 90.0));
        assert_eq!(PLOT.scaled(0.0, f64::NAN).x_end, 1.0);
    }

    #[test]
    fn stairs_hold_a_value_until_the_next() {
        assert_eq!(PLOT.stairs(&[(0.0, 0.0), (2.0, 0.5)], 8.0), "M10 90H30V50H90");
        assert_eq!(PLOT.stairs(&[], 8.0), "");
    }

    #[test]
    fn a_line_is_read_between_its_points_and_cut_where_the_drawing_ends() {
        let line = [(0.0, 0.0), (10.0, 1.0)];
        assert_eq!(at(&line, 5.0), Some(0.5));
        assert_eq!(at(&line, 99.0), Some(1.0));
        assert_eq!(at(&[(3.0, 0.2)], 1.0), None);
        assert_eq!(until(&line, 5.0), vec![(0.0, 0.0), (5.0, 0.5)]);
    }
}
