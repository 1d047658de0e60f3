//! A value meeting by meeting with its aim: a dot reaches it, a triangle misses it.

use maud::{Markup, html};

use super::Figures;
use super::plot::{Plot, num};

const PLOT: Plot = Plot { width: 270.0, height: 98.0, left: 8.0, right: 226.0, top: 10.0, bottom: 68.0, x_end: 1.0, y_end: 1.0 };

/// A value of one occasion.
#[derive(Debug, Clone)]
pub struct Point<'a> {
    /// The occasion.
    pub name: &'a str,
    /// Its value; `None` where it was not measured.
    pub value: Option<f64>,
    /// The value in words.
    pub words: &'a str,
    /// It misses the aim.
    pub missed: bool,
}

/// A trend.
#[derive(Debug, Clone)]
pub struct Trend<'a> {
    /// The drawing in one sentence.
    pub finding: &'a str,
    /// In order of time.
    pub points: &'a [Point<'a>],
    /// The aim and its words: (20.0, "20 min").
    pub aim: Option<(f64, &'a str)>,
}

impl Trend<'_> {
    /// The drawing; the scale reaches from the lowest to the highest value, aim included.
    pub fn render(&self) -> Markup {
        let values = || self.points.iter().filter_map(|point| point.value).chain(self.aim.map(|aim| aim.0)).filter(|value| value.is_finite());
        let (low, high) = values().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let plot = PLOT.scaled(self.points.len().saturating_sub(1) as f64, high - low);
        let low = if low.is_finite() { low } else { 0.0 };
        html! {
            svg class="chart t" viewBox=(plot.view_box()) role="img" aria-label=(self.finding) {
                @if let Some((aim, words)) = self.aim {
                    path.lnm d=(format!("M{} {}H{}", num(plot.left), num(plot.y(aim - low)), num(plot.right + 4.0))) {}
                    text.tx x=(num(plot.right + 8.0)) y=(num(plot.y(aim - low) + 4.0)) { (words) }
                }
                @for run in self.runs() {
                    path.ln d=(plot.line(&run.iter().map(|(at, value)| (*at as f64, value - low)).collect::<Vec<_>>())) {}
                }
                @for (at, point) in self.points.iter().enumerate() {
                    @if let Some(value) = point.value {
                        @let (x, y) = (plot.x(at as f64), plot.y(value - low));
                        @if point.missed { path.miss d=(format!("M{} {}l5 8.500h-10Z", num(x), num(y - 5.0))) {} }
                        @else { circle.dot cx=(num(x)) cy=(num(y)) r="3.5" {} }
                    }
                }
                @if let [first, .., last] = self.points {
                    text.tx x=(num(plot.left)) y="93" { (first.name) }
                    text.tx x=(num(plot.right)) y="93" text-anchor="end" { (last.name) }
                }
            }
        }
    }

    /// Values without a gap between them.
    fn runs(&self) -> Vec<Vec<(usize, f64)>> {
        let measured: Vec<Option<(usize, f64)>> = self.points.iter().enumerate().map(|(at, point)| point.value.map(|value| (at, value))).collect();
        measured.split(Option::is_none).map(|run| run.iter().flatten().copied().collect::<Vec<_>>()).filter(|run| run.len() > 1).collect()
    }

    /// A row for each occasion.
    pub fn figures(&self) -> Figures {
        let mut figures = Figures::new(self.finding, &["When", "Value", "Aim"]);
        figures.rows = self
            .points
            .iter()
            .map(|point| vec![point.name.to_owned(), point.words.to_owned(), if point.missed { "missed".to_owned() } else { String::new() }])
            .collect();
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::ui::testing::Html;

    #[test]
    fn what_misses_the_aim_is_a_triangle_and_gaps_stay_gaps() {
        let page = Html::of(&samples::trend().render());
        assert_eq!((page.count(".miss"), page.count("circle.dot")), (2, 3));
        assert_eq!(page.count(".ln"), 2, "the line breaks where nothing was measured");
        assert_eq!(page.texts(".tx"), ["20 min", "82", "meeting 87"]);
    }

    #[test]
    fn equal_values_are_a_flat_line() {
        let points = ["1", "2"].map(|name| Point { name, value: Some(4.0), words: "4", missed: false });
        let drawing = Trend { finding: "", points: &points, aim: None }.render();
        assert_eq!(Html::of(&drawing).attr(".ln", "d"), "M8 68L226 68");
    }
}
