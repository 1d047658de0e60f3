//! Groups: teams and further groups that coordinate; their seats, roles, rules and closing days.

mod apply;
pub mod command;
pub(crate) mod decide;
mod decide_seats;
pub mod event;
mod refusal;
mod seat;
mod slug;
#[cfg(test)]
mod tests;
mod tree;

use crate::{Date, GroupId, Instant, Member, Origin, PersonId, TeamId, Text, Title, Zone, macros::words};
use imbl::{OrdMap, OrdSet, Vector};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub(crate) use decide::shortened;
pub(crate) use seat::{add_seat, take_seat};

/// Groups nest at most this deep.
pub const DEEPEST: usize = 16;

words! {
    /// A person's role in a group.
    GroupRole {
        /// Leads the Scrum of Scrums.
        Master = "master",
        /// Leads it in the Master's place.
        Deputy = "deputy",
        /// Leads the MetaScrum.
        ChiefProductOwner = "chief_product_owner",
        /// Sits in the MetaScrum.
        ProductOwner = "product_owner",
        /// Reads.
        Stakeholder = "stakeholder",
    }
}

/// A Scrum of Scrums.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Number.
    pub id: GroupId,
    /// Name.
    pub name: Title,
    /// Its name in addresses, unique in the workspace.
    pub slug: Title,
    /// The group in which it takes part.
    pub parent: Option<GroupId>,
    /// Time zone.
    pub zone: Zone,
    /// Seats by member. Every team at home here and every child group has one.
    pub seats: OrdMap<Member, Arc<Seat>>,
    /// The order in which members are shown everywhere.
    pub order: Vector<Member>,
    /// Who is what, and for which team if not for the group itself: one person may be stakeholder for several teams.
    pub roles: OrdSet<(GroupRole, PersonId, Option<TeamId>)>,
    /// Settings.
    pub rules: Rules,
    /// Days on which nobody meets or works.
    pub closing_days: Vector<ClosingDays>,
    /// The named person above the top group, for this group.
    pub last_rung: Option<PersonId>,
    /// When it was created.
    pub created_at: Instant,
    /// When it was archived.
    pub archived_at: Option<Instant>,
    /// Where it came from.
    pub origin: Option<Origin>,
}

impl Group {
    /// Whether the person has the role here, for whomever.
    #[must_use]
    pub fn has_role(&self, role: GroupRole, person: PersonId) -> bool {
        self.roles.iter().any(|(held, holder, _)| *held == role && *holder == person)
    }
}

/// The place of a team or child group in a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seat {
    /// Who held it when, oldest first; at most the last one is open-ended.
    pub tenures: Vec<Tenure>,
}

/// One ambassador's time on a seat.
#[derive(Clone, Debug, PartialEq)]
pub struct Tenure {
    /// The ambassador.
    pub person: PersonId,
    /// First day.
    pub from: Date,
    /// First day on which it is no longer theirs.
    pub until: Option<Date>,
    /// Whether they may decide for the team.
    pub decides: bool,
}

impl Seat {
    /// Who holds the seat on that day.
    #[must_use]
    pub fn holder_on(&self, date: Date) -> Option<&Tenure> {
        self.tenures.iter().rev().find(|t| t.from <= date && t.until.is_none_or(|until| date < until))
    }
}

/// Settings of a group, with DOMAIN's defaults.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Planned seconds for the opening.
    pub opening_seconds: u32,
    /// Planned seconds for each seat in the round.
    pub round_seconds: u32,
    /// Planned seconds for an escalated topic.
    pub escalated_seconds: u32,
    /// Planned seconds for any other topic.
    pub topic_seconds: u32,
    /// Planned seconds for the close.
    pub closing_seconds: u32,
    /// First working hour, local.
    pub from_hour: i8,
    /// The hour at which work ends, local.
    pub until_hour: i8,
    /// Check-ins are due this many minutes before the meeting.
    pub due_minutes: u32,
    /// The hour of the last working day before the meeting at which check-ins are asked for.
    pub ask_hour: i8,
    /// Working days after which an impediment without an owner, or a request without an answer, is a topic.
    pub owner_days: u32,
    /// Working days after which a request without an answer is a topic.
    pub answer_days: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            opening_seconds: 120,
            round_seconds: 30,
            escalated_seconds: 240,
            topic_seconds: 180,
            closing_seconds: 120,
            from_hour: 9,
            until_hour: 17,
            due_minutes: 10,
            ask_hour: 13,
            owner_days: 1,
            answer_days: 2,
        }
    }
}

/// A stretch of closed days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosingDays {
    /// First closed day.
    pub from: Date,
    /// Last closed day.
    pub until: Date,
    /// What for; may be empty.
    pub why: Text,
}
