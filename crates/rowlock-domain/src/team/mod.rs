//! Teams: name, home, working time, rhythm, roles, progress, confidence, daily notes.

mod apply;
mod code;
pub mod command;
pub(crate) mod decide;
mod decide_progress;
mod decide_sprints;
pub mod event;
pub mod progress;
mod refusal;
pub mod rhythm;
#[cfg(test)]
mod tests;

use crate::{Date, GoalId, GroupId, Instant, MeetingId, Origin, PersonId, TeamId, Text, Title, Zone, calendar::Weekdays, macros::words};
use imbl::{OrdMap, OrdSet, Vector};
use progress::{Opinion, Said};
use rhythm::{Rhythm, Sprint};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

words! {
    /// A person's role in a team.
    TeamRole {
        /// Decides the team's backlog.
        ProductOwner = "product_owner",
        /// Serves the team's way of working.
        ScrumMaster = "scrum_master",
        /// Builds.
        Developer = "developer",
        /// Reads.
        Stakeholder = "stakeholder",
    }
}

/// A Scrum team.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Number.
    pub id: TeamId,
    /// Name.
    pub name: Title,
    /// 2 to 5 letters or digits, unique in the workspace; used in addresses and where many teams are listed.
    pub code: Title,
    /// What the team is for.
    pub mission: Text,
    /// The group whose seat it holds and in which it is counted.
    pub home: GroupId,
    /// Time zone.
    pub zone: Zone,
    /// Working days of the week.
    pub working_days: Weekdays,
    /// Days off.
    pub holidays: OrdSet<Date>,
    /// The rhythm that holds from each date on; `None` = no sprints (Kanban).
    pub rhythms: OrdMap<Date, Option<Rhythm>>,
    /// Sprints given by hand or by file, by first day; they win over the rhythm.
    pub sprints: OrdMap<Date, Sprint>,
    /// Who is what.
    pub roles: OrdSet<(TeamRole, PersonId)>,
    /// Latest report per day.
    pub progress: OrdMap<Date, Progress>,
    /// Days whose report was a clean-up, not work: no forecast counts them.
    pub left_out: OrdMap<Date, Said>,
    /// Days whose report was work, however much it looks like a clean-up: nobody is asked again.
    pub confirmed: OrdMap<Date, Said>,
    /// What it thinks it finishes in a week.
    pub opinion: Option<Opinion>,
    /// Every sprint-goal confidence given, oldest first.
    pub confidences: Vector<Confidence>,
    /// Daily notes, oldest first.
    pub notes: Vector<Arc<crate::note::Note>>,
    /// When it was created.
    pub created_at: Instant,
    /// When it was archived.
    pub archived_at: Option<Instant>,
    /// Where it came from.
    pub origin: Option<Origin>,
}

/// A team's progress in one sprint up to one day: small stories, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// First day of the sprint; without sprints the Monday of the week.
    pub sprint: Date,
    /// Stories planned at its start.
    pub planned: u32,
    /// Stories done so far in it.
    pub done: u32,
    /// Stories added since its start.
    pub added: u32,
}

/// How sure the ambassador was of the sprint goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Confidence {
    /// When it was given.
    pub at: Instant,
    /// In the check-in of which meeting.
    pub meeting: MeetingId,
    /// Of which sprint goal.
    pub goal: Option<GoalId>,
    /// 1 will miss, 2 unlikely, 3 open, 4 likely, 5 certain.
    pub value: u8,
    /// Why it fell.
    pub reason: Text,
}
