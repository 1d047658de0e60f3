//! How right past forecasts were: what was said against what came true. On the line they match.

use maud::{Markup, html};

use super::plot::{Plot, num};
use super::{Figures, axis};
use crate::ui::format;

const PLOT: Plot = Plot { width: 340.0, height: 300.0, left: 34.0, right: 328.0, top: 14.0, bottom: 264.0, x_end: 1.0, y_end: 1.0 };

/// Forecasts that said about the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Said {
    /// The chance they gave, from 0 to 1.
    pub chance: f64,
    /// How many there were.
    pub count: usize,
    /// How many came true.
    pub held: usize,
}

/// Said against held.
#[derive(Debug, Clone)]
pub struct Calibration<'a> {
    /// The drawing in one sentence.
    pub finding: &'a str,
    /// By chance.
    pub said: &'a [Said],
}

impl Calibration<'_> {
    /// The drawing: larger dots are more forecasts.
    pub fn render(&self) -> Markup {
        let plot = PLOT;
        let percents = axis::chances();
        html! {
            svg class="chart s" viewBox=(plot.view_box()) role="img" aria-label=(self.finding) {
                (plot.rules(&percents, "%"))
                (plot.along(&percents))
                path.lnm d=(plot.line(&[(0.0, 0.0), (1.0, 1.0)])) {}
                @for said in self.said.iter().filter(|said| said.count > 0) {
                    circle.dot cx=(num(plot.x(said.chance))) cy=(num(plot.y(said.share()))) r=(num((3.5 + (said.count as f64).sqrt()).min(14.0))) {}
                }
                text.tx x=(num(plot.right)) y=(num(plot.bottom - 8.0)) text-anchor="end" { "said" }
                text.tx x=(num(plot.left + 6.0)) y=(num(plot.top + 12.0)) { "came true" }
            }
        }
    }

    /// A row for each chance said.
    pub fn figures(&self) -> Figures {
        let mut figures = Figures::new(self.finding, &["Said", "Came true", "Of"]);
        figures.rows = self.said.iter().map(|said| vec![format::chance(said.chance), said.held.to_string(), said.count.to_string()]).collect();
        figures
    }
}

impl Said {
    fn share(&self) -> f64 {
        self.held as f64 / self.count.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use crate::ui::testing::Html;

    #[test]
    fn a_dot_stands_where_said_meets_held() {
        let page = Html::of(&samples::calibration().render());
        assert_eq!(page.count(".dot"), 2, "what was never said has no dot");
        assert_eq!((page.attr(".dot", "cx"), page.attr(".dot", "cy")), ("225.1".to_owned(), "94.6".to_owned()));
    }

    #[test]
    fn its_table_counts() {
        assert_eq!(samples::calibration().figures().rows[0], ["65 %", "21", "31"]);
    }
}
