//! The agenda of a meeting: rules first, then the most valuable topics that fit, by value per minute; the rest is
//! named with what leaving it out costs. Nothing is dropped in silence.

use rowlock_domain::meeting::agenda::choose::{self, Offer};
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
    /// Its place among the rules.
    #[must_use]
    pub fn place(self) -> u32 {
        self as u32
    }

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
    /// What talking about it is worth in calendar days; `None` = unknown.
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
    let offer = |topic: &Topic| Offer {
        cost: topic.minutes,
        value: topic.value.filter(|value| value.is_finite()).map(thousandths),
        rule: topic.rule.map(Rule::place),
        is_dropped: topic.is_dropped,
    };
    let choice = choose::choose(&topics.iter().map(offer).collect::<Vec<_>>(), box_minutes);
    Plan { chosen: choice.chosen, left_out: choice.left_out, minutes: choice.cost, box_minutes }
}

/// Days in thousandths, never negative: what values are packed in.
#[must_use]
pub fn thousandths(days: f64) -> u64 {
    (days.clamp(0.0, 1e12) * 1000.0).round() as u64
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
