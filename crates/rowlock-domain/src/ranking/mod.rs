//! "Needs us now": what of a group and all below it most wants attention, with the reason in words.
//!
//! Stands in for the expected delay where there is no forecast, and orders what delays no goal. The score is the number of teams that wait, times
//! the weight of its kind, plus days it has waited, plus twice the days it is late (30 days count at most, and what is later still goes first where the score is the same); the
//! weights stand in `gather.rs`. One pass over everything, then only the first rows are sorted and put into words: cost grows
//! linearly, with a small factor. What can wait is the agenda's to say; what is late, `dependency::outlook`'s.

mod gather;
pub mod goals;
mod level;
mod tell;

pub use level::{belongs_to_meeting, member_of};

use crate::{GroupId, Moment, TeamId, Thing, dependency::query::Outlook, meeting::About, relay::Mark, scope::Scope};

/// One thing that needs the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The thing, relay, or fold of requests.
    pub about: About,
    /// How much it wants attention; more is more.
    pub score: u32,
    /// What is wrong.
    pub title: String,
    /// Why it stands here.
    pub reason: String,
    /// The mark beside it.
    pub mark: Mark,
    /// Calendar days it has been so.
    pub age_days: i64,
    /// The teams that wait.
    pub waiting: Vec<TeamId>,
}

impl Row {
    /// The thing it is about, if it is about one.
    #[must_use]
    pub fn thing(&self) -> Option<Thing> {
        match self.about {
            About::Thing(thing) => Some(thing),
            _ => None,
        }
    }
}

/// The first rows, and how many more there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// Most urgent first.
    pub rows: Vec<Row>,
    /// How many things need the group besides these.
    pub more: usize,
}

/// The most urgent things of a group and all below it, at most `limit`.
#[must_use]
pub fn rank(moment: &Moment<'_>, group: GroupId, limit: usize) -> Ranking {
    rank_with(&Outlook::new(*moment), group, limit)
}

/// Like [`rank`], for a page that has its outlook already.
#[must_use]
pub fn rank_with(outlook: &Outlook<'_>, group: GroupId, limit: usize) -> Ranking {
    rank_by(outlook, group, limit, |_| 0)
}

/// Like [`rank_with`], with those first that weigh most: their expected delay, in any unit. The rest ranks behind as it does.
#[must_use]
pub fn rank_by(outlook: &Outlook<'_>, group: GroupId, limit: usize, weight: impl Fn(About) -> u64) -> Ranking {
    rank_where(outlook, group, limit, |_| true, weight)
}

/// What a group's own meeting should talk of: the most urgent of what belongs to it rather than to a meeting above or below.
#[must_use]
pub fn rank_for_meeting(moment: &Moment<'_>, group: GroupId, limit: usize, weight: impl Fn(About) -> u64) -> Ranking {
    rank_where(&Outlook::new(*moment), group, limit, |about| belongs_to_meeting(moment.workspace, group, about), weight)
}

fn rank_where(outlook: &Outlook<'_>, group: GroupId, limit: usize, belongs: impl Fn(About) -> bool, weight: impl Fn(About) -> u64) -> Ranking {
    let order = |candidate: &gather::Candidate| (std::cmp::Reverse(weight(candidate.about)), candidate.order());
    let scope = Scope::below(outlook.moment.workspace, group);
    let mut candidates = gather::all(outlook, &scope);
    candidates.retain(|candidate| belongs(candidate.about));
    let all = candidates.len();
    if limit == 0 {
        return Ranking { rows: Vec::new(), more: all };
    }
    if all > limit {
        candidates.select_nth_unstable_by_key(limit - 1, order);
        candidates.truncate(limit);
    }
    candidates.sort_unstable_by_key(order);
    let teller = tell::Teller::new(outlook);
    Ranking { rows: candidates.into_iter().map(|candidate| teller.row(candidate)).collect(), more: all.saturating_sub(limit) }
}

/// What is wrong with a thing as it stands now, and why it matters: the words of its row, whether or not it ranks. Nothing is
/// wrong any more: the title alone.
#[must_use]
pub fn told(outlook: &Outlook<'_>, thing: Thing) -> Option<(String, String)> {
    let about = About::Thing(thing);
    let row = tell::Teller::new(outlook).row(gather::Candidate::at(outlook, about));
    let is_over = match thing {
        Thing::Impediment(id) => !outlook.moment.workspace.impediment(id)?.is_open(),
        Thing::FollowUp(id) => !outlook.moment.workspace.follow_up(id)?.is_open(),
        _ => false,
    };
    let reason = if is_over { String::new() } else { row.reason };
    (!row.title.is_empty()).then_some((row.title, reason))
}

#[cfg(test)]
mod tests;
