//! One struct per noun of an organisation file. Optional fields that are absent mean the default or "not said".

use super::{Day, DependencyState, GoalState, ItemState, RoleWord, SeriesKind, WallClock, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares the structs with the same derives and the same treatment of what is absent.
macro_rules! things {
    ($($(#[$meta:meta])* $name:ident {
        $($(#[$rmeta:meta])* $required:ident : $rty:ty),* ;
        $($(#[$ometa:meta])* $optional:ident : $oty:ty),* ;
        $($(#[$lmeta:meta])* $list:ident : $lty:ty),* $(;)?
    })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$rmeta])* pub $required: $rty,)*
            $($(#[$ometa])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $optional: Option<$oty>,)*
            $($(#[$lmeta])* #[serde(default, skip_serializing_if = "Vec::is_empty")] pub $list: Vec<$lty>,)*
        }
    )*};
}

things! {
    /// A Scrum of Scrums: teams, and possibly further groups, that coordinate.
    Group {
        /// Identity in this file.
        id: String,
        /// Name.
        name: String;
        /// The group in which it takes part; absent for a top group.
        parent: String,
        /// Time zone; absent: the parent's, else the file's.
        time_zone: String;
        /// Days on which nobody meets.
        closing_days: ClosingDays;
    }
    /// A stretch of closed days.
    ClosingDays {
        /// First closed day.
        from: Day;
        /// Last closed day; absent: the first.
        until: Day,
        /// What for.
        why: String;
    }
    /// A Scrum team.
    Team {
        /// Identity in this file.
        id: String,
        /// Name.
        name: String,
        /// Its home group.
        group: String;
        /// Two to five letters or digits, unique; absent: derived from the name.
        code: String,
        /// What the team is for.
        mission: String,
        /// Time zone; absent: the group's.
        time_zone: String,
        /// Its sprints; absent: none (Kanban).
        rhythm: Rhythm;
        /// Working days of the week; absent: Monday to Friday.
        working_days: Weekday,
        /// Days off.
        holidays: Day;
    }
    /// Sprints of equal length, one after the other.
    Rhythm {
        /// First day of one sprint, any one of them.
        start: Day,
        /// Length in weeks, 1 to 8.
        weeks: u8;
        /// The number of the sprint that begins at `start`; absent: 1.
        number: u32;
    }
    /// A person. Name and address are kept outside the log.
    Person {
        /// Identity in this file.
        id: String,
        /// Short name, unique, as used in `--as HANDLE`.
        handle: String;
        /// Full name; absent: the handle.
        name: String,
        /// Mail address.
        mail: String;
    }
    /// A role of a person in a team or a group, or `administrator` of the workspace (then neither is named).
    Role {
        /// Identity in this file.
        id: String,
        /// Who.
        person: String,
        /// What.
        role: RoleWord;
        /// In which team.
        team: String,
        /// In which group.
        group: String,
        /// The team for which a stakeholder stands in the group; absent = for the group itself.
        for_team: String;
    }
    /// Who holds the seat of a team, or of a child group, in its group.
    Seat {
        /// Identity in this file.
        id: String,
        /// The group in which the seat stands.
        group: String,
        /// The ambassador.
        holder: String;
        /// The team whose seat it is.
        team: String,
        /// The child group whose seat it is.
        child: String,
        /// First day; absent: the day on which the file is applied.
        from: Day,
        /// Whether the ambassador may decide for the team; absent: no.
        decides: bool;
    }
    /// A recurring meeting of a group or a team.
    Series {
        /// Identity in this file.
        id: String,
        /// What it is called.
        title: String,
        /// An RFC 5545 recurrence rule, such as `FREQ=WEEKLY;BYDAY=TU,TH`.
        rrule: String,
        /// Local start of the first one.
        start: WallClock,
        /// Time box, 1 to 480 minutes.
        minutes: u32;
        /// The group that meets.
        group: String,
        /// The team that meets; shows in calendars only.
        team: String,
        /// What kind of meeting; absent: `scrum_of_scrums` of a group, `other` of a team.
        kind: SeriesKind,
        /// Time zone of the start; absent: the group's or team's.
        time_zone: String,
        /// Room.
        place: String,
        /// Address of the call.
        link: String;
    }
    /// One sprint of a team, given by hand.
    Sprint {
        /// Identity in this file.
        id: String,
        /// Whose.
        team: String,
        /// What it is called, such as `Sprint 23`.
        name: String,
        /// First day.
        start: Day,
        /// Last day.
        end: Day;;
    }
    /// A product goal of a group, or the goal of a team's sprint.
    Goal {
        /// Identity in this file.
        id: String,
        /// What shall be so.
        title: String;
        /// The group whose product goal it is.
        group: String,
        /// The team whose sprint goal it is.
        team: String,
        /// First day of the sprint, for a sprint goal.
        sprint: Day,
        /// The day by which it shall be so, for a product goal.
        date: Day,
        /// How one can tell that it is met.
        met_when: String,
        /// Where it stands; absent: `set`.
        state: GoalState;
        /// Product goals that a sprint goal supports.
        supports: String;
    }
    /// A deliverable or backlog item.
    Item {
        /// Identity in this file.
        id: String,
        /// What it is.
        title: String,
        /// The team that does it.
        team: String;
        /// Where it stands; absent: `open`.
        state: ItemState,
        /// When it should be done.
        date: Day,
        /// The goal that it serves.
        goal: String;
        /// Items that it needs.
        needs: String,
        /// Items that it is part of.
        part_of: String,
        /// Items that it replaces.
        replaces: String;
    }
    /// Progress of a team's sprint up to a day (`team`, `date`, `planned`, `done`, `added`), or of an item (`item`, `done`, `total`).
    Progress {
        /// Identity in this file.
        id: String,
        /// Small stories done so far.
        done: u32;
        /// The team.
        team: String,
        /// The item.
        item: String,
        /// The day of the report, for a team.
        date: Day,
        /// First day of the sprint; absent: the team's sprint on that day, else the Monday of its week.
        sprint: Day,
        /// Stories planned at the sprint's start.
        planned: u32,
        /// Stories added since; absent: 0.
        added: u32,
        /// All stories of an item.
        total: u32;
    }
    /// What one team, the consumer, needs from another, the provider.
    Dependency {
        /// Identity in this file.
        id: String,
        /// What is needed.
        title: String,
        /// The team that needs it.
        consumer: String,
        /// The team that gives it.
        provider: String;
        /// The day by which it is needed; absent: no date yet.
        needed_by: Day,
        /// The day for which it is promised.
        promised_by: Day,
        /// Where the handshake stands; absent: `promised` with `promised_by`, else `requested`.
        state: DependencyState,
        /// How one can tell that it is done.
        done_when: String,
        /// The consumer's item that it serves.
        consumer_item: String,
        /// The provider's item that yields it.
        provider_item: String,
        /// The goal that it serves.
        goal: String;
        /// Dependencies that it waits for.
        waits_for: String;
    }
}
