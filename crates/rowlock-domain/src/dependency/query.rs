//! What is asked of dependencies besides how they stand (`outlook.rs`): slips, whose turn it is, requests without an answer.

use super::{Dependency, DependencyState};
pub use super::{
    chain::{Dependents, circle, circle_in_words, circles, inputs},
    outlook::{Late, LateKind, Outlook, Reason, Sides, Standing, Tally, late_by},
};
use crate::{DependencyId, GroupId, Instant, Moment, TeamId, Workspace, scope::Scope, working};
use std::{collections::BTreeMap, sync::Arc};

/// More unanswered requests of one pair than this fold into one topic.
pub const FOLD_ABOVE: usize = 5;

/// Why a dependency is at risk. For lists make one [`Outlook`].
#[must_use]
pub fn at_risk(moment: &Moment<'_>, dependency: &Dependency) -> Vec<Reason> {
    Outlook::new(*moment).at_risk(dependency)
}

/// How a dependency stands. For lists make one [`Outlook`].
#[must_use]
pub fn standing(moment: &Moment<'_>, dependency: &Dependency) -> Standing {
    Outlook::new(*moment).standing(dependency)
}

impl Dependency {
    /// How often the promise was moved to a later date.
    #[must_use]
    pub fn slips(&self) -> u32 {
        let dates = self.promises.iter().filter_map(|promise| promise.date);
        let later = dates.clone().zip(dates.skip(1)).filter(|(before, after)| after > before).count();
        u32::try_from(later).unwrap_or(u32::MAX)
    }

    /// The team whose turn it is; `None` when all is over.
    #[must_use]
    pub fn turn(&self) -> Option<TeamId> {
        match self.state {
            DependencyState::Requested | DependencyState::Promised => Some(self.provider),
            DependencyState::Countered { .. } | DependencyState::Delivered => Some(self.consumer),
            _ => None,
        }
    }

    /// Whether the team is one of its two ends.
    #[must_use]
    pub fn joins(&self, team: TeamId) -> bool {
        self.consumer == team || self.provider == team
    }

    /// Whether one of its two ends is within.
    #[must_use]
    pub fn is_of(&self, scope: &Scope) -> bool {
        scope.holds_team(self.consumer) || scope.holds_team(self.provider)
    }

    /// Whether exactly one of its two ends is within: it crosses the border.
    #[must_use]
    pub fn crosses(&self, scope: &Scope) -> bool {
        scope.holds_team(self.consumer) != scope.holds_team(self.provider)
    }
}

/// Open ones of a team, either end.
pub fn open_of_team(workspace: &Workspace, team: TeamId) -> impl Iterator<Item = &Arc<Dependency>> {
    workspace.dependencies.iter().filter(move |d| d.is_open() && d.joins(team))
}

/// Requests without an answer for as long as the provider's group allows, of one pair of teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// Who asked.
    pub consumer: TeamId,
    /// Who has not answered.
    pub provider: TeamId,
    /// Oldest first.
    pub requests: Vec<DependencyId>,
}

impl Unanswered {
    /// Whether they fold into one topic.
    #[must_use]
    pub fn folds(&self) -> bool {
        self.requests.len() > FOLD_ABOVE
    }
}

/// When each provider's requests become a topic: what was asked before that instant has waited too long.
pub struct Patience {
    until: Vec<Instant>,
}

impl Patience {
    /// By each team's own working time and its group's rule.
    #[must_use]
    pub fn of(moment: &Moment<'_>) -> Self {
        Self { until: working::cutoffs(moment, |rules| rules.answer_days) }
    }

    /// Whether the provider has left the request unanswered too long.
    #[must_use]
    pub fn is_over(&self, dependency: &Dependency) -> bool {
        dependency.state == DependencyState::Requested
            && self.until.get(dependency.provider.index()).is_some_and(|until| dependency.asked_at < *until)
    }
}

/// Requests that have waited too long, by pair of teams, the pair with the oldest first; of a group and all below it.
#[must_use]
pub fn unanswered(moment: &Moment<'_>, group: GroupId) -> Vec<Unanswered> {
    let scope = Scope::below(moment.workspace, group);
    let patience = Patience::of(moment);
    let mut pairs: BTreeMap<(TeamId, TeamId), Vec<&Arc<Dependency>>> = BTreeMap::new();
    for dependency in moment.workspace.dependencies.iter().filter(|d| patience.is_over(d) && d.is_of(&scope)) {
        pairs.entry((dependency.consumer, dependency.provider)).or_default().push(dependency);
    }
    let mut found: Vec<(Instant, Unanswered)> = Vec::new();
    for ((consumer, provider), mut requests) in pairs {
        requests.sort_by_key(|d| (d.asked_at, d.id));
        let oldest = requests.first().map_or(moment.now, |d| d.asked_at);
        found.push((oldest, Unanswered { consumer, provider, requests: requests.into_iter().map(|d| d.id).collect() }));
    }
    found.sort_by_key(|(oldest, unanswered)| (*oldest, unanswered.consumer, unanswered.provider));
    found.into_iter().map(|(_, unanswered)| unanswered).collect()
}
