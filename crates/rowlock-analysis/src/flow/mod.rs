//! Cumulative flow, and Little's law beside it.
//!
//! Counts stand at the end of each day and never fall: a reopened item is a mark of its own, not a dent. Little's law
//! L = λ W (Little 1961) holds exactly over a window that starts and ends empty; elsewhere the gap is shown, and none of
//! the three is ever computed from the other two. Not here: which states an item went through (`model`), drawing.

pub mod cases;

use jiff::civil::Date;
use serde::Serialize;

/// An item's way through: the day it arrived and, once it is done, the day of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// When it arrived.
    pub arrived: Date,
    /// When it was done.
    pub done: Option<Date>,
}

/// Counts at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// The day.
    pub day: Date,
    /// Arrived up to then.
    pub arrived: usize,
    /// Done up to then.
    pub done: usize,
    /// Arrived, not done.
    pub in_progress: usize,
}

/// A window of days, both ends within.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flow {
    /// One per day.
    pub days: Vec<Day>,
    /// Items in progress at the end of a day, on average.
    pub average_in_progress: f64,
    /// Items that arrived, per day of the window.
    pub arrivals_per_day: f64,
    /// Items done, per day of the window.
    pub throughput_per_day: f64,
    /// Items done in the window.
    pub items_done: usize,
    /// Days from arrival to done of those done in the window; `None` where none was.
    pub average_days_of_done: Option<f64>,
    /// Whether nothing was in progress before it and at its end: then Little's law is exact.
    pub starts_and_ends_empty: bool,
}

/// The longest window: more days than anybody draws.
const LONGEST_DAYS: usize = 4_000;

/// The flow over a window. `None` where it ends before it begins or is longer than ten years.
#[must_use]
pub fn over(items: &[Passage], from: Date, to: Date) -> Option<Flow> {
    let length = usize::try_from(days_between(from, to)).ok()? + 1;
    if length > LONGEST_DAYS {
        return None;
    }
    let index = |day: Date| usize::try_from(days_between(from, day)).ok();
    let mut arrivals = vec![0_usize; length];
    let mut endings = vec![0_usize; length];
    let (mut arrived, mut done, mut days_of_done) = (0, 0, Vec::new());
    for item in items {
        match index(item.arrived) {
            None => arrived += 1,
            Some(at) if at < length => arrivals[at] += 1,
            Some(_) => {}
        }
        // What is done before it arrived left on the day it came.
        match item.done.map(|day| (day.max(item.arrived), index(day.max(item.arrived)))) {
            Some((_, None)) => done += 1,
            Some((day, Some(at))) if at < length => {
                endings[at] += 1;
                days_of_done.push(days_between(item.arrived, day) as f64);
            }
            _ => {}
        }
    }
    let empty_before = arrived == done;
    let (in_window_arrived, in_window_done) = (arrivals.iter().sum::<usize>() as f64, endings.iter().sum::<usize>() as f64);
    let mut days = Vec::with_capacity(length);
    for (day, (came, left)) in from.series(jiff::Span::new().days(1)).zip(arrivals.into_iter().zip(endings)) {
        arrived += came;
        done += left;
        days.push(Day { day, arrived, done, in_progress: arrived - done });
    }
    let per_day = |sum: f64| sum / length as f64;
    Some(Flow {
        average_in_progress: per_day(days.iter().map(|day| day.in_progress as f64).sum()),
        arrivals_per_day: per_day(in_window_arrived),
        throughput_per_day: per_day(in_window_done),
        items_done: days_of_done.len(),
        average_days_of_done: (!days_of_done.is_empty()).then(|| days_of_done.iter().sum::<f64>() / days_of_done.len() as f64),
        starts_and_ends_empty: empty_before && days.last().is_some_and(|day| day.in_progress == 0),
        days,
    })
}

/// What Little's law would make of it: days in the system from what is in progress and how much is done a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Little {
    /// In progress over throughput; `None` without throughput.
    pub wip_over_throughput: Option<f64>,
    /// Whether that is within a tenth of the days seen. Where it is more, work is getting older.
    pub agrees: bool,
}

/// Compares averages that were measured apart.
#[must_use]
pub fn little(in_progress: f64, throughput_per_day: f64, days_seen: f64) -> Little {
    let expected = (throughput_per_day > 0.0).then(|| in_progress / throughput_per_day);
    Little { wip_over_throughput: expected, agrees: expected.is_some_and(|days| (days - days_seen).abs() <= 0.1 * days_seen) }
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}
