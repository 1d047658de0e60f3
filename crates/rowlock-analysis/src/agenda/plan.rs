//! The agenda of a meeting: rules first, then the most valuable topics that fit, by value per minute; the rest is
//! named with what leaving it out costs. Nothing is dropped in silence.

use super::pack::{self, Weighed};
use serde::{Deserialize, Serialize};

/// Why a topic stands on the agenda whatever it is worth; the first that holds is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The facilitator put it there.
    Pinned,
    /// It was escalated to this very group.
    Escalated,
    /// A blocker without an owner for longer than half of them take to get one.
    Unowned,
    /// It was left out twice.
    LeftOutTwice,
    /// Its team had no slot in the last two meetings.
    TeamsTurn,
}

impl Rule {
    /// As a sentence part: "on the agenda because …".
    #[must_use]
    pub fn because(self) -> &'static str {
        match self {
            Self::Pinned => "the facilitator pinned it",
            Self::Escalated => "it was escalated to this group",
            Self::Unowned => "nobody owns it for longer than half of the blockers take to get an owner",
            Self::LeftOutTwice => "it was left out twice",
            Self::TeamsTurn => "its team had no slot in the last two meetings",
        }
    }
}

/// A topic that may come up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topic {
    /// How long it takes; 0 counts as 1.
    pub minutes: u32,
    /// What talking about it is worth in team-days; `None` = unknown.
    pub value: Option<f64>,
    /// Why it stands above the value.
    pub rule: Option<Rule>,
    /// The facilitator left it out.
    pub is_dropped: bool,
}

/// What is talked about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The places of the topics that are, in the order in which they are: ruled ones first, then by value per minute.
    pub chosen: Vec<usize>,
    /// The places of the others: by value, unknown and worthless ones last.
    pub left_out: Vec<usize>,
    /// Minutes of the chosen ones.
    pub minutes: u32,
    /// The box.
    pub box_minutes: u32,
}

/// Plans a meeting. Topics stand oldest first: of equals the older one comes first. Ruled topics are all chosen, also beyond the box.
#[must_use]
pub fn plan(topics: &[Topic], box_minutes: u32) -> Plan {
    let minutes = |at: usize| topics[at].minutes.max(1);
    let value = |at: usize| topics[at].value.filter(|value| value.is_finite()).unwrap_or(0.0);
    let mut chosen: Vec<usize> = (0..topics.len()).filter(|at| topics[*at].rule.is_some() && !topics[*at].is_dropped).collect();
    chosen.sort_by_key(|at| topics[*at].rule);
    let ruled: u32 = chosen.iter().fold(0, |sum, at| sum.saturating_add(minutes(*at)));
    let free: Vec<usize> = (0..topics.len()).filter(|at| topics[*at].rule.is_none() && !topics[*at].is_dropped).collect();
    let weighed: Vec<Weighed> = free.iter().map(|at| Weighed { minutes: minutes(*at), value: value(*at) }).collect();
    let mut packed: Vec<usize> = pack::pack(&weighed, box_minutes.saturating_sub(ruled)).into_iter().map(|n| free[n]).collect();
    let mut used = packed.iter().fold(ruled, |sum, at| sum.saturating_add(minutes(*at)));
    // What is worth nothing that we know of still gets the minutes that nobody else wants.
    let mut idle: Vec<usize> = free.iter().copied().filter(|at| value(*at) <= 0.0).collect();
    idle.retain(|at| {
        let fits = used.saturating_add(minutes(*at)) <= box_minutes;
        used += if fits { minutes(*at) } else { 0 };
        fits
    });
    packed.sort_by(|a, b| (value(*b) / f64::from(minutes(*b))).total_cmp(&(value(*a) / f64::from(minutes(*a)))).then(a.cmp(b)));
    chosen.extend(packed);
    chosen.extend(idle);
    let mut left_out: Vec<usize> = (0..topics.len()).filter(|at| !chosen.contains(at)).collect();
    left_out.sort_by(|a, b| value(*b).total_cmp(&value(*a)).then(topics[*b].value.is_some().cmp(&topics[*a].value.is_some())).then(a.cmp(b)));
    Plan { chosen, left_out, minutes: used, box_minutes }
}

impl Plan {
    /// `20 of 25 minutes planned.`, or what to do when the ruled topics alone do not fit, or when there is nothing to talk about.
    #[must_use]
    pub fn told(&self) -> String {
        let Self { minutes, box_minutes, .. } = self;
        if self.chosen.is_empty() && self.left_out.is_empty() {
            "Nothing needs this meeting: cancel it?".to_owned()
        } else if minutes > box_minutes {
            format!("Needs {minutes} minutes where {box_minutes} are planned: shorten or hold a follow-up.")
        } else {
            format!("{minutes} of {box_minutes} minutes planned.")
        }
    }
}

/// `half a day`, `2 days`, `less than half a day`: days in plain words, in halves below two days.
#[must_use]
pub fn days_in_words(days: f64) -> String {
    match (days * 2.0).round() / 2.0 {
        halves if halves < 0.25 => "less than half a day".to_owned(),
        halves if halves < 0.75 => "half a day".to_owned(),
        halves if halves < 1.25 => "1 day".to_owned(),
        halves if halves < 1.75 => "1.5 days".to_owned(),
        _ => format!("{:.0} days", days.round()),
    }
}
