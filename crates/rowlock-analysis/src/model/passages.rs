//! Items on their way: the days on which each came and was done, for cumulative flow. Dropped ones are left out.

use crate::flow::{Flow, Passage, over};
use rowlock_domain::item::ItemState;
use rowlock_domain::time::plus_days;
use rowlock_domain::{Moment, TeamId};

/// Days shown.
pub const SHOWN_DAYS: i64 = 84;

/// The cumulative flow of these teams' items.
#[derive(Clone, Debug)]
pub struct Items {
    /// Over the last twelve weeks.
    pub flow: Flow,
    /// Items that were dropped.
    pub dropped: usize,
}

/// The flow of these teams' items up to today; `None` where they have none.
#[must_use]
pub fn items(moment: &Moment<'_>, teams: &[TeamId]) -> Option<Items> {
    let of_teams: Vec<_> = moment.workspace.items.iter().filter(|item| teams.contains(&item.team)).collect();
    let kept = of_teams.iter().filter(|item| item.state != ItemState::Dropped);
    let passages: Vec<Passage> = kept
        .map(|item| Passage {
            arrived: moment.date_of(item.added_at),
            done: (item.state == ItemState::Done).then(|| item.closed_at.map(|at| moment.date_of(at))).flatten(),
        })
        .collect();
    let first = passages.iter().map(|passage| passage.arrived).min()?;
    let from = first.max(plus_days(moment.today, -SHOWN_DAYS)).min(moment.today);
    let flow = over(&passages, from, moment.today)?;
    Some(Items { flow, dropped: of_teams.len() - passages.len() })
}
