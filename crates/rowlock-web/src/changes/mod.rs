//! What changed: since the last meeting, since one last looked, since a day, between two moments. Made from events.

mod page;
mod query;
mod tell_flow;
mod tell_meeting;
mod tell_structure;
pub mod telling;

use crate::routes::Routes;
use crate::view::View;
use rowlock_domain::Recorded;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/changes", page::show);
    routes.get("/{workspace}/groups/{group}/moment", page::moment);
    routes.post("/{workspace}/groups/{group}/changes/seen", page::seen);
}

/// The event in one plain sentence, for the notice of what just happened.
pub(crate) fn sentence(view: &View, recorded: &Recorded) -> String {
    let zone = view.model.zone.clone();
    telling::Teller::new(view, &zone).tell(recorded).headline
}

/// The events of a thing's history, newest first, told; pages of things show them.
pub(crate) fn history(view: &View, thing: rowlock_domain::Thing, most: usize) -> maud::Markup {
    let zone = view.model.zone.clone();
    let teller = telling::Teller::new(view, &zone);
    let told: Vec<_> =
        view.model.history(thing).rev().take(most).map(|recorded| (recorded.stamp.at, recorded.stamp.last, teller.tell(recorded))).collect();
    page::events_by_day(view, &zone, &told)
}

/// Where to post to take the event back, if it can be.
pub(crate) fn undo_href(view: &View, recorded: &Recorded) -> Option<String> {
    crate::take_back::href(view, recorded)
}
