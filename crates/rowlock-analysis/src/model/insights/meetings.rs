//! Health of meetings: length against the box, minutes that solve, whether they were worth the time, who had checked in before.

use super::Sight;
use crate::model::impediments::Window;
use rowlock_domain::meeting::{Meeting, MeetingState};
use rowlock_domain::series::MeetingKind;
use rowlock_domain::{Date, MeetingId, meeting::query::seats_in_order};

/// Minutes that solve are to be at least this share.
pub const AIM_SOLVING: f64 = 0.6;
/// Worth the time, of 5, is to be at least so much.
pub const AIM_WORTH: f64 = 3.5;
/// This share of the seats is to have checked in before.
pub const AIM_PREPARED: f64 = 0.85;

/// One meeting that was held.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Its number.
    pub id: MeetingId,
    /// The day, where the group meets.
    pub on: Date,
    /// How long it took.
    pub minutes: f64,
    /// Its box.
    pub box_minutes: f64,
    /// The share of its minutes that solved something; `None` where no topic was timed.
    pub solving: Option<f64>,
    /// Worth the time, 1 to 5, on average; `None` with fewer than three ballots.
    pub worth: Option<f64>,
    /// The share of seats that had checked in before it opened; `None` without seats.
    pub prepared: Option<f64>,
}

impl Held {
    /// Whether it took longer than its box by more than half a minute.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.minutes > self.box_minutes + 0.5
    }
}

/// Meetings of the group itself (not of those below) that closed in a window, oldest first.
pub(super) fn held(sight: &Sight<'_>, window: Window) -> Vec<Held> {
    let of_group = |meeting: &&std::sync::Arc<Meeting>| {
        meeting.group == sight.asked.group
            && meeting.kind == MeetingKind::ScrumOfScrums
            && meeting.state == MeetingState::Closed
            && meeting.opened_at.is_some_and(|at| window.holds(at))
    };
    let mut held: Vec<(_, Held)> = sight.workspace.meetings.iter().filter(of_group).map(|m| (m.opened_at, one(sight, m))).collect();
    held.sort_by_key(|(at, held)| (*at, held.id));
    held.into_iter().map(|(_, held)| held).collect()
}

fn one(sight: &Sight<'_>, meeting: &Meeting) -> Held {
    let opened = meeting.opened_at.unwrap_or(meeting.starts_at);
    let closed = meeting.closed_at.unwrap_or(sight.asked.now);
    let total = meeting.total_ms(closed);
    let seats = seats_in_order(sight.workspace, meeting.group).len().max(meeting.check_ins.len());
    let before = meeting.check_ins.values().filter(|check_in| check_in.given_at <= opened).count();
    let share = |part: f64, whole: f64| (whole > 0.0).then(|| (part / whole).clamp(0.0, 1.0));
    let worth: Vec<f64> = meeting.ballots.iter().map(|ballot| f64::from(ballot.worth)).collect();
    Held {
        id: meeting.id,
        on: sight.calendar.local(opened, sight.zone).date(),
        minutes: closed.since_ms(opened) as f64 / 60_000.0,
        box_minutes: f64::from(meeting.minutes),
        solving: share(meeting.solving_ms(closed) as f64, total as f64),
        worth: (worth.len() >= 3).then(|| worth.iter().sum::<f64>() / worth.len() as f64),
        prepared: share(before as f64, seats as f64),
    }
}

/// The mean of what was measured.
#[must_use]
pub fn mean(held: &[Held], of: impl Fn(&Held) -> Option<f64>) -> Option<f64> {
    let values: Vec<f64> = held.iter().filter_map(of).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
