//! Promise reliability: of the first promises that fell due, how many were delivered by then; which pairs moved theirs.

use super::Sight;
use crate::agenda::plan::days_in_words;
use crate::durations::words::grouped;
use crate::model::impediments::Window;
use crate::network::promises::{Moves, Promise, moves};
use rowlock_domain::dependency::{Dependency, DependencyState};
use rowlock_domain::scope::Scope;
use rowlock_domain::time::days_between;
use rowlock_domain::{Date, DependencyId, Instant, TeamId};

/// One first promise that fell due.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// Of which dependency.
    pub dependency: DependencyId,
    /// The team that asked.
    pub consumer: TeamId,
    /// The team that promised.
    pub provider: TeamId,
    /// Whether it was delivered by the date first promised.
    pub kept: bool,
    /// Whether it was delivered at all.
    pub delivered: bool,
    /// Whether the promise was moved to a later date.
    pub moved: bool,
    /// What was said when it was last moved with a reason, and when.
    pub said: Option<(Instant, String)>,
}

/// The reason given last for any of these.
pub(super) fn reason<'a>(due: impl Iterator<Item = &'a Due>) -> Option<&'a str> {
    let last = due.filter_map(|due| due.said.as_ref()).max_by_key(|(at, _)| *at);
    last.map(|(_, why)| why.trim_end_matches('.'))
}

/// First promises that fell due in a stretch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Promises {
    /// Each of them.
    pub due: Vec<Due>,
    /// How these were moved before they were kept or not.
    pub moves: Moves,
    /// Those that fell due but were declined or withdrawn: not counted.
    pub given_up: usize,
}

impl Promises {
    /// How many were kept.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.due.iter().filter(|due| due.kept).count()
    }

    /// `3 had their date moved to a later one, 5 times in all, half of these by 6 days or less.`
    #[must_use]
    pub fn moves_told(&self) -> String {
        let moved = self.due.iter().filter(|due| due.moved).count();
        let first = match moved {
            0 => "None had its date moved to a later one".to_owned(),
            1 => "One had its date moved to a later one".to_owned(),
            many => format!("{} had their date moved to a later one", grouped(many as u64)),
        };
        match (self.moves.slips, self.moves.median_slip.map(days_in_words)) {
            (_, None) => format!("{first}."),
            (1, Some(days)) => format!("{first}, by {days}."),
            (times, Some(days)) => format!("{first}, {} times in all, half of these by {days} or less.", grouped(times as u64)),
        }
    }

    /// The share kept; `None` without any.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (!self.due.is_empty()).then(|| self.kept() as f64 / self.due.len() as f64)
    }
}

pub(super) fn due(sight: &Sight<'_>, window: Window) -> Promises {
    let scope = Scope::below(sight.workspace, sight.asked.group);
    let date = |at| sight.calendar.local(at, sight.zone).date();
    let (from, to) = (date(window.from), date(window.to));
    let mut promises = Promises::default();
    let mut given = Vec::new();
    let asked = |d: &&std::sync::Arc<Dependency>| sight.asked.team.is_none_or(|team| d.joins(team)) && d.is_of(&scope);
    for dependency in sight.workspace.dependencies.iter().filter(asked) {
        let Some(first) = first_promise(dependency).filter(|first| from <= *first && *first < to) else { continue };
        if matches!(dependency.state, DependencyState::Declined(_) | DependencyState::Withdrawn(_)) {
            promises.given_up += 1;
            continue;
        }
        given.extend(promised(dependency));
        promises.due.push(Due {
            dependency: dependency.id,
            consumer: dependency.consumer,
            provider: dependency.provider,
            kept: dependency.first_delivered_at.is_some_and(|at| date(at) <= first),
            delivered: dependency.first_delivered_at.is_some(),
            moved: dependency.slips() > 0,
            said: dependency.promises.iter().skip(1).rev().find(|set| !set.why.is_empty()).map(|set| (set.at, set.why.to_string())),
        });
    }
    promises.moves = moves(given);
    promises
}

/// Each date it was promised for, after the one before, counted from the first.
fn promised(dependency: &Dependency) -> Vec<Promise<DependencyId>> {
    let dates: Vec<Date> = dependency.promises.iter().filter_map(|promise| promise.date).collect();
    let days = |date: Date| days_between(dates[0], date) as f64;
    let before = std::iter::once(None).chain(dates.iter().map(|date| Some(days(*date))));
    dates.iter().zip(before).map(|(date, from)| Promise { of: dependency.id, from, to: days(*date) }).collect()
}

fn first_promise(dependency: &Dependency) -> Option<Date> {
    dependency.promises.iter().find_map(|promise| promise.date)
}
