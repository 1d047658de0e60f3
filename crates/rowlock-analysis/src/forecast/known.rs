//! The known answers of kind `monte_carlo`: exact where the question has an exact answer, simulated where the case
//! carries `"simulate": {"trials": …, "seed": …}` or teams share a supplier (then parts are not independent).

use super::{Edge, Goal, Handover, Node, Plan, Run, Spread, Team, exact, exact::ByWeek, plan::Arrival, random::Stream, run, without_each};
use crate::{Problem, Status};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Chances whose weeks are printed.
const CONFIDENCES: [f64; 4] = [0.5, 0.7, 0.85, 0.95];

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Case {
    WhenDone {
        history_per_week: Vec<u32>,
        remaining: u32,
    },
    Degenerate {
        history_per_week: Vec<u32>,
        remaining: u32,
    },
    HowMany {
        history_per_week: Vec<u32>,
        weeks: usize,
    },
    GoalNeedsAll {
        teams: Vec<Part>,
    },
    Network {
        teams: BTreeMap<String, Part>,
        goal_team: String,
    },
    BlockedTeam {
        history_per_week: Vec<u32>,
        remaining: u32,
        #[serde(deserialize_with = "by_week")]
        weeks_until_unblocked_weights: BTreeMap<usize, u32>,
    },
    MaxOfExponentials {
        n: u32,
        rate: f64,
        t: f64,
    },
    SumOfGeometrics {
        n: usize,
        p: f64,
        w: usize,
    },
    IndependentSuppliersAllOnTime {
        p: Vec<f64>,
    },
    MaxOfTwoNormals {
        mu: f64,
        sigma: f64,
    },
    PertNormal {
        path_means: Vec<f64>,
        path_variances: Vec<f64>,
        due: f64,
    },
}

#[derive(Debug, Deserialize)]
struct Part {
    history_per_week: Vec<u32>,
    remaining: u32,
    #[serde(default)]
    suppliers: Vec<String>,
}

/// A JSON object's keys are texts, also where they are numbers.
fn by_week<'de, D: serde::Deserializer<'de>>(from: D) -> Result<BTreeMap<usize, u32>, D::Error> {
    let texts = BTreeMap::<String, u32>::deserialize(from)?;
    let week = |text: &str| text.parse::<usize>().ok().filter(|week| *week <= 1_000);
    let weeks = texts.iter().map(|(text, weight)| week(text).map(|week| (week, *weight)));
    weeks.collect::<Option<_>>().ok_or_else(|| serde::de::Error::custom("a number of weeks is a whole number up to 1000"))
}

/// How to simulate a case instead of computing it.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Simulate {
    trials: usize,
    #[serde(default)]
    seed: u64,
}

/// A distribution as it is printed.
#[derive(Serialize)]
struct Told {
    cdf_by_week: Vec<f64>,
    percentile_week: BTreeMap<String, usize>,
    mean: f64,
}

/// Computes one case.
///
/// # Errors
/// The case lacks its input, or asks for more than can be computed.
pub fn compute(case: &Value) -> Result<Value, Problem> {
    let simulate: Option<Simulate> = case.get("simulate").map(|how| serde_json::from_value(how.clone())).transpose()?;
    check(case, simulate)?;
    let case: Case = serde_json::from_value(case.clone())?;
    match (&case, simulate) {
        (Case::Network { teams, goal_team }, _) => network(teams, goal_team, simulate),
        (_, Some(how)) => simulated(&case, Run { seed: how.seed, trials: how.trials }),
        (_, None) => exactly(&case),
    }
}

/// Numbers from strangers: nothing that would take minutes or memory.
fn check(case: &Value, simulate: Option<Simulate>) -> Result<(), Problem> {
    let too_large = |field: &str, most: u64| match case.get(field).and_then(Value::as_u64) {
        Some(given) if given > most => Err(Problem::field(field, format!("{given} is more than can be computed; at most {most}."))),
        _ => Ok(()),
    };
    too_large("remaining", 20_000)?;
    too_large("weeks", 520)?;
    too_large("n", 10_000)?;
    too_large("w", 100_000)?;
    match simulate {
        Some(how) if !(1..=1_000_000).contains(&how.trials) => Err(Problem::field("simulate.trials", "Between 1 and 1,000,000 trials.")),
        _ => Ok(()),
    }
}

fn exactly(case: &Case) -> Result<Value, Problem> {
    Ok(match case {
        Case::WhenDone { history_per_week, remaining } | Case::Degenerate { history_per_week, remaining } => when_done(history_per_week, *remaining),
        Case::HowMany { history_per_week, weeks } => match exact::how_many(history_per_week, *weeks) {
            Some(chances) => how_many(&chances),
            None => json!({ "status": no_pace(history_per_week) }),
        },
        Case::GoalNeedsAll { teams } => {
            let parts: Option<Vec<ByWeek>> = teams.iter().map(|part| exact::when_done(&part.history_per_week, part.remaining as usize)).collect();
            let all = parts.and_then(|parts| parts.into_iter().reduce(|one, other| one.later(&other)));
            all.map_or_else(|| json!({ "status": paceless(teams) }), |by| told(&by))
        }
        Case::BlockedTeam { history_per_week, remaining, weeks_until_unblocked_weights } => {
            let weights: f64 = weeks_until_unblocked_weights.values().map(|weight| f64::from(*weight)).sum();
            let weeks = weeks_until_unblocked_weights.keys().max().map_or(0, |most| *most);
            let chance = |week| weeks_until_unblocked_weights.get(&week).map_or(0.0, |weight| f64::from(*weight) / weights);
            let cleared = ByWeek::from_chances(&(0..=weeks.min(1_000)).map(chance).collect::<Vec<_>>());
            match exact::when_done(history_per_week, *remaining as usize) {
                None => json!({ "status": no_pace(history_per_week) }),
                Some(by) => with(told(&cleared.then(&by)), "without_impediment", told(&by)),
            }
        }
        Case::Network { .. } => return Err(Problem::field("type", "A network is computed by its own rule.")),
        closed => closed_form(closed),
    })
}

fn closed_form(case: &Case) -> Value {
    match case {
        Case::MaxOfExponentials { n, rate, t } => {
            let harmonic: f64 = (1..=*n).map(|k| 1.0 / f64::from(k)).sum();
            json!({ "p_max_le_t": (1.0 - (-rate * t).exp()).powi(*n as i32), "mean_max": harmonic / rate })
        }
        Case::SumOfGeometrics { n, p, w } => {
            let many = *n as f64;
            json!({ "p_sum_le_w": exact::successes_within(*n, *p, *w), "mean": many / p, "variance": many * (1.0 - p) / (p * p) })
        }
        Case::IndependentSuppliersAllOnTime { p } => json!({ "p_all": p.iter().product::<f64>() }),
        Case::MaxOfTwoNormals { mu, sigma } => json!({ "mean_max": mu + sigma / std::f64::consts::PI.sqrt(), "p_max_le_mu": 0.25 }),
        Case::PertNormal { path_means, path_variances, due } => {
            let (mean, variance) = (path_means.iter().sum::<f64>(), path_variances.iter().sum::<f64>());
            json!({ "mean": mean, "variance": variance, "p_le_due": exact::normal_below((due - mean) / variance.sqrt()) })
        }
        _ => Value::Null,
    }
}

fn when_done(history: &[u32], remaining: u32) -> Value {
    match exact::when_done(history, remaining as usize) {
        _ if remaining == 0 => json!({ "status": Status::AlreadyDone }),
        Some(by) => told(&by),
        None => json!({ "status": no_pace(history) }),
    }
}

fn no_pace(history: &[u32]) -> Status {
    Status::NoForecast(if history.is_empty() { "no history" } else { "the history has no completed item" }.to_owned())
}

fn paceless(teams: &[Part]) -> Status {
    teams.iter().find(|part| part.history_per_week.iter().all(|week| *week == 0)).map_or_else(|| no_pace(&[]), |part| no_pace(&part.history_per_week))
}

fn told(by: &ByWeek) -> Value {
    let percentile_week = CONFIDENCES.iter().map(|chance| (chance.to_string(), by.week_for(*chance))).collect();
    json!(Told { cdf_by_week: by.printed(), percentile_week, mean: by.mean() })
}

fn how_many(chances: &[f64]) -> Value {
    let mut at_least: Vec<f64> = chances
        .iter()
        .rev()
        .scan(0.0, |sum, chance| {
            *sum += chance;
            Some(*sum)
        })
        .collect();
    at_least.reverse();
    let items = |chance: f64| at_least.iter().rposition(|at_least| *at_least >= chance - 1e-12).unwrap_or(0);
    let confident: BTreeMap<String, usize> = CONFIDENCES.iter().map(|chance| (chance.to_string(), items(*chance))).collect();
    let mean: f64 = chances.iter().enumerate().map(|(many, chance)| many as f64 * chance).sum();
    json!({ "p_at_least": at_least, "items_at_confidence": confident, "mean": mean })
}

fn with(mut value: Value, field: &str, what: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.insert(field.to_owned(), what);
    }
    value
}

/// Names of teams in the order of their indices, and the plan in which each team's end is a goal.
fn plan_of(teams: &BTreeMap<String, Part>) -> Result<Plan, Problem> {
    let names: Vec<&String> = teams.keys().collect();
    let mut plan = Plan { handover: Handover::NextWeek, causes: teams.len(), ..Plan::default() };
    for (at, (name, part)) in teams.iter().enumerate() {
        let team = Team::new(at as u64, part.history_per_week.clone(), vec![part.remaining]);
        plan.teams.push(Team { cause: Some(at), ..team });
        plan.goals.push(Goal { needs: vec![Node::Item { team: at, item: 0 }] });
        for supplier in &part.suppliers {
            let from = names.iter().position(|known| *known == supplier);
            let from = from.ok_or_else(|| Problem::field(format!("teams.{name}.suppliers"), format!("There is no team “{supplier}”.")))?;
            plan.edges.push(Edge { from: Node::Item { team: from, item: 0 }, to: Node::Item { team: at, item: 0 }, cause: None });
        }
    }
    Ok(plan)
}

fn network(teams: &BTreeMap<String, Part>, goal: &str, simulate: Option<Simulate>) -> Result<Value, Problem> {
    let plan = plan_of(teams)?;
    let goal_at = teams.keys().position(|name| name == goal).ok_or_else(|| Problem::field("goal_team", format!("There is no team “{goal}”.")))?;
    let (by, without) = match (simulate, exact_network(teams, None)) {
        (None, Some(by)) => {
            let without = teams.keys().map(|done| exact_network(teams, Some(done)).and_then(|mut by| by.remove(goal)).map(|by| by.mean())).collect();
            (teams.keys().map(|name| by.get(name).cloned()).collect(), without)
        }
        (how, _) => simulated_network(&plan, goal_at, how.map_or(Run { seed: 0, trials: 10_000 }, |how| Run { seed: how.seed, trials: how.trials })),
    };
    let mean = by.get(goal_at).and_then(Option::as_ref).map_or(0.0, ByWeek::mean);
    let of_team = |by: &Option<ByWeek>| by.as_ref().map_or_else(|| json!({ "status": Status::Cycle }), told);
    let mut answer: serde_json::Map<String, Value> = teams.keys().cloned().zip(by.iter().map(of_team)).collect();
    let saved: BTreeMap<&String, Option<f64>> = teams.keys().zip(without).map(|(name, without)| (name, without.map(|w| mean - w))).collect();
    answer.insert("mean_weeks_saved_if_done_already".to_owned(), json!(saved));
    Ok(Value::Object(answer))
}

/// Every team's distribution, if no two suppliers of a team share a supplier, and nobody waits in a circle.
fn exact_network(teams: &BTreeMap<String, Part>, done: Option<&String>) -> Option<BTreeMap<String, ByWeek>> {
    let mut known: BTreeMap<String, (ByWeek, BTreeSet<&String>)> = BTreeMap::new();
    while known.len() < teams.len() {
        let before = known.len();
        for (name, part) in teams.iter() {
            if known.contains_key(name) || !part.suppliers.iter().all(|supplier| known.contains_key(supplier)) {
                continue;
            }
            let mut behind = BTreeSet::from([name]);
            let mut start = ByWeek(vec![1.0]);
            for (by, theirs) in part.suppliers.iter().filter_map(|supplier| known.get(supplier)) {
                if !behind.is_disjoint(theirs) {
                    return None;
                }
                behind.extend(theirs);
                start = start.later(by);
            }
            let own = exact::when_done(&part.history_per_week, part.remaining as usize)?;
            let by = if done == Some(name) { start } else { start.then(&own) };
            known.insert(name.clone(), (by, behind));
        }
        if known.len() == before {
            return None;
        }
    }
    Some(known.into_iter().map(|(name, (by, _))| (name, by)).collect())
}

type OfTeams = (Vec<Option<ByWeek>>, Vec<Option<f64>>);

fn simulated_network(plan: &Plan, goal: usize, how: Run) -> OfTeams {
    let causes: Vec<usize> = (0..plan.causes).collect();
    let drivers = without_each(plan, how, &causes);
    let known = |at: usize| drivers.futures.verdicts[at] == super::Verdict::Known;
    let by = (0..plan.teams.len()).map(|at| known(at).then(|| counted(&drivers.futures.weeks[at]))).collect();
    let mean =
        |weeks: &Vec<f32>| if weeks.is_empty() { &drivers.futures.weeks[goal] } else { weeks }.iter().map(|w| f64::from(whole(*w))).sum::<f64>();
    let without = drivers.futures.variants.iter().map(|goals| known(goal).then(|| mean(&goals[goal]) / how.trials as f64)).collect();
    (by, without)
}

/// Whole weeks: what ends within a week counts at its end.
fn whole(weeks: f32) -> f32 {
    (weeks - 1e-3).ceil().max(0.0)
}

fn counted(weeks: &[f32]) -> ByWeek {
    let spread = Spread::new(weeks);
    let last = whole(spread.week_for(1.0)) as usize;
    ByWeek((0..=last).map(|week| spread.by_week(week as f32 + 1e-3)).collect())
}

fn simulated(case: &Case, how: Run) -> Result<Value, Problem> {
    let team = |history: &Vec<u32>, remaining: u32, key: u64| Team::new(key, history.clone(), vec![remaining]);
    let end = |team: usize| Node::Item { team, item: 0 };
    let goal_of = |teams: Vec<Team>, arrivals: Vec<Arrival>, edges: Vec<Edge>| {
        let goals = vec![Goal { needs: (0..teams.len()).map(end).collect() }];
        let futures = run(&Plan { teams, arrivals, edges, goals, ..Plan::default() }, how);
        match futures.verdicts[0] {
            super::Verdict::Known => Some(counted(&futures.weeks[0])),
            _ => None,
        }
    };
    Ok(match case {
        Case::WhenDone { history_per_week, remaining } | Case::Degenerate { history_per_week, remaining } => {
            let by = goal_of(vec![team(history_per_week, *remaining, 0)], Vec::new(), Vec::new());
            match by {
                _ if *remaining == 0 => json!({ "status": Status::AlreadyDone }),
                Some(by) => told(&by),
                None => json!({ "status": no_pace(history_per_week) }),
            }
        }
        Case::GoalNeedsAll { teams } => {
            let parts = teams.iter().enumerate().map(|(at, part)| team(&part.history_per_week, part.remaining, at as u64)).collect();
            goal_of(parts, Vec::new(), Vec::new()).map_or_else(|| json!({ "status": paceless(teams) }), |by| told(&by))
        }
        Case::BlockedTeam { history_per_week, remaining, weeks_until_unblocked_weights } => {
            let weeks = weeks_until_unblocked_weights.iter().flat_map(|(week, weight)| vec![*week as f32; *weight as usize]).collect();
            let edge = Edge { from: Node::Arrival(0), to: end(0), cause: None };
            let blocked = goal_of(vec![team(history_per_week, *remaining, 0)], vec![Arrival { key: 1, weeks, cause: None }], vec![edge]);
            let free = goal_of(vec![team(history_per_week, *remaining, 0)], Vec::new(), Vec::new());
            match (blocked, free) {
                (Some(blocked), Some(free)) => with(told(&blocked), "without_impediment", told(&free)),
                _ => json!({ "status": no_pace(history_per_week) }),
            }
        }
        Case::HowMany { history_per_week, weeks } => match u32::try_from(history_per_week.len()) {
            Ok(many) if many > 0 => how_many(&drawn_sums(history_per_week, *weeks, how)),
            _ => json!({ "status": no_pace(history_per_week) }),
        },
        sampled => sample(sampled, how),
    })
}

/// The share of futures in which each number of stories is done after so many weeks.
fn drawn_sums(history: &[u32], weeks: usize, how: Run) -> Vec<f64> {
    let most = history.iter().max().copied().unwrap_or(0) as usize;
    let mut counts = vec![0.0; weeks * most + 1];
    for trial in 0..how.trials as u64 {
        let stream = Stream::new(how.seed, 0, trial);
        let sum: u32 = (0..weeks as u64).map(|week| history[stream.below(week, history.len() as u32) as usize]).sum();
        counts[sum as usize] += 1.0 / how.trials as f64;
    }
    counts
}

/// Mean and share of trials.
fn over(how: Run, one: impl Fn(Stream) -> (f64, bool)) -> (f64, f64, f64) {
    let (mut sum, mut squares, mut hits) = (0.0, 0.0, 0usize);
    for trial in 0..how.trials as u64 {
        let (value, hit) = one(Stream::new(how.seed, 0, trial));
        (sum, squares, hits) = (sum + value, squares + value * value, hits + usize::from(hit));
    }
    let many = how.trials as f64;
    (sum / many, squares / many - (sum / many).powi(2), hits as f64 / many)
}

fn sample(case: &Case, how: Run) -> Value {
    match case {
        Case::MaxOfExponentials { n, rate, t } => {
            let latest = |stream: Stream| (0..u64::from(*n)).map(|draw| stream.exponential(draw, *rate)).fold(0.0, f64::max);
            let (mean_max, _, p) = over(how, |stream| (latest(stream), latest(stream) <= *t));
            json!({ "p_max_le_t": p, "mean_max": mean_max })
        }
        Case::SumOfGeometrics { n, p, w } => {
            let trials = |stream: Stream| (0..).scan(0, |hits, draw| (*hits < *n).then(|| *hits += usize::from(stream.unit(draw) < *p))).count();
            let (mean, variance, within) = over(how, |stream| (trials(stream) as f64, trials(stream) <= *w));
            json!({ "p_sum_le_w": within, "mean": mean, "variance": variance })
        }
        Case::IndependentSuppliersAllOnTime { p } => {
            let all = |stream: Stream| p.iter().enumerate().all(|(draw, p)| stream.unit(draw as u64) < *p);
            json!({ "p_all": over(how, |stream| (0.0, all(stream))).2 })
        }
        Case::MaxOfTwoNormals { mu, sigma } => {
            let later = |stream: Stream| mu + sigma * stream.normal(0).max(stream.normal(1));
            let (mean_max, _, p) = over(how, |stream| (later(stream), later(stream) <= *mu));
            json!({ "mean_max": mean_max, "p_max_le_mu": p })
        }
        Case::PertNormal { path_means, path_variances, due } => {
            let steps = || path_means.iter().zip(path_variances).enumerate();
            let path = |stream: Stream| steps().map(|(draw, (mean, variance))| mean + variance.sqrt() * stream.normal(draw as u64)).sum::<f64>();
            let (mean, variance, p) = over(how, |stream| (path(stream), path(stream) <= *due));
            json!({ "mean": mean, "variance": variance, "p_le_due": p })
        }
        _ => Value::Null,
    }
}
