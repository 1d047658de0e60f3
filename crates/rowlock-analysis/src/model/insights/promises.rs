//! Promise reliability: of the first promises that fell due, how many were delivered by then; which pairs moved theirs.

use super::Sight;
use crate::model::impediments::Window;
use rowlock_domain::dependency::{Dependency, DependencyState};
use rowlock_domain::scope::Scope;
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
    /// Those that fell due but were declined or withdrawn: not counted.
    pub given_up: usize,
}

impl Promises {
    /// How many were kept.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.due.iter().filter(|due| due.kept).count()
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
    let asked = |d: &&std::sync::Arc<Dependency>| sight.asked.team.is_none_or(|team| d.joins(team)) && d.is_of(&scope);
    for dependency in sight.workspace.dependencies.iter().filter(asked) {
        let Some(first) = first_promise(dependency).filter(|first| from <= *first && *first < to) else { continue };
        if matches!(dependency.state, DependencyState::Declined(_) | DependencyState::Withdrawn(_)) {
            promises.given_up += 1;
            continue;
        }
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
    promises
}

fn first_promise(dependency: &Dependency) -> Option<Date> {
    dependency.promises.iter().find_map(|promise| promise.date)
}
