//! The sentences of an answer: natural frequencies and dates where there is history, wide words where it is short.

use super::{
    answer::{By, CONFIDENCES, ENOUGH_WEEKS, FEWEST_WEEKS, HowMany},
    exact,
    file::{GoalInput, Input, Named, days_from},
};
use crate::{
    Status,
    model::outlook_words::{futures, likely, plain_day, roughly, weeks_of},
};

/// Why there are words alone where a team said what it expects of a week.
const OPINION: &str = "It rests on an opinion, not on history alone";

/// What is known of a goal.
pub(super) struct Found<'a> {
    pub status: &'a Status,
    pub chance: Option<f64>,
    pub by: &'a [By],
    /// Weeks of half the futures and of 85 of 100, for wide words.
    pub weeks: (f32, f32),
    /// Whether it rests on what a team expects, not on what it did.
    pub is_opinion: bool,
}

pub(super) fn sentence(input: &Input, goal: &GoalInput, found: &Found<'_>) -> String {
    let name = &goal.name;
    match (found.status, found.chance) {
        (Status::AlreadyDone, _) => format!("“{name}”: nothing is left to do."),
        (Status::Cycle, _) => {
            let circle = super::circle::circle(input, goal).unwrap_or_else(|| "what it waits for waits for each other in a circle.".to_owned());
            format!("“{name}” has no date: {circle}")
        }
        (Status::NoForecast(why), _) if why.starts_with("not within") => format!("“{name}”: {why}."),
        (Status::NoForecast(why), _) => format!("Cannot say when “{name}” is done: {why}."),
        (Status::LittleHistory, chance) => little(input, goal, chance, found),
        (Status::Ok, _) => numbers(input, goal, found),
    }
}

fn little(input: &Input, goal: &GoalInput, chance: Option<f64>, found: &Found<'_>) -> String {
    let name = &goal.name;
    let around = roughly(found.weeks.0, found.weeks.1);
    let told = match chance {
        Some(_) if overdue(input, goal).is_some() => format!("“{name}” is overdue; what is left is a matter of {around}."),
        Some(chance) => format!("That “{name}” is done in time is {}; it is a matter of {around}.", likely(chance)),
        None => format!("“{name}” is a matter of {around}."),
    };
    let why = if found.is_opinion { OPINION.to_owned() } else { format!("There are fewer than {ENOUGH_WEEKS} weeks of history") };
    format!("{told} {why}: take it as a hint, there are no dates yet.")
}

fn numbers(input: &Input, goal: &GoalInput, found: &Found<'_>) -> String {
    let name = &goal.name;
    let when = |confidence: f64| {
        let by = found.by.iter().find(|by| by.confidence == confidence);
        match (by.and_then(|by| by.date), by) {
            (Some(date), _) => format!("by {}", plain_day(date, input.as_of.unwrap_or(date))),
            (None, Some(by)) => format!("within {}", weeks_of(by.weeks as usize)),
            (None, None) => "never".to_owned(),
        }
    };
    match (found.chance, overdue(input, goal)) {
        (Some(_), Some(days)) => format!("“{name}” is overdue by {days} {}; most likely {}.", if days == 1 { "day" } else { "days" }, when(0.5)),
        (Some(chance), None) => format!("“{name}” is done in time in {}. To be right 85 % of the time, say {}.", futures(chance), when(0.85)),
        (None, _) => format!("“{name}” is as likely done {} as not. To be right 85 % of the time, say {}.", when(0.5), when(0.85)),
    }
}

fn overdue(input: &Input, goal: &GoalInput) -> Option<i64> {
    let (as_of, target) = input.as_of.zip(goal.target)?;
    Some(days_from(target, as_of)).filter(|days| *days > 0)
}

/// How much is done in the weeks asked about.
pub(super) fn how_many(input: &Input, named: &Named) -> Option<HowMany> {
    let weeks = input.weeks?;
    let history = &named.plan.teams.first()?.history;
    let status = match history.len() {
        0 => Status::NoForecast("there is no history".to_owned()),
        _ if history.iter().all(|stories| *stories == 0) => Status::NoForecast("no story was finished in the weeks that are known".to_owned()),
        _ if !named.opinions.is_empty() => Status::LittleHistory,
        known if known < FEWEST_WEEKS => {
            Status::NoForecast(format!("there {} of history; {FEWEST_WEEKS} are needed, or a range asked from the team", are_weeks(known)))
        }
        known if known < ENOUGH_WEEKS => Status::LittleHistory,
        _ => Status::Ok,
    };
    let stories = if status == Status::Ok { at_least(history, weeks) } else { Vec::new() };
    let sentence = match named.opinions.is_empty() {
        true => told(&status, history.len(), weeks, &stories),
        false => format!(
            "How much is done in {} is not told in numbers: it rests on an opinion, not on history. {ENOUGH_WEEKS} weeks of history are needed.",
            weeks_of(weeks)
        ),
    };
    Some(HowMany { weeks, status, stories, sentence })
}

fn told(status: &Status, known: usize, weeks: usize, stories: &[(f64, usize)]) -> String {
    let of = |confidence: f64| stories.iter().find(|(known, _)| *known == confidence).map_or(0, |(_, stories)| *stories);
    let within = weeks_of(weeks);
    match status {
        Status::NoForecast(why) => format!("Cannot say how much is done in {within}: {why}."),
        _ if stories.is_empty() => {
            format!(
                "There {} of history: about as much as in those is done in as many weeks. For a number of stories in {within}, {ENOUGH_WEEKS} weeks are needed.",
                are_weeks(known)
            )
        }
        _ => format!("With 85 % confidence at least {} done in {within}; with even odds {}.", stories_of(of(0.85)), of(0.5)),
    }
}

fn are_weeks(weeks: usize) -> String {
    format!("{} {}", if weeks == 1 { "is" } else { "are" }, weeks_of(weeks))
}

fn stories_of(stories: usize) -> String {
    format!("{stories} {}", if stories == 1 { "story is" } else { "stories are" })
}

/// Per confidence the most stories that are reached with it.
fn at_least(history: &[u32], weeks: usize) -> Vec<(f64, usize)> {
    let chances = exact::how_many(history, weeks).unwrap_or_default();
    let at_least = |stories: usize| chances[stories..].iter().sum::<f64>();
    let most = |confidence: f64| (0..chances.len()).rev().find(|stories| at_least(*stories) >= confidence - 1e-12).unwrap_or(0);
    CONFIDENCES.iter().map(|confidence| (*confidence, most(*confidence))).collect()
}
