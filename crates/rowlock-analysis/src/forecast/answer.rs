//! The answer to a file: per goal when it is done, what would help most, and how much is done in some weeks.

use super::{
    Drivers, MEANS, Node, Spread, Verdict,
    answer_words::{Found, how_many, sentence},
    drivers_watched,
    file::{GoalInput, Input, Named, days_from},
};
use crate::{
    Basis, Status,
    durations::words::grouped,
    model::outlook_words::{loses, weeks_of, whole_days, wins},
};
use jiff::{ToSpan, civil::Date};
use serde::Serialize;

/// Chances for which dates are told.
pub(super) const CONFIDENCES: [f64; 4] = [0.5, 0.7, 0.85, 0.95];
/// How sure the date is of which days are told beside the mean.
const SURE: f64 = 0.85;
/// Fewer weeks than these give words, or nothing.
pub(super) const ENOUGH_WEEKS: usize = 5;
pub(super) const FEWEST_WEEKS: usize = 3;
/// Fewer days are next to nothing.
const LEAST_DAYS: f64 = 0.25;

/// What is said about a file.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// In the file's order.
    pub goals: Vec<GoalAnswer>,
    /// What would help most, the most first.
    pub helps: Vec<Help>,
    /// How much is done, where weeks were asked about.
    pub how_many: Option<HowMany>,
    /// Weeks that look like a clean-up, as questions.
    pub asks: Vec<String>,
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
    /// Calendar days between the dates of which one can be 85 % sure.
    pub sure_days: f64,
    /// Calendar days lost on average if it goes badly instead: as late, or grown as much, as 85 of 100 such are at most.
    /// `None` where nothing says how badly it may go.
    pub lost_days: Option<f64>,
}

/// How much is done in some weeks.
#[derive(Clone, Debug, Serialize)]
pub struct HowMany {
    /// In how many weeks.
    pub weeks: usize,
    /// Whether the history says so much.
    pub status: Status,
    /// Per confidence the stories that are done at least: more confidence, fewer stories.
    pub stories: Vec<(f64, usize)>,
    /// In words.
    pub sentence: String,
}

/// Answers a file.
#[must_use]
pub fn answer(input: &Input, named: &Named) -> Answer {
    answer_watched(input, named, &|_, _| {})
}

/// The same, and tells how many futures are run so far, of how many.
#[must_use]
pub fn answer_watched(input: &Input, named: &Named, watch: &(dyn Fn(usize, usize) + Sync)) -> Answer {
    let asks = named.bulk.iter().map(super::file::Bulk::question).collect();
    let only_weeks = input.weeks.is_some() && input.remaining.is_none() && input.goals.is_empty();
    if only_weeks {
        return Answer { goals: Vec::new(), helps: Vec::new(), how_many: how_many(input, named), asks, basis: basis(input, named, true) };
    }
    let looked = drivers_watched(&named.plan, named.run, super::CLOSELY, watch);
    let whole: Vec<GoalInput> = input.teams.keys().map(|name| GoalInput { name: name.clone(), needs: vec![name.clone()], target: None }).collect();
    let asked = if input.goals.is_empty() { &whole } else { &input.goals };
    let goals: Vec<GoalAnswer> = asked.iter().enumerate().map(|(at, goal)| one(input, named, &looked, (at, goal))).collect();
    let helps = helps(named, &looked, &goals);
    Answer { goals, helps, how_many: how_many(input, named), asks, basis: basis(input, named, false) }
}

fn one(input: &Input, named: &Named, looked: &Drivers, (at, goal): (usize, &GoalInput)) -> GoalAnswer {
    let spread = Spread::new(&looked.futures.weeks[at]);
    let behind = named.plan.teams_behind(at);
    let status = status(input, named, &behind, looked.futures.verdicts[at], &spread);
    let numbers = status == Status::Ok;
    let by = |confidence: &f64| {
        let weeks = ((spread.week_for(*confidence) - 1e-3).ceil().max(0.0)) as u32;
        let date = input.as_of.zip(spread.day_for(*confidence)).map(|(as_of, day)| as_of.saturating_add(day.days()));
        By { confidence: *confidence, weeks, date }
    };
    let target_day = goal.target.zip(input.as_of).map(|(target, as_of)| days_from(as_of, target));
    let chance = target_day.map(|day| if day < 0 { 0.0 } else { spread.by_day(day) });
    let by: Vec<By> = if numbers { CONFIDENCES.iter().map(by).collect() } else { Vec::new() };
    let weeks = (spread.week_for(0.5), spread.week_for(0.85));
    let is_opinion = behind.iter().any(|at| is_opinion(input, named, *at));
    let sentence = sentence(input, goal, &Found { status: &status, chance, by: &by, weeks, is_opinion });
    let curve = if numbers { spread.curve() } else { Vec::new() };
    let (chance, mean_weeks) = (chance.filter(|_| numbers), numbers.then(|| spread.mean()));
    GoalAnswer { name: goal.name.clone(), sentence, chance, by, mean_weeks, curve, target_day, status }
}

fn name_of(input: &Input, team: usize) -> &str {
    input.teams.keys().nth(team).map_or("a team", String::as_str)
}

fn is_opinion(input: &Input, named: &Named, team: usize) -> bool {
    named.opinions.iter().any(|name| name == name_of(input, team))
}

fn status(input: &Input, named: &Named, behind: &[usize], verdict: Verdict, spread: &Spread) -> Status {
    let team = |at: usize| name_of(input, at);
    let weeks = |at: usize| named.plan.teams[at].history.len();
    let opinion = |at: usize| is_opinion(input, named, at);
    match verdict {
        Verdict::Empty => Status::NoForecast("it needs nothing".to_owned()),
        Verdict::Cycle => Status::Cycle,
        Verdict::NoPace(at) if weeks(at) == 0 => Status::NoForecast(format!("{} has no history", team(at))),
        Verdict::NoPace(at) => Status::NoForecast(format!("{} has no finished item yet", team(at))),
        Verdict::Known if spread.week_for(1.0) <= 0.0 => Status::AlreadyDone,
        Verdict::Known => match behind.iter().find(|at| weeks(**at) < FEWEST_WEEKS && !opinion(**at)) {
            Some(at) => Status::NoForecast(format!(
                "{} has {} of history; {FEWEST_WEEKS} are needed, or a range asked from the team",
                team(*at),
                weeks_of(weeks(*at))
            )),
            None if spread.is_beyond_horizon() => Status::NoForecast("not within three years at this pace".to_owned()),
            None if behind.iter().any(|at| weeks(*at) < ENOUGH_WEEKS || opinion(*at)) => Status::LittleHistory,
            None => Status::Ok,
        },
    }
}

fn helps(named: &Named, looked: &Drivers, goals: &[GoalAnswer]) -> Vec<Help> {
    let mut helps = Vec::new();
    for ((cause, variants), badly) in looked.causes.iter().zip(&looked.futures.variants).zip(&looked.badly) {
        let asked = |(at, weeks): &(usize, &Vec<f32>)| !weeks.is_empty() && goals[*at].mean_weeks.is_some() && !is_own_work(named, *at, *cause);
        for (at, weeks) in variants.iter().enumerate().filter(asked) {
            let (with, without) = (Spread::new(&looked.futures.weeks[at][..weeks.len()]), Spread::new(weeks));
            let days = 7.0 * (with.mean() - without.mean());
            let sure_days = 7.0 * f64::from(with.week_for(SURE) - without.week_for(SURE));
            let lost_days = (!badly[at].is_empty()).then(|| 7.0 * (Spread::new(&badly[at]).mean() - with.mean()));
            helps.push(Help { what: named.causes[*cause].clone(), goal: goals[at].name.clone(), days, sure_days, lost_days });
        }
    }
    helps.retain(|help| help.days > LEAST_DAYS);
    helps.sort_by(|one, other| other.days.total_cmp(&one.days).then_with(|| one.what.cmp(&other.what)));
    helps
}

/// Whether a cause is the whole work of a team that the goal itself needs: without that there is no goal.
fn is_own_work(named: &Named, goal: usize, cause: usize) -> bool {
    named.plan.goals[goal].needs.iter().any(|need| matches!(need, Node::Item { team, .. } if named.plan.teams[*team].cause == Some(cause)))
}

impl Help {
    /// "Without the sandbox: “Checkout” wins 4 days on average, 6 days of the date that holds in 85 of 100 futures; if that
    /// goes badly, it loses 3 days."
    #[must_use]
    pub fn sentence(&self) -> String {
        let lost =
            self.lost_days.filter(|days| *days >= LEAST_DAYS).map_or_else(String::new, |days| format!("; if that goes badly, it {}", loses(days)));
        let sure = format!("on average, {} of the date that holds in 85 of 100 futures", whole_days(self.sure_days));
        format!("Without {}: “{}” {} {sure}{lost}.", self.what, self.goal, wins(self.days))
    }
}

fn basis(input: &Input, named: &Named, is_exact: bool) -> Basis {
    // What a team expects is drawn like weeks, but is none.
    let known = named.plan.teams.iter().enumerate().filter(|(at, _)| !is_opinion(input, named, *at));
    let weeks: usize = known.map(|(_, team)| team.history.len()).sum();
    let luck = if input.together { "all teams draw the same week" } else { "every team draws its own weeks" };
    let counted = |many: usize, one: &str| format!("{} {one}{}", grouped(many as u64), if many == 1 { "" } else { "s" });
    let of = [(input.teams.len(), "team"), (input.waits.len(), "wait"), (input.blocks.len(), "block")].map(|(many, one)| counted(many, one));
    let futures = format!("{} from seed {}: {luck}, items in order. {MEANS}", counted(named.run.trials, "future"), named.run.seed);
    let mut basis = Basis {
        as_of: input.as_of.map(|date| date.to_string()),
        history: format!("{} of {}, {}, {}", weeks_of(weeks), of[0], of[1], of[2]),
        model: if is_exact { "Whole past weeks drawn with replacement, computed exactly.".to_owned() } else { futures },
        ..Basis::default()
    };
    basis.leave_out(named.opinions.len(), "teams without a history; their weeks are an opinion, drawn evenly between low and high");
    for (team, left_out) in input.teams.iter().filter(|(_, team)| !team.leave_out_weeks.is_empty()).map(|(name, team)| (name, &team.leave_out_weeks))
    {
        basis.leave_out(left_out.len(), format!("weeks of {team} left out on your word: {}", super::file::listed(left_out)));
    }
    basis
}
