//! Which sprint of a team a day lies in, by what the file says.

use crate::file::{Day, File, Progress};
use jiff::{ToSpan, civil::Date};

/// The first day of the sprint in which a team's progress was reported: a given sprint, else the rhythm's, else the Monday of the week.
#[must_use]
pub fn first_day(file: &File, progress: &Progress) -> Option<Day> {
    let team = progress.team.as_deref()?;
    let day = progress.date.as_ref()?.date()?;
    let given = file
        .sprints
        .iter()
        .filter(|sprint| sprint.team == team)
        .find(|sprint| sprint.start.date().is_some_and(|start| start <= day) && sprint.end.date().is_some_and(|end| day <= end));
    if let Some(sprint) = given {
        return Some(sprint.start.clone());
    }
    let rhythm = file.teams.iter().find(|t| t.id == team).and_then(|t| t.rhythm.as_ref());
    let first = rhythm.and_then(|rhythm| by_rhythm(rhythm.start.date()?, rhythm.weeks, day));
    first.or_else(|| back(day, i64::from(day.weekday().to_monday_zero_offset()))).map(Day::from)
}

fn by_rhythm(start: Date, weeks: u8, day: Date) -> Option<Date> {
    let days = i64::from(start.until(day).ok()?.get_days());
    back(day, days.rem_euclid(i64::from(weeks.max(1)) * 7))
}

fn back(day: Date, days: i64) -> Option<Date> {
    day.checked_sub(days.days()).ok()
}
