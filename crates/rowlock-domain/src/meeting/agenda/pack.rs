//! What fits into the box. Pure arithmetic over candidates in their order of importance.

use super::{Agenda, fixed};
use crate::{
    Text, Thing,
    group::Rules,
    meeting::{About, AgendaLine},
};

/// Left out so often, a thing goes before the others.
const PATIENCE: u32 = 2;

/// A line that may stand on the agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The line.
    pub line: AgendaLine,
    /// Whether it stands before what ranks: relays of the last meeting, topics proposed by hand.
    pub first: bool,
    /// Whether somebody put it off by hand.
    pub put_off: bool,
    /// How many of the last meetings in a row left it out.
    pub left_out: u32,
}

impl Candidate {
    /// A line that ranks by its place in the list.
    #[must_use]
    pub fn ranked(line: AgendaLine) -> Self {
        Self { line, first: false, put_off: false, left_out: 0 }
    }

    /// The thing it is about.
    #[must_use]
    pub fn thing(&self) -> Option<Thing> {
        match self.line.about {
            About::Thing(thing) => Some(thing),
            _ => None,
        }
    }

    /// Whether it may go before what ranks higher.
    fn is_patient(&self) -> bool {
        !self.first && !self.put_off && self.left_out >= PATIENCE
    }
}

/// The place of the one that was left out longest, at least twice. Only one moves up at a time: else what never fitted
/// would keep out what matters most.
pub(super) fn longest_left_out(candidates: &[Candidate]) -> Option<usize> {
    let longest = candidates.iter().filter(|c| c.is_patient()).map(|c| c.left_out).max();
    candidates.iter().position(|c| c.is_patient() && Some(c.left_out) == longest)
}

/// First what starts the meeting, then the one that was left out longest, then the rest by rank.
fn put_in_order(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let patient = longest_left_out(&candidates).map(|place| candidates.remove(place));
    let (mut ordered, ranked): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|candidate| candidate.first);
    if let Some(mut candidate) = patient {
        moved_up(&mut candidate);
        ordered.push(candidate);
    }
    ordered.extend(ranked);
    ordered
}

/// What every meeting begins with: opening, and the round if there are `seats`.
pub(super) fn opening(rules: &Rules, seats: Option<u32>) -> Vec<AgendaLine> {
    let mut planned = vec![fixed(About::Opening, "Opening", rules.opening_seconds)];
    if let Some(seats) = seats {
        planned.push(fixed(About::Round, "Round: what changed, who needs help from whom", rules.round_seconds.saturating_mul(seats)));
    }
    planned
}

/// What every meeting ends with.
pub(super) fn close(rules: &Rules) -> AgendaLine {
    fixed(About::Close, "Close: pulse and relays", rules.closing_seconds)
}

/// Fits candidates into a box of so many seconds, between opening, round (if there are `seats`) and close.
#[must_use]
pub fn pack(candidates: Vec<Candidate>, box_seconds: u32, rules: &Rules, seats: Option<u32>) -> Agenda {
    let mut planned = opening(rules, seats);
    let used: u32 = planned.iter().map(|line| line.planned_seconds).sum();
    let mut left = box_seconds.saturating_sub(used).saturating_sub(rules.closing_seconds);
    let mut waiting = Vec::new();
    for candidate in put_in_order(candidates) {
        if !candidate.put_off && candidate.line.planned_seconds <= left {
            left -= candidate.line.planned_seconds;
            planned.push(candidate.line);
        } else {
            waiting.push(can_wait(candidate, box_seconds));
        }
    }
    planned.push(close(rules));
    Agenda { planned, can_wait: waiting }
}

/// Both parts of a reason.
pub(super) fn join(first: &str, second: &str) -> Text {
    let both = [first, second].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    Text::optional(&both).unwrap_or_default()
}

/// The line of what can wait, with the reason.
pub(super) fn can_wait(candidate: Candidate, box_seconds: u32) -> AgendaLine {
    let reason = if candidate.put_off { "Put off by hand.".to_owned() } else { format!("Does not fit into {} minutes.", box_seconds / 60) };
    let why = join(&reason, candidate.line.why.as_str());
    AgendaLine { why, ..candidate.line }
}

/// Says why it goes before others.
pub(super) fn moved_up(candidate: &mut Candidate) {
    candidate.line.why = join(candidate.line.why.as_str(), &format!("Left out of the last {} meetings.", candidate.left_out));
}
