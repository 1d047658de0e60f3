//! Seats come, move and go with the team or child group that sits on them.

use super::{Group, Seat, Tenure};
use crate::{Date, GroupId, Member, Thing, Workspace};
use std::sync::Arc;

impl Seat {
    /// Ends every tenure on that day and forgets those to come.
    pub(super) fn cut(&mut self, on: Date) {
        self.tenures.retain(|tenure| tenure.from < on);
        for tenure in &mut self.tenures {
            tenure.until = Some(tenure.until.map_or(on, |until| until.min(on)));
        }
    }

    pub(super) fn give(&mut self, tenure: Tenure) {
        self.cut(tenure.from);
        self.tenures.push(tenure);
    }
}

pub(super) fn change(workspace: &mut Workspace, id: GroupId, how: impl FnOnce(&mut Group)) {
    if let Some(group) = workspace.groups.get_mut(id.index()) {
        how(Arc::make_mut(group));
    }
    workspace.touch(Thing::Group(id));
}

/// Gives a member its seat in a group, at the end of its order.
pub(crate) fn add_seat(workspace: &mut Workspace, group: GroupId, member: Member, seat: Arc<Seat>) {
    change(workspace, group, |group| {
        group.seats.insert(member, seat);
        if !group.order.contains(&member) {
            group.order.push_back(member);
        }
    });
}

/// Takes a member's seat from a group.
pub(crate) fn take_seat(workspace: &mut Workspace, group: GroupId, member: Member) -> Arc<Seat> {
    let mut taken = None;
    change(workspace, group, |group| {
        taken = group.seats.remove(&member);
        group.order.retain(|other| *other != member);
    });
    taken.unwrap_or_default()
}
