//! Impediments as durations: until somebody owns them, until they are resolved.
//!
//! The clock starts when one is raised and never restarts: reopening voids the earlier resolution. Resolved without an
//! owner counts as owned at that moment. Taken back or merged is another ending. Days are what the domain's stopwatch says:
//! elapsed ones, or working ones of the owner's team, as the workspace chose.

use crate::durations::{Curve, Ending, Span};
use rowlock_domain::impediment::stopwatch::Stopwatch;
use rowlock_domain::impediment::{Impediment, ImpedimentState};
use rowlock_domain::{GroupId, Instant, TeamId, Workspace, scope::Scope};

/// How far back history counts: a year.
const HISTORY_DAYS: i64 = 365;

/// A stretch of time, its end not within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its beginning.
    pub from: Instant,
    /// Its end.
    pub to: Instant,
}

impl Window {
    /// So many days up to a moment.
    #[must_use]
    pub fn last(days: i64, to: Instant) -> Self {
        Self { from: Instant(to.0.saturating_sub(days.saturating_mul(86_400_000))), to }
    }

    /// The last twelve months up to a moment: what happened in them is called usual.
    #[must_use]
    pub fn usual(to: Instant) -> Self {
        Self::last(HISTORY_DAYS, to)
    }

    /// As long, just before this one.
    #[must_use]
    pub fn before(self) -> Self {
        Self { from: Instant(self.from.0.saturating_sub(self.to.0.saturating_sub(self.from.0))), to: self.from }
    }

    /// Whether a moment lies within.
    #[must_use]
    pub fn holds(self, at: Instant) -> bool {
        self.from <= at && at < self.to
    }
}

/// Which impediments are looked at: those raised in a group or below it; of them those of a team, if one is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Of {
    /// The group.
    pub group: GroupId,
    /// Raised by this team, or holding it back.
    pub team: Option<TeamId>,
}

impl Of {
    /// Those of a group and below it.
    #[must_use]
    pub fn group(group: GroupId) -> Self {
        Self { group, team: None }
    }

    /// Whether the impediment is among them.
    #[must_use]
    pub fn holds(self, workspace: &Workspace, impediment: &Impediment) -> bool {
        self.is_of_team(impediment) && workspace.is_within(impediment.group, self.group)
    }

    fn is_of_team(self, impediment: &Impediment) -> bool {
        self.team.is_none_or(|team| impediment.team == Some(team) || impediment.holds_back.contains(&team))
    }
}

/// What is asked of an impediment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Somebody owned it.
    Owned,
    /// It was resolved.
    Resolved,
}

/// When and how it ended, up to now.
fn end(impediment: &Impediment, until: Until) -> Option<(Instant, Ending)> {
    let resolved = match impediment.state {
        ImpedimentState::Resolved | ImpedimentState::Confirmed => impediment.resolved_at.map(|at| (at, Ending::Resolved)),
        ImpedimentState::Withdrawn(_) | ImpedimentState::Merged(_) => impediment.closed_at.map(|at| (at, Ending::Withdrawn)),
        ImpedimentState::New | ImpedimentState::Owned => None,
    };
    match until {
        Until::Resolved => resolved,
        Until::Owned => impediment.owned_at.map(|at| (at, Ending::Resolved)).or(resolved),
    }
}

/// Days from one moment to another, for that impediment.
#[must_use]
pub fn days(watch: &Stopwatch<'_>, impediment: &Impediment, from: Instant, to: Instant) -> f64 {
    let took = watch.took(impediment, from, to);
    took.ms as f64 / took.day_ms as f64
}

/// What a window saw of an impediment: from its age at the window's beginning up to its end or the window's.
#[must_use]
pub fn span(watch: &Stopwatch<'_>, impediment: &Impediment, until: Until, window: Window) -> Option<Span> {
    let raised = impediment.raised_at;
    if raised >= window.to {
        return None;
    }
    // What ends at the very end was seen to end; the stretch after it does not see the thing at all.
    let (seen_to, ending) = match end(impediment, until).filter(|(at, _)| *at <= window.to) {
        Some(found) => found,
        None => (window.to, Ending::Open),
    };
    let age = |at: Instant| days(watch, impediment, raised, at);
    Span::entering(age(window.from), age(seen_to), ending)
}

/// What a window saw of many.
#[must_use]
pub fn spans(watch: &Stopwatch<'_>, of: Of, until: Until, window: Window) -> Vec<Span> {
    let scope = Scope::below(watch.workspace, of.group);
    let seen = watch.workspace.impediments.iter().filter(|i| of.is_of_team(i) && scope.holds_group(i.group));
    seen.filter_map(|i| span(watch, i, until, window)).collect()
}

/// The curve of the last twelve months as of a moment: what is called usual.
#[must_use]
pub fn usual(watch: &Stopwatch<'_>, of: Of, until: Until, now: Instant) -> Curve {
    Curve::fit(&spans(watch, of, until, Window::usual(now)))
}
