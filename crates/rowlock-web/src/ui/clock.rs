//! Clocks: right when the page is made, kept running by the page's script from the server's time.
//!
//! The server stores starts and pauses only; everything here is arithmetic. No clock animates its width.

use maud::{Markup, PreEscaped, html};

use super::format;
use super::meter::share;

/// The clock of a topic or of the whole box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// When it was last started; none while it stands still.
    pub started_at_ms: Option<i64>,
    /// What had passed before that.
    pub elapsed_ms: i64,
    /// Its box.
    pub planned_ms: i64,
}

impl Clock {
    /// What has passed by `now_ms`.
    pub fn used_ms(&self, now_ms: i64) -> i64 {
        self.elapsed_ms + self.started_at_ms.map_or(0, |started| (now_ms - started).max(0))
    }

    /// Whether more than the box has passed.
    pub fn is_over(&self, now_ms: i64) -> bool {
        self.used_ms(now_ms) > self.planned_ms
    }

    /// The big figure: what is left, or what it is over (then in crimson; the words beside it say which).
    pub fn left(&self, now_ms: i64) -> Markup {
        let state = if self.is_over(now_ms) { " data-s=\"late\"" } else { "" };
        let begin = format!("span class=\"big\" role=\"timer\" aria-label=\"Time left\"{state}");
        self.running(&begin, "left", &format::minutes_seconds(self.left_seconds(now_ms)))
    }

    /// "left of 3:00" or "over 3:00", beside the big figure.
    pub fn left_words(&self, now_ms: i64) -> Markup {
        let words = if self.is_over(now_ms) { "over" } else { "left of" };
        html! { span { (self.running("span", "words", words)) " " (format::minutes_seconds(self.planned_ms / 1000)) } }
    }

    /// What has passed: "11:05".
    pub fn used(&self, now_ms: i64) -> Markup {
        self.running("span", "used", &format::minutes_seconds(self.used_ms(now_ms) / 1000))
    }

    /// "1:25 left" or "1:10 over", for the agenda.
    pub fn rest(&self, now_ms: i64) -> Markup {
        let (state, word) = if self.is_over(now_ms) { (" data-s=\"over\"", "over") } else { ("", "left") };
        let text = format!("{} {word}", format::minutes_seconds(self.left_seconds(now_ms)));
        self.running(&format!("span class=\"t\"{state}"), "rest", &text)
    }

    /// The bar below the big figure.
    pub fn meter(&self, now_ms: i64) -> Markup {
        let percent = self.used_ms(now_ms) as f64 / self.planned_ms.max(1) as f64 * 100.0;
        let state = if self.is_over(now_ms) { "late" } else { "ok" };
        let bar = format!("rect class=\"v\" height=\"100%\" rx=\"3\" width=\"{}\"", share(percent));
        html! {
            svg.meter data-s=(state) aria-hidden="true" {
                rect.tr width="100%" height="100%" rx="3" {}
                (self.running(&bar, "width", ""))
            }
        }
    }

    /// The line that says "1 minute left" and "Time is up" to screen readers, at most every 30 s.
    pub fn announcer(&self) -> Markup {
        self.running("p class=\"vh\" role=\"status\"", "announce", "")
    }

    fn left_seconds(&self, now_ms: i64) -> i64 {
        (self.planned_ms - self.used_ms(now_ms)).div_euclid(1000)
    }

    /// An element that the script keeps running. `begin` (tag and attributes) and `text` hold no text of people.
    pub(super) fn running(&self, begin: &str, shows: &str, text: &str) -> Markup {
        let tag = begin.split(' ').next().unwrap_or(begin);
        let started = self.started_at_ms.map(|at| format!(" data-started=\"{at}\"")).unwrap_or_default();
        PreEscaped(format!(
            "<{begin} data-clock=\"topic\" data-shows=\"{shows}\"{started} data-elapsed=\"{}\" data-planned=\"{}\">{text}</{tag}>",
            self.elapsed_ms, self.planned_ms,
        ))
    }
}

/// "18 min to the meeting" as figure and unit, counting down.
pub fn count_down(at_ms: i64, now_ms: i64, after: &str) -> Markup {
    let (number, unit) = format::until(at_ms - now_ms);
    html! {
        p.count {
            span data-clock="until" data-at=(at_ms) data-shows="number" { (number) }
            small { span data-clock="until" data-at=(at_ms) data-shows="unit" { (unit) } " " (after) }
        }
    }
}

/// "18 min", counting down.
pub fn left_until(at_ms: i64, now_ms: i64) -> Markup {
    let (number, unit) = format::until(at_ms - now_ms);
    html! { b data-clock="until" data-at=(at_ms) data-shows="both" { (number) @if !unit.is_empty() { " " (unit) } } }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    const CLOCK: Clock = Clock { started_at_ms: Some(1_000_000), elapsed_ms: 30_000, planned_ms: 180_000 };

    #[test]
    fn a_running_clock_shows_what_is_left_and_how_to_go_on() {
        let page = Html::of(&CLOCK.left(1_065_000));
        assert_eq!(page.text(".big[role=timer]"), "1:25");
        assert_eq!(page.attr(".big", "data-started"), "1000000");
        assert_eq!(page.attr(".big", "data-shows"), "left");
    }

    #[test]
    fn time_over_the_box_counts_up_in_crimson() {
        let now = 1_000_000 + 150_000 + 42_000;
        let page = Html::of(&html! { (CLOCK.left(now)) (CLOCK.left_words(now)) (CLOCK.meter(now)) });
        assert_eq!(page.text(".big[data-s=late]"), "0:42");
        assert_eq!(page.text("[data-shows=words]"), "over");
        assert_eq!(page.attr(".meter[data-s=late] .v", "width"), "100%");
    }

    #[test]
    fn a_standing_clock_has_no_start() {
        let clock = Clock { started_at_ms: None, ..CLOCK };
        assert_eq!(clock.used_ms(9_999_999), 30_000);
        assert_eq!(Html::of(&clock.used(0)).count("[data-started]"), 0);
    }

    #[test]
    fn the_count_down_splits_figure_and_unit() {
        let page = Html::of(&count_down(1_080_000, 0, "to the meeting"));
        assert_eq!(page.text("[data-shows=number]"), "18");
        assert_eq!(page.text("small"), "min to the meeting");
    }
}
