//! The burn-up of sprints that run: done and scope by day as they were reported, and the cone of what comes.
//!
//! The cone is what the exact engine says of "how many by then", from the same weeks of progress as the forecast;
//! for several teams each past week is drawn for all of them together, so that shared holidays stay shared. Days on
//! which nobody works are flat. With under five weeks there are words, no cone. Not here: drawing, sentences' dates.

use super::forecast::{ENOUGH_WEEKS, FEWEST_WEEKS, pace};
use crate::forecast::exact;
use crate::{Basis, Status};
use rowlock_domain::team::rhythm::Sprint;
use rowlock_domain::team::{Progress, Team};
use rowlock_domain::time::{days_between, plus_days};
use rowlock_domain::{Date, Moment, TeamId, working};
use std::collections::BTreeSet;

/// Numbers of stories that are told apart in the cone.
const MOST_STATES: usize = 4_000;

/// Done and scope at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: Date,
    /// Small stories done.
    pub done: u32,
    /// Small stories planned and added.
    pub scope: u32,
}

/// What will be done by the end of a day; more confidence means fewer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    /// The day.
    pub day: Date,
    /// At least so many in 85 of 100 futures.
    pub sure: f64,
    /// In half of them.
    pub even: f64,
    /// In 15 of 100.
    pub hopeful: f64,
}

/// The sprints that run now, of one team or several together.
#[derive(Clone, Debug)]
pub struct BurnUp {
    /// First day of the first of them.
    pub from: Date,
    /// Last day of the last of them.
    pub until: Date,
    /// From the first day to today.
    pub past: Vec<Day>,
    /// From today on; empty where nothing can be said.
    pub cone: Vec<Ahead>,
    /// Share of futures in which all of the scope is done by the end; `None` without a cone.
    pub chance_all: Option<f64>,
    /// By how much the gap between scope and done grows a week, where it grows.
    pub gap_grows_weekly: Option<u32>,
    /// Whether there is a cone, and if not, why.
    pub status: Status,
    /// From what.
    pub basis: Basis,
}

impl BurnUp {
    /// Done and scope today.
    #[must_use]
    pub fn now(&self) -> Option<Day> {
        self.past.last().copied()
    }
}

/// The burn-up of these teams' sprints; `None` where none of them runs one in which progress was reported.
#[must_use]
pub fn burn_up(moment: &Moment<'_>, teams: &[TeamId]) -> Option<BurnUp> {
    let known = teams.iter().filter_map(|id| moment.workspace.team(*id)).filter(|team| team.archived_at.is_none());
    let (reported, silent): (Vec<_>, Vec<_>) = known
        .map(|team| (team, team.sprint_on(moment.today)))
        .partition(|(team, sprint)| sprint.as_ref().is_some_and(|sprint| reports(team, sprint, moment.today).next().is_some()));
    let running: Vec<(&Team, Sprint)> = reported.into_iter().filter_map(|(team, sprint)| Some((&**team, sprint?))).collect();
    let from = running.iter().map(|(_, sprint)| sprint.start).min()?;
    let until = running.iter().map(|(_, sprint)| sprint.end).max()?;
    let days = (0..=days_between(from, moment.today.min(until)).max(0)).map(|n| plus_days(from, n));
    let past: Vec<Day> = days.map(|day| on_day(&running, day)).collect();
    let history = history(moment, &running);
    let mut basis = basis(&running, &history);
    basis.leave_out(silent.len(), "teams without a sprint or without progress in it");
    let now = past.last().copied()?;
    let status = status(now, &history);
    let ahead = if status == Status::Ok { cone(moment, &running, &history, (now, until)) } else { Cone::default() };
    let gap_grows_weekly = gap_growth(&past);
    Some(BurnUp { from, until, past, cone: ahead.days, chance_all: ahead.chance_all, gap_grows_weekly, status, basis })
}

fn reports<'a>(team: &'a Team, sprint: &'a Sprint, today: Date) -> impl Iterator<Item = (Date, Progress)> + 'a {
    team.progress
        .range(sprint.start..=today.min(sprint.end))
        .filter(|(_, progress)| progress.sprint == sprint.start)
        .map(|(on, progress)| (*on, *progress))
}

/// Done and scope of all sprints that have begun by a day; before the first report what was planned counts.
fn on_day(running: &[(&Team, Sprint)], day: Date) -> Day {
    let mut sum = Day { day, done: 0, scope: 0 };
    for (team, sprint) in running.iter().filter(|(_, sprint)| sprint.start <= day) {
        let mut first = None;
        let mut latest = None;
        for (on, progress) in reports(team, sprint, sprint.end) {
            first = first.or(Some(progress));
            latest = if on <= day { Some(progress) } else { latest };
        }
        let progress = latest.or(first.map(|first| Progress { done: 0, added: 0, ..first }));
        sum.done += progress.map_or(0, |progress| progress.done);
        sum.scope += progress.map_or(0, |progress| progress.planned + progress.added);
    }
    sum
}

/// Stories finished per week by all together, oldest first: as many weeks as all of them have.
fn history(moment: &Moment<'_>, running: &[(&Team, Sprint)]) -> Vec<u32> {
    let paces: Vec<Vec<u32>> = running.iter().map(|(team, _)| pace(moment, team, &BTreeSet::new()).weeks).collect();
    let weeks = paces.iter().map(Vec::len).min().unwrap_or(0);
    (0..weeks).map(|week| paces.iter().map(|pace| pace[pace.len() - weeks + week]).sum()).collect()
}

fn status(now: Day, history: &[u32]) -> Status {
    if now.scope > 0 && now.done >= now.scope {
        return Status::AlreadyDone;
    }
    match history.len() {
        _ if now.scope == 0 => Status::NoForecast("no stories are planned".to_owned()),
        weeks if weeks < FEWEST_WEEKS => Status::NoForecast(format!("it needs {ENOUGH_WEEKS} finished weeks of progress, there are {weeks}")),
        weeks if weeks < ENOUGH_WEEKS => Status::LittleHistory,
        _ if history.iter().all(|stories| *stories == 0) => Status::NoForecast("no story was finished in the weeks that are known".to_owned()),
        _ => Status::Ok,
    }
}

#[derive(Default)]
struct Cone {
    days: Vec<Ahead>,
    chance_all: Option<f64>,
}

fn cone(moment: &Moment<'_>, running: &[(&Team, Sprint)], history: &[u32], (now, until): (Day, Date)) -> Cone {
    let ahead = days_between(now.day, until).max(0);
    let most = usize::try_from(ahead / 7 + 2).unwrap_or(1);
    // Very many stories are counted in larger units, so that the exact engine stays quick.
    let unit = 1 + history.iter().max().map_or(0, |stories| *stories as usize) * most / MOST_STATES;
    let counted: Vec<u32> = history.iter().map(|stories| (*stories + unit as u32 / 2) / unit as u32).collect();
    let by_week: Vec<Vec<f64>> = (0..=most).filter_map(|weeks| exact::how_many(&counted, weeks)).collect();
    let at = |weeks: f64, confidence: f64| {
        let whole = (weeks.floor() as usize).min(by_week.len().saturating_sub(2));
        let (low, high) = (items(&by_week[whole], confidence), items(&by_week[whole + 1], confidence));
        (low + (high - low) * (weeks - whole as f64).clamp(0.0, 1.0)) * unit as f64
    };
    let mut weeks = 0.0;
    let mut days = Vec::new();
    for day in (0..=ahead).map(|n| plus_days(now.day, n)) {
        if day > now.day {
            weeks += worked_share(moment, running, day);
        }
        let done = f64::from(now.done);
        days.push(Ahead { day, sure: done + at(weeks, 0.85), even: done + at(weeks, 0.5), hopeful: done + at(weeks, 0.15) });
    }
    let left = (now.scope.saturating_sub(now.done) as usize).div_ceil(unit);
    let whole = weeks.floor() as usize;
    let chance = |weeks: usize| by_week.get(weeks).map_or(0.0, |chances| chances.iter().skip(left).sum::<f64>());
    let chance_all = chance(whole) + (chance(whole + 1) - chance(whole)) * (weeks - whole as f64);
    Cone { days, chance_all: Some(chance_all) }
}

/// The largest number of stories that is reached with at least this chance.
fn items(chances: &[f64], confidence: f64) -> f64 {
    let mut at_least = 1.0;
    for (stories, chance) in chances.iter().enumerate() {
        if at_least < confidence - 1e-9 {
            return stories.saturating_sub(1) as f64;
        }
        at_least -= chance;
    }
    chances.len().saturating_sub(1) as f64
}

/// How much of a usual week's work all together do on a day.
fn worked_share(moment: &Moment<'_>, running: &[(&Team, Sprint)], day: Date) -> f64 {
    let shares = running.iter().map(|(team, _)| {
        let time = working::of_team(moment.workspace, team.id);
        let usual = (0..7).filter(|n| team.working_days.holds(plus_days(day, *n))).count().max(1) as f64;
        if time.is_some_and(|time| time.works_on(day)) { 1.0 / usual } else { 0.0 }
    });
    shares.sum::<f64>() / running.len().max(1) as f64
}

/// Stories a week by which scope runs away from done, from at least a week of days on.
fn gap_growth(past: &[Day]) -> Option<u32> {
    let (first, last) = (past.first()?, past.last()?);
    let days = days_between(first.day, last.day);
    let gap = |day: &Day| i64::from(day.scope) - i64::from(day.done);
    let grown = gap(last) - gap(first);
    (days >= 5 && grown > 0).then(|| u32::try_from((grown * 7 + days / 2) / days).unwrap_or(u32::MAX).max(1))
}

fn basis(running: &[(&Team, Sprint)], history: &[u32]) -> Basis {
    let teams = running.len();
    let of = if teams == 1 { "the team".to_owned() } else { format!("{teams} teams, the same week drawn for all") };
    Basis {
        history: format!("{} finished weeks of {of}", history.len()),
        model: "Small stories done and in scope as reported; ahead, whole past weeks drawn with replacement, computed exactly. More confidence means fewer stories.".to_owned(),
        ..Basis::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str, done: u32, scope: u32) -> Day {
        Day { day: day.parse().unwrap(), done, scope }
    }

    #[test]
    fn more_confidence_means_fewer_stories() {
        let chances = exact::how_many(&[1, 2, 3, 4], 2).unwrap();
        assert!(items(&chances, 0.85) < items(&chances, 0.5) && items(&chances, 0.5) < items(&chances, 0.15));
        assert_eq!((items(&[1.0], 0.85), items(&[0.0, 0.0, 1.0], 0.85)), (0.0, 2.0));
    }

    #[test]
    fn a_gap_that_grows_is_said_per_week_and_one_that_shrinks_is_not() {
        assert_eq!(gap_growth(&[day("2026-11-02", 0, 10), day("2026-11-09", 3, 15)]), Some(2));
        assert_eq!(gap_growth(&[day("2026-11-02", 0, 10), day("2026-11-09", 6, 15)]), None);
        assert_eq!(gap_growth(&[day("2026-11-02", 0, 10), day("2026-11-03", 0, 15)]), None, "a day says nothing");
    }

    #[test]
    fn little_history_no_scope_and_zero_weeks_give_words() {
        let now = day("2026-11-02", 1, 10);
        assert_eq!(status(now, &[1, 2]), Status::NoForecast("it needs 5 finished weeks of progress, there are 2".into()));
        assert_eq!(status(now, &[1, 2, 3]), Status::LittleHistory);
        assert_eq!(status(now, &[0; 6]), Status::NoForecast("no story was finished in the weeks that are known".into()));
        assert_eq!(status(day("2026-11-02", 0, 0), &[1; 9]), Status::NoForecast("no stories are planned".into()));
        assert_eq!(status(day("2026-11-02", 9, 9), &[]), Status::AlreadyDone);
    }
}
