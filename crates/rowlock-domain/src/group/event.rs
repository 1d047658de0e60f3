//! What happened to groups and their seats.

use super::{ClosingDays, GroupRole, Rules};
use crate::{Date, GroupId, Member, Origin, PersonId, TeamId, Title, Zone, macros::events};

events! {
    /// A group began; in a parent it has a seat there.
    GroupCreated { group: GroupId, name: Title, slug: Title, parent: Option<GroupId>, zone: Zone, origin: Option<Origin> }
    /// It has another name; its address stays.
    GroupRenamed { group: GroupId, name: Title }
    /// It takes part in another group, or in none; its seat moved with it.
    GroupMoved { group: GroupId, parent: Option<GroupId> }
    /// Its time zone.
    GroupZoneSet { group: GroupId, zone: Zone }
    /// Its settings.
    RulesSet { group: GroupId, rules: Rules }
    /// Its closed days, all of them.
    ClosingDaysSet { group: GroupId, days: Vec<ClosingDays> }
    /// The order in which its members are shown.
    MembersOrdered { group: GroupId, order: Vec<Member> }
    /// The named person above the top group.
    LastRungNamed { group: GroupId, person: Option<PersonId> }
    /// A person has a role in it: for the group, or for one team that they stand for there.
    GroupRoleGiven {
        group: GroupId, person: PersonId, role: GroupRole,
        /// Absent where the role is held for the group itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_team: Option<TeamId>,
    }
    /// A person no longer has it.
    GroupRoleTaken {
        group: GroupId, person: PersonId, role: GroupRole,
        /// The team for which it was held; absent where it was for the group itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_team: Option<TeamId>,
    }
    /// A person is the member's ambassador from a day on; whoever was before ends there.
    SeatGiven { group: GroupId, member: Member, person: PersonId, from: Date, decides: bool }
    /// Nobody holds the seat from a day on.
    SeatVacated { group: GroupId, member: Member, from: Date }
    /// It no longer meets; its things stay readable.
    GroupArchived { group: GroupId }
    /// It meets again.
    GroupRestored { group: GroupId }
}
