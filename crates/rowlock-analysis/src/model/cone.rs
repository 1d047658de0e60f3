//! What sprints that run will have done by the end of each day: futures of past weeks, drawn for all teams together.
//!
//! No team does more than its own scope, and none goes on after its own sprint: so several teams together never reach
//! more than all their scopes, and one team's cone is the same alone and in a group of one.

use super::burn_up::{Ahead, Running};
use crate::forecast::random::Stream;
use rowlock_domain::time::{days_between, plus_days};
use rowlock_domain::{Date, Moment, working};

/// Futures.
pub(super) const FUTURES: usize = 4_000;
/// Names the stream of these futures, apart from those of teams and arrivals.
const STREAM: u64 = 3 << 40;

/// Days ahead, and whether all gets done.
#[derive(Default)]
pub(super) struct Cone {
    pub days: Vec<Ahead>,
    /// Share of futures in which every team has done its scope by the end of its sprint.
    pub chance_all: Option<f64>,
}

/// One team, ready to be drawn.
struct Drawn<'a> {
    weeks: &'a [u32],
    /// Stories that are still to be done.
    left: f64,
    /// Usual weeks worked by the end of each day ahead.
    worked: Vec<f64>,
}

/// Runs the futures from today until the last sprint's end.
pub(super) fn cone(moment: &Moment<'_>, running: &[Running<'_>], seed: u64, (today, until): (Date, Date)) -> Cone {
    let days: Vec<Date> = (0..=days_between(today, until).max(0)).map(|n| plus_days(today, n)).collect();
    let teams: Vec<Drawn<'_>> = running.iter().map(|one| one.drawn(moment, &days)).collect();
    let done: f64 = running.iter().map(|one| f64::from(one.now.done)).sum();
    let mut reached = vec![Vec::with_capacity(FUTURES); days.len()];
    let mut all = 0_usize;
    for trial in 0..FUTURES {
        let stream = Stream::new(seed, STREAM, trial as u64);
        let mut sums = vec![0.0; days.len()];
        let mut is_all = true;
        for team in &teams {
            let last = team.draw(stream, &mut sums);
            is_all &= last >= team.left - 1e-9;
        }
        all += usize::from(is_all);
        reached.iter_mut().zip(sums).for_each(|(day, sum)| day.push(done + sum));
    }
    let days = days.into_iter().zip(reached).map(|(day, reached)| ahead(day, reached)).collect();
    Cone { days, chance_all: Some(all as f64 / FUTURES as f64) }
}

/// More confidence means fewer stories.
fn ahead(day: Date, mut reached: Vec<f64>) -> Ahead {
    reached.sort_unstable_by(f64::total_cmp);
    let at = |confidence: f64| {
        let many = (confidence * reached.len() as f64 - 1e-9).ceil() as usize;
        reached.get(reached.len().saturating_sub(many)).or(reached.last()).copied().unwrap_or(0.0)
    };
    Ahead { day, sure: at(0.85), even: at(0.5), hopeful: at(0.15) }
}

impl Running<'_> {
    fn drawn(&self, moment: &Moment<'_>, days: &[Date]) -> Drawn<'_> {
        let mut weeks = 0.0;
        let worked = days.iter().enumerate().map(|(at, day)| {
            // Today is reported already.
            if at > 0 && *day <= self.sprint.end {
                weeks += self.worked_share(moment, *day);
            }
            weeks
        });
        Drawn { worked: worked.collect(), weeks: &self.weeks, left: f64::from(self.now.scope.saturating_sub(self.now.done)) }
    }

    /// How much of a usual week's work it does on a day.
    fn worked_share(&self, moment: &Moment<'_>, day: Date) -> f64 {
        let time = working::of_team(moment.workspace, self.team.id);
        let usual = (0..7).filter(|n| self.team.working_days.holds(plus_days(day, *n))).count().max(1) as f64;
        if time.is_some_and(|time| time.works_on(day)) { 1.0 / usual } else { 0.0 }
    }
}

impl Drawn<'_> {
    /// Adds what the team has done by each day; says what it has done in the end.
    fn draw(&self, stream: Stream, sums: &mut [f64]) -> f64 {
        let many = u32::try_from(self.weeks.len()).unwrap_or(u32::MAX);
        let week = |number: u64| if many == 0 { 0.0 } else { f64::from(self.weeks[stream.below(number, many) as usize]) };
        let (mut number, mut before, mut here, mut last) = (0_u64, 0.0, week(0), 0.0_f64);
        for (worked, sum) in self.worked.iter().zip(sums) {
            while *worked >= (number + 1) as f64 - 1e-9 {
                before += here;
                number += 1;
                here = week(number);
            }
            last = (before + here * (worked - number as f64).max(0.0)).min(self.left);
            *sum += last;
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_confidence_means_fewer_stories() {
        let day = "2026-11-02".parse().unwrap();
        let found = ahead(day, (0..100).rev().map(f64::from).collect());
        assert_eq!((found.sure, found.even, found.hopeful), (15.0, 50.0, 85.0));
    }

    #[test]
    fn a_team_stops_at_its_scope_and_when_its_sprint_is_over() {
        let team = Drawn { weeks: &[5], left: 7.0, worked: vec![0.0, 0.2, 1.0, 1.6, 1.6] };
        let mut sums = vec![0.0; 5];
        let last = team.draw(Stream::new(1, 2, 3), &mut sums);
        assert_eq!((sums, last), (vec![0.0, 1.0, 5.0, 7.0, 7.0], 7.0));
    }
}
