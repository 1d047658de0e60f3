//! What events of teams do to the model. A team's seat in its home group comes, moves and goes with it.

use super::{
    Team,
    event::{
        HolidaysSet, PaceSaid, PaceWithdrawn, ProgressConfirmed, ProgressCountedAgain, ProgressLeftOut, ProgressReported, RhythmSet, SprintRemoved,
        SprintSet, TeamArchived, TeamCoded, TeamCreated, TeamDescribed, TeamMoved, TeamRenamed, TeamRestored, TeamRoleGiven, TeamRoleTaken,
        TeamZoneSet, WorkingDaysSet,
    },
    progress::{Opinion, Said},
};
use crate::{
    Apply, Member, Stamp, TeamId, Text, Thing, Workspace,
    calendar::Weekdays,
    group::{add_seat, take_seat},
};
use std::sync::Arc;

fn change(workspace: &mut Workspace, id: TeamId, how: impl FnOnce(&mut Team)) {
    if let Some(team) = workspace.teams.get_mut(id.index()) {
        how(Arc::make_mut(team));
    }
    workspace.touch(Thing::Team(id));
}

impl Apply for TeamCreated {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let Self { team: id, name, code, home, zone, origin } = self.clone();
        let team = Team {
            id,
            name,
            code,
            mission: Text::default(),
            home,
            zone,
            working_days: Weekdays::WORKING,
            holidays: imbl::OrdSet::new(),
            rhythms: imbl::OrdMap::new(),
            sprints: imbl::OrdMap::new(),
            roles: imbl::OrdSet::new(),
            progress: imbl::OrdMap::new(),
            left_out: imbl::OrdMap::new(),
            confirmed: imbl::OrdMap::new(),
            opinion: None,
            confidences: imbl::Vector::new(),
            notes: imbl::Vector::new(),
            created_at: stamp.at,
            archived_at: None,
            origin,
        };
        workspace.teams.push_back(Arc::new(team));
        add_seat(workspace, home, Member::Team(id), Arc::default());
        workspace.touch(Thing::Team(id));
    }
}

impl Apply for TeamRenamed {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| team.name = self.name.clone());
    }
}

impl Apply for TeamCoded {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| team.code = self.code.clone());
    }
}

impl Apply for TeamDescribed {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| team.mission = self.mission.clone());
    }
}

impl Apply for TeamMoved {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        let Some(from) = workspace.team(self.team).map(|t| t.home) else { return };
        let seat = take_seat(workspace, from, Member::Team(self.team));
        change(workspace, self.team, |team| team.home = self.home);
        add_seat(workspace, self.home, Member::Team(self.team), seat);
    }
}

impl Apply for TeamZoneSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| team.zone = self.zone.clone());
    }
}

impl Apply for WorkingDaysSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| team.working_days = self.days);
    }
}

impl Apply for HolidaysSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| team.holidays = self.holidays.iter().copied().collect());
    }
}

impl Apply for RhythmSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| {
            let (mut earlier, _) = team.rhythms.split(&self.from);
            earlier.insert(self.from, self.rhythm);
            team.rhythms = earlier;
        });
    }
}

impl Apply for SprintSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| {
            team.sprints.insert(self.sprint.start, self.sprint.clone());
        });
    }
}

impl Apply for SprintRemoved {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| {
            team.sprints.remove(&self.start);
        });
    }
}

impl Apply for TeamRoleGiven {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| {
            team.roles.insert((self.role, self.person));
        });
        workspace.touch(Thing::Person(self.person));
    }
}

impl Apply for TeamRoleTaken {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| {
            team.roles.remove(&(self.role, self.person));
        });
        workspace.touch(Thing::Person(self.person));
    }
}

impl Apply for ProgressReported {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| {
            team.progress.insert(self.on, self.progress);
        });
    }
}

impl Apply for ProgressLeftOut {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.team, |team| {
            team.confirmed.remove(&self.on);
            team.left_out.insert(self.on, Said { by: stamp.person(), at: stamp.at });
        });
    }
}

impl Apply for ProgressCountedAgain {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| {
            team.left_out.remove(&self.on);
        });
    }
}

impl Apply for ProgressConfirmed {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.team, |team| {
            team.left_out.remove(&self.on);
            team.confirmed.insert(self.on, Said { by: stamp.person(), at: stamp.at });
        });
    }
}

impl Apply for PaceSaid {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let Self { team, fewest, most } = *self;
        change(workspace, team, |team| team.opinion = Some(Opinion { fewest, most, by: stamp.person(), at: stamp.at }));
    }
}

impl Apply for PaceWithdrawn {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| team.opinion = None);
    }
}

impl Apply for TeamArchived {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        change(workspace, self.team, |team| team.archived_at = Some(stamp.at));
        if let Some(home) = workspace.team(self.team).map(|t| t.home) {
            take_seat(workspace, home, Member::Team(self.team));
        }
    }
}

impl Apply for TeamRestored {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.team, |team| team.archived_at = None);
        if let Some(home) = workspace.team(self.team).map(|t| t.home) {
            add_seat(workspace, home, Member::Team(self.team), Arc::default());
        }
    }
}
