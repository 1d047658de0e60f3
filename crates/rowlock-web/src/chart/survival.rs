//! The share done by age: a stair with its band, the period before it, and what is still open.

use maud::{Markup, html};
use rowlock_domain::workspace::Measure;

use super::plot::{Plot, num};
use super::{Figures, Tick, axis};
use crate::ui::format;
use rowlock_analysis::durations::words::{in_short, short};

const PLOT: Plot = Plot { width: 520.0, height: 214.0, left: 34.0, right: 508.0, top: 12.0, bottom: 180.0, x_end: 1.0, y_end: 1.0 };

/// From `day` on, this share is done (one minus what Kaplan–Meier calls survival).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Days since the start.
    pub day: f64,
    /// From 0 to 1.
    pub share: f64,
    /// Its band, lowest and highest share, where there is one.
    pub band: Option<(f64, f64)>,
}

/// A fitted curve as steps, thinned to what can be told apart: at least a thousandth of the height from step to step.
#[must_use]
pub fn steps_of(curve: &rowlock_analysis::durations::Curve) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut drawn = 0.0;
    for step in curve.steps().iter().filter(|step| step.resolved > 0) {
        let share = 1.0 - step.survival;
        if steps.is_empty() || share - drawn >= 0.001 || step.survival == 0.0 {
            steps.push(Step { day: step.days, share, band: step.band.map(|(low, high)| (1.0 - high, 1.0 - low)) });
            drawn = share;
        }
    }
    steps
}

/// A place on the stair that is named.
#[derive(Debug, Clone)]
pub struct Mark<'a> {
    /// Days since the start.
    pub day: f64,
    /// The share it stands for: 0.5, 0.85.
    pub share: f64,
    /// "half, 5 d".
    pub words: &'a str,
}

/// How long things take.
#[derive(Debug, Clone)]
pub struct Survival<'a> {
    /// The drawing in one sentence.
    pub finding: &'a str,
    /// The last day drawn.
    pub days: f64,
    /// Sorted by day.
    pub now: &'a [Step],
    /// The oldest age seen: there the line ends.
    pub seen_days: f64,
    /// The period before, dashed: (day, share).
    pub before: &'a [(f64, f64)],
    /// Named places.
    pub marks: &'a [Mark<'a>],
    /// Ages of what is still open: small strokes at the foot.
    pub open_days: &'a [f64],
    /// By what the days are counted.
    pub measure: Measure,
}

impl Survival<'_> {
    /// The drawing.
    pub fn render(&self) -> Markup {
        let plot = PLOT.scaled(self.days, 1.0);
        let last = self.seen_days.min(self.days);
        let stair = stair(self.now.iter().map(|step| (step.day, step.share)), last);
        html! {
            svg class="chart m" viewBox=(plot.view_box()) role="img" aria-label=(self.finding) {
                @if let Some(band) = self.band(&plot, last) { path.band d=(band) {} }
                (plot.rules(&[Tick::new(0.0, "0"), Tick::new(0.5, "50"), Tick::new(0.85, "85"), Tick::new(1.0, "all")], "%"))
                (plot.along(&axis::numbers(plot.x_end, 6)))
                @if !self.before.is_empty() { path.prev d=(plot.stairs(&self::stair(self.before.iter().copied(), self.days), self.days)) {} }
                path.ln d=(plot.stairs(&stair, last)) {}
                @for age in self.open_days.iter().filter(|age| **age <= self.days) {
                    path.target d=(format!("M{} {}v-7", num(plot.x(*age)), num(plot.bottom))) {}
                }
                @for mark in self.marks.iter().filter(|mark| mark.day <= self.days) { (plot.dot((mark.day, self.share_at(mark)), "dot", mark.words)) }
            }
        }
    }

    /// Where the stair stands on the mark's day: at or above the mark's share.
    fn share_at(&self, mark: &Mark<'_>) -> f64 {
        self.now.iter().take_while(|step| step.day <= mark.day).last().map_or(mark.share, |step| step.share)
    }

    /// The band as a polygon of stairs, as far as it is defined.
    fn band(&self, plot: &Plot, last: f64) -> Option<String> {
        let steps: Vec<(f64, f64, f64)> =
            self.now.iter().filter(|step| step.day <= last).map_while(|step| step.band.map(|(low, high)| (step.day, low, high))).collect();
        let end = self.now.get(steps.len()).map_or(last, |step| step.day).min(last);
        let first = steps.first()?.0;
        let upper = corners(steps.iter().map(|(day, _, high)| (*day, *high)), end);
        let lower = corners(steps.iter().map(|(day, low, _)| (*day, *low)), end);
        (first < end).then(|| plot.between(&upper, &lower))
    }

    /// The share done after each tick's days, at what is named and at the last step, each with its band.
    pub fn figures(&self) -> Figures {
        let mut figures = Figures::new(self.finding, &[if self.measure.is_elapsed() { "Days" } else { "Working days" }, "Share", "Probably"]);
        let mut days: Vec<f64> = axis::numbers(self.days, 6).iter().map(|tick| tick.at).collect();
        days.extend(self.marks.iter().map(|mark| mark.day).chain(self.now.last().map(|step| step.day)));
        days.retain(|day| *day <= self.seen_days);
        days.sort_by(f64::total_cmp);
        days.dedup();
        for day in days {
            let step = self.now.iter().take_while(|step| step.day <= day).last();
            let band = step
                .and_then(|step| step.band)
                .map_or_else(String::new, |(low, high)| format!("{} to {}", format::chance(low), format::chance(high)));
            figures.rows.push(vec![after(day, self.measure), format::chance(step.map_or(0.0, |step| step.share)), band]);
        }
        figures
    }
}

/// "5 d", "3 h".
fn after(days: f64, measure: Measure) -> String {
    if days.fract() == 0.0 { format!("{} {}", num(days), in_short(measure)) } else { short(days, measure) }
}

/// The steps up to `last`, from (0, 0) on.
fn stair(steps: impl Iterator<Item = (f64, f64)>, last: f64) -> Vec<(f64, f64)> {
    std::iter::once((0.0, 0.0)).chain(steps.filter(|(day, _)| *day <= last)).collect()
}

/// A stair as the corners of a line.
fn corners(steps: impl Iterator<Item = (f64, f64)>, end: f64) -> Vec<(f64, f64)> {
    let mut corners: Vec<(f64, f64)> = Vec::new();
    for (day, share) in steps {
        if let Some((_, before)) = corners.last().copied() {
            corners.push((day, before));
        }
        corners.push((day, share));
    }
    if let Some((_, share)) = corners.last().copied() {
        corners.push((end, share));
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::ui::testing::Html;

    #[test]
    fn the_stair_holds_until_the_next_step_and_ends_at_the_oldest_seen() {
        let page = Html::of(&samples::survival().render());
        assert!(page.attr(".ln", "d").starts_with("M34 180H"), "{}", page.attr(".ln", "d"));
        assert!(page.attr(".ln", "d").ends_with("H429"), "20 of 24 days: {}", page.attr(".ln", "d"));
        assert_eq!(page.count(".dot"), 2);
        assert_eq!(page.count(".target"), 3, "one stroke for each open one");
        assert_eq!(page.count(".prev"), 1);
    }

    #[test]
    fn the_band_ends_where_it_is_undefined() {
        let undefined = [Step { day: 1.0, share: 0.5, band: Some((0.2, 0.8)) }, Step { day: 3.0, share: 1.0, band: None }];
        let chart = Survival {
            finding: "",
            days: 4.0,
            now: &undefined,
            seen_days: 4.0,
            before: &[],
            marks: &[],
            open_days: &[],
            measure: Measure::ElapsedDays,
        };
        assert_eq!(Html::of(&chart.render()).attr(".band", "d"), "M152.5 45.6L389.5 45.6L389.5 146.4L152.5 146.4Z");
        assert_eq!(chart.figures().rows[1], ["1 d", "50 %", "20 % to 80 %"]);
    }

    #[test]
    fn its_table_reaches_the_last_step_in_steps_of_five_points_and_never_certainty() {
        let now = [Step { day: 1.0, share: 0.73, band: Some((0.08, 0.97)) }, Step { day: 21.4, share: 1.0, band: None }];
        let marks = [Mark { day: 21.4, share: 0.85, words: "85 %, 21 d" }];
        let chart = Survival {
            finding: "",
            days: 24.0,
            now: &now,
            seen_days: 21.4,
            before: &[],
            marks: &marks,
            open_days: &[],
            measure: Measure::ElapsedDays,
        };
        let rows = chart.figures().rows;
        assert_eq!(rows[0], ["0 d", "under 5 %", ""], "{rows:?}");
        assert_eq!(rows[1], ["5 d", "75 %", "10 % to 95 %"], "{rows:?}");
        assert_eq!(rows.last().unwrap(), &["21 d", "over 95 %", ""], "{rows:?}");
        assert_eq!(rows.iter().filter(|row| row[1] == "over 95 %").count(), 1, "{rows:?}");
    }

    #[test]
    fn nothing_done_draws_no_band_and_a_flat_line() {
        let chart =
            Survival { finding: "", days: 4.0, now: &[], seen_days: 2.0, before: &[], marks: &[], open_days: &[], measure: Measure::ElapsedDays };
        let page = Html::of(&chart.render());
        assert_eq!((page.count(".band"), page.attr(".ln", "d").as_str()), (0, "M34 180H271"));
    }
}
