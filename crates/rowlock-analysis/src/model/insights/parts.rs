//! Time to own and time to resolve of parts: by cause and by level. A part has figures of its own from ten events on.
//!
//! A cause is said when one is resolved, so that open ones stand in no cause and are counted apart.

use super::{OWN, RESOLVE, Sight};
use crate::Basis;
use crate::durations::{Curve, ENOUGH_ENDINGS, Span, Summary, Wording, summarise};
use crate::model::impediments::{Until, span};
use rowlock_domain::impediment::{Impediment, Level};
use rowlock_domain::workspace::Measure;
use std::collections::BTreeMap;

/// How long impediments of one kind took.
#[derive(Clone, Debug)]
pub struct Took {
    /// Until they were owned.
    pub own: Summary,
    /// Until they were resolved.
    pub resolve: Summary,
}

/// The parts by what they are called, in that order: no ranking.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// By the cause that was said.
    pub causes: Vec<(String, Took)>,
    /// Impediments without a cause: open, or nobody said one.
    pub without_cause: usize,
    /// By the level at which they stand or ended.
    pub levels: Vec<(String, Took)>,
}

/// What impediments that share a key took.
#[derive(Default)]
pub(super) struct Seen {
    own: Vec<Span>,
    resolve: Vec<Span>,
}

impl Seen {
    /// Adds what the asked stretch saw of one; whether it saw it at all.
    pub fn add(&mut self, sight: &Sight<'_>, impediment: &Impediment) -> bool {
        let window = sight.asked.window();
        let [own, resolve] = [Until::Owned, Until::Resolved].map(|until| span(&sight.watch, impediment, until, window));
        self.own.extend(own);
        self.resolve.extend(resolve);
        own.is_some() || resolve.is_some()
    }

    /// Whether there is anything to sum up.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty() && self.resolve.is_empty()
    }

    pub fn took(&self, measure: Measure) -> Took {
        let sum = |spans: &[Span], wording: Wording<'_>| summarise(spans, &Curve::fit(spans), wording.by(measure), Basis::default());
        Took { own: sum(&self.own, OWN), resolve: sum(&self.resolve, RESOLVE) }
    }
}

impl Took {
    /// Half in days with its band; `None` with fewer than ten events, or where half is not reached.
    #[must_use]
    pub fn half(summary: &Summary) -> Option<crate::durations::Percentile> {
        let half = summary.percentiles.iter().find(|percentile| percentile.share == 0.5)?;
        (summary.resolved >= ENOUGH_ENDINGS && half.days.is_some()).then_some(*half)
    }
}

pub(super) fn read(sight: &Sight<'_>) -> Parts {
    let (mut causes, mut levels): (BTreeMap<String, Seen>, BTreeMap<String, Seen>) = Default::default();
    let mut without_cause = 0;
    for impediment in sight.impediments() {
        let seen = levels.entry(level(sight, impediment)).or_default().add(sight, impediment);
        match &impediment.cause {
            Some(cause) if !impediment.is_open() => {
                causes.entry(cause.to_string()).or_default().add(sight, impediment);
            }
            _ => without_cause += usize::from(seen),
        }
    }
    let told = |parts: BTreeMap<String, Seen>| {
        parts.into_iter().filter(|(_, seen)| !seen.is_empty()).map(|(name, seen)| (name, seen.took(sight.watch.measure))).collect()
    };
    Parts { causes: told(causes), without_cause, levels: told(levels) }
}

/// The group, or that it stands with a person: with whom is nobody's figure.
fn level(sight: &Sight<'_>, impediment: &Impediment) -> String {
    match impediment.level {
        Level::Group(group) => sight.workspace.group(group).map_or_else(String::new, |group| group.name.to_string()),
        Level::Person(_) => "A named person".to_owned(),
    }
}
