//! Rules of teams: one home, a unique code, sensible sprints, nothing left open when archived.

use super::{
    Team, code,
    command::{
        ArchiveTeam, CodeTeam, CreateTeam, DescribeTeam, GiveTeamRole, MoveTeam, RenameTeam, RestoreTeam, SetHolidays, SetTeamZone, SetWorkingDays,
        TakeTeamRole,
    },
    event, refusal,
};
use crate::{
    Act, Context, Decide, Event, GroupId, Refusal, TeamId, Title, Via, Workspace, authorize, group,
    person::check_member,
    presence,
    series::{SeriesOf, command::EndSeries},
    workspace::decide::check_zone,
};
use std::collections::BTreeSet;

/// Days off that a team can have.
const MOST_HOLIDAYS: usize = 2000;

/// The team, if it is there and takes part.
pub(crate) fn living(workspace: &Workspace, id: TeamId) -> Result<&Team, Refusal> {
    presence::team(workspace, id).map(AsRef::as_ref)
}

/// Teams are arranged by their home group's Master or an administrator.
pub(super) fn arrange(workspace: &Workspace, team: TeamId) -> Result<Act, Refusal> {
    workspace.team(team).map(|t| Act::Arrange(t.home)).ok_or(Refusal::Unknown)
}

/// People tell the teams of a group apart by name. A file keeps the names of its source: codes tell those apart.
fn check_name(context: &Context<'_>, name: &Title, home: GroupId, own: Option<TeamId>) -> Result<(), Refusal> {
    let workspace = context.workspace;
    let same = |team: &Team| Some(team.id) != own && team.home == home && team.archived_at.is_none() && is_same_name(&team.name, name);
    match workspace.teams.iter().find(|team| context.via != Via::Import && same(team)) {
        Some(other) => {
            let group = workspace.group(home).map_or("", |group| group.name.as_str());
            Err(refusal::TeamNameTaken(group, other.name.as_str(), other.code.as_str()))
        }
        None => Ok(()),
    }
}

fn is_same_name(one: &Title, other: &Title) -> bool {
    one.as_str().to_lowercase() == other.as_str().to_lowercase()
}

impl Decide for CreateTeam {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.group(self.home).map(|g| Act::Arrange(g.id)).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let workspace = context.workspace;
        let home = presence::group(workspace, self.home)?;
        let zone = self.zone.clone().unwrap_or_else(|| home.zone.clone());
        check_zone(context, &zone)?;
        check_name(context, &self.name, home.id, None)?;
        let code = match &self.code {
            Some(code) => code::checked(workspace, code, None)?,
            None => code::derived(workspace, &self.name),
        };
        let team = workspace.next_team();
        Ok(vec![event::TeamCreated { team, name: self.name.clone(), code, home: self.home, zone, origin: self.origin.clone() }.into()])
    }
}

impl Decide for RenameTeam {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        if team.name == self.name {
            return Ok(Vec::new());
        }
        check_name(context, &self.name, team.home, Some(team.id))?;
        Ok(vec![event::TeamRenamed { team: self.team, name: self.name.clone() }.into()])
    }
}

impl Decide for CodeTeam {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        let code = code::checked(context.workspace, &self.code, Some(team.id))?;
        if team.code == code {
            return Ok(Vec::new());
        }
        Ok(vec![event::TeamCoded { team: self.team, code }.into()])
    }
}

impl Decide for DescribeTeam {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if living(context.workspace, self.team)?.mission == self.mission {
            return Ok(Vec::new());
        }
        Ok(vec![event::TeamDescribed { team: self.team, mission: self.mission.clone() }.into()])
    }
}

impl Decide for MoveTeam {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        context.workspace.group(self.home).ok_or(Refusal::Unknown)?;
        if team.home == self.home {
            return Ok(Vec::new());
        }
        authorize(context, Act::Arrange(self.home))?;
        presence::group(context.workspace, self.home)?;
        Ok(vec![event::TeamMoved { team: self.team, home: self.home }.into()])
    }
}

impl Decide for SetTeamZone {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        check_zone(context, &self.zone)?;
        if living(context.workspace, self.team)?.zone == self.zone {
            return Ok(Vec::new());
        }
        Ok(vec![event::TeamZoneSet { team: self.team, zone: self.zone.clone() }.into()])
    }
}

impl Decide for SetWorkingDays {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        if self.days.0 == 0 || self.days.0 > 0b111_1111 {
            return Err(refusal::NoWorkingDay());
        }
        if team.working_days == self.days {
            return Ok(Vec::new());
        }
        Ok(vec![event::WorkingDaysSet { team: self.team, days: self.days }.into()])
    }
}

impl Decide for SetHolidays {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        let holidays: BTreeSet<_> = self.holidays.iter().copied().collect();
        if holidays.len() > MOST_HOLIDAYS {
            return Err(refusal::TooManyHolidays(MOST_HOLIDAYS));
        }
        holidays.iter().try_for_each(|day| Refusal::unless_plausible("holidays", *day))?;
        if team.holidays.iter().eq(&holidays) {
            return Ok(Vec::new());
        }
        Ok(vec![event::HolidaysSet { team: self.team, holidays: holidays.into_iter().collect() }.into()])
    }
}

impl Decide for GiveTeamRole {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        check_member(context.workspace, self.person)?;
        if team.roles.contains(&(self.role, self.person)) {
            return Ok(Vec::new());
        }
        Ok(vec![event::TeamRoleGiven { team: self.team, person: self.person, role: self.role }.into()])
    }
}

impl Decide for TakeTeamRole {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = context.workspace.team(self.team).ok_or(Refusal::Unknown)?;
        if !team.roles.contains(&(self.role, self.person)) {
            return Ok(Vec::new());
        }
        Ok(vec![event::TeamRoleTaken { team: self.team, person: self.person, role: self.role }.into()])
    }
}

impl Decide for ArchiveTeam {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = context.workspace.team(self.team).ok_or(Refusal::Unknown)?;
        if team.archived_at.is_some() {
            return Ok(Vec::new());
        }
        let open = open_things(context.workspace, self.team);
        if !open.is_empty() {
            return Err(refusal::TeamHasOpenThings(team.name.as_str(), group::shortened(&open)));
        }
        let mut events = end_series(context, SeriesOf::Team(self.team))?;
        events.push(event::TeamArchived { team: self.team }.into());
        Ok(events)
    }
}

impl Decide for RestoreTeam {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = context.workspace.team(self.team).ok_or(Refusal::Unknown)?;
        if team.archived_at.is_none() {
            return Ok(Vec::new());
        }
        presence::group(context.workspace, team.home)?;
        Ok(vec![event::TeamRestored { team: self.team }.into()])
    }
}

/// Dependencies and follow-ups that would be left to a team which no longer takes part.
fn open_things(workspace: &Workspace, team: TeamId) -> Vec<String> {
    let dependencies = workspace.dependencies.iter().filter(|d| d.is_open() && (d.consumer == team || d.provider == team));
    let follow_ups = workspace.follow_ups.iter().filter(|f| f.is_open() && f.team == Some(team));
    dependencies.map(|d| d.id.to_string()).chain(follow_ups.map(|f| f.id.to_string())).collect()
}

/// Ends the meetings of a team or group that goes.
pub(crate) fn end_series(context: &Context<'_>, of: SeriesOf) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    for series in context.workspace.series.iter().filter(|s| s.of == of) {
        let zone = series.schedules.values().next_back().map_or(&context.workspace.zone, |s| &s.recurrence.zone);
        let on = context.today(zone);
        if series.ended_on.is_none_or(|ended| ended > on) {
            events.extend(EndSeries { series: series.id, on }.decide(context)?);
        }
    }
    Ok(events)
}
