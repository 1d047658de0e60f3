//! The meeting of a group that is open or comes next; computed once per change and day.

use crate::view::View;
use rowlock_domain::group::Group;
use rowlock_domain::meeting::MeetingState;
use rowlock_domain::series::MeetingKind;
use rowlock_domain::series::query::{Upcoming, upcoming};
use rowlock_domain::{Instant, Thing};
use std::sync::Arc;

/// How many are looked ahead.
const AHEAD: usize = 12;
/// Nobody opened it for so long after its planned end: the following one is next.
const LINGERS_SECONDS: i64 = 3600;

/// The Scrum of Scrums that is open or comes next.
pub(crate) fn next(view: &View, group: &Group) -> Option<Upcoming> {
    let kept: Arc<Vec<Upcoming>> = view.memo("meetings ahead", Thing::Group(group.id), &group.zone, || {
        upcoming(&view.model, &**view.site.engine.calendar(), group.id, view.now, AHEAD)
    });
    let on = |next: &&Upcoming| next.kind == MeetingKind::ScrumOfScrums && next.is_on() && is_current(next, view.now);
    kept.iter().find(on).cloned()
}

fn is_current(upcoming: &Upcoming, now: Instant) -> bool {
    upcoming.state == MeetingState::Open || upcoming.starts_at.plus_seconds(i64::from(upcoming.minutes) * 60 + LINGERS_SECONDS) > now
}
