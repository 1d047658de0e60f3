//! What is asked of follow-ups: open ones, overdue ones, those about a thing.

use super::FollowUp;
use crate::{Date, GroupId, Thing, Workspace, time::days_between};
use std::sync::Arc;

impl FollowUp {
    /// Calendar days past its date, while it is open.
    #[must_use]
    pub fn overdue_days(&self, today: Date) -> Option<i64> {
        let due = self.due.filter(|_| self.is_open())?;
        Some(days_between(due, today)).filter(|days| *days > 0)
    }
}

/// Open follow-ups of a group and below it: overdue first, then by date, those without a date last.
#[must_use]
pub fn open_in(workspace: &Workspace, group: GroupId) -> Vec<Arc<FollowUp>> {
    let mut open: Vec<Arc<FollowUp>> = workspace.follow_ups.iter().filter(|f| f.is_open() && workspace.is_within(f.group, group)).cloned().collect();
    open.sort_by_key(|f| (f.due.is_none(), f.due, f.id));
    open
}

/// Open follow-ups about a thing.
pub fn open_about(workspace: &Workspace, thing: Thing) -> impl Iterator<Item = &Arc<FollowUp>> {
    workspace.follow_ups.iter().filter(move |f| f.is_open() && f.about == Some(thing))
}
