//! The chance to be finished by each date: the curve of a goal with its target, and the small one of a row.

use maud::{Markup, html};

use super::plot::{Plot, at, num, until};
use super::{Figures, Tick, axis};
use crate::ui::format;

const PLOT: Plot = Plot { width: 700.0, height: 372.0, left: 44.0, right: 688.0, top: 18.0, bottom: 338.0, x_end: 1.0, y_end: 1.0 };
const SAFE: f64 = 0.85;
/// Words nearer than this to each other overlap, also with the larger letters of small screens.
const LETTERS: f64 = 28.0;

/// The date asked about.
#[derive(Debug, Clone)]
pub struct Target<'a> {
    /// Days after day 0.
    pub day: f64,
    /// "target 18 Dec".
    pub words: &'a str,
}

/// Days on which nobody works.
#[derive(Debug, Clone)]
pub struct Closed {
    /// First day.
    pub from: f64,
    /// Day after the last.
    pub to: f64,
}

/// Chances by date; points are (days after day 0, chance from 0 to 1), sorted, chances never falling.
#[derive(Debug, Clone)]
pub struct Curve<'a> {
    /// The drawing in one sentence.
    pub finding: &'a str,
    /// The last day drawn.
    pub days: f64,
    /// As things stand.
    pub now: &'a [(f64, f64)],
    /// As they would stand; empty without a question.
    pub what_if: &'a [(f64, f64)],
    /// The date asked about.
    pub target: Option<Target<'a>>,
    /// Drawn as plateaus.
    pub closed: &'a [Closed],
    /// Dates along the bottom.
    pub ticks: &'a [Tick],
}

impl Curve<'_> {
    /// The drawing.
    pub fn render(&self) -> Markup {
        let plot = PLOT.scaled(self.days, 1.0);
        let now = until(self.now, self.days);
        let what_if = until(self.what_if, self.days);
        html! {
            svg class="chart l" viewBox=(plot.view_box()) role="img" aria-label=(self.finding) {
                @for closed in self.closed { (closed_days(&plot, closed)) }
                (plot.rules(&axis::chances(), "%"))
                (plot.along(self.ticks))
                (safe(&plot))
                @if let Some(target) = &self.target { path.fa d=(plot.under(&until(&now, target.day))) {} }
                @if !what_if.is_empty() { path.ln2 d=(plot.line(&what_if)) {} }
                path.ln d=(plot.line(&now)) {}
                @if let Some(target) = &self.target { (self.target_line(&plot, target)) }
            }
        }
    }

    fn target_line(&self, plot: &Plot, target: &Target<'_>) -> Markup {
        let x = plot.x(target.day);
        let near = x < 180.0;
        html! {
            path.target d=(format!("M{} 12V{}", num(x), num(plot.bottom))) {}
            text.tx2 x=(num(if near { x + 8.0 } else { x - 8.0 })) y="14" text-anchor=(if near { "start" } else { "end" }) { (target.words) }
            @if let Some(chance) = at(self.now, target.day) { (plot.dot((target.day, chance), "dot", &format!("{} now", format::chance(chance)))) }
            @if let Some(chance) = at(self.what_if, target.day) {
                @let y = plot.y(chance);
                // Where the two lie close, the words stand on the side on which "60 % now" does not.
                @let close = at(self.now, target.day).is_some_and(|now| (plot.y(now) - y).abs() < LETTERS);
                @let near = if close { plot.is_far(x) } else { near };
                circle.dot2 cx=(num(x)) cy=(num(y)) r="4.5" {}
                text.tx2 x=(num(if near { x + 10.0 } else { x - 10.0 })) y=(num((y - 4.0).max(44.0))) text-anchor=(if near { "start" } else { "end" }) { (format::chance(chance)) }
            }
        }
    }

    /// The chance at each date of the axis, and at the target.
    pub fn figures(&self) -> Figures {
        let heads: &[&str] = if self.what_if.is_empty() { &["By", "Chance"] } else { &["By", "Chance", "What if"] };
        let mut figures = Figures::new(self.finding, heads);
        let mut days: Vec<(f64, &str)> = self.ticks.iter().map(|tick| (tick.at, tick.label.as_str())).collect();
        days.extend(self.target.iter().map(|target| (target.day, target.words)));
        days.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (day, label) in days {
            let mut row = vec![label.to_owned(), at(self.now, day).map_or_else(String::new, format::chance)];
            if !self.what_if.is_empty() {
                row.push(at(self.what_if, day).map_or_else(String::new, format::chance));
            }
            figures.rows.push(row);
        }
        figures
    }
}

fn closed_days(plot: &Plot, closed: &Closed) -> Markup {
    let (from, to) = (plot.x(closed.from), plot.x(closed.to));
    let width = to - from;
    html! {
        rect.closed x=(num(from)) y=(num(plot.top)) width=(num(width)) height=(num(plot.bottom - plot.top)) {}
        @if width > 40.0 {
            text.tx.wide[width < 72.0] x=(num(from + width / 2.0)) y=(num(plot.bottom - 8.0)) text-anchor="middle" { "closed" }
        }
    }
}

fn safe(plot: &Plot) -> Markup {
    let y = plot.y(SAFE);
    html! {
        path.lnm d=(format!("M{} {}H{}", num(plot.left), num(y), num(plot.right))) {}
        text.tx x=(num(plot.right)) y=(num(y - 6.0)) text-anchor="end" { "85 %, safe" }
    }
}

/// The curve of a table's row; the numbers stand beside it.
#[derive(Debug, Clone)]
pub struct Mini<'a> {
    /// The last day drawn.
    pub days: f64,
    /// As in [`Curve`].
    pub now: &'a [(f64, f64)],
    /// The day asked about.
    pub target_day: Option<f64>,
}

impl Mini<'_> {
    /// The drawing, silent for screen readers.
    pub fn render(&self) -> Markup {
        let plot = Plot { width: 96.0, height: 24.0, left: 0.0, right: 95.0, top: 1.0, bottom: 23.0, x_end: 1.0, y_end: 1.0 }.scaled(self.days, 1.0);
        html! {
            svg class="chart mini" width="96" height="24" viewBox=(plot.view_box()) aria-hidden="true" {
                path.ax2 d="M0 23.5H96" {}
                path.ln d=(plot.line(&until(self.now, self.days))) {}
                @if let Some(day) = self.target_day { path.target d=(format!("M{} 0V24", num(plot.x(day)))) {} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::ui::testing::Html;

    #[test]
    fn the_target_cuts_the_curve_where_its_chance_stands() {
        let page = Html::of(&samples::curve().render());
        assert_eq!(page.attr(".chart", "role"), "img");
        assert_eq!(page.count(".closed"), 1);
        assert!(page.texts(".tx").contains(&"closed".to_owned()));
        assert_eq!(page.count(".ln2"), 1);
        assert!(page.texts(".tx2").contains(&"60 % now".to_owned()), "{:?}", page.texts(".tx2"));
        assert!(page.texts(".tx2").contains(&"80 %".to_owned()), "{:?}", page.texts(".tx2"));
    }

    #[test]
    fn two_chances_that_lie_close_stand_on_both_sides_of_the_target() {
        let close = |day: f64| {
            let (now, what_if) = ([(0.0, 0.0), (day, 0.94)], [(0.0, 0.0), (day, 0.98)]);
            let target = Some(Target { day, words: "target" });
            let page = Html::of(&Curve { now: &now, what_if: &what_if, target, ..samples::curve() }.render());
            page.texts(".tx2[text-anchor='start']").into_iter().filter(|words| words.contains('%')).collect::<Vec<_>>()
        };
        assert_eq!(close(24.0), ["95 % now"], "what if stands on the left");
        assert_eq!(close(58.0), ["over 95 %"], "far to the right now stands on the left");
    }

    #[test]
    fn its_table_has_the_same_chances() {
        let figures = samples::curve().figures();
        assert_eq!(figures.heads, ["By", "Chance", "What if"]);
        assert!(figures.rows.contains(&vec!["target 18 Dec".to_owned(), "60 %".to_owned(), "80 %".to_owned()]), "{:?}", figures.rows);
        assert_eq!(figures.rows.last().unwrap()[1], "over 95 %", "never 100 %");
    }

    #[test]
    fn without_points_only_the_axes_are_drawn() {
        let page = Html::of(&Curve { finding: "", days: 0.0, now: &[], what_if: &[], target: None, closed: &[], ticks: &[] }.render());
        assert_eq!(page.attr(".ln", "d"), "");
        assert_eq!(page.count(".dot"), 0);
    }

    #[test]
    fn the_small_one_is_silent() {
        let page = Html::of(&Mini { days: 10.0, now: &[(0.0, 0.0), (10.0, 1.0)], target_day: Some(5.0) }.render());
        assert_eq!(page.attr("svg", "aria-hidden"), "true");
        assert_eq!(page.attr(".target", "d"), "M47.5 0V24");
    }
}
