//! The answer to a file: per goal when it is done, what would help most, and how much is done in some weeks.

use super::{
    Drivers, Spread, Verdict, drivers, exact,
    file::{GoalInput, Input, Named, days_from},
};
use crate::{
    Basis, Status,
    model::outlook_words::{futures, likely, plain_day, wins},
};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;

/// Chances for which dates are told.
const CONFIDENCES: [f64; 4] = [0.5, 0.7, 0.85, 0.95];
/// Fewer weeks than these give words, or nothing.
const ENOUGH_WEEKS: usize = 5;
const FEWEST_WEEKS: usize = 3;

/// What is said about a file.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// In the file's order.
    pub goals: Vec<GoalAnswer>,
    /// What would help most, the most first.
    pub helps: Vec<Help>,
    /// How much is done, where weeks were asked about.
    pub how_many: Option<HowMany>,
    /// From what it was made.
    pub basis: Basis,
}

/// One goal.
#[derive(Clone, Debug, Serialize)]
pub struct GoalAnswer {
    /// Its name.
    pub name: String,
    /// Whether it can be dated.
    pub status: Status,
    /// In words.
    pub sentence: String,
    /// The chance by its target, 0 to 1.
    pub chance: Option<f64>,
    /// Per confidence: weeks from now (up to the end of that week), and the date where the file has one.
    pub by: Vec<By>,
    /// Weeks on average.
    pub mean_weeks: Option<f64>,
    /// The chance by the end of each day, from the first on: for the curve.
    #[serde(skip)]
    pub curve: Vec<f32>,
    /// Days until the target, for the curve.
    #[serde(skip)]
    pub target_day: Option<i64>,
}

/// When, for a confidence.
#[derive(Clone, Debug, Serialize)]
pub struct By {
    /// Share of futures, 0 to 1.
    pub confidence: f64,
    /// Whole weeks within which that many have it done.
    pub weeks: u32,
    /// The date.
    pub date: Option<Date>,
}

/// Something that could be won.
#[derive(Clone, Debug, Serialize)]
pub struct Help {
    /// Without what.
    pub what: String,
    /// Which goal it delays.
    pub goal: String,
    /// Calendar days won on average.
    pub days: f64,
}

/// How much is done in some weeks.
#[derive(Clone, Debug, Serialize)]
pub struct HowMany {
    /// In how many weeks.
    pub weeks: usize,
    /// Per confidence the stories that are done at least: more confidence, fewer stories.
    pub stories: Vec<(f64, usize)>,
    /// In words.
    pub sentence: String,
}

/// Answers a file.
#[must_use]
pub fn answer(input: &Input, named: &Named) -> Answer {
    let looked = drivers(&named.plan, named.run, super::CLOSELY);
    let whole: Vec<GoalInput> = input.teams.keys().map(|name| GoalInput { name: name.clone(), needs: vec![name.clone()], target: None }).collect();
    let asked = if input.goals.is_empty() { &whole } else { &input.goals };
    let goals: Vec<GoalAnswer> = asked.iter().enumerate().map(|(at, goal)| one(input, named, &looked, (at, goal))).collect();
    let only_weeks = input.weeks.is_some() && input.remaining.is_none() && input.goals.is_empty();
    let helps = helps(named, &looked, &goals);
    Answer { goals: if only_weeks { Vec::new() } else { goals }, helps, how_many: how_many(input), basis: basis(input, named) }
}

fn one(input: &Input, named: &Named, looked: &Drivers, (at, goal): (usize, &GoalInput)) -> GoalAnswer {
    let spread = Spread::new(&looked.futures.weeks[at]);
    let status = status(input, named, at, looked.futures.verdicts[at], &spread);
    let numbers = matches!(status, Status::Ok | Status::LittleHistory);
    let by = |confidence: &f64| {
        let weeks = ((spread.week_for(*confidence) - 1e-3).ceil().max(0.0)) as u32;
        let date = input.as_of.zip(spread.day_for(*confidence)).map(|(as_of, day)| as_of.saturating_add(day.days()));
        By { confidence: *confidence, weeks, date }
    };
    let target_day = goal.target.zip(input.as_of).map(|(target, as_of)| days_from(as_of, target));
    let chance = target_day.filter(|_| numbers).map(|day| if day < 0 { 0.0 } else { spread.by_day(day) });
    let by: Vec<By> = if numbers { CONFIDENCES.iter().map(by).collect() } else { Vec::new() };
    let sentence = sentence(input, goal, &status, chance, &by);
    let curve = if numbers { spread.curve() } else { Vec::new() };
    GoalAnswer { name: goal.name.clone(), sentence, chance, by, mean_weeks: numbers.then(|| spread.mean()), curve, target_day, status }
}

fn status(input: &Input, named: &Named, goal: usize, verdict: Verdict, spread: &Spread) -> Status {
    let behind = named.plan.teams_behind(goal);
    let team = |at: usize| input.teams.iter().nth(at).map_or("a team", |(name, _)| name.as_str());
    let weeks = |at: usize| named.plan.teams[at].history.len();
    let opinion = |at: usize| named.opinions.iter().any(|name| name == team(at));
    match verdict {
        Verdict::Empty => Status::NoForecast("it needs nothing".to_owned()),
        Verdict::Cycle => Status::Cycle,
        Verdict::NoPace(at) if weeks(at) == 0 => Status::NoForecast(format!("{} has no history", team(at))),
        Verdict::NoPace(at) => Status::NoForecast(format!("{} has no finished item yet", team(at))),
        Verdict::Known if spread.week_for(1.0) <= 0.0 => Status::AlreadyDone,
        Verdict::Known => match behind.iter().find(|at| weeks(**at) < FEWEST_WEEKS && !opinion(**at)) {
            Some(at) => Status::NoForecast(format!(
                "{} has {} weeks of history; {FEWEST_WEEKS} are needed, or a range asked from the team",
                team(*at),
                weeks(*at)
            )),
            None if spread.is_beyond_horizon() => Status::NoForecast("not within three years at this pace".to_owned()),
            None if behind.iter().any(|at| weeks(*at) < ENOUGH_WEEKS || opinion(*at)) => Status::LittleHistory,
            None => Status::Ok,
        },
    }
}

fn sentence(input: &Input, goal: &GoalInput, status: &Status, chance: Option<f64>, by: &[By]) -> String {
    let name = &goal.name;
    let when = |confidence: f64| {
        let found = by.iter().find(|by| by.confidence == confidence);
        match (found.and_then(|by| by.date), found) {
            (Some(date), _) => format!("by {}", plain_day(date, input.as_of.unwrap_or(date))),
            (None, Some(by)) => format!("within {} {}", by.weeks, if by.weeks == 1 { "week" } else { "weeks" }),
            (None, None) => "never".to_owned(),
        }
    };
    match (status, chance) {
        (Status::AlreadyDone, _) => format!("“{name}”: nothing is left to do."),
        (Status::Cycle, _) => format!("“{name}” has no date: what it waits for waits for each other in a circle."),
        (Status::NoForecast(why), _) => format!("Cannot say when “{name}” is done: {why}."),
        (Status::LittleHistory, Some(chance)) => {
            format!("That “{name}” is done in time is {}; there is little history, take it as a hint.", likely(chance))
        }
        (Status::LittleHistory, None) => {
            format!("“{name}” is probably done {} to {}; there is little history, take it as a hint.", when(0.5), when(0.85))
        }
        (Status::Ok, Some(_)) if overdue(input, goal).is_some() => {
            format!("“{name}” is overdue by {} days; most likely {}.", overdue(input, goal).unwrap_or(0), when(0.5))
        }
        (Status::Ok, Some(chance)) => format!("“{name}” is done in time in {}. To be right 85 % of the time, say {}.", futures(chance), when(0.85)),
        (Status::Ok, None) => format!("“{name}” is as likely done {} as not. To be right 85 % of the time, say {}.", when(0.5), when(0.85)),
    }
}

fn overdue(input: &Input, goal: &GoalInput) -> Option<i64> {
    let (as_of, target) = input.as_of.zip(goal.target)?;
    Some(days_from(target, as_of)).filter(|days| *days > 0)
}

fn helps(named: &Named, looked: &Drivers, goals: &[GoalAnswer]) -> Vec<Help> {
    let mut helps = Vec::new();
    for (cause, variants) in looked.causes.iter().zip(&looked.futures.variants) {
        for (at, weeks) in variants.iter().enumerate().filter(|(at, weeks)| !weeks.is_empty() && goals[*at].mean_weeks.is_some()) {
            let with = Spread::new(&looked.futures.weeks[at][..weeks.len()]);
            let days = 7.0 * (with.mean() - Spread::new(weeks).mean());
            helps.push(Help { what: named.causes[*cause].clone(), goal: goals[at].name.clone(), days });
        }
    }
    helps.retain(|help| help.days > 0.25);
    helps.sort_by(|one, other| other.days.total_cmp(&one.days).then_with(|| one.what.cmp(&other.what)));
    helps
}

impl Help {
    /// "Without the sandbox: Checkout wins 4 days."
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("Without {}: “{}” {}.", self.what, self.goal, wins(self.days))
    }
}

fn how_many(input: &Input) -> Option<HowMany> {
    let weeks = input.weeks.filter(|weeks| (1..=520).contains(weeks))?;
    let (_, team) = input.teams.iter().next()?;
    let chances = exact::how_many(&team.history_per_week, weeks)?;
    let at_least = |stories: usize| chances[stories..].iter().sum::<f64>();
    let most = |confidence: f64| (0..chances.len()).rev().find(|stories| at_least(*stories) >= confidence - 1e-12).unwrap_or(0);
    let stories: Vec<(f64, usize)> = CONFIDENCES.iter().map(|confidence| (*confidence, most(*confidence))).collect();
    let sentence = format!("With 85 % confidence at least {} stories are done in {weeks} weeks; with even odds {}.", most(0.85), most(0.5));
    Some(HowMany { weeks, stories, sentence })
}

fn basis(input: &Input, named: &Named) -> Basis {
    let weeks: usize = named.plan.teams.iter().map(|team| team.history.len()).sum();
    let waits = input.waits.len();
    let luck = if input.together { "all teams draw the same week" } else { "every team draws its own weeks" };
    let mut basis = Basis {
        as_of: input.as_of.map(|date| date.to_string()),
        history: format!("{weeks} weeks of {} teams, {waits} waits, {} blocks", input.teams.len(), input.blocks.len()),
        model: format!("{} futures from seed {}: {luck}, items in order.", named.run.trials, named.run.seed),
        ..Basis::default()
    };
    basis.leave_out(named.opinions.len(), "teams without a history; their weeks are an opinion, drawn evenly between low and high");
    basis
}
