//! What one can ask of groups and their seats.

use super::{ClosingDays, GroupRole, Rules};
use crate::{Date, GroupId, Member, Origin, PersonId, TeamId, Title, Zone, macros::commands};

commands! {
    /// Create a group, in a parent or on its own. The address is derived from the name.
    CreateGroup { name: Title, parent: Option<GroupId>, zone: Option<Zone>, origin: Option<Origin> }
    /// Give it another name.
    RenameGroup { group: GroupId, name: Title }
    /// Let it take part in another group, or in none.
    MoveGroup { group: GroupId, parent: Option<GroupId> }
    /// Set its time zone.
    SetGroupZone { group: GroupId, zone: Zone }
    /// Set its rules.
    SetRules { group: GroupId, rules: Rules }
    /// Set its closed days, all of them.
    SetClosingDays { group: GroupId, days: Vec<ClosingDays> }
    /// Set the order of its members; those not named keep theirs at the end.
    OrderMembers { group: GroupId, order: Vec<Member> }
    /// Name the person above the top group, or nobody.
    NameLastRung { group: GroupId, person: Option<PersonId> }
    /// Give a person a role, for the group or as stakeholder for one team.
    GiveGroupRole { group: GroupId, person: PersonId, role: GroupRole, for_team: Option<TeamId> }
    /// Take a role from a person.
    TakeGroupRole { group: GroupId, person: PersonId, role: GroupRole, for_team: Option<TeamId> }
    /// Make a person the member's ambassador from a day on.
    GiveSeat { group: GroupId, member: Member, person: PersonId, from: Date, decides: bool }
    /// Leave the seat empty from a day on.
    VacateSeat { group: GroupId, member: Member, from: Date }
    /// End its meetings; it must be empty of teams and groups.
    ArchiveGroup { group: GroupId }
    /// Let it meet again.
    RestoreGroup { group: GroupId }
}
