//! A team's pace: small stories finished per week, and how much its sprints grew, from the progress it reported.
//!
//! A report says how many are done so far in a sprint; what is new since the report before belongs to the working days
//! between the two. Weeks without anything finished are kept: they are real. Weeks before the first sprint, after the
//! last report, the running one, and those with under two working days are not.

use rowlock_domain::{
    Date, Moment, TeamId,
    calendar::{Weekdays, WorkingTime},
    team::{Progress, Team},
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
    /// Days that look like a clean-up, with the stories closed.
    pub bulk: Vec<(Date, u32)>,
    /// Weeks not counted because the team was off.
    pub weeks_off: usize,
}

/// Reads a team's pace as of today; `left_out` days are not counted.
#[must_use]
pub fn pace(moment: &Moment<'_>, team: &Team, left_out: &BTreeSet<(TeamId, Date)>) -> Pace {
    let finished = finished(team);
    let monday = monday(moment.today);
    let mut weeks: BTreeMap<Date, u32> = BTreeMap::new();
    for (span, stories) in &finished {
        let stories = if left_out.contains(&(team.id, span.1)) { 0 } else { *stories };
        spread(*span, stories, team.working_days, &mut weeks);
    }
    let (Some(first), Some(last)) = (weeks.keys().next().copied(), weeks.keys().next_back().copied()) else { return Pace::default() };
    let time = working::of_team(moment.workspace, team.id);
    let all = (0..=days_between(first, last) / 7).map(|n| plus_days(first, 7 * n)).filter(|week| *week < monday);
    let (worked, off): (Vec<Date>, Vec<Date>) = all.partition(|week| working_days(time.as_ref(), *week) >= 2);
    let worked = &worked[worked.len().saturating_sub(MOST_WEEKS)..];
    let counts: Vec<u32> = worked.iter().map(|week| weeks.get(week).copied().unwrap_or(0)).collect();
    let bulk = bulk(&finished, &counts);
    Pace { first: worked.first().copied(), weeks: counts, growth: growth(team, moment.today), bulk, weeks_off: off.len() }
}

type Span = (Date, Date);

/// What was finished between two reports: (first day, day of the report), stories.
fn finished(team: &Team) -> Vec<(Span, u32)> {
    let mut found = Vec::new();
    let mut before: Option<(Date, Progress)> = None;
    for (on, progress) in &team.progress {
        let same = before.filter(|(_, last)| last.sprint == progress.sprint);
        let (from, done) = same.map_or((progress.sprint, 0), |(day, last)| (plus_days(day, 1), last.done));
        found.push(((from.min(*on), *on), progress.done.saturating_sub(done)));
        before = Some((*on, *progress));
    }
    found
}

/// Shares stories among the weeks of the days of a span on which the team works.
fn spread(span: Span, stories: u32, working: Weekdays, weeks: &mut BTreeMap<Date, u32>) {
    let days = (0..=days_between(span.0, span.1).min(366)).map(|n| plus_days(span.0, n));
    let mut weekdays: Vec<Date> = days.filter(|day| working.holds(*day)).collect();
    if weekdays.is_empty() {
        weekdays.push(span.1);
    }
    let many = weekdays.len() as u64;
    for (at, day) in (0u64..).zip(weekdays) {
        let share = u64::from(stories) * (at + 1) / many - u64::from(stories) * at / many;
        *weeks.entry(monday(day)).or_default() += u32::try_from(share).unwrap_or(0);
    }
}

fn bulk(finished: &[(Span, u32)], weeks: &[u32]) -> Vec<(Date, u32)> {
    let mut sorted = weeks.to_vec();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0).max(1);
    finished.iter().filter(|(_, stories)| *stories > BULK * usual).map(|(span, stories)| (span.1, *stories)).collect()
}

/// Of sprints that are over: planned and added, per planned.
fn growth(team: &Team, today: Date) -> Vec<f32> {
    let mut last: BTreeMap<Date, Progress> = BTreeMap::new();
    for progress in team.progress.values() {
        last.insert(progress.sprint, *progress);
    }
    let is_over = |sprint: &Date| team.sprint_on(*sprint).map_or(days_between(*sprint, today) > 7, |known| known.end < today);
    let over = last.iter().filter(|(sprint, progress)| is_over(sprint) && progress.planned > 0);
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
