//! Burn-up: done and scope as two lines, and the cone of what will be done by when.

use maud::{Markup, html};

use super::plot::{Plot, at, num, until};
use super::{Figures, Tick, axis};

const PLOT: Plot = Plot { width: 520.0, height: 244.0, left: 34.0, right: 462.0, top: 14.0, bottom: 208.0, x_end: 1.0, y_end: 1.0 };

/// What will be done by when; points are (day, done in all), each line starting at today's done.
/// More confidence means fewer.
#[derive(Debug, Clone)]
pub struct Cone {
    /// So many in 85 of 100 futures: the lower edge.
    pub sure: Vec<(f64, f64)>,
    /// So many in half of them.
    pub even: Vec<(f64, f64)>,
    /// So many in 15 of 100: the upper edge.
    pub hopeful: Vec<(f64, f64)>,
}

/// Points are (days after day 0, number of items), sorted.
#[derive(Debug, Clone)]
pub struct BurnUp<'a> {
    /// The drawing in one sentence.
    pub finding: &'a str,
    /// The last day drawn.
    pub days: f64,
    /// Done, up to today.
    pub done: &'a [(f64, f64)],
    /// Scope, up to today; steps where it changed.
    pub scope: &'a [(f64, f64)],
    /// What comes; `None` where it cannot be said.
    pub cone: Option<&'a Cone>,
    /// The date asked about.
    pub target: Option<Tick>,
    /// Dates along the bottom.
    pub ticks: &'a [Tick],
    /// Further dates that the table has: today, the end.
    pub named: &'a [Tick],
}

impl BurnUp<'_> {
    /// The drawing.
    pub fn render(&self) -> Markup {
        let scope = self.scope.last().map_or(0.0, |point| point.1);
        let most = self.scope.iter().chain(self.done).map(|point| point.1).fold(1.0, f64::max);
        let plot = PLOT.scaled(self.days, axis::round_end(most * 1.04, 4));
        let today = self.done.last().copied();
        html! {
            svg class="chart m" viewBox=(plot.view_box()) role="img" aria-label=(self.finding) {
                (plot.rules(&axis::numbers(plot.y_end, 4), ""))
                (plot.along(self.ticks))
                path.fa d=(plot.under(self.done)) {}
                @if let Some(cone) = self.cone { (draw_cone(&plot, cone, scope)) }
                path.scope d=(plot.stairs(self.scope, today.map_or(0.0, |point| point.0))) {}
                @if let Some((day, _)) = today {
                    path.ahead d=(format!("M{} {}H{}", num(plot.x(day)), num(plot.y(scope)), num(plot.right))) {}
                }
                text.tx x=(num(plot.right + 6.0)) y=(num(plot.y(scope) + 4.0)) { "scope" }
                @if let Some(target) = &self.target { (target_line(&plot, target)) }
                path.ln d=(plot.line(self.done)) {}
                @if let Some(today) = today {
                    circle.dot cx=(num(plot.x(today.0))) cy=(num(plot.y(today.1))) r="4.5" {}
                    text.tx2 x=(num((plot.x(today.0) - 8.0).max(plot.left + 4.0))) y=(num((plot.y(today.1) - 8.0).max(plot.top))) text-anchor=(if plot.x(today.0) < 90.0 { "start" } else { "end" }) { (num(today.1)) " done" }
                }
            }
        }
    }

    /// Done, scope and the cone at each date of the axis, today and at the end.
    pub fn figures(&self) -> Figures {
        let heads: &[&str] =
            if self.cone.is_some() { &["By", "Done", "Scope", "85\u{a0}% sure", "Even odds", "15\u{a0}%"] } else { &["By", "Done", "Scope"] };
        let mut figures = Figures::new(self.finding, heads);
        let (today, scope) = (self.done.last().map_or(0.0, |point| point.0), self.scope.last().map_or(0.0, |point| point.1));
        for tick in self.dates() {
            let past = tick.at <= today;
            let number = |points: &[(f64, f64)]| at(points, tick.at).map_or_else(String::new, |value| num(value.floor()));
            let mut row = vec![
                tick.label.clone(),
                if past { number(self.done) } else { String::new() },
                if past { held(self.scope, tick.at) } else { num(scope) },
            ];
            if let Some(cone) = self.cone {
                row.extend([&cone.sure, &cone.even, &cone.hopeful].map(|line| if past { String::new() } else { number(&capped(line, scope)) }));
            }
            figures.rows.push(row);
        }
        figures
    }
}

impl BurnUp<'_> {
    /// The dates of the table; what is named stands for a date of the axis on the same day.
    fn dates(&self) -> Vec<&Tick> {
        let plain = self.ticks.iter().filter(|tick| self.named.iter().all(|named| named.at != tick.at));
        let mut dates: Vec<&Tick> = plain.chain(self.named).collect();
        dates.sort_by(|one, other| one.at.total_cmp(&other.at));
        dates
    }
}

fn held(points: &[(f64, f64)], day: f64) -> String {
    points.iter().take_while(|point| point.0 <= day).last().map_or_else(String::new, |point| num(point.1))
}

/// The cone ends where its lines meet the scope; those that do not are named at the right.
fn draw_cone(plot: &Plot, cone: &Cone, scope: f64) -> Markup {
    let lines = [&cone.sure, &cone.even, &cone.hopeful].map(|line| capped(&until(line, plot.x_end), scope));
    let ends = lines.each_ref().map(|line| line.last().copied().unwrap_or_default());
    html! {
        path.cone d=(plot.between(&lines[2], &lines[0])) {}
        path.ln2 d=(plot.line(&lines[1])) {}
        @for (name, y) in names(plot, ends, plot.y(scope)) { text.tx x=(num(plot.right + 6.0)) y=(num(y)) { (name) } }
    }
}

/// The names of lines that end below the scope, from the lowest up, none nearer than a line of text to the next.
fn names(plot: &Plot, ends: [(f64, f64); 3], scope_y: f64) -> Vec<(&'static str, f64)> {
    let mut lowest = f64::INFINITY;
    let mut kept = Vec::new();
    for (name, (day, done)) in ["85 %", "half", "15 %"].into_iter().zip(ends) {
        let y = (plot.y(done) + 4.0).min(lowest - 17.0);
        if day >= plot.x_end - 1e-9 && y - scope_y > 20.0 {
            kept.push((name, y));
            lowest = y;
        }
    }
    kept
}

/// The line up to where it reaches the scope, then along it.
fn capped(line: &[(f64, f64)], scope: f64) -> Vec<(f64, f64)> {
    let mut capped: Vec<(f64, f64)> = Vec::with_capacity(line.len() + 1);
    for point in line {
        if let Some(last) = capped.last().copied().filter(|last| last.1 < scope && point.1 > scope) {
            capped.push((last.0 + (point.0 - last.0) * (scope - last.1) / (point.1 - last.1), scope));
        }
        capped.push((point.0, point.1.min(scope)));
    }
    capped
}

fn target_line(plot: &Plot, target: &Tick) -> Markup {
    let x = plot.x(target.at);
    let far = plot.is_far(x);
    html! {
        path.target d=(format!("M{} {}V{}", num(x), num(plot.top - 4.0), num(plot.bottom))) {}
        text.tx2 x=(num(if far { x - 6.0 } else { x + 6.0 })) y=(num(plot.bottom - 8.0)) text-anchor=(if far { "end" } else { "start" }) { (target.label) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::ui::testing::Html;

    #[test]
    fn done_ends_today_and_scope_goes_on_dashed() {
        let page = Html::of(&samples::burnup().render());
        assert_eq!(page.attr("circle.dot", "cx"), "176.7", "day 14 of 42");
        assert!(page.attr(".ahead", "d").starts_with("M176.7 "));
        assert!(page.texts(".tx2").contains(&"14 done".to_owned()));
    }

    #[test]
    fn the_cone_starts_at_todays_done_and_never_passes_the_scope() {
        assert_eq!(capped(&[(0.0, 0.0), (10.0, 20.0)], 10.0), [(0.0, 0.0), (5.0, 10.0), (10.0, 10.0)]);
        let page = Html::of(&samples::burnup().render());
        assert!(page.attr(".cone", "d").starts_with("M176.7 "), "{}", page.attr(".cone", "d"));
        assert!(page.texts(".tx").contains(&"85 %".to_owned()), "the lower edge does not reach the scope");
        assert!(!page.texts(".tx").contains(&"15 %".to_owned()), "the upper one does");
    }

    #[test]
    fn more_confidence_means_fewer_items_in_the_table() {
        let figures = samples::burnup().figures();
        let row = figures.rows.last().unwrap();
        let number = |at: usize| row[at].parse::<f64>().unwrap();
        assert!(number(3) < number(4) && number(4) <= number(5), "{row:?}");
    }

    #[test]
    fn its_table_has_what_stands_today_and_the_ends_of_the_cone() {
        let named = [Tick::new(14.0, "today"), Tick::new(42.0, "end")];
        let figures = BurnUp { named: &named, ..samples::burnup() }.figures();
        let row = |label: &str| figures.rows.iter().find(|row| row[0] == label).unwrap_or_else(|| panic!("no {label}: {:?}", figures.rows)).clone();
        assert_eq!(row("today")[1], "14", "what the chart calls 14 done");
        assert!(row("end")[3..].iter().all(|cell| !cell.is_empty()), "{:?}", row("end"));
        let days: Vec<&str> = figures.rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(days.last(), Some(&"end"), "{days:?}");
    }

    #[test]
    fn without_progress_or_cone_axes_are_left() {
        let empty = BurnUp { finding: "", days: 14.0, done: &[], scope: &[], cone: None, target: None, ticks: &[], named: &[] };
        let page = Html::of(&empty.render());
        assert_eq!((page.count("circle"), page.count(".cone")), (0, 0));
    }
}
