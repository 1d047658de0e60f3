//! What lies ahead of a group: how likely each goal hits its date, and which impediment, dependency or remaining
//! work delays the goals by how much.
//!
//! One outlook is computed per (group, food version, date) and shared by all views: forecast page, overview, agenda,
//! dependency matrix. Delays come from the same futures run again without the element (common random numbers).

use super::forecast::{Ahead, ENOUGH_WEEKS, FEWEST_WEEKS, GoalAhead, Options, Silent, ahead};
use crate::{
    Basis, Status,
    forecast::{CLOSELY, Drivers, Futures, Run, Spread, Verdict, drivers, run},
};
use rowlock_domain::{Date, DependencyId, GoalId, GroupId, ImpedimentId, Moment, TeamId, Workspace, time::days_between, time::plus_days};
use std::collections::BTreeSet;

/// Futures of a forecast: the error of a chance is half a point.
pub const TRIALS: usize = 10_000;
/// What one calls sure.
pub const SURE: f64 = 0.85;

/// What lies ahead of a group and everything below it.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// Whose.
    pub group: GroupId,
    /// The day from which it looks ahead.
    pub as_of: Date,
    /// Whether there is one at all; where not, the ranking in words stands.
    pub status: Status,
    /// From what it was made.
    pub basis: Basis,
    /// Open product goals of the group and of the groups below, by number.
    pub goals: Vec<GoalOutlook>,
    /// What causes delay, the largest first; only what was looked at closely (the twenty that drive most futures).
    pub causes: Vec<Cause>,
    /// What it was computed from; what-ifs change it.
    pub ahead: Ahead,
}

/// How one goal stands.
#[derive(Clone, Debug)]
pub struct GoalOutlook {
    /// Which.
    pub goal: GoalId,
    /// `NoForecast` names the team or thing for want of which nothing can be said.
    pub status: Status,
    /// The date asked for.
    pub target: Option<Date>,
    /// Share of futures in which it is done by the end of the target, 0 to 1; `None` without target or number.
    pub chance: Option<f64>,
    /// The first date by which half of the futures have it done.
    pub even: Option<Date>,
    /// The first date by which 85 of 100 futures have it done.
    pub sure: Option<Date>,
    /// Share of futures in which it is done by the end of each day, from `as_of` on; ends once nearly all have.
    pub curve: Vec<f32>,
    /// Teams whose work it waits for, also through others.
    pub teams: Vec<TeamId>,
    /// Those of them of which not the past weeks are drawn but what they think.
    pub opinions: Vec<TeamId>,
    /// Who waits for whom, where that leads in a circle: a sentence.
    pub circle: Option<String>,
    /// Items left of it.
    pub items_left: usize,
    /// Small stories left in them.
    pub stories_left: u32,
}

/// What can delay goals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// An open impediment.
    Impediment(ImpedimentId),
    /// An open dependency, by coming when it does.
    Dependency(DependencyId),
    /// What a team still has to do.
    Work(TeamId),
}

/// How much an element delays.
#[derive(Clone, Debug)]
pub struct Cause {
    /// What.
    pub element: Element,
    /// Calendar days by which the goals would come earlier on average without it, summed over the goals of which there are
    /// numbers.
    pub delay_days: f64,
    /// Share of futures in which it drives a goal (criticality), the largest over the goals.
    pub drives: f64,
    /// The same per goal that it delays, those with numbers before those with words, the most delayed first.
    pub goals: Vec<Delayed>,
    /// Teams on whose opinion rests what is told in words.
    pub opinions: Vec<TeamId>,
}

/// How much an element delays one goal.
#[derive(Clone, Copy, Debug)]
pub struct Delayed {
    /// Which goal.
    pub goal: GoalId,
    /// Whether it may be told in numbers; else in words, as of the goal itself.
    pub has_numbers: bool,
    /// Calendar days on average.
    pub mean_days: f64,
    /// Calendar days between the dates of which one can be 85 % sure.
    pub sure_days: f64,
    /// The chance to hit its target without the element; `None` without a target.
    pub chance_without: Option<f64>,
    /// What comes of it if the element goes badly; `None` where nothing says how badly it may go.
    pub badly: Option<Badly>,
}

/// What becomes of a goal if an element goes badly: an impediment or a dependency takes as long as 85 of 100 such do at
/// most, the work of a team grows as much as in 85 of 100 of its sprints.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Badly {
    /// Calendar days by which it comes later on average.
    pub mean_days: f64,
    /// The chance to hit its target; `None` without one.
    pub chance: Option<f64>,
}

impl GoalOutlook {
    /// Whether it may be told in numbers; with little history, or by opinion, there are words.
    #[must_use]
    pub fn has_numbers(&self) -> bool {
        self.status == Status::Ok
    }
}

impl Outlook {
    /// The goal's outlook, if it is an open goal of this scope.
    #[must_use]
    pub fn goal(&self, goal: GoalId) -> Option<&GoalOutlook> {
        self.goals.iter().find(|known| known.goal == goal)
    }

    /// What the element delays; `None` where it delays nothing that was seen, or where there are no numbers.
    #[must_use]
    pub fn cause(&self, element: Element) -> Option<&Cause> {
        self.causes.iter().find(|cause| cause.element == element)
    }

    /// Expected delay in days, summed over goals; 0 where none is known.
    #[must_use]
    pub fn delay_days(&self, element: Element) -> f64 {
        self.cause(element).map_or(0.0, |cause| cause.delay_days)
    }

    /// Whether numbers may be shown at all.
    #[must_use]
    pub fn has_numbers(&self) -> bool {
        matches!(self.status, Status::Ok | Status::LittleHistory)
    }
}

/// Looks ahead for a group.
#[must_use]
pub fn outlook(moment: &Moment<'_>, group: GroupId, options: &Options) -> Outlook {
    let ahead = ahead(moment, group, options);
    let looked = drivers(&ahead.plan, Run { seed: ahead.seed, trials: TRIALS }, CLOSELY);
    let goals: Vec<GoalOutlook> = goals(moment.workspace, &ahead, &looked.futures);
    let causes = causes(&ahead, &looked, &goals);
    let status = whole(moment.workspace, &goals, &ahead);
    Outlook { group, as_of: ahead.as_of, status, basis: ahead.basis.clone(), goals, causes, ahead }
}

/// The goals of a plan that was changed, by the same chance.
#[must_use]
pub fn what_if(workspace: &Workspace, changed: &Ahead) -> Vec<GoalOutlook> {
    goals(workspace, changed, &run(&changed.plan, Run { seed: changed.seed, trials: TRIALS }))
}

/// One goal of a plan that was changed: nothing else is run.
#[must_use]
pub fn what_if_for(workspace: &Workspace, changed: &Ahead, goal: GoalId) -> Option<GoalOutlook> {
    let at = changed.goals.iter().position(|known| known.goal == goal)?;
    let mut only = changed.clone();
    only.goals = vec![changed.goals[at].clone()];
    only.plan.goals = vec![changed.plan.goals[at].clone()];
    what_if(workspace, &only).pop()
}

fn goals(workspace: &Workspace, ahead: &Ahead, futures: &Futures) -> Vec<GoalOutlook> {
    let each = ahead.goals.iter().zip(&futures.verdicts).zip(&futures.weeks).enumerate();
    each.map(|(at, ((goal, verdict), weeks))| goal_outlook(workspace, ahead, (at, goal), *verdict, weeks)).collect()
}

fn goal_outlook(workspace: &Workspace, ahead: &Ahead, (at, goal): (usize, &GoalAhead), verdict: Verdict, weeks: &[f32]) -> GoalOutlook {
    let behind = ahead.plan.teams_behind(at);
    let target = workspace.goal(goal.goal).and_then(|goal| goal.date());
    let spread = Spread::new(weeks);
    let status = status(workspace, ahead, goal, verdict, (&behind, &spread));
    let teams: Vec<TeamId> = behind.iter().filter_map(|team| workspace.teams.get(*team)).map(|team| team.id).collect();
    let thinks = |team: &TeamId| ahead.paces.get(team.index()).is_some_and(|pace| pace.opinion.is_some());
    let day = |day: i64| plus_days(ahead.as_of, day);
    let numbers = matches!(status, Status::Ok | Status::LittleHistory).then_some(&spread);
    GoalOutlook {
        goal: goal.goal,
        target,
        chance: numbers.zip(target).map(|(spread, target)| by(spread, ahead.as_of, target)),
        even: numbers.and_then(|spread| spread.day_for(0.5)).map(day),
        sure: numbers.and_then(|spread| spread.day_for(SURE)).map(day),
        curve: numbers.map(Spread::curve).unwrap_or_default(),
        opinions: teams.iter().copied().filter(thinks).collect(),
        teams,
        circle: (status == Status::Cycle).then(|| super::circle::circle(workspace, ahead, at)).flatten(),
        items_left: goal.items_left,
        stories_left: goal.stories_left,
        status,
    }
}

/// The chance by the end of a date; what is still open was not done by a date that has passed.
fn by(spread: &Spread, as_of: Date, date: Date) -> f64 {
    let days = days_between(as_of, date);
    if days < 0 { 0.0 } else { spread.by_day(days) }
}

fn status(workspace: &Workspace, ahead: &Ahead, goal: &GoalAhead, verdict: Verdict, (behind, spread): (&[usize], &Spread)) -> Status {
    let name = |team: usize| workspace.teams.get(team).map_or("a team", |team| team.name.as_str());
    match (&goal.silent, verdict) {
        (Some(Silent::AllDone), _) => Status::AlreadyDone,
        (Some(Silent::NothingServesIt), _) | (None, Verdict::Empty) => Status::NoForecast("no item serves it".to_owned()),
        (Some(Silent::NotCounted(item)), _) => {
            Status::NoForecast(format!("nobody counted the stories of {item}, and no other item says how many are usual"))
        }
        (None, Verdict::Cycle) => Status::Cycle,
        (None, Verdict::NoPace(team)) => {
            let weeks = ahead.paces.get(team).map_or(0, |pace| pace.weeks.len());
            Status::NoForecast(match weeks {
                0 => format!("{} has given no progress yet", name(team)),
                weeks if weeks < FEWEST_WEEKS => format!(
                    "{} has {weeks} finished {} of progress; {FEWEST_WEEKS} are needed",
                    name(team),
                    if weeks == 1 { "week" } else { "weeks" }
                ),
                _ => format!("{} has no finished item yet", name(team)),
            })
        }
        (None, Verdict::Known) if spread.is_beyond_horizon() => Status::NoForecast("not within three years at this pace".to_owned()),
        (None, Verdict::Known) if behind.iter().any(|team| ahead.paces.get(*team).is_some_and(|pace| pace.weeks.len() < ENOUGH_WEEKS)) => {
            Status::LittleHistory
        }
        (None, Verdict::Known) => Status::Ok,
    }
}

/// As good as its best goal.
fn whole(workspace: &Workspace, goals: &[GoalOutlook], ahead: &Ahead) -> Status {
    let any = |wanted: &Status| goals.iter().any(|goal| goal.status == *wanted);
    if any(&Status::Ok) {
        return Status::Ok;
    }
    if any(&Status::LittleHistory) {
        return Status::LittleHistory;
    }
    let given = workspace.teams.iter().zip(&ahead.paces).any(|(_, pace)| !pace.weeks.is_empty());
    Status::NoForecast(match goals {
        [] => "there is no open product goal".to_owned(),
        _ if !given => "no progress was given yet".to_owned(),
        _ => "no goal can be dated yet".to_owned(),
    })
}

fn causes(ahead: &Ahead, looked: &Drivers, goals: &[GoalOutlook]) -> Vec<Cause> {
    // The same futures with and without: the first ones.
    let many = looked.futures.variants.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let spreads: Vec<Spread> = looked.futures.weeks.iter().map(|weeks| Spread::new(&weeks[..many.min(weeks.len())])).collect();
    let mut causes: Vec<Cause> = Vec::new();
    for ((cause, variants), badly) in looked.causes.iter().zip(&looked.futures.variants).zip(&looked.badly) {
        let mut delayed = Vec::new();
        for (at, weeks) in variants.iter().enumerate().filter(|(_, weeks)| !weeks.is_empty()) {
            let goal = &goals[at];
            if matches!(goal.status, Status::Ok | Status::LittleHistory) {
                let badly = (!badly[at].is_empty()).then(|| Spread::new(&badly[at]));
                delayed.push(delay(ahead.as_of, goal, &spreads[at], (&Spread::new(weeks), badly.as_ref())));
            }
        }
        delayed.retain(|delayed| delayed.mean_days > 0.0);
        delayed.sort_by(|one, other| {
            other.has_numbers.cmp(&one.has_numbers).then(other.mean_days.total_cmp(&one.mean_days)).then(one.goal.cmp(&other.goal))
        });
        let most = looked.futures.drives.iter().map(|causes| causes[*cause]).max().unwrap_or(0);
        if !delayed.is_empty() {
            let delay_days = delayed.iter().filter(|delayed| delayed.has_numbers).map(|delayed| delayed.mean_days).sum();
            let opinions = opinions(goals, &delayed);
            causes.push(Cause { element: ahead.elements[*cause], delay_days, drives: f64::from(most) / TRIALS as f64, goals: delayed, opinions });
        }
    }
    causes.sort_by(|one, other| other.delay_days.total_cmp(&one.delay_days).then(one.element.cmp(&other.element)));
    causes
}

/// Teams on whose opinion what is said of these goals rests.
fn opinions(goals: &[GoalOutlook], delayed: &[Delayed]) -> Vec<TeamId> {
    let is_delayed = |goal: &&GoalOutlook| delayed.iter().any(|delayed| delayed.goal == goal.goal);
    let teams: BTreeSet<TeamId> = goals.iter().filter(is_delayed).flat_map(|goal| goal.opinions.iter().copied()).collect();
    teams.into_iter().collect()
}

fn delay(as_of: Date, goal: &GoalOutlook, with: &Spread, (without, badly): (&Spread, Option<&Spread>)) -> Delayed {
    let days = |weeks: f64| weeks * 7.0;
    // The whole of the futures says the chance, the first ones what a change makes of it.
    let chance = |changed: &Spread| {
        let (target, chance) = goal.target.zip(goal.chance)?;
        Some((chance + by(changed, as_of, target) - by(with, as_of, target)).clamp(0.0, 1.0))
    };
    Delayed {
        goal: goal.goal,
        has_numbers: goal.has_numbers(),
        mean_days: days(with.mean() - without.mean()),
        sure_days: days(f64::from(with.week_for(SURE)) - f64::from(without.week_for(SURE))),
        chance_without: chance(without),
        badly: badly.map(|badly| Badly { mean_days: days(badly.mean() - with.mean()), chance: chance(badly) }),
    }
}
