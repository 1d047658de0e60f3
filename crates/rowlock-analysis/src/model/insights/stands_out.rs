//! What stands out, as sentences; also that something does *not* make a difference.
//!
//! A difference is only told where it is more than chance. Pairs of teams come with the reason first and never as a ranking:
//! at most the one pair whose promises moved clearly more often than all others together, and that is told with the
//! [`pairs`](super::pairs), which not everybody sees.

use super::chance::{Averages, at_least_by_chance, averages};
use super::meetings::{Held, mean};
use super::promises::{self, Due};
use super::{Insights, Sight, causes};
use crate::durations::{Difference, words};
use jiff::civil::Weekday;
use rowlock_domain::TeamId;
use std::collections::BTreeMap;

/// Something that stands out, or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In one sentence.
    pub headline: String,
    /// The figures behind it.
    pub detail: String,
    /// Where to look.
    pub look: Option<Look>,
}

/// Where a finding can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// What one team waits for from another: for both and the Master only.
    Pair {
        /// The team that waits.
        consumer: TeamId,
        /// The team that owes.
        provider: TeamId,
    },
    /// The open impediments.
    OpenImpediments,
}

pub(super) fn findings(sight: &Sight<'_>, insights: &Insights) -> Vec<Finding> {
    let found = [
        cause(insights),
        pair(sight, &insights.promises.due).filter(|found| found.look.is_none()),
        Some(pace(insights)),
        length(insights),
        weekday(insights),
    ];
    found.into_iter().flatten().collect()
}

fn finding(headline: impl Into<String>, detail: impl Into<String>, look: Option<Look>) -> Option<Finding> {
    Some(Finding { headline: headline.into(), detail: detail.into(), look })
}

/// One cause with a third of all days or more.
fn cause(insights: &Insights) -> Option<Finding> {
    let all = insights.causes.days;
    let first = insights.causes.rows.first().filter(|_| all >= 1.0)?;
    let share = first.days / all;
    if share < 0.34 {
        let what = format!("The largest, “{}”, stands for {} of all {}s.", first.name, words::one_in(share), insights.measure.day());
        return finding("No single cause costs the most by far.", what, None);
    }
    let days = format!(
        "{} of {} {}s, in {} {}.",
        first.days.round(),
        all.round(),
        insights.measure.day(),
        first.cases,
        if first.cases == 1 { "case" } else { "cases" }
    );
    match first.name.as_str() {
        causes::OPEN => finding("Most days come from impediments that are still open.", days, Some(Look::OpenImpediments)),
        causes::NOT_SAID => finding("Of most days nobody said the cause.", format!("{days} Say it when resolving: one tap."), None),
        name => finding(format!("“{name}” costs the most."), days, None),
    }
}

/// The pair whose promises moved more often than those of all others, if that is more than chance.
pub(super) fn pair(sight: &Sight<'_>, due: &[Due]) -> Option<Finding> {
    let all = count(due.iter());
    let mut pairs: BTreeMap<(TeamId, TeamId), Vec<&Due>> = BTreeMap::new();
    for one in due {
        pairs.entry((one.consumer, one.provider)).or_default().push(one);
    }
    let chance = |pair: &[&Due]| {
        let (moved, of) = count(pair.iter().copied());
        at_least_by_chance((moved, of), (all.0 - moved, all.1 - of))
    };
    let tried = pairs.len().max(1) as f64;
    let clearest = pairs.iter().map(|(teams, pair)| (chance(pair), teams, pair)).min_by(|a, b| a.0.total_cmp(&b.0));
    match clearest {
        // As many pairs as were tried could each stand out by chance (Bonferroni).
        Some((chance, (consumer, provider), pair)) if chance < 0.05 / tried => {
            let (moved, of) = count(pair.iter().copied());
            let [asks, owes] = [consumer, provider].map(|team| sight.workspace.team(*team).map_or("", |team| team.name.as_str()));
            let reason = promises::reason(pair.iter().copied())
                .map_or_else(|| "No reason was given.".to_owned(), |why| format!("The reason given last: “{why}”."));
            let look = Look::Pair { consumer: *consumer, provider: *provider };
            let others = format!("Between all others {} of {}.", all.0 - moved, all.1 - of);
            finding(format!("{reason} Between {asks} and {owes} {moved} of {of} promises moved."), others, Some(look))
        }
        Some(_) if all.1 >= super::chance::FEWEST => finding(
            "No pair of teams moves its promises more often than the others.",
            format!("{} of {} promises moved, all together.", all.0, all.1),
            None,
        ),
        _ => None,
    }
}

/// Moved, of all.
fn count<'a>(due: impl Iterator<Item = &'a Due>) -> (usize, usize) {
    due.fold((0, 0), |(moved, all), due| (moved + usize::from(due.moved), all + 1))
}

/// Whether impediments are resolved sooner than before.
fn pace(insights: &Insights) -> Finding {
    let resolve = &insights.resolve;
    let half = |summary: &crate::durations::Summary| {
        summary
            .percentiles
            .iter()
            .find(|p| p.share == 0.5)
            .and_then(|p| p.days)
            .map_or_else(|| "not reached".to_owned(), |days| words::days(days, summary.measure))
    };
    let figures = format!("Half: {} now, {} in the {} weeks before.", half(&resolve.now), half(&resolve.before), insights.asked.weeks);
    let (headline, detail) = match resolve.difference {
        Difference::Sooner => ("Impediments are resolved sooner than before.", figures),
        Difference::Later => ("Impediments are resolved later than before.", figures),
        Difference::None => ("No difference in how fast impediments are resolved.", format!("{figures} What there is may be chance.")),
        Difference::TooFew => {
            let few = format!("{} resolved now, {} in the {} weeks before.", resolve.now.resolved, resolve.before.resolved, insights.asked.weeks);
            ("Too few impediments were resolved to compare with before.", format!("{few} Five in each are needed."))
        }
    };
    Finding { headline: headline.to_owned(), detail, look: None }
}

/// Whether meetings beyond their box solve less.
fn length(insights: &Insights) -> Option<Finding> {
    let (over, within): (Vec<&Held>, Vec<&Held>) = insights.meetings.iter().partition(|held| held.is_over());
    let solving = |held: &[&Held]| -> Vec<f64> { held.iter().filter_map(|held| held.solving).collect() };
    let (over, within) = (solving(&over), solving(&within));
    let figures = format!("{} solving, against {} in those that kept the box.", percent(&over), percent(&within));
    match averages(&over, &within) {
        Averages::Smaller => finding("Meetings beyond their box solved less.", figures, None),
        Averages::Larger => finding("Meetings beyond their box solved more.", figures, None),
        Averages::Alike => finding("No difference between meetings that kept their box and those that did not.", figures, None),
        Averages::TooFew => None,
    }
}

fn percent(values: &[f64]) -> String {
    format!("{:.0} %", 100.0 * values.iter().sum::<f64>() / values.len().max(1) as f64)
}

/// Whether the two most frequent days of the week differ.
fn weekday(insights: &Insights) -> Option<Finding> {
    let mut days: BTreeMap<i8, Vec<&Held>> = BTreeMap::new();
    for held in &insights.meetings {
        days.entry(held.on.weekday().to_monday_one_offset()).or_default().push(held);
    }
    let mut days: Vec<(i8, Vec<&Held>)> = days.into_iter().collect();
    days.sort_by_key(|(_, held)| std::cmp::Reverse(held.len()));
    let [(first, one), (second, other), ..] = days.as_slice() else { return None };
    let solving = |held: &[&Held]| -> Vec<f64> { held.iter().filter_map(|held| held.solving).collect() };
    let (one, other) = (solving(one), solving(other));
    let [first, second] = [*first, *second].map(name);
    let figures = format!("{first} {} solving, {second} {}.", percent(&one), percent(&other));
    match averages(&one, &other) {
        Averages::Larger => finding(format!("{first} meetings solve more than those on {second}."), figures, None),
        Averages::Smaller => finding(format!("{second} meetings solve more than those on {first}."), figures, None),
        Averages::Alike => finding("No difference by weekday.", figures, None),
        Averages::TooFew => None,
    }
}

fn name(day: i8) -> &'static str {
    match Weekday::from_monday_one_offset(day) {
        Ok(Weekday::Monday) => "Monday",
        Ok(Weekday::Tuesday) => "Tuesday",
        Ok(Weekday::Wednesday) => "Wednesday",
        Ok(Weekday::Thursday) => "Thursday",
        Ok(Weekday::Friday) => "Friday",
        Ok(Weekday::Saturday) => "Saturday",
        _ => "Sunday",
    }
}

/// The mean of a figure of the meetings, and of those before.
#[must_use]
pub fn means(insights: &Insights, of: impl Fn(&Held) -> Option<f64> + Copy) -> (Option<f64>, Option<f64>) {
    (mean(&insights.meetings, of), mean(&insights.meetings_before, of))
}
