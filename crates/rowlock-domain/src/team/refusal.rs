//! Why a command about teams changed nothing.

use crate::{Date, refusal::refusals};

refusals! {
    /// A code is short and plain.
    CodeMalformed(code: &str) field "code" "“{code}” is not a code: use 2 to 5 letters A to Z or digits, such as CHK.",
    /// Another team has it.
    CodeTaken(code: &str, name: &str) field "code" "{name} has the code {code} already. Choose another one.",
    /// Another team of the group is called so.
    TeamNameTaken(group: &str, name: &str, code: &str) field "name" "{group} has a team {name} already ({code}). Choose a name that tells the two apart.",
    /// A week has working days.
    NoWorkingDay() field "days" "A team works on at least one day of the week. Choose one.",
    /// More days off than a list can hold.
    TooManyHolidays(limit: usize) field "holidays" "More than {limit} days off do not fit. Remove those that are long past.",
    /// A sprint's length.
    SprintLengthOutOfBounds(weeks: u8) field "weeks" "A sprint takes 1 to 8 weeks, not {weeks}. Choose no sprints if the team has none.",
    /// A sprint's number.
    SprintNumberZero() field "number" "Sprints are numbered from 1. Give the number of the sprint that begins on that day.",
    /// It ends before it starts.
    SprintEndsBeforeItStarts(start: Date, end: Date) field "end" "The sprint would end on {end}, before it starts on {start}. Swap the days or correct one.",
    /// Longer than anybody plans.
    SprintTooLong(days: i64) field "end" "A sprint of {days} days is longer than a year. Check the dates.",
    /// Two given sprints share a day.
    SprintsOverlap(name: &str, start: Date, end: Date) field "start" "{name} runs from {start} to {end} already. Choose days outside it, or change that sprint.",
    /// Nobody gave a sprint that starts then.
    NoSuchSprint(start: Date) "No sprint was given by hand that starts on {start}; those of the rhythm change with the rhythm.",
    /// Done more than there was.
    MoreDoneThanThere(done: u32, there: u32) field "done" "{done} stories done of {there} planned and added: count again, or count those that were added.",
    /// Numbers of no team.
    TooManyStories(limit: u32) field "planned" "More than {limit} stories are not counted here. Count stories, not hours.",
    /// A day that has not come.
    ProgressInTheFuture(on: Date) field "on" "{on} has not come yet. Report progress up to today.",
    /// The sprint begins after the day.
    ProgressBeforeSprint(on: Date, sprint: Date) field "sprint" "The sprint of {sprint} had not begun on {on}. Choose the sprint that held that day.",
    /// No report that could be a clean-up.
    NothingDoneThen(on: Date) "No stories were reported done on {on}: there is nothing to leave out or to confirm. Choose the day of a report.",
    /// The most is less than the fewest.
    MostBelowFewest(fewest: u32, most: u32) field "most" "The most, {most}, is less than the fewest, {fewest}. Give the stories of a poor week first, then those of a good one.",
    /// A week in which nothing can be done.
    NothingInAGoodWeek() field "most" "With no story even in a good week nothing is ever done. Give the stories of a good week.",
    /// Numbers of no team.
    MoreThanAWeekHolds(limit: u32) field "most" "More than {limit} stories a week are not counted here. Count small stories, not hours.",
    /// What would be left hanging.
    TeamHasOpenThings(name: &str, things: String) "{name} still has open: {things}. Hand these over, deliver or withdraw them, then archive the team.",
}
