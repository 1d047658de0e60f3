//! Which sprint of a team a day lies in, by what the file says.

use crate::file::{Day, File, Progress, Rhythm, Sprint};
use jiff::{ToSpan, civil::Date};
use std::collections::HashMap;

/// The sprints of every team of a file.
pub struct Sprints<'a> {
    given: HashMap<&'a str, Vec<&'a Sprint>>,
    rhythms: HashMap<&'a str, &'a Rhythm>,
}

impl<'a> Sprints<'a> {
    /// Reads them.
    pub fn of(file: &'a File) -> Self {
        let mut given: HashMap<&str, Vec<&Sprint>> = HashMap::new();
        for sprint in &file.sprints {
            given.entry(&sprint.team).or_default().push(sprint);
        }
        let rhythms = file.teams.iter().filter_map(|team| Some((team.id.as_str(), team.rhythm.as_ref()?))).collect();
        Self { given, rhythms }
    }

    /// The first day of the sprint in which a team's progress was reported: a given sprint, else the rhythm's, else the Monday of the week.
    pub fn first_day(&self, progress: &Progress) -> Option<Day> {
        let team = progress.team.as_deref()?;
        let day = progress.date.as_ref()?.date()?;
        let holds = |sprint: &&&Sprint| sprint.start.date().is_some_and(|start| start <= day) && sprint.end.date().is_some_and(|end| day <= end);
        if let Some(sprint) = self.given.get(team).and_then(|given| given.iter().find(holds)) {
            return Some(sprint.start.clone());
        }
        let first = self.rhythms.get(team).and_then(|rhythm| by_rhythm(rhythm.start.date()?, rhythm.weeks, day));
        first.or_else(|| back(day, i64::from(day.weekday().to_monday_zero_offset()))).map(Day::from)
    }
}

fn by_rhythm(start: Date, weeks: u8, day: Date) -> Option<Date> {
    let days = i64::from(start.until(day).ok()?.get_days());
    back(day, days.rem_euclid(i64::from(weeks.max(1)) * 7))
}

fn back(day: Date, days: i64) -> Option<Date> {
    day.checked_sub(days.days()).ok()
}
