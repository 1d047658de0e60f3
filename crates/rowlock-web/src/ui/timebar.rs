//! The time bar of a meeting: one segment per topic, as long as its time box (past: as long as it really took).

use maud::{Markup, html};

use super::clock::Clock;
use super::format;
use super::meter::share;

/// Where a topic stands in the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Already left.
    Past,
    /// The current one.
    Now,
    /// Still to come.
    ToCome,
}

/// One topic on the bar.
#[derive(Debug, Clone)]
pub struct Segment<'a> {
    /// Short name for the spoken label.
    pub label: &'a str,
    /// Its box.
    pub planned_seconds: u32,
    /// Used so far.
    pub used_seconds: u32,
    /// Where it stands.
    pub phase: Phase,
    /// The clock of the current one, so that its bar grows while the page is open.
    pub clock: Option<Clock>,
}

impl Segment<'_> {
    fn length_seconds(&self) -> u32 {
        match self.phase {
            Phase::Past => self.used_seconds,
            Phase::Now => self.planned_seconds.max(self.used_seconds),
            Phase::ToCome => self.planned_seconds,
        }
    }
}

/// The bar; the current segment grows by the page's script up to its box.
pub fn time_bar(segments: &[Segment<'_>]) -> Markup {
    let whole = segments.iter().map(Segment::length_seconds).sum::<u32>().max(1);
    let starts = segments.iter().scan(0, |next, segment| {
        let start = *next;
        *next += segment.length_seconds();
        Some(start)
    });
    html! {
        svg.timebar role="img" aria-label=(spoken(segments)) {
            @for (segment, from) in segments.iter().zip(starts) {
                @if from > 0 { rect.sep x=(part(from, whole)) y="-1" width="3" height="12" transform="translate(-1.5)" {} }
                (one(segment, from, whole))
            }
        }
    }
}

fn one(segment: &Segment<'_>, from: u32, whole: u32) -> Markup {
    let planned = segment.planned_seconds;
    let used = segment.used_seconds;
    let in_box = used.min(planned);
    let class = if segment.phase == Phase::Now { "v" } else { "past" };
    html! {
        @if segment.phase != Phase::Past { rect.tr x=(part(from, whole)) width=(part(segment.length_seconds(), whole)) height="100%" rx="2" {} }
        @if segment.phase != Phase::ToCome {
            (bar(segment, class, &part(from, whole), &part(in_box, whole), whole))
            @if used > planned {
                rect.over0 x=(part(from + planned, whole)) width=(part(used - planned, whole)) height="100%" {}
                rect.over x=(part(from + planned, whole)) width=(part(used - planned, whole)) height="100%" {}
            }
        }
    }
}

fn bar(segment: &Segment<'_>, class: &str, x: &str, width: &str, whole: u32) -> Markup {
    match segment.clock {
        Some(clock) if segment.phase == Phase::Now => {
            let whole_ms = i64::from(whole) * 1000;
            let begin = format!("rect class=\"{class}\" x=\"{x}\" width=\"{width}\" height=\"100%\" rx=\"2\" data-whole=\"{whole_ms}\"");
            clock.running(&begin, "part", "")
        }
        _ => html! { rect class=(class) x=(x) width=(width) height="100%" rx="2" {} },
    }
}

fn part(seconds: u32, whole: u32) -> String {
    share(f64::from(seconds) / f64::from(whole) * 100.0)
}

fn spoken(segments: &[Segment<'_>]) -> String {
    let begun = segments.iter().filter(|segment| segment.phase != Phase::ToCome);
    let parts: Vec<String> = begun
        .map(|s| {
            let used = format::minutes_seconds(i64::from(s.used_seconds));
            format!("{} {used} of {}", s.label, format::minutes_seconds(i64::from(s.planned_seconds)))
        })
        .collect();
    if parts.is_empty() { "Time used: none yet".to_owned() } else { format!("Time used: {}", parts.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    fn segment(label: &str, planned_seconds: u32, used_seconds: u32, phase: Phase) -> Segment<'_> {
        Segment { label, planned_seconds, used_seconds, phase, clock: None }
    }

    #[test]
    fn a_topic_over_its_box_is_hatched_and_said() {
        let page = Html::of(&time_bar(&[
            segment("opening", 120, 120, Phase::Past),
            segment("topic 1", 240, 310, Phase::Past),
            segment("topic 2", 180, 95, Phase::Now),
            segment("topic 3", 190, 0, Phase::ToCome),
        ]));
        assert_eq!(page.count(".over"), 1);
        assert_eq!(page.count(".past"), 2);
        assert_eq!(page.attr(".v", "x"), "53.75%");
        let label = page.attr(".timebar", "aria-label");
        assert_eq!(label, "Time used: opening 2:00 of 2:00, topic 1 5:10 of 4:00, topic 2 1:35 of 3:00");
    }

    #[test]
    fn an_empty_agenda_still_draws_nothing_wrong() {
        assert_eq!(Html::of(&time_bar(&[])).attr(".timebar", "aria-label"), "Time used: none yet");
    }
}
