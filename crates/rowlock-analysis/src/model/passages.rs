//! Items on their way: the days on which each came, went in progress and was done, for cumulative flow. Dropped ones
//! are left out.
//!
//! What is there on the first day of all is a stock (an import, a backlog written down at once), not what came in a
//! week: rates count from the day after.

use crate::flow::{Flow, Passage, over};
use rowlock_domain::item::{Item, ItemState};
use rowlock_domain::time::plus_days;
use rowlock_domain::{Date, Event, Moment, TeamId, Thing};

/// Days shown.
pub const SHOWN_DAYS: i64 = 84;

/// The cumulative flow of these teams' items.
#[derive(Clone, Debug)]
pub struct Items {
    /// Over the last twelve weeks; its rates leave the stock of the first day out.
    pub flow: Flow,
    /// Per day of the flow: how many had gone in progress by its end, those done among them. Never falls.
    pub begun: Vec<usize>,
    /// Days of the flow on which a done item was opened again.
    pub reopened: Vec<Date>,
    /// Items that were there on the first day of all, where that day is shown.
    pub stock: usize,
    /// Items that were dropped.
    pub dropped: usize,
}

/// The flow of these teams' items up to today; `None` where they have none.
#[must_use]
pub fn items(moment: &Moment<'_>, teams: &[TeamId]) -> Option<Items> {
    let of_teams: Vec<&Item> = moment.workspace.items.iter().map(AsRef::as_ref).filter(|item| teams.contains(&item.team)).collect();
    let kept: Vec<&Item> = of_teams.iter().copied().filter(|item| item.state != ItemState::Dropped).collect();
    let passages: Vec<Passage> = kept.iter().map(|item| passage(moment, item)).collect();
    let first = passages.iter().map(|passage| passage.arrived).min()?;
    // One day alone is no line: the day before shows that nothing was there.
    let from = first.max(plus_days(moment.today, -SHOWN_DAYS)).min(plus_days(moment.today, -1));
    let shown = over(&passages, from, moment.today)?;
    let stock = passages.iter().filter(|passage| passage.arrived == first && first >= from).count();
    let flow = match over(&passages, from.max(plus_days(first, 1)), moment.today) {
        Some(rates) => Flow { days: shown.days, ..rates },
        None => {
            Flow { arrivals_per_day: 0.0, throughput_per_day: 0.0, items_done: 0, average_days_of_done: None, starts_and_ends_empty: false, ..shown }
        }
    };
    let begins: Vec<Date> = kept.iter().filter_map(|item| begun(moment, item)).collect();
    let begun = flow.days.iter().map(|day| begins.iter().filter(|begun| **begun <= day.day).count()).collect();
    let mut reopened: Vec<Date> = kept.iter().flat_map(|item| reopened(moment, item)).filter(|day| *day >= from).collect();
    reopened.sort_unstable();
    Some(Items { flow, begun, reopened, stock, dropped: of_teams.len() - kept.len() })
}

fn passage(moment: &Moment<'_>, item: &Item) -> Passage {
    let done = (item.state == ItemState::Done).then_some(item.closed_at).flatten();
    Passage { arrived: moment.date_of(item.added_at), done: done.map(|at| moment.date_of(at)) }
}

/// The day on which an item first went in progress; at the latest when it was done.
fn begun(moment: &Moment<'_>, item: &Item) -> Option<Date> {
    let begins = moment.workspace.history(Thing::Item(item.id)).find(|recorded| match &recorded.event {
        Event::ItemStarted(_) | Event::ItemFinished(_) => true,
        Event::ItemAdded(added) => matches!(added.state, ItemState::InProgress | ItemState::Done),
        _ => false,
    });
    begins.map(|recorded| moment.date_of(recorded.stamp.at))
}

/// The days on which an item that was done was opened or begun again.
fn reopened<'a>(moment: &'a Moment<'_>, item: &Item) -> impl Iterator<Item = Date> + 'a {
    let mut was_done = false;
    moment.workspace.history(Thing::Item(item.id)).filter_map(move |recorded| {
        let before = was_done;
        match &recorded.event {
            Event::ItemFinished(_) => was_done = true,
            Event::ItemAdded(added) => was_done = added.state == ItemState::Done,
            Event::ItemStarted(_) | Event::ItemReopened(_) => was_done = false,
            _ => {}
        }
        (before && !was_done).then(|| moment.date_of(recorded.stamp.at))
    })
}
