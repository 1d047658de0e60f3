//! The mini burn-up of a sprint: scope line, dotted ideal, done line to today.

use std::fmt::Write as _;

use maud::{Markup, html};

const WIDTH: f64 = 92.0;
const HEIGHT: f64 = 26.0;
const TOP: f64 = 3.1;
const BOTTOM: f64 = 25.0;

/// One value per day that has passed (day 0 is the start) for scope and done; the sprint has `days` days.
#[derive(Debug, Clone)]
pub struct BurnUp<'a> {
    /// Days from start to end of the sprint.
    pub days: usize,
    /// Planned plus added, by day.
    pub scope: &'a [f64],
    /// Done, by day.
    pub done: &'a [f64],
}

impl BurnUp<'_> {
    /// The drawing; the same numbers must stand beside it. Nothing is drawn without progress.
    pub fn render(&self) -> Markup {
        let (Some(done_now), Some(scope_now)) = (self.done.last(), self.scope.last()) else {
            return html! {};
        };
        let today = self.done.len() - 1;
        let done = self.line(self.done);
        let scope_end = format!("{} {:.1},{:.1}", self.line(self.scope), WIDTH - 1.0, self.y(*scope_now));
        let area = format!("1.0,{BOTTOM:.1} {done} {:.1},{BOTTOM:.1}", self.x(today));
        html! {
            svg.burn width=(WIDTH) height=(HEIGHT) viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img"
                aria-label={ "Burn-up: " (done_now) " of " (scope_now) " done" } {
                polyline.b-scope points=(scope_end) {}
                path.b-ideal d=(format!("M1.0 {BOTTOM:.1}L{:.1} {:.1}", WIDTH - 1.0, self.y(*scope_now))) {}
                polygon.fa points=(area) {}
                polyline.b-done points=(done) {}
                circle.b-dot cx=(format!("{:.1}", self.x(today))) cy=(format!("{:.1}", self.y(*done_now))) r="2" {}
            }
        }
    }

    fn line(&self, values: &[f64]) -> String {
        let mut points = String::with_capacity(values.len() * 10);
        for (day, value) in values.iter().enumerate() {
            let gap = if day == 0 { "" } else { " " };
            let _ = write!(points, "{gap}{:.1},{:.1}", self.x(day), self.y(*value));
        }
        points
    }

    fn x(&self, day: usize) -> f64 {
        let days = self.days.max(self.done.len().saturating_sub(1)).max(1) as f64;
        1.0 + (WIDTH - 2.0) * (day as f64 / days).min(1.0)
    }

    fn y(&self, value: f64) -> f64 {
        let most = self.scope.iter().chain(self.done).copied().fold(1.0, f64::max);
        BOTTOM - (BOTTOM - TOP) * (value / most).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    #[test]
    fn the_done_line_ends_today_and_the_label_says_both_numbers() {
        let chart = BurnUp { days: 10, scope: &[22.0, 22.0, 24.0], done: &[0.0, 2.0, 9.0] }.render();
        let page = Html::of(&chart);
        assert_eq!(page.attr(".burn", "aria-label"), "Burn-up: 9 of 24 done");
        assert_eq!(page.attr(".b-dot", "cx"), "19.0");
        assert!(page.attr(".b-scope", "points").ends_with("91.0,3.1"));
    }

    #[test]
    fn without_progress_there_is_no_drawing() {
        assert!(BurnUp { days: 10, scope: &[], done: &[] }.render().0.is_empty());
    }
}
