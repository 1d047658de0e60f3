//! What talking is worth, as somebody who looks ahead computed it: handed in with the question and with the opening,
//! never stored; what it gives as reasons becomes part of the lines.

use super::choose::{Choice, Offer, choose};
use super::{Agenda, Candidate, pack};
use crate::{group::Rules, meeting::About};
use std::collections::BTreeMap;

/// What talking about one thing is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// Expected delay averted, in thousandths of a team-day; `None` = unknown.
    pub value: Option<u64>,
    /// How long it usually takes; `None` = as the rules of the group say.
    pub seconds: Option<u32>,
    /// Its place among those that stand above the value, if it does.
    pub rule: Option<u32>,
    /// What talking would win; `None` = nothing that is known.
    pub gain: Option<Gain>,
    /// What it delays of which there are no numbers, a sentence without its end.
    pub hint: Option<String>,
    /// Why it stands above the value, as the end of a sentence.
    pub because: Option<String>,
}

/// What talking about a thing would win, in parts: some pages tell only the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gain {
    /// How much, for whom: "2 days for Guest checkout".
    pub what: String,
    /// How that comes about: "expected delay 4 days, and talking helps in about half of such cases".
    pub how: String,
}

impl Price {
    /// `Would win 2 days for Guest checkout: expected delay 4 days, and talking helps in about half of such cases. On the agenda
    /// because it was left out twice.`
    #[must_use]
    pub fn why(&self) -> String {
        let gain = self.gain.as_ref().map(Gain::sentences);
        let hint = self.hint.as_ref().map(|hint| format!("{hint}."));
        let because = self.because.as_ref().map(|because| format!("On the agenda because {because}."));
        gain.into_iter().chain(hint).chain(because).collect::<Vec<_>>().join(" ")
    }
}

impl Gain {
    fn sentences(&self) -> String {
        format!("Would win {}: {}.", self.what, self.how)
    }
}

/// What talking is worth, by what it is about. Empty = nobody can say: topics rank by who waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worth(pub BTreeMap<About, Price>);

/// Proposed by hand or left over from the last meeting: before every rule.
const BY_HAND: u32 = 0;
/// Left out twice: behind the other rules.
const LEFT_OUT: u32 = u32::MAX;
/// Lines kept of what can wait.
const MOST_WAITING: usize = 60;

/// Fits candidates into a box by what they are worth, between opening, round and close.
#[must_use]
pub(super) fn pack_by(worth: &Worth, mut candidates: Vec<Candidate>, box_seconds: u32, rules: &Rules, seats: Option<u32>) -> Agenda {
    let mut planned = pack::opening(rules, seats);
    let fixed: u32 = planned.iter().map(|line| line.planned_seconds).sum::<u32>().saturating_add(rules.closing_seconds);
    let patient = pack::longest_left_out(&candidates);
    let mut offers = Vec::with_capacity(candidates.len());
    for (at, candidate) in candidates.iter_mut().enumerate() {
        let price = worth.0.get(&candidate.line.about).filter(|_| !candidate.first);
        if let Some(price) = price {
            candidate.line.planned_seconds = price.seconds.unwrap_or(candidate.line.planned_seconds);
            candidate.line.why = pack::join(candidate.line.why.as_str(), &price.why());
        }
        let rule = match price {
            _ if candidate.first => Some(BY_HAND),
            Some(Price { rule: Some(place), .. }) => Some(place.saturating_add(1).min(LEFT_OUT - 1)),
            _ => (Some(at) == patient).then_some(LEFT_OUT),
        };
        if rule == Some(LEFT_OUT) {
            pack::moved_up(candidate);
        }
        let value = price.and_then(|price| price.value);
        offers.push(Offer { cost: candidate.line.planned_seconds, value, rule, is_dropped: candidate.put_off });
    }
    let Choice { chosen, left_out, .. } = choose(&offers, box_seconds.saturating_sub(fixed));
    planned.extend(chosen.iter().map(|at| candidates[*at].line.clone()));
    planned.push(pack::close(rules));
    let can_wait = left_out.into_iter().take(MOST_WAITING).map(|at| pack::can_wait(candidates[at].clone(), box_seconds)).collect();
    Agenda { planned, can_wait }
}
