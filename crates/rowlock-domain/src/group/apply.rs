//! What events of groups do to the model. A child group's seat in its parent comes, moves and goes with it.

use super::{
    Group, Rules, Seat, Tenure,
    event::{
        ClosingDaysSet, GroupArchived, GroupCreated, GroupMoved, GroupRenamed, GroupRestored, GroupRoleGiven, GroupRoleTaken, GroupZoneSet,
        LastRungNamed, MembersOrdered, RulesSet, SeatGiven, SeatVacated,
    },
    seat::{add_seat, change, take_seat},
};
use crate::{Apply, GroupId, Member, Stamp, Thing, Workspace};
use std::sync::Arc;

fn change_seat(workspace: &mut Workspace, group: GroupId, member: Member, how: impl FnOnce(&mut Seat)) {
    change(workspace, group, |group| {
        if let Some(seat) = group.seats.get_mut(&member) {
            how(Arc::make_mut(seat));
        }
    });
    workspace.touch(member.thing());
}

impl Apply for GroupCreated {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let Self { group: id, name, slug, parent, zone, origin } = self.clone();
        let group = Group {
            id,
            name,
            slug,
            parent,
            zone,
            seats: imbl::OrdMap::new(),
            order: imbl::Vector::new(),
            roles: imbl::OrdSet::new(),
            rules: Rules::default(),
            closing_days: imbl::Vector::new(),
            last_rung: None,
            created_at: stamp.at,
            archived_at: None,
            origin,
        };
        workspace.groups.push_back(Arc::new(group));
        if let Some(parent) = parent {
            add_seat(workspace, parent, Member::Group(id), Arc::default());
        }
        workspace.touch(Thing::Group(id));
    }
}

impl Apply for GroupRenamed {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.group, |group| group.name = self.name.clone());
    }
}

impl Apply for GroupMoved {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        let Some(from) = workspace.group(self.group).map(|g| g.parent) else { return };
        let member = Member::Group(self.group);
        let seat = from.map(|from| take_seat(workspace, from, member)).unwrap_or_default();
        change(workspace, self.group, |group| group.parent = self.parent);
        if let Some(parent) = self.parent {
            add_seat(workspace, parent, member, seat);
        }
    }
}

impl Apply for GroupZoneSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.group, |group| group.zone = self.zone.clone());
    }
}

impl Apply for RulesSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.group, |group| group.rules = self.rules.clone());
    }
}

impl Apply for ClosingDaysSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.group, |group| group.closing_days = self.days.iter().cloned().collect());
    }
}

impl Apply for MembersOrdered {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.group, |group| group.order = self.order.iter().copied().collect());
    }
}

impl Apply for LastRungNamed {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.group, |group| group.last_rung = self.person);
    }
}

impl Apply for GroupRoleGiven {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.group, |group| {
            group.roles.insert((self.role, self.person, self.for_team));
        });
        workspace.touch(Thing::Person(self.person));
    }
}

impl Apply for GroupRoleTaken {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.group, |group| {
            group.roles.remove(&(self.role, self.person, self.for_team));
        });
        workspace.touch(Thing::Person(self.person));
    }
}

impl Apply for SeatGiven {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        let tenure = Tenure { person: self.person, from: self.from, until: None, decides: self.decides };
        change_seat(workspace, self.group, self.member, |seat| seat.give(tenure));
        workspace.touch(Thing::Person(self.person));
    }
}

impl Apply for SeatVacated {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change_seat(workspace, self.group, self.member, |seat| seat.cut(self.from));
    }
}

impl Apply for GroupArchived {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.group, |group| group.archived_at = Some(stamp.at));
        if let Some(parent) = workspace.group(self.group).and_then(|g| g.parent) {
            take_seat(workspace, parent, Member::Group(self.group));
        }
    }
}

impl Apply for GroupRestored {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.group, |group| group.archived_at = None);
        if let Some(parent) = workspace.group(self.group).and_then(|g| g.parent) {
            add_seat(workspace, parent, Member::Group(self.group), Arc::default());
        }
    }
}
