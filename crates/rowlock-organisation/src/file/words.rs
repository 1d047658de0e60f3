//! The small closed sets of words of an organisation file. They are the domain's words, written as the log writes them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// Monday.
    Mo,
    /// Tuesday.
    Tu,
    /// Wednesday.
    We,
    /// Thursday.
    Th,
    /// Friday.
    Fr,
    /// Saturday.
    Sa,
    /// Sunday.
    Su,
}

/// What a person is, in a team, a group or the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoleWord {
    /// Of a team, or of a group's MetaScrum.
    ProductOwner,
    /// Of a team.
    ScrumMaster,
    /// Of a team.
    Developer,
    /// Of a team or group: reads.
    Stakeholder,
    /// Of a group: leads the Scrum of Scrums.
    Master,
    /// Of a group: leads it in the Master's place.
    Deputy,
    /// Of a group: leads its MetaScrum.
    ChiefProductOwner,
    /// Of the workspace: people, roles, settings.
    Administrator,
}

impl RoleWord {
    /// Whether a team has it.
    #[must_use]
    pub fn is_of_teams(self) -> bool {
        matches!(self, Self::ProductOwner | Self::ScrumMaster | Self::Developer | Self::Stakeholder)
    }

    /// Whether a group has it.
    #[must_use]
    pub fn is_of_groups(self) -> bool {
        matches!(self, Self::Master | Self::Deputy | Self::ChiefProductOwner | Self::ProductOwner | Self::Stakeholder)
    }
}

/// What kind of meeting recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeriesKind {
    /// A group's short, regular coordination.
    ScrumOfScrums,
    /// Product Owners and stakeholders align.
    MetaScrum,
    /// Teams look back together.
    Retrospective,
    /// Shows in calendars only.
    Other,
}

/// Where a goal stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoalState {
    /// Worked for.
    #[default]
    Set,
    /// Reached.
    Met,
    /// Not reached in time.
    Missed,
    /// Given up.
    Dropped,
}

/// Where an item stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// Not begun.
    #[default]
    Open,
    /// Being worked on.
    InProgress,
    /// Finished.
    Done,
    /// Will not be done.
    Dropped,
}

/// Where the handshake of a dependency stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DependencyState {
    /// The consumer asked.
    Requested,
    /// The provider promised a date.
    Promised,
    /// The provider says it is there.
    Delivered,
    /// The consumer says it works there.
    Accepted,
    /// The provider said no.
    Declined,
    /// The consumer no longer needs it.
    Withdrawn,
}
