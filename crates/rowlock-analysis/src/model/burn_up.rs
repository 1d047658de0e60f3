//! The burn-up of sprints that run: done and scope by day as they were reported, and the cone of what comes.
//!
//! The cone ([`super::cone`]) draws the same weeks of progress as the forecast; for several teams each past week is
//! drawn for all of them together, so that shared holidays stay shared. Days on which nobody works are flat. With under
//! five weeks there are words, no cone. Not here: drawing, sentences' dates.

use super::cone::{Cone, FUTURES, cone};
use super::forecast::{ENOUGH_WEEKS, FEWEST_WEEKS, Options, Pace, pace, seed};
use crate::{Basis, Status};
use rowlock_domain::team::rhythm::Sprint;
use rowlock_domain::team::{Progress, Team};
use rowlock_domain::time::{days_between, plus_days};
use rowlock_domain::{Date, Moment, TeamId};

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
    /// Of several teams the one with the fewest finished weeks: all together have no more.
    pub shortest: Option<String>,
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
    let paces: Vec<Pace> = running.iter().map(|(team, _)| pace(moment, team, &Options::default())).collect();
    let each = each(moment, &running, &paces);
    let history = together(&each);
    let mut basis = basis(&running, &history);
    running.iter().zip(&paces).for_each(|((team, _), pace)| pace.say_left_out(&mut basis, team, moment.today));
    let teams = if silent.len() == 1 { "team" } else { "teams" };
    basis.leave_out(silent.len(), format!("{teams} without a sprint or without progress in it"));
    let now = past.last().copied()?;
    let shortest = shortest(&running, &paces);
    let status = status(now, &history, shortest.as_deref());
    let ahead = if status == Status::Ok { cone(moment, &each, seed(moment.workspace), (now.day, until)) } else { Cone::default() };
    // Only days on which the same sprints were counted are compared.
    let all_begun = running.iter().map(|(_, sprint)| sprint.start).max().unwrap_or(from);
    let gap_grows_weekly = gap_growth(&past[past.partition_point(|day| day.day < all_begun)..]);
    Some(BurnUp { from, until, past, cone: ahead.days, chance_all: ahead.chance_all, gap_grows_weekly, shortest, status, basis })
}

fn reports<'a>(team: &'a Team, sprint: &'a Sprint, today: Date) -> impl Iterator<Item = (Date, Progress)> + 'a {
    team.progress
        .range(sprint.start..=today.min(sprint.end))
        .filter(|(_, progress)| progress.sprint == sprint.start)
        .map(|(on, progress)| (*on, *progress))
}

/// Done and scope of all sprints that have begun by a day.
fn on_day(running: &[(&Team, Sprint)], day: Date) -> Day {
    let begun = running.iter().filter(|(_, sprint)| sprint.start <= day);
    begun.fold(Day { day, done: 0, scope: 0 }, |sum, (team, sprint)| {
        let own = of_team(team, sprint, day);
        Day { done: sum.done + own.done, scope: sum.scope + own.scope, ..sum }
    })
}

/// Done and scope of a team's sprint on a day; before the first report what was planned counts.
fn of_team(team: &Team, sprint: &Sprint, day: Date) -> Day {
    let mut first = None;
    let mut latest = None;
    for (on, progress) in reports(team, sprint, sprint.end) {
        first = first.or(Some(progress));
        latest = if on <= day { Some(progress) } else { latest };
    }
    let progress = latest.or(first.map(|first| Progress { done: 0, added: 0, ..first }));
    progress.map_or(Day { day, done: 0, scope: 0 }, |progress| Day { day, done: progress.done, scope: progress.planned + progress.added })
}

/// A team whose sprint runs.
pub(super) struct Running<'a> {
    pub team: &'a Team,
    pub sprint: Sprint,
    /// Stories finished per week, oldest first: as many weeks as all of them have.
    pub weeks: Vec<u32>,
    pub now: Day,
}

fn each<'a>(moment: &Moment<'_>, running: &[(&'a Team, Sprint)], paces: &[Pace]) -> Vec<Running<'a>> {
    let shortest = paces.iter().map(|pace| pace.weeks.len()).min().unwrap_or(0);
    let each = running.iter().zip(paces);
    each.map(|((team, sprint), pace)| {
        let weeks = pace.weeks[pace.weeks.len() - shortest..].to_vec();
        Running { team, sprint: sprint.clone(), weeks, now: of_team(team, sprint, moment.today) }
    })
    .collect()
}

/// Stories finished per week by all together, oldest first.
fn together(running: &[Running<'_>]) -> Vec<u32> {
    let weeks = running.first().map_or(0, |one| one.weeks.len());
    (0..weeks).map(|week| running.iter().map(|one| one.weeks[week]).sum()).collect()
}

/// The team with the fewest finished weeks, where several are summed.
fn shortest(running: &[(&Team, Sprint)], paces: &[Pace]) -> Option<String> {
    let fewest = running.iter().zip(paces).filter(|_| running.len() > 1).min_by_key(|((team, _), pace)| (pace.weeks.len(), team.id));
    fewest.map(|((team, _), _)| team.name.to_string())
}

fn status(now: Day, history: &[u32], shortest: Option<&str>) -> Status {
    if now.scope > 0 && now.done >= now.scope {
        return Status::AlreadyDone;
    }
    match history.len() {
        _ if now.scope == 0 => Status::NoForecast("no stories are planned".to_owned()),
        weeks if weeks < FEWEST_WEEKS => Status::NoForecast(match shortest {
            Some(team) => format!("it needs {ENOUGH_WEEKS} finished weeks of progress of each team, {team} has {weeks}"),
            None => format!("it needs {ENOUGH_WEEKS} finished weeks of progress, there are {weeks}"),
        }),
        weeks if weeks < ENOUGH_WEEKS => Status::LittleHistory,
        _ if history.iter().all(|stories| *stories == 0) => Status::NoForecast("no story was finished in the weeks that are known".to_owned()),
        _ => Status::Ok,
    }
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
        model: format!(
            "Small stories done and in scope as reported; ahead, {FUTURES} futures of whole past weeks drawn with replacement, each team up to its own scope and the end of its sprint. More confidence means fewer stories."
        ),
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
    fn a_gap_that_grows_is_said_per_week_and_one_that_shrinks_is_not() {
        assert_eq!(gap_growth(&[day("2026-11-02", 0, 10), day("2026-11-09", 3, 15)]), Some(2));
        assert_eq!(gap_growth(&[day("2026-11-02", 0, 10), day("2026-11-09", 6, 15)]), None);
        assert_eq!(gap_growth(&[day("2026-11-02", 0, 10), day("2026-11-03", 0, 15)]), None, "a day says nothing");
    }

    #[test]
    fn little_history_no_scope_and_zero_weeks_give_words() {
        let now = day("2026-11-02", 1, 10);
        assert_eq!(status(now, &[1, 2], None), Status::NoForecast("it needs 5 finished weeks of progress, there are 2".into()));
        let named = Status::NoForecast("it needs 5 finished weeks of progress of each team, Mobile has 2".into());
        assert_eq!(status(now, &[1, 2], Some("Mobile")), named);
        assert_eq!(status(now, &[1, 2, 3], None), Status::LittleHistory);
        assert_eq!(status(now, &[0; 6], None), Status::NoForecast("no story was finished in the weeks that are known".into()));
        assert_eq!(status(day("2026-11-02", 0, 0), &[1; 9], None), Status::NoForecast("no stories are planned".into()));
        assert_eq!(status(day("2026-11-02", 9, 9), &[], None), Status::AlreadyDone);
    }
}
