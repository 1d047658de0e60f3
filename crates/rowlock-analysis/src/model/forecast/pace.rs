//! A team's pace: small stories finished per week, and how much its sprints grew, from the progress it reported.
//!
//! A report says how many are done so far in a sprint; what is new since the report before belongs to the working days
//! between the two. Weeks without anything finished are kept: they are real. Weeks before the first sprint, after the
//! last report, the running one, and those with under two working days are not. A report that the team called a clean-up
//! is no work: its stories, the weeks of which nothing else is known, and the growth of its sprint do not count. One
//! that only looks like it is asked about, until the team says what it was.

use super::Options;
use crate::{Basis, model::outlook_words::plain_day};
use rowlock_domain::{
    Date, Moment,
    calendar::{Weekdays, WorkingTime},
    team::{Progress, Team, progress::Finished},
    time::{days_between, plus_days},
    working,
};
use std::collections::{BTreeMap, BTreeSet};

/// Past weeks that are drawn from at most.
pub const MOST_WEEKS: usize = 26;
/// Fewer weeks than this give words, not numbers.
pub const ENOUGH_WEEKS: usize = 5;
/// Fewer weeks than this give no forecast at all.
pub const FEWEST_WEEKS: usize = 3;
/// Fewer past sprints than this say nothing about growth.
const FEWEST_SPRINTS: usize = 3;
/// A day with more than so many times a usual week's stories is asked about.
const BULK: u32 = 5;

/// What a team's reports say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pace {
    /// Stories finished per week, oldest first.
    pub weeks: Vec<u32>,
    /// The Monday of the first of them.
    pub first: Option<Date>,
    /// Stories there were in the end for each one planned, per past sprint; empty when there are too few sprints.
    pub growth: Vec<f32>,
    /// Days that count and look like a clean-up, with the stories closed: they are asked about.
    pub bulk: Vec<(Date, u32)>,
    /// Days that look like one and were work, as the team said.
    pub confirmed: Vec<(Date, u32)>,
    /// Days that do not count, with the stories closed.
    pub left_out: Vec<(Date, u32)>,
    /// Weeks not counted because the team was off.
    pub weeks_off: usize,
    /// The fewest and the most stories that the team thinks it finishes in a week; none once its weeks count.
    pub opinion: Option<(u32, u32)>,
}

impl Pace {
    /// Stories of a week, each drawn as often as the others: those of past weeks, else each number that the team thinks
    /// possible, else nothing.
    #[must_use]
    pub fn draws(&self) -> Vec<u32> {
        match self.opinion {
            Some((fewest, most)) => (fewest..=most).collect(),
            None if self.weeks.len() < FEWEST_WEEKS => Vec::new(),
            None => self.weeks.clone(),
        }
    }

    /// Names the days that do not count: whose word it was, and how many stories.
    pub(in crate::model) fn say_left_out(&self, basis: &mut Basis, team: &Team, today: Date) {
        for (day, stories) in &self.left_out {
            let why = if team.left_out.contains_key(day) { "a clean-up, as the team said" } else { "tried without them" };
            basis.leave_out(*stories as usize, format!("stories that {} closed on {}: {why}", team.name, plain_day(*day, today)));
        }
    }
}

/// Reads a team's pace as of today, without what the team called a clean-up; the options may ask otherwise.
#[must_use]
pub fn pace(moment: &Moment<'_>, team: &Team, options: &Options) -> Pace {
    let counted = counted(moment, team, options);
    let opinion = team.opinion.filter(|_| counted.weeks.len() < FEWEST_WEEKS).map(|opinion| (opinion.fewest, opinion.most));
    Pace { opinion, ..counted }
}

/// What the reports say.
fn counted(moment: &Moment<'_>, team: &Team, options: &Options) -> Pace {
    let (left_out, counted): (Vec<Finished>, Vec<Finished>) = team.finished().into_iter().partition(|report| options.leaves_out(team, report.until));
    let mut weeks: BTreeMap<Date, u32> = BTreeMap::new();
    counted.iter().for_each(|report| spread(report, team.working_days, &mut weeks));
    let mut unknown: BTreeMap<Date, u32> = BTreeMap::new();
    left_out.iter().for_each(|report| spread(report, team.working_days, &mut unknown));
    unknown.retain(|week, _| !weeks.contains_key(week));
    let known = || weeks.keys().chain(unknown.keys());
    let left_out: Vec<(Date, u32)> = left_out.iter().map(|report| (report.until, report.stories)).collect();
    let (Some(first), Some(last)) = (known().min().copied(), known().max().copied()) else { return Pace { left_out, ..Pace::default() } };
    let time = working::of_team(moment.workspace, team.id);
    let monday = monday(moment.today);
    let all = (0..=days_between(first, last) / 7).map(|n| plus_days(first, 7 * n)).filter(|week| *week < monday && !unknown.contains_key(week));
    let (worked, off): (Vec<Date>, Vec<Date>) = all.partition(|week| working_days(time.as_ref(), *week) >= 2);
    let drawn = &worked[worked.len().saturating_sub(MOST_WEEKS)..];
    let counts: Vec<u32> = drawn.iter().map(|week| weeks.get(week).copied().unwrap_or(0)).collect();
    // What lies before the weeks that are drawn changes nothing: it is neither asked about nor named.
    let since = drawn.first().copied().filter(|_| worked.len() > MOST_WEEKS).unwrap_or(first);
    let left_out: Vec<(Date, u32)> = left_out.into_iter().filter(|(day, _)| *day >= since).collect();
    let (confirmed, bulk) =
        bulk(&counted, &counts).into_iter().filter(|(day, _)| *day >= since).partition(|(day, _)| team.confirmed.contains_key(day));
    let growth = growth(moment, team, options);
    Pace { first: drawn.first().copied(), weeks: counts, growth, bulk, confirmed, left_out, weeks_off: off.len(), opinion: None }
}

/// Shares a report's stories among the weeks of its days on which the team works.
fn spread(report: &Finished, working: Weekdays, weeks: &mut BTreeMap<Date, u32>) {
    let days = (0..=days_between(report.from, report.until).min(366)).map(|n| plus_days(report.from, n));
    let mut weekdays: Vec<Date> = days.filter(|day| working.holds(*day)).collect();
    if weekdays.is_empty() {
        weekdays.push(report.until);
    }
    let many = weekdays.len() as u64;
    for (at, day) in (0u64..).zip(weekdays) {
        let share = u64::from(report.stories) * (at + 1) / many - u64::from(report.stories) * at / many;
        *weeks.entry(monday(day)).or_default() += u32::try_from(share).unwrap_or(0);
    }
}

fn bulk(counted: &[Finished], weeks: &[u32]) -> Vec<(Date, u32)> {
    let mut sorted = weeks.to_vec();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0).max(1);
    counted.iter().filter(|report| report.stories > BULK * usual).map(|report| (report.until, report.stories)).collect()
}

/// Of sprints that are over: planned and added, per planned.
fn growth(moment: &Moment<'_>, team: &Team, options: &Options) -> Vec<f32> {
    let today = moment.today;
    let mut last: BTreeMap<Date, Progress> = BTreeMap::new();
    for progress in team.progress.values() {
        last.insert(progress.sprint, *progress);
    }
    let cleaned: BTreeSet<Date> =
        team.progress.iter().filter(|(on, _)| options.leaves_out(team, **on)).map(|(_, progress)| progress.sprint).collect();
    let is_over = |sprint: &Date| team.sprint_on(*sprint).map_or(days_between(*sprint, today) > 7, |known| known.end < today);
    let over = last.iter().filter(|(sprint, progress)| is_over(sprint) && progress.planned > 0 && !cleaned.contains(*sprint));
    let growth: Vec<f32> = over.map(|(_, progress)| (progress.planned + progress.added) as f32 / progress.planned as f32).collect();
    let growth = growth[growth.len().saturating_sub(MOST_WEEKS)..].to_vec();
    if growth.len() < FEWEST_SPRINTS { Vec::new() } else { growth }
}

fn working_days(time: Option<&WorkingTime>, monday: Date) -> usize {
    (0..7).filter(|n| time.is_none_or(|time| time.works_on(plus_days(monday, *n)))).count()
}

fn monday(date: Date) -> Date {
    plus_days(date, -i64::from(date.weekday().to_monday_zero_offset()))
}
