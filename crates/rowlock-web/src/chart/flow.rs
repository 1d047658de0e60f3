//! Cumulative flow: how many have reached each state by each day. Lines never fall.

use maud::{Markup, html};

use super::plot::{Plot, num};
use super::{Figures, Tick, axis};

const PLOT: Plot = Plot { width: 520.0, height: 244.0, left: 34.0, right: 416.0, top: 14.0, bottom: 208.0, x_end: 1.0, y_end: 1.0 };
const APART: f64 = 18.0;

/// A state.
#[derive(Debug, Clone)]
pub struct Band<'a> {
    /// Its name.
    pub name: &'a str,
    /// How many have reached this state or a later one, by day.
    pub reached: &'a [f64],
}

/// A cumulative flow; day 0 is the first value of each band.
#[derive(Debug, Clone)]
pub struct Flow<'a> {
    /// The drawing in one sentence.
    pub finding: &'a str,
    /// From the first state (all that arrived) to the last (done).
    pub bands: &'a [Band<'a>],
    /// Days on which something came back from done: small triangles at the foot.
    pub reopened_days: &'a [f64],
    /// Dates along the bottom.
    pub ticks: &'a [Tick],
}

impl Flow<'_> {
    /// The drawing; at most four states are told apart.
    pub fn render(&self) -> Markup {
        let days = self.bands.iter().map(|band| band.reached.len()).max().unwrap_or(0).saturating_sub(1);
        let most = self.bands.iter().flat_map(|band| band.reached).copied().fold(1.0, f64::max);
        let plot = PLOT.scaled(days as f64, axis::round_end(most, 4));
        html! {
            svg class="chart m" viewBox=(plot.view_box()) role="img" aria-label=(self.finding) {
                @for (at, band) in self.bands.iter().enumerate() {
                    path class=(self.class(at)) d=(plot.under(&days_of(band.reached))) {}
                }
                (plot.rules(&axis::numbers(plot.y_end, 4), ""))
                (plot.along(self.ticks))
                @for day in self.reopened_days { path.miss d=(format!("M{} {}l5 8.500h-10Z", num(plot.x(*day)), num(plot.bottom - 10.0))) {} }
                @for (name, y) in self.names(&plot) { text.tx2 x=(num(plot.right + 6.0)) y=(num(y + 4.0)) { (name) } }
            }
        }
    }

    /// The last state is always the teal one.
    fn class(&self, at: usize) -> &'static str {
        const CLASSES: [&str; 4] = ["f0", "f1", "f2", "f3"];
        let from_end = self.bands.len() - 1 - at;
        if from_end == 0 { CLASSES[3] } else { CLASSES[at.min(2)] }
    }

    /// Each name beside the middle of its band, none nearer than a line to the next.
    fn names(&self, plot: &Plot) -> Vec<(&str, f64)> {
        let ends: Vec<f64> = self.bands.iter().map(|band| band.reached.last().copied().unwrap_or(0.0)).collect();
        let middle = |at: usize| (ends[at] + ends.get(at + 1).copied().unwrap_or(0.0)) / 2.0;
        let mut y = plot.bottom + APART;
        let mut names: Vec<(&str, f64)> = Vec::new();
        for (at, band) in self.bands.iter().enumerate().rev() {
            y = plot.y(middle(at)).min(y - APART);
            names.push((band.name, y));
        }
        names
    }

    /// What stands in each state on each date of the axis and on the last day.
    pub fn figures(&self) -> Figures {
        let mut heads = vec!["By"];
        heads.extend(self.bands.iter().map(|band| band.name));
        let mut figures = Figures::new(self.finding, &heads);
        for tick in self.ticks {
            let reached = |at: usize| self.bands.get(at).and_then(|band| band.reached.get(tick.at as usize)).copied().unwrap_or(0.0);
            let mut row = vec![tick.label.clone()];
            row.extend((0..self.bands.len()).map(|at| num(reached(at) - if at + 1 < self.bands.len() { reached(at + 1) } else { 0.0 })));
            figures.rows.push(row);
        }
        figures
    }
}

fn days_of(values: &[f64]) -> Vec<(f64, f64)> {
    values.iter().enumerate().map(|(day, value)| (day as f64, *value)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::ui::testing::Html;

    #[test]
    fn each_state_is_an_area_and_the_last_one_is_done() {
        let page = Html::of(&samples::flow().render());
        assert_eq!((page.count(".f0"), page.count(".f1"), page.count(".f3")), (1, 1, 1));
        assert_eq!(page.texts(".tx2"), ["Delivered", "In progress", "Ready"]);
        assert_eq!(page.count(".miss"), 1, "one came back");
    }

    #[test]
    fn names_never_lie_on_each_other() {
        let bands = ["a", "b", "c", "d"].map(|name| Band { name, reached: &[0.0, 1.0] });
        let flow = Flow { finding: "", bands: &bands, reopened_days: &[], ticks: &[] };
        let names = flow.names(&PLOT.scaled(1.0, 1.0));
        assert!(names.windows(2).all(|pair| pair[0].1 - pair[1].1 >= APART - 1e-9), "{names:?}");
    }

    #[test]
    fn the_table_says_how_many_stand_in_each_state() {
        assert_eq!(samples::flow().figures().rows[1], ["30 Nov", "4", "3", "2"]);
    }

    #[test]
    fn no_state_is_no_panic() {
        assert!(Flow { finding: "", bands: &[], reopened_days: &[], ticks: &[] }.render().0.contains("svg"));
    }
}
