//! The organisation file as its authors write it: one struct per noun, unknown fields refused.
//!
//! Every entry has an `id`, unique among entries of its noun and never shown to anyone; entries refer to each other by it.
//! What a field may hold beyond its type is in [`crate::check`]; defaults are resolved in [`crate::entry`].

mod things;
mod words;

pub use things::*;
pub use words::*;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What `format` says in every organisation file.
pub const FORMAT: &str = "rowlock-organisation";
/// The version of the format that this Rowlock reads.
pub const VERSION: u32 = 1;

/// A calendar day, such as `2026-11-26`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("format" = "date"))]
pub struct Day(pub String);

/// A wall-clock time without a zone, such as `2026-11-26T09:30`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("pattern" = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$"))]
pub struct WallClock(pub String);

impl Day {
    /// The date, if it is one.
    #[must_use]
    pub fn date(&self) -> Option<jiff::civil::Date> {
        let date: jiff::civil::Date = self.0.parse().ok()?;
        (date.to_string() == self.0).then_some(date)
    }
}

impl From<jiff::civil::Date> for Day {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date.to_string())
    }
}

impl WallClock {
    /// The local time, if it is one.
    #[must_use]
    pub fn date_time(&self) -> Option<jiff::civil::DateTime> {
        let (date, time) = self.0.split_once('T')?;
        let date = Day(date.to_owned()).date()?;
        let time: jiff::civil::Time = time.parse().ok()?;
        (matches!(self.0.len(), 16 | 19) && time.second() == 0).then(|| date.to_datetime(time))
    }
}

impl From<jiff::civil::DateTime> for WallClock {
    fn from(local: jiff::civil::DateTime) -> Self {
        Self(format!("{}T{:02}:{:02}", local.date(), local.hour(), local.minute()))
    }
}

/// An organisation as a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Address of this schema, for editors; otherwise ignored.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Always `rowlock-organisation`.
    pub format: String,
    /// Version of the format: 1.
    pub version: u32,
    /// The workspace's name.
    pub workspace: String,
    /// Time zone where nothing else says one, such as `Europe/Berlin`.
    pub time_zone: String,
    /// Groups: Scrums of Scrums, which may nest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Teams.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<Team>,
    /// People.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// Who is what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Ambassadors: who holds the seat of a team or child group in a group. Seats not named here are empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<Seat>,
    /// Recurring meetings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<Series>,
    /// Sprints given one by one; they win over a team's rhythm.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sprints: Vec<Sprint>,
    /// Product goals of groups and sprint goals of teams.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// Deliverables and backlog items that matter beyond one team.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// Progress of teams and items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub progress: Vec<Progress>,
    /// What one team needs from another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<Dependency>,
}

impl File {
    /// An empty organisation of that name.
    #[must_use]
    pub fn named(workspace: &str, time_zone: &str) -> Self {
        Self { format: FORMAT.to_owned(), version: VERSION, workspace: workspace.to_owned(), time_zone: time_zone.to_owned(), ..Self::default() }
    }
}
