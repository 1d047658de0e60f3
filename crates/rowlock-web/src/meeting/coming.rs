//! The meetings of a group that are open or come next, with their addresses; computed once per change and day.

use super::address;
use crate::view::View;
use rowlock_domain::group::Group;
use rowlock_domain::meeting::{MeetingState, Occasion};
use rowlock_domain::series::MeetingKind;
use rowlock_domain::series::query::{Upcoming, upcoming};
use rowlock_domain::{Act, Instant, Thing};
use std::sync::Arc;

/// How many are looked ahead.
const AHEAD: usize = 12;
/// Nobody opened it for so long after its planned end: the following one is next.
const LINGERS_SECONDS: i64 = 3600;

/// A meeting to come and where it is found.
#[derive(Clone, Debug)]
pub(crate) struct Coming {
    /// What it is.
    pub upcoming: Upcoming,
    /// Its path in the workspace.
    pub path: String,
}

/// The next meetings of a group, open ones first.
pub(crate) fn all(view: &View, group: &Group) -> Vec<Coming> {
    ahead(view, group).iter().filter(|coming| is_current(&coming.upcoming, view.now)).cloned().collect()
}

fn ahead(view: &View, group: &Group) -> Arc<Vec<Coming>> {
    view.memo("coming meetings", Thing::Group(group.id), &group.zone, || {
        let calendar = &**view.site.engine.calendar();
        let found = upcoming(&view.model, calendar, group.id, view.now, AHEAD);
        found.into_iter().map(|upcoming| Coming { path: address::path_of(&view.model, calendar, upcoming.occasion), upcoming }).collect()
    })
}

fn is_current(upcoming: &Upcoming, now: Instant) -> bool {
    upcoming.state == MeetingState::Open || upcoming.starts_at.plus_seconds(i64::from(upcoming.minutes) * 60 + LINGERS_SECONDS) > now
}

/// Whether the viewer may put something on its agenda.
pub(crate) fn may_propose(view: &View, upcoming: &Upcoming) -> bool {
    match (upcoming.occasion, &upcoming.state) {
        (Occasion::Meeting(id), MeetingState::Open) => view.may(Act::Meet(id)),
        _ => view.may(Act::Join),
    }
}

/// The Scrum of Scrums that is open or comes next.
pub(crate) fn next(view: &View, group: &Group) -> Option<Coming> {
    let is_next = |coming: &&Coming| {
        let upcoming = &coming.upcoming;
        upcoming.kind == MeetingKind::ScrumOfScrums && upcoming.is_on() && is_current(upcoming, view.now)
    };
    ahead(view, group).iter().find(is_next).cloned()
}
