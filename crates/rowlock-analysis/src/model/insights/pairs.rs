//! Pairs of teams: how long impediments of one with which it asks the other for help take, and what became of the promises
//! of the other to it. Figures of a pair are for both and the Master; the reason comes first, and they are never ranked.

use super::parts::{Seen, Took};
use super::promises::{self, Due};
use super::stands_out::{self, Finding};
use super::{Asked, Sight};
use crate::model::impediments::Of;
use rowlock_domain::{Calendar, TeamId, Workspace, workspace::Measure};
use std::collections::BTreeMap;

/// Fewer promises than this are told in words.
pub const FEWEST_PROMISES: usize = 5;

/// What one team asks of another.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The team that asks.
    pub asks: TeamId,
    /// The team that is asked.
    pub asked: TeamId,
    /// Why things took long between them, as people said: the most frequent cause, else what was said of a moved promise.
    pub reason: Option<String>,
    /// Impediments of the one with which it asks the other for help.
    pub took: Took,
    /// First promises that fell due.
    pub due: usize,
    /// Of them kept.
    pub kept: usize,
}

/// The pairs of a stretch.
#[derive(Clone, Debug)]
pub struct Pairs {
    /// By the teams' numbers.
    pub pairs: Vec<Pair>,
    /// The one pair whose promises moved clearly more often than those of all others.
    pub stands_out: Option<Finding>,
}

#[derive(Default)]
struct Draft<'a> {
    seen: Seen,
    causes: BTreeMap<&'a str, usize>,
    due: Vec<Due>,
}

/// Reads the pairs of a group; with a team, those it is one of.
#[must_use]
pub fn read(workspace: &Workspace, calendar: &dyn Calendar, asked: Asked) -> Pairs {
    let sight = Sight::new(workspace, calendar, asked);
    let mut drafts: BTreeMap<(TeamId, TeamId), Draft<'_>> = BTreeMap::new();
    let of = Of::group(asked.group);
    let is_asked = |one: TeamId, other: TeamId| one != other && asked.team.is_none_or(|team| team == one || team == other);
    for impediment in workspace.impediments.iter().filter(|impediment| of.holds(workspace, impediment)) {
        let Some(asks) = impediment.team else { continue };
        for other in impediment.asked.iter().copied().filter(|other| is_asked(asks, *other)) {
            let draft = drafts.entry((asks, other)).or_default();
            if draft.seen.add(&sight, impediment)
                && let Some(cause) = &impediment.cause
            {
                *draft.causes.entry(cause.as_str()).or_default() += 1;
            }
        }
    }
    let promises = promises::due(&sight, asked.window());
    for due in &promises.due {
        drafts.entry((due.consumer, due.provider)).or_default().due.push(due.clone());
    }
    let stands_out = stands_out::pair(&sight, &promises.due).filter(|finding| finding.look.is_some());
    drafts.retain(|_, draft| !draft.seen.is_empty() || !draft.due.is_empty());
    Pairs { pairs: drafts.into_iter().map(|(teams, draft)| draft.pair(teams, sight.watch.measure)).collect(), stands_out }
}

impl Draft<'_> {
    fn pair(self, (asks, asked): (TeamId, TeamId), measure: Measure) -> Pair {
        let most = self.causes.iter().max_by_key(|(cause, many)| (**many, std::cmp::Reverse(**cause))).map(|(cause, _)| (*cause).to_owned());
        let said = promises::reason(self.due.iter()).map(str::to_owned);
        let kept = self.due.iter().filter(|due| due.kept).count();
        Pair { asks, asked, reason: most.or(said), took: self.seen.took(measure), due: self.due.len(), kept }
    }
}
