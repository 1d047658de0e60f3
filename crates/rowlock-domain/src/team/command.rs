//! What one can ask of teams.

use super::{
    Progress, TeamRole,
    rhythm::{Rhythm, Sprint},
};
use crate::{Date, GroupId, Origin, PersonId, TeamId, Text, Title, Zone, calendar::Weekdays, macros::commands};

commands! {
    /// Create a team in a group. Without a code one is derived; without a zone it has the group's.
    CreateTeam { name: Title, code: Option<Title>, home: GroupId, zone: Option<Zone>, origin: Option<Origin> }
    /// Give it another name.
    RenameTeam { team: TeamId, name: Title }
    /// Give it another code.
    CodeTeam { team: TeamId, code: Title }
    /// Say what it is for.
    DescribeTeam { team: TeamId, mission: Text }
    /// Move it to another group.
    MoveTeam { team: TeamId, home: GroupId }
    /// Set its time zone.
    SetTeamZone { team: TeamId, zone: Zone }
    /// Set its working days of the week.
    SetWorkingDays { team: TeamId, days: Weekdays }
    /// Set its days off, all of them.
    SetHolidays { team: TeamId, holidays: Vec<Date> }
    /// Set its sprints from a date on.
    SetRhythm { team: TeamId, from: Date, rhythm: Option<Rhythm> }
    /// Give one sprint by hand.
    SetSprint { team: TeamId, sprint: Sprint }
    /// Take such a sprint away.
    RemoveSprint { team: TeamId, start: Date }
    /// Give a person a role.
    GiveTeamRole { team: TeamId, person: PersonId, role: TeamRole }
    /// Take a role from a person.
    TakeTeamRole { team: TeamId, person: PersonId, role: TeamRole }
    /// Report progress up to a day.
    ReportProgress { team: TeamId, on: Date, progress: Progress }
    /// Say that what was reported on a day was a clean-up.
    LeaveOutProgress { team: TeamId, on: Date }
    /// Count it after all.
    CountProgressAgain { team: TeamId, on: Date }
    /// Say that it was work, and no clean-up.
    ConfirmProgress { team: TeamId, on: Date }
    /// Say how many stories the team thinks it finishes in a week.
    SayPace { team: TeamId, fewest: u32, most: u32 }
    /// No longer say so.
    WithdrawPace { team: TeamId }
    /// End its part; open promises and follow-ups must be handed over first.
    ArchiveTeam { team: TeamId }
    /// Let it take part again.
    RestoreTeam { team: TeamId }
}
