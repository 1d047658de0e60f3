//! What happened to teams.

use super::{
    Progress, TeamRole,
    rhythm::{Rhythm, Sprint},
};
use crate::{Date, GroupId, Origin, PersonId, TeamId, Text, Title, Zone, calendar::Weekdays, macros::events};

events! {
    /// A team began; it has a seat in its home group.
    TeamCreated { team: TeamId, name: Title, code: Title, home: GroupId, zone: Zone, origin: Option<Origin> }
    /// It has another name.
    TeamRenamed { team: TeamId, name: Title }
    /// It has another code.
    TeamCoded { team: TeamId, code: Title }
    /// What it is for.
    TeamDescribed { team: TeamId, mission: Text }
    /// It lives in another group; its seat moved with it.
    TeamMoved { team: TeamId, home: GroupId }
    /// It works in another time zone.
    TeamZoneSet { team: TeamId, zone: Zone }
    /// Its working days of the week.
    WorkingDaysSet { team: TeamId, days: Weekdays }
    /// Its days off, all of them.
    HolidaysSet { team: TeamId, holidays: Vec<Date> }
    /// Its sprints from a date on; `None` = none (Kanban).
    RhythmSet { team: TeamId, from: Date, rhythm: Option<Rhythm> }
    /// One sprint given by hand.
    SprintSet { team: TeamId, sprint: Sprint }
    /// A sprint given by hand was taken away.
    SprintRemoved { team: TeamId, start: Date }
    /// A person has a role in it.
    TeamRoleGiven { team: TeamId, person: PersonId, role: TeamRole }
    /// A person no longer has it.
    TeamRoleTaken { team: TeamId, person: PersonId, role: TeamRole }
    /// Its progress up to a day.
    ProgressReported { team: TeamId, on: Date, progress: Progress }
    /// What it reported on a day was a clean-up, not work: no forecast counts the stories that were new then.
    ProgressLeftOut { team: TeamId, on: Date, stories: u32 }
    /// That day counts again.
    ProgressCountedAgain { team: TeamId, on: Date }
    /// What it reported on a day was work and counts, however much it looks like a clean-up; the stories that were new then.
    ProgressConfirmed { team: TeamId, on: Date, stories: u32 }
    /// What it thinks it finishes in a week, from the fewest to the most small stories: an opinion, for as long as too few weeks are counted.
    PaceSaid { team: TeamId, fewest: u32, most: u32 }
    /// It no longer says so.
    PaceWithdrawn { team: TeamId }
    /// It no longer takes part; its things stay readable.
    TeamArchived { team: TeamId }
    /// It takes part again.
    TeamRestored { team: TeamId }
}
