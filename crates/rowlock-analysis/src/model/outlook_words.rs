//! An outlook in words: natural frequencies in steps of 5 points, never certainty, words alone where history is short.

use super::outlook::{GoalOutlook, SURE};
use crate::Status;
use rowlock_domain::{Date, team::Team, time::days_between};

/// "6 of 10 futures": a chance as a natural frequency, in steps of 5 points.
#[must_use]
pub fn futures(chance: f64) -> String {
    match crate::chance::twentieths(chance) {
        0 => "fewer than 1 of 20 futures".to_owned(),
        20 => "more than 19 of 20 futures".to_owned(),
        steps if steps % 2 == 0 => format!("{} of 10 futures", steps / 2),
        steps => format!("{steps} of 20 futures"),
    }
}

/// "1 week", "3 weeks".
#[must_use]
pub fn weeks_of(weeks: usize) -> String {
    format!("{weeks} {}", if weeks == 1 { "week" } else { "weeks" })
}

/// "a few weeks", "a few weeks to a few months": how long, in wide words, for histories too short for numbers.
#[must_use]
pub fn roughly(even_weeks: f32, sure_weeks: f32) -> String {
    let wide = |weeks: f32| match weeks {
        w if w <= 1.0 => "days",
        w if w <= 8.0 => "a few weeks",
        w if w <= 26.0 => "a few months",
        w if w <= 52.0 => "many months",
        _ => "more than a year",
    };
    let (even, sure) = (wide(even_weeks), wide(sure_weeks));
    if even == sure { even.to_owned() } else { format!("{even} to {sure}") }
}

/// "Payments thinks it finishes 2 to 6 stories a week": the opinion of a team, if it said one.
#[must_use]
pub fn thinks(team: &Team) -> Option<String> {
    let opinion = team.opinion?;
    let range = if opinion.fewest == opinion.most { opinion.most.to_string() } else { format!("{} to {}", opinion.fewest, opinion.most) };
    let stories = if opinion.most == 1 { "story" } else { "stories" };
    Some(format!("{} thinks it finishes {range} {stories} a week", team.name))
}

/// How likely, in wide words: for histories too short for numbers.
#[must_use]
pub fn likely(chance: f64) -> &'static str {
    match chance {
        c if c < 0.2 => "unlikely",
        c if c < 0.4 => "rather unlikely",
        c if c < 0.6 => "open",
        c if c < 0.8 => "rather likely",
        _ => "likely",
    }
}

/// What is to be said of a goal; `day` writes a date ("17 May").
#[must_use]
pub fn sentence(title: &str, goal: &GoalOutlook, today: Date, day: &dyn Fn(Date) -> String) -> String {
    match (&goal.status, goal.even, goal.sure) {
        (Status::AlreadyDone, ..) => format!("Everything that serves “{title}” is done: call it met?"),
        (Status::Cycle, ..) => match &goal.circle {
            Some(circle) => format!("“{title}” has no date: {circle}"),
            None => format!("“{title}” has no date: what it waits for waits for each other in a circle. Agree who delivers first."),
        },
        (Status::NoForecast(why), ..) if why.starts_with("not within") => format!("“{title}”: {why}."),
        (Status::NoForecast(why), ..) => format!("Cannot say when “{title}” is done: {why}."),
        (Status::LittleHistory, Some(even), Some(sure)) => little(title, goal, today, (even, sure), day),
        (Status::Ok, Some(even), Some(sure)) => numbers(title, goal, today, (even, sure), day),
        _ => format!("Cannot say when “{title}” is done: not within three years at this pace."),
    }
}

fn little(title: &str, goal: &GoalOutlook, today: Date, (even, sure): (Date, Date), day: &dyn Fn(Date) -> String) -> String {
    let weeks = |until: Date| (days_between(today, until) + 1) as f32 / 7.0;
    let around = roughly(weeks(even), weeks(sure));
    let told = match (goal.target, goal.chance) {
        (Some(target), Some(_)) if target < today => format!("“{title}” is overdue; what is left is a matter of {around}."),
        (Some(target), Some(chance)) => {
            format!("That “{title}” is done by {} is {}; it is a matter of {around}.", day(target), likely(chance))
        }
        _ => format!("“{title}” is a matter of {around}."),
    };
    let why = if goal.opinions.is_empty() { "There are fewer than five weeks of history" } else { "It rests on an opinion, not on history alone" };
    format!("{told} {why}: take it as a hint, there are no dates yet.")
}

fn numbers(title: &str, goal: &GoalOutlook, today: Date, (even, sure): (Date, Date), day: &dyn Fn(Date) -> String) -> String {
    let safe = format!("To be right {} % of the time, say {}.", (SURE * 100.0) as u32, day(sure));
    match (goal.target, goal.chance) {
        (Some(target), _) if target < today => {
            let days = days_between(target, today);
            format!("“{title}” is overdue by {days} {}; most likely {}. {safe}", if days == 1 { "day" } else { "days" }, day(even))
        }
        (Some(target), Some(chance)) => format!("“{title}” will be done by {} in {}. {safe}", day(target), futures(chance)),
        _ => format!("“{title}” is as likely done by {} as not. {safe}", day(even)),
    }
}

/// "wins 4 days": days averted, whole; under half a day in words.
#[must_use]
pub fn wins(days: f64) -> String {
    format!("wins {}", whole_days(days))
}

/// "loses 4 days": the same of days that are added.
#[must_use]
pub fn loses(days: f64) -> String {
    format!("loses {}", whole_days(days))
}

/// "4 days": whole days; under half a day in words.
pub(crate) fn whole_days(days: f64) -> String {
    match days {
        d if d < 0.25 => "next to nothing".to_owned(),
        d if d < 0.75 => "half a day".to_owned(),
        d if d < 1.5 => "1 day".to_owned(),
        d => format!("{} days", d.round()),
    }
}

/// A date as in reports: "17 May", with the year where it is another one.
#[must_use]
pub fn plain_day(date: Date, today: Date) -> String {
    let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][(date.month() as usize - 1) % 12];
    let day = format!("{} {month}", date.day());
    if date.year() == today.year() { day } else { format!("{day} {}", date.year()) }
}
