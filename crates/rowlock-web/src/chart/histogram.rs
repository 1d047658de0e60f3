//! How many took how long: columns, with a line where this one stands.

use maud::{Markup, html};

use super::plot::{Plot, num};
use super::{Figures, Tick, axis};

const PLOT: Plot = Plot { width: 520.0, height: 190.0, left: 34.0, right: 508.0, top: 34.0, bottom: 156.0, x_end: 1.0, y_end: 1.0 };

/// A column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Its left edge.
    pub from: f64,
    /// Its right edge.
    pub to: f64,
    /// How many.
    pub count: usize,
}

/// A distribution.
#[derive(Debug, Clone)]
pub struct Histogram<'a> {
    /// The drawing in one sentence.
    pub finding: &'a str,
    /// Sorted, side by side, from 0 on.
    pub bins: &'a [Bin],
    /// Named lines: half, 85 %.
    pub marks: &'a [Tick],
    /// Where this one stands.
    pub here: Option<Tick>,
    /// The unit of the axis: "d", "weeks".
    pub unit: &'a str,
}

impl Histogram<'_> {
    /// The drawing.
    pub fn render(&self) -> Markup {
        let end = self.bins.iter().map(|bin| bin.to).chain(self.here.iter().map(|here| here.at)).fold(0.0, f64::max);
        let most = self.bins.iter().map(|bin| bin.count).max().unwrap_or(0) as f64;
        let plot = PLOT.scaled(end, axis::round_end(most, 3));
        html! {
            svg class="chart m" viewBox=(plot.view_box()) role="img" aria-label=(self.finding) {
                (plot.rules(&axis::numbers(plot.y_end, 3), ""))
                @for bin in self.bins.iter().filter(|bin| bin.count > 0) { (column(&plot, bin)) }
                (plot.along(&axis::numbers(plot.x_end, 6)))
                @for mark in self.marks { (line(&plot, mark, "lnm", "tx")) }
                @if let Some(here) = &self.here { (line(&plot, here, "here", "tx2")) }
            }
        }
    }

    /// A row for each column.
    pub fn figures(&self) -> Figures {
        let mut figures = Figures::new(self.finding, &["From, to", "How many"]);
        figures.rows =
            self.bins.iter().map(|bin| vec![format!("{} to {} {}", num(bin.from), num(bin.to), self.unit), bin.count.to_string()]).collect();
        figures
    }
}

fn column(plot: &Plot, bin: &Bin) -> Markup {
    let (left, right, top) = (plot.x(bin.from), plot.x(bin.to), plot.y(bin.count as f64));
    html! { rect.bin x=(num(left + 0.5)) y=(num(top)) width=(num((right - left - 1.0).max(1.0))) height=(num(plot.bottom - top)) {} }
}

fn line(plot: &Plot, mark: &Tick, class: &str, text: &str) -> Markup {
    let x = plot.x(mark.at);
    let far = plot.is_far(x);
    html! {
        path class=(class) d=(format!("M{} {}V{}", num(x), num(plot.top - 8.0), num(plot.bottom))) {}
        text class=(text) x=(num(if far { x - 5.0 } else { x + 5.0 })) y=(num(plot.top - if class == "here" { 20.0 } else { 3.0 })) text-anchor=(if far { "end" } else { "start" }) { (mark.label) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::ui::testing::Html;

    #[test]
    fn a_column_is_as_high_as_its_count_and_empty_ones_are_not_drawn() {
        let page = Html::of(&samples::histogram().render());
        assert_eq!(page.count(".bin"), 5);
        assert_eq!(page.attr(".bin", "height"), "81.3", "10 of 15");
        assert_eq!(page.text(".tx2"), "this one, 9 d");
    }

    #[test]
    fn without_columns_it_is_still_a_drawing() {
        let empty = Histogram { finding: "Nothing yet", bins: &[], marks: &[], here: None, unit: "d" };
        assert_eq!(Html::of(&empty.render()).attr("svg", "aria-label"), "Nothing yet");
        assert!(empty.figures().rows.is_empty());
    }
}
