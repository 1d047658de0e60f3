//! What talking about a group's things is worth: the expected delay that they cause (`outlook`) × the chance that
//! talking changes them, learnt from the group's own meetings; and which things stand above that value.
//!
//! Where the outlook has no numbers nothing is worth anything known, and the ranking in words stands. Delays speak of
//! things and goals, never of persons.

use super::experience::{self, Kind, Known};
use super::impediments::{Of, Until, Window, days, spans};
use super::outlook::{Cause, Delayed, Element, Outlook};
use super::outlook_words::thinks;
use crate::agenda::{
    plan::{Rule, days_in_words, thousandths},
    value::{Experience, value},
};
use crate::durations::{Curve, Ending, FEWEST_ENDINGS, words::one_in};
use crate::{Basis, Status};
use rowlock_domain::{
    GroupId, Member, Moment, Thing, Workspace,
    impediment::{Impediment, Level, Severity, stopwatch::Stopwatch},
    meeting::{
        About,
        agenda::{Gain, Price, Worth},
    },
    ranking::belongs_to_meeting,
    workspace::Measure,
};
use std::collections::BTreeMap;

/// What talking is worth in a group, and from what that was made.
#[derive(Clone, Debug)]
pub struct Topics {
    /// For the domain to pack by; empty where nobody can say.
    pub worth: Worth,
    /// What happened to the topics of past meetings, by kind.
    pub known: BTreeMap<Kind, Known>,
    /// Days after which half of the impediments have an owner; `None` = too few to say.
    pub half_owned_days: Option<f64>,
    /// Members without a slot in the last two meetings whose turn found no room in the half of the meeting that is for
    /// turns, with the topics that concern them.
    pub waiting: BTreeMap<Member, Vec<About>>,
    /// From what.
    pub basis: Basis,
    /// That of the outlook.
    pub status: Status,
}

/// The topics of a group's meeting.
#[must_use]
pub fn topics(moment: &Moment<'_>, group: GroupId, outlook: &Outlook) -> Topics {
    let workspace = moment.workspace;
    let known = experience::of(moment, group);
    let watch = Stopwatch::at(moment);
    let half_owned_days = half_owned_days(moment, &watch, group);
    let (worth, waiting) = (Worth::default(), BTreeMap::new());
    let mut topics = Topics { worth, waiting, basis: basis(outlook, &known, watch.measure), known, half_owned_days, status: outlook.status.clone() };
    if outlook.status != Status::Ok {
        return topics;
    }
    let mut prices: BTreeMap<About, Price> = BTreeMap::new();
    for cause in &outlook.causes {
        let Some(about) = about(cause.element).filter(|about| belongs_to_meeting(workspace, group, *about)) else { continue };
        let known = topics.known.get(&Kind::of(about)).cloned().unwrap_or_default();
        if let Some(price) = price(workspace, cause, &known) {
            prices.insert(about, price);
        }
    }
    for impediment in workspace.impediments.iter().filter(|i| i.is_open()) {
        let about = About::Thing(Thing::Impediment(impediment.id));
        if let Some(rule) = rule(moment, &watch, (group, half_owned_days), impediment).filter(|_| belongs_to_meeting(workspace, group, about)) {
            stands_above(prices.entry(about).or_default(), rule);
        }
    }
    topics.waiting = experience::give_turns(moment, group, &mut prices);
    topics.worth = Worth(prices);
    topics
}

impl Topics {
    /// `Search had no topic in the last two meetings and waits on: turns of teams take at most half of the meeting.` Nothing
    /// where everybody has a turn, or a topic by its value.
    #[must_use]
    pub fn waiting_told(&self, workspace: &Workspace, planned: &[About]) -> Option<String> {
        let waits = |(_, topics): &(&Member, &Vec<About>)| !topics.iter().any(|about| planned.contains(about));
        let names: Vec<&str> = self.waiting.iter().filter(waits).map(|(member, _)| workspace.member_name(*member)).collect();
        let waits = match names.as_slice() {
            [] => return None,
            [one] => format!("{one} had no topic in the last two meetings and waits on"),
            [some @ .., last] => format!("{} and {last} had no topic in the last two meetings and wait on", some.join(", ")),
        };
        Some(format!("{waits}: turns of teams take at most half of the meeting."))
    }
}

/// Puts a topic above the value, unless a stronger rule did already.
pub(super) fn stands_above(price: &mut Price, rule: Rule) {
    if price.rule.is_none_or(|place| place > rule.place()) {
        price.rule = Some(rule.place());
        price.because = Some(rule.because().to_owned());
    }
}

fn about(element: Element) -> Option<About> {
    match element {
        Element::Impediment(id) => Some(About::Thing(Thing::Impediment(id))),
        Element::Dependency(id) => Some(About::Thing(Thing::Dependency(id))),
        Element::Work(_) => None,
    }
}

/// What talking about a cause is worth; where it delays only goals told in words there are words and no value.
fn price(workspace: &Workspace, cause: &Cause, known: &Known) -> Option<Price> {
    let days = value(&known.experience, Some(cause.delay_days)).filter(|days| *days > 0.0);
    let gain = days.and_then(|days| gain(workspace, cause, &known.experience, days));
    let hint = hint(workspace, cause).map(|hint| format!("{} {hint}", if gain.is_some() { "It also delays" } else { "It delays" }));
    let price = Price { value: days.map(thousandths), seconds: known.seconds(), gain, hint, ..Price::default() };
    (price.gain.is_some() || price.hint.is_some()).then_some(price)
}

/// Beside what is won stands the expected delay, by which pages rank: the first figure alone would look like another answer to the
/// same question.
fn gain(workspace: &Workspace, cause: &Cause, experience: &Experience, days: f64) -> Option<Gain> {
    let whom = delayed(workspace, cause)?;
    let share = match one_in(experience.chance()) {
        "half" => "half of such cases".to_owned(),
        share => format!("{share} such cases"),
    };
    let (won, delay) = (days_in_words(days), days_in_words(cause.delay_days));
    Some(Gain { what: format!("{won} for {whom}"), how: format!("expected delay {delay}, and talking helps in about {share}") })
}

/// Days of delay under which a goal told in words is not named: there they are "next to nothing".
const LEAST_DAYS: f64 = 0.25;

/// The goal with numbers that a cause delays most, with how many more; `None` where it delays none of those.
#[must_use]
pub fn delayed(workspace: &Workspace, cause: &Cause) -> Option<String> {
    named(workspace, cause.goals.iter().filter(|delayed| delayed.has_numbers))
}

/// "Refunds, too early to say by how much (Payments thinks it finishes 2 to 6 stories a week)": the goals without numbers that a
/// cause delays, and why they have none.
#[must_use]
pub fn hint(workspace: &Workspace, cause: &Cause) -> Option<String> {
    let goals = named(workspace, cause.goals.iter().filter(|delayed| !delayed.has_numbers && delayed.mean_days >= LEAST_DAYS))?;
    let opinions: Vec<String> = cause.opinions.iter().filter_map(|team| thinks(workspace.team(*team)?)).collect();
    let why = if opinions.is_empty() { "fewer than five weeks of history".to_owned() } else { opinions.join(" and ") };
    Some(format!("{goals}, too early to say by how much ({why})"))
}

fn named<'a>(workspace: &Workspace, mut goals: impl Iterator<Item = &'a Delayed>) -> Option<String> {
    let first = workspace.goal(goals.next()?.goal)?;
    Some(match goals.count() {
        0 => first.title.to_string(),
        more => format!("{} and {more} more", first.title),
    })
}

fn rule(moment: &Moment<'_>, watch: &Stopwatch<'_>, (group, half_owned_days): (GroupId, Option<f64>), impediment: &Impediment) -> Option<Rule> {
    if impediment.level == Level::Group(group) && impediment.group != group {
        return Some(Rule::Escalated);
    }
    let since = impediment.unowned_since.filter(|_| impediment.owner.is_none() && impediment.severity == Severity::Stops)?;
    let days = days(watch, impediment, since, moment.now);
    let patience = half_owned_days.unwrap_or_else(|| moment.workspace.group(group).map_or(1.0, |g| f64::from(g.rules.owner_days)));
    (days > patience).then_some(Rule::Unowned)
}

/// Days after which half of the impediments in or below a group have an owner, from the same twelve months as on every page.
fn half_owned_days(moment: &Moment<'_>, watch: &Stopwatch<'_>, group: GroupId) -> Option<f64> {
    let spans = spans(watch, Of::group(group), Until::Owned, Window::usual(moment.now));
    let owned = spans.iter().filter(|span| span.ending() == Ending::Resolved).count();
    if owned < FEWEST_ENDINGS { None } else { Curve::fit(&spans).half().days }
}

fn basis(outlook: &Outlook, known: &BTreeMap<Kind, Known>, measure: Measure) -> Basis {
    let told: Vec<String> = known.iter().filter(|(_, known)| known.experience.discussed > 0).map(|(kind, known)| known.told(*kind)).collect();
    let learnt = if told.is_empty() { "no topic was talked about yet: talking is taken to help in 1 of 2 cases".to_owned() } else { told.join("; ") };
    Basis {
        as_of: outlook.basis.as_of.clone(),
        history: format!("{}; {learnt}", outlook.basis.history),
        left_out: outlook.basis.left_out.clone(),
        model: format!(
            "Worth of a topic = expected delay of goals that it causes × the chance that talking changes it within two days (a prior of 1 in 2 \
             weighs four topics). The box is packed exactly; what was escalated, is without an owner for too long ({}), was left out twice, or \
             is a team’s turn comes first. It is a team’s turn once it had no topic in two meetings; turns take at most half of the meeting, so \
             where many teams wait, some wait longer than every third meeting, and are named.",
            measure.in_words()
        ),
    }
}
