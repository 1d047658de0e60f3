//! Ages of what is open against the usual: a strip of dots with lines at half and 85 % of the past ones.

use maud::{Markup, html};
use rowlock_domain::workspace::Measure;

use super::plot::{Plot, num};
use super::{Figures, axis};

const PLOT: Plot = Plot { width: 520.0, height: 150.0, left: 12.0, right: 508.0, top: 26.0, bottom: 112.0, x_end: 1.0, y_end: 1.0 };
const STEP: f64 = 13.0;

/// An open thing.
#[derive(Debug, Clone)]
pub struct Open<'a> {
    /// Its age.
    pub days: f64,
    /// Its name, for the table.
    pub name: &'a str,
}

/// Ages against the usual.
#[derive(Debug, Clone)]
pub struct Ageing<'a> {
    /// The drawing in one sentence.
    pub finding: &'a str,
    /// What is open, in any order.
    pub open: &'a [Open<'a>],
    /// Half of the past ones were done by then.
    pub half_days: Option<f64>,
    /// 85 % of the past ones were done by then.
    pub most_days: Option<f64>,
    /// By what the days are counted.
    pub measure: Measure,
}

impl Ageing<'_> {
    /// The drawing: amber above half, crimson above 85 %.
    pub fn render(&self) -> Markup {
        let most = self.open.iter().map(|open| open.days).chain(self.half_days).chain(self.most_days).fold(1.0, f64::max);
        let plot = PLOT.scaled(axis::round_end(most * 1.02, 6), 1.0);
        let far = matches!((self.half_days, self.most_days), (Some(half), Some(most)) if plot.x(most) - plot.x(half) < 110.0);
        html! {
            svg class="chart m" viewBox=(plot.view_box()) role="img" aria-label=(self.finding) {
                path.ax2 d=(format!("M{} {}H{}", num(plot.left), num(plot.bottom), num(plot.right))) {}
                (plot.along(&axis::numbers(plot.x_end, 6)))
                @if let Some(days) = self.half_days { (usual(&plot, self.words("half", days), days, far && plot.x(days) > 80.0)) }
                @if let Some(days) = self.most_days { (usual(&plot, self.words("85 %", days), days, false)) }
                @for (days, height) in self.places(&plot) {
                    circle.dot data-s=(self.state(days)) cx=(num(plot.x(days))) cy=(num(plot.bottom - 9.0 - height)) r="5" {}
                }
            }
        }
    }

    /// Dots that would lie on each other are stacked; a tall stack is pressed together.
    fn places(&self, plot: &Plot) -> Vec<(f64, f64)> {
        let mut days: Vec<f64> = self.open.iter().map(|open| open.days).collect();
        days.sort_by(f64::total_cmp);
        // Per level, where its last dot lies.
        let mut levels: Vec<f64> = Vec::new();
        let stack = |day: &f64| {
            let x = plot.x(*day);
            let level = levels.iter().position(|last| x - last >= 11.0).unwrap_or(levels.len());
            if level == levels.len() {
                levels.push(x)
            } else {
                levels[level] = x
            }
            level
        };
        let places: Vec<usize> = days.iter().map(stack).collect();
        let tallest = places.iter().copied().max().unwrap_or(0);
        let step = STEP.min((plot.bottom - plot.top - 14.0) / tallest.max(1) as f64);
        days.into_iter().zip(places).map(|(day, level)| (day, level as f64 * step)).collect()
    }

    /// "half, 5 d".
    fn words(&self, share: &str, days: f64) -> String {
        format!("{share}, {}", crate::ui::format::half_days_by(days, self.measure))
    }

    fn state(&self, days: f64) -> &'static str {
        match (self.half_days, self.most_days) {
            (_, Some(most)) if days > most => "late",
            (Some(half), _) if days > half => "risk",
            _ => "",
        }
    }

    /// The open ones, oldest first.
    pub fn figures(&self) -> Figures {
        let mut figures = Figures::new(self.finding, &["Open", "Age", "Against the usual"]);
        let mut open: Vec<&Open<'_>> = self.open.iter().collect();
        open.sort_by(|a, b| b.days.total_cmp(&a.days));
        for open in open {
            let against = match self.state(open.days) {
                "late" => "older than 85 %",
                "risk" => "older than half",
                _ => "",
            };
            figures.rows.push(vec![open.name.to_owned(), crate::ui::format::half_days_by(open.days, self.measure), against.to_owned()]);
        }
        figures
    }
}

fn usual(plot: &Plot, words: String, days: f64, left: bool) -> Markup {
    let x = plot.x(days);
    let left = left || plot.is_far(x);
    html! {
        path.lnm d=(format!("M{} {}V{}", num(x), num(plot.top - 12.0), num(plot.bottom))) {}
        text.tx x=(num(if left { x - 5.0 } else { x + 5.0 })) y=(num(plot.top - 6.0)) text-anchor=(if left { "end" } else { "start" }) {
            (words)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::ui::testing::Html;

    #[test]
    fn a_dot_is_amber_above_half_and_crimson_above_85_percent() {
        let page = Html::of(&samples::ageing().render());
        assert_eq!((page.count(".dot"), page.count(".dot[data-s=risk]"), page.count(".dot[data-s=late]")), (7, 2, 1));
        assert_eq!(page.count(".lnm"), 2);
    }

    #[test]
    fn dots_of_the_same_age_are_stacked_inside_the_strip() {
        let open: Vec<Open<'_>> = (0..60).map(|_| Open { days: 3.0, name: "" }).collect();
        let chart = Ageing { finding: "", open: &open, half_days: None, most_days: None, measure: Measure::ElapsedDays };
        let places = chart.places(&PLOT.scaled(4.0, 1.0));
        let heights: std::collections::BTreeSet<String> = places.iter().map(|(_, height)| num(*height * 10.0)).collect();
        assert_eq!(heights.len(), 60, "none lies on another");
        assert!(places.iter().all(|(_, height)| *height <= PLOT.bottom - PLOT.top));
    }

    #[test]
    fn the_table_names_the_oldest_first() {
        assert_eq!(samples::ageing().figures().rows[0], ["IMP-112", "15 d", "older than 85 %"]);
    }
}
