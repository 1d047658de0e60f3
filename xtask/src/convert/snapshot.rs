//! The snapshot as it comes: format `org-snapshot`, version 1. Statuses, stages and rules are as written at the source.

use anyhow::ensure;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value};

/// What a converter does not know.
pub type Rest = Map<String, Value>;

/// An organisation on one day.
#[derive(Debug, Deserialize)]
pub struct Snapshot {
    format: String,
    version: u32,
    as_of: jiff::Timestamp,
    #[serde(default)]
    pub groups: Vec<Group>,
    #[serde(default)]
    pub teams: Vec<Team>,
    #[serde(default)]
    pub people: Vec<Person>,
    #[serde(default)]
    pub memberships: Vec<Membership>,
    #[serde(default)]
    pub meetings: Vec<Meeting>,
    #[serde(default)]
    pub milestones: Vec<Milestone>,
    #[serde(default)]
    pub deliverables: Vec<Deliverable>,
    #[serde(default)]
    pub dependencies: Vec<Dependency>,
    #[serde(default)]
    pub left_out: Value,
    /// Fields that have no place in an organisation file.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Snapshot {
    /// Reads a snapshot.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let snapshot: Self = serde_json::from_str(text)?;
        ensure!(snapshot.format == "org-snapshot", "its format is “{}”", snapshot.format);
        ensure!(snapshot.version == 1, "its version is {}", snapshot.version);
        Ok(snapshot)
    }

    /// The fields of every entry that have no place in an organisation file, with the name of the list.
    pub fn rests(&self) -> Vec<(&'static str, &Rest)> {
        let mut rests = vec![("the snapshot", &self.rest)];
        rests.extend(self.groups.iter().map(|x| ("groups", &x.rest)));
        rests.extend(self.teams.iter().map(|x| ("teams", &x.rest)));
        rests.extend(self.people.iter().map(|x| ("people", &x.rest)));
        rests.extend(self.memberships.iter().map(|x| ("memberships", &x.rest)));
        rests.extend(self.meetings.iter().map(|x| ("meetings", &x.rest)));
        rests.extend(self.milestones.iter().map(|x| ("milestones", &x.rest)));
        rests.extend(self.deliverables.iter().map(|x| ("deliverables", &x.rest)));
        rests.extend(self.dependencies.iter().map(|x| ("dependencies", &x.rest)));
        rests
    }

    /// The day of the snapshot, in UTC.
    pub fn day(&self) -> Date {
        self.as_of.to_zoned(jiff::tz::TimeZone::UTC).date()
    }
}

#[derive(Debug, Deserialize)]
pub struct Group {
    pub id: String,
    pub name: String,
    pub parent: Option<String>,
    /// Fields that have no place in an organisation file.
    #[serde(flatten)]
    pub rest: Rest,
}

#[derive(Debug, Deserialize)]
pub struct Team {
    pub id: String,
    pub name: String,
    pub group: String,
    pub parent_team: Option<String>,
    pub mission: Option<String>,
    #[serde(default)]
    pub stakeholder_teams: Vec<String>,
    /// Fields that have no place in an organisation file.
    #[serde(flatten)]
    pub rest: Rest,
}

#[derive(Debug, Deserialize)]
pub struct Person {
    pub id: String,
    pub handle: String,
    /// Fields that have no place in an organisation file.
    #[serde(flatten)]
    pub rest: Rest,
}

#[derive(Debug, Deserialize)]
pub struct Membership {
    pub person: String,
    pub team: String,
    pub role: String,
    /// Fields that have no place in an organisation file.
    #[serde(flatten)]
    pub rest: Rest,
}

#[derive(Debug, Deserialize)]
pub struct Meeting {
    pub id: String,
    pub team: String,
    pub title: String,
    pub rrule: Option<String>,
    pub dtstart: Option<jiff::civil::DateTime>,
    pub tz: Option<String>,
    pub duration_minutes: Option<u32>,
    pub duration_basis: Option<String>,
    pub recurrence_basis: Option<String>,
    /// Fields that have no place in an organisation file.
    #[serde(flatten)]
    pub rest: Rest,
}

#[derive(Debug, Deserialize)]
pub struct Milestone {
    pub id: String,
    pub cycle_start: Option<Date>,
    pub enhancements_freeze: Option<Date>,
    pub code_freeze: Option<Date>,
    pub release: Option<Date>,
    /// Fields that have no place in an organisation file.
    #[serde(flatten)]
    pub rest: Rest,
}

#[derive(Debug, Deserialize)]
pub struct Deliverable {
    pub id: String,
    pub title: String,
    pub owner_team: String,
    pub status: Option<String>,
    pub target_milestone: Option<String>,
    #[serde(default)]
    pub authors: Vec<String>,
    #[serde(default)]
    pub reviewers: Vec<String>,
    #[serde(default)]
    pub approvers: Vec<String>,
    /// Fields that have no place in an organisation file.
    #[serde(flatten)]
    pub rest: Rest,
}

#[derive(Debug, Deserialize)]
pub struct Dependency {
    pub id: String,
    pub basis: String,
    pub consumer_team: String,
    pub provider_team: String,
    pub for_deliverable: Option<String>,
    pub provider_deliverable: Option<String>,
    pub needed_by: Option<Date>,
    pub promised_by: Option<Date>,
    /// Fields that have no place in an organisation file.
    #[serde(flatten)]
    pub rest: Rest,
}
