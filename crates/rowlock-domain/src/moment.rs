//! The model seen at a moment and from a place: what "today" and "3 days ago" mean on a page.
//! Ages and lateness are calendar days in the zone of whoever asks; rules count working days (`working.rs`).

use crate::{
    Calendar, Date, GroupId, Instant, Workspace, Zone,
    calendar::WorkingTime,
    time::{Time, days_between, plus_days},
};

/// A model, a moment and a time zone.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// The model.
    pub workspace: &'a Workspace,
    /// Zones and working days.
    pub calendar: &'a dyn Calendar,
    /// The moment.
    pub now: Instant,
    /// The zone.
    pub zone: &'a Zone,
    /// The date there and then.
    pub today: Date,
}

impl<'a> Moment<'a> {
    /// Seen from a zone.
    #[must_use]
    pub fn new(workspace: &'a Workspace, calendar: &'a dyn Calendar, now: Instant, zone: &'a Zone) -> Self {
        Self { workspace, calendar, now, zone, today: calendar.local(now, zone).date() }
    }

    /// Seen from a group's zone; the workspace's if there is no such group.
    #[must_use]
    pub fn in_group(workspace: &'a Workspace, calendar: &'a dyn Calendar, now: Instant, group: GroupId) -> Self {
        Self::new(workspace, calendar, now, workspace.group(group).map_or(&workspace.zone, |g| &g.zone))
    }

    /// The date of an instant.
    #[must_use]
    pub fn date_of(&self, at: Instant) -> Date {
        self.calendar.local(at, self.zone).date()
    }

    /// Calendar days since an instant; never negative.
    #[must_use]
    pub fn days_since(&self, at: Instant) -> i64 {
        days_between(self.date_of(at), self.today).max(0)
    }

    /// What began before this instant has lasted at least `working_days` by that working time.
    ///
    /// One look-up per team instead of one count per thing keeps long lists fast.
    #[must_use]
    pub fn working_days_ago(&self, working_days: u32, time: &WorkingTime) -> Instant {
        let mut day = self.calendar.local(self.now, &time.zone).date();
        let mut left = working_days;
        for _ in 0..=366 {
            if left == 0 {
                break;
            }
            if time.works_on(day) {
                left -= 1;
            }
            day = plus_days(day, -1);
        }
        self.calendar.instant(plus_days(day, 1).to_datetime(Time::midnight()), &time.zone)
    }
}
