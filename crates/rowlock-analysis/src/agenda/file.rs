//! Files of topics: JSON (docs/analyze.md, docs/analyze-agenda.schema.json).

use super::{
    plan::{self, Rule, Topic, days_in_words},
    value::{self, Experience},
};
use crate::{Basis, Problem, Status};
use serde::{Deserialize, Serialize};

/// The form of such files.
const SCHEMA: &str = include_str!("../../../../docs/analyze-agenda.schema.json");

/// A meeting and what may come up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    #[serde(rename = "format")]
    _format: u64,
    box_minutes: u32,
    /// Oldest first.
    topics: Vec<TopicInput>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicInput {
    title: String,
    /// Whom it would win time for.
    #[serde(default)]
    r#for: Option<String>,
    #[serde(default)]
    minutes: Option<u32>,
    /// Expected delay in calendar days that solving it averts, summed over goals.
    #[serde(default)]
    expected_delay_days: Option<f64>,
    /// Of topics of its kind.
    #[serde(default)]
    discussed: u32,
    #[serde(default)]
    changed: u32,
    /// Of topics of its kind.
    #[serde(default)]
    past_minutes: Vec<f64>,
    #[serde(default)]
    rule: Option<Rule>,
    #[serde(default)]
    dropped: bool,
}

/// The agenda of a file.
#[derive(Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Always `ok`: an agenda can be made of anything.
    pub status: Status,
    /// From what.
    pub basis: Basis,
    /// In words.
    pub sentence: String,
    /// The box.
    pub box_minutes: u32,
    /// Minutes planned.
    pub minutes: u32,
    /// In the order in which they are talked about.
    pub chosen: Vec<Line>,
    /// Most valuable first.
    pub left_out: Vec<Line>,
}

/// A topic on or off the agenda.
#[derive(Debug, PartialEq, Serialize)]
pub struct Line {
    /// Its place in the file, from 0.
    pub at: usize,
    /// What about.
    pub title: String,
    /// How long.
    pub minutes: u32,
    /// Worth in calendar days; `None` = unknown.
    pub value_days: Option<f64>,
    /// P(talking changes it).
    pub chance: f64,
    /// Why it stands where it does.
    pub why: String,
}

fn check(input: &Input) -> Result<(), Problem> {
    for (at, topic) in input.topics.iter().enumerate() {
        if topic.changed > topic.discussed {
            let sentence = format!("Talking changed {} of {} topics: it cannot change more than were discussed.", topic.changed, topic.discussed);
            return Err(Problem::field(format!("topics[{at}].changed"), sentence));
        }
    }
    Ok(())
}

/// Reads a file and plans its meeting.
///
/// # Errors
/// The text is not of this form, or the box is no meeting.
pub fn plan(text: &str) -> Result<Answer, Problem> {
    let input: Input = crate::form::read(text, SCHEMA)?;
    check(&input).map_err(|problem| problem.in_json(text))?;
    let experience = |topic: &TopicInput| Experience { discussed: topic.discussed, changed: topic.changed, minutes: topic.past_minutes.clone() };
    let weigh = |topic: &TopicInput| Topic {
        minutes: topic.minutes.unwrap_or_else(|| experience(topic).median_minutes()),
        value: value::value(&experience(topic), topic.expected_delay_days),
        rule: topic.rule,
        is_dropped: topic.dropped,
    };
    let topics: Vec<Topic> = input.topics.iter().map(weigh).collect();
    let planned = plan::plan(&topics, input.box_minutes);
    let line = |at: &usize| {
        let (topic, weighed) = (&input.topics[*at], &topics[*at]);
        Line {
            at: *at,
            title: topic.title.clone(),
            minutes: weighed.minutes.max(1),
            value_days: weighed.value,
            chance: experience(topic).chance(),
            why: why(topic, weighed, input.box_minutes),
        }
    };
    let left_out: Vec<String> = planned.left_out.iter().take(3).map(|at| named(&input.topics[*at], &topics[*at], input.box_minutes)).collect();
    let more = planned.left_out.len().saturating_sub(3);
    let mut sentence = planned.told();
    if !left_out.is_empty() {
        sentence += &format!(" Left out: {}", left_out.join(", "));
        sentence += &if more > 0 { format!(" and {more} more.") } else { ".".to_owned() };
    }
    let mut basis = Basis {
        history: format!("{} {}", topics.len(), if topics.len() == 1 { "topic" } else { "topics" }),
        model: "Value = chance that talking changes it × expected delay averted; the box is packed exactly, rules come first.".to_owned(),
        ..Basis::default()
    };
    basis.leave_out(topics.iter().filter(|t| t.value.is_none()).count(), "topics without an expected delay: listed last");
    Ok(Answer {
        status: Status::Ok,
        basis,
        sentence,
        box_minutes: planned.box_minutes,
        minutes: planned.minutes,
        chosen: planned.chosen.iter().map(line).collect(),
        left_out: planned.left_out.iter().map(line).collect(),
    })
}

/// `“Logging format” (would win half a day for Search)`.
fn named(topic: &TopicInput, weighed: &Topic, box_minutes: u32) -> String {
    let whom = topic.r#for.as_ref().map_or_else(String::new, |whom| format!(" for {whom}"));
    let wins = weighed.value.filter(|days| *days > 0.0).map(|days| format!("would win {}{whom}", days_in_words(days)));
    let facts: Vec<String> = wins.into_iter().chain(too_long(weighed, box_minutes).filter(|_| !topic.dropped)).collect();
    if facts.is_empty() { format!("“{}”", topic.title) } else { format!("“{}” ({})", topic.title, facts.join(", but ")) }
}

/// Why a topic can never fit; ruled ones are planned beyond the box.
fn too_long(weighed: &Topic, box_minutes: u32) -> Option<String> {
    let is_too_long = weighed.minutes > box_minutes && weighed.rule.is_none();
    is_too_long.then(|| format!("needs {} minutes where {box_minutes} are planned: shorten it or hold a follow-up", weighed.minutes))
}

fn why(topic: &TopicInput, weighed: &Topic, box_minutes: u32) -> String {
    if topic.dropped {
        return "The facilitator left it out.".to_owned();
    }
    let worth = match (topic.rule, weighed.value) {
        (Some(rule), _) => format!("On the agenda because {}.", rule.because()),
        (None, Some(days)) if days > 0.0 => format!("Would win {}.", days_in_words(days)),
        (None, Some(_)) => "Would win nothing that we know of.".to_owned(),
        (None, None) => "Nobody can say what it would win.".to_owned(),
    };
    too_long(weighed, box_minutes).map_or_else(|| worth.clone(), |too_long| format!("{worth} It {too_long}."))
}
