//! Series: recurring meetings of a group or a team. Occurrences are computed by the calendar, never stored:
//! one becomes a meeting with a number by the first event that concerns it.

mod apply;
pub mod command;
pub(crate) mod decide;
pub mod event;
pub mod query;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{Date, DateTime, GroupId, Instant, Origin, SeriesId, TeamId, Text, Title, Zone, macros::words};
use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

words! {
    /// What kind of meeting it is.
    MeetingKind {
        /// A group's short, regular coordination.
        ScrumOfScrums = "scrum_of_scrums",
        /// Product Owners and stakeholders align.
        MetaScrum = "meta_scrum",
        /// Teams look back together.
        Retrospective = "retrospective",
        /// About one thing, with only the people it needs.
        FollowUp = "follow_up",
        /// Shows in calendars only: no check-in, no agenda.
        Other = "other",
    }
}

/// Whose series it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SeriesOf {
    /// A group's.
    #[serde(rename = "group")]
    Group(GroupId),
    /// A team's own; only shows in calendars.
    #[serde(rename = "team")]
    Team(TeamId),
}

/// When a series happens: an RFC 5545 rule without DTSTART, a first local start, a time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recurrence {
    /// Such as `FREQ=WEEKLY;BYDAY=TU,TH`.
    pub rule: Arc<str>,
    /// First start, wall clock.
    pub start: DateTime,
    /// Time zone of the wall clock.
    pub zone: Zone,
}

/// A recurrence and its time box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// When.
    pub recurrence: Recurrence,
    /// Time box, 1 to 480 minutes.
    pub minutes: u32,
}

/// A recurring meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Number.
    pub id: SeriesId,
    /// Whose.
    pub of: SeriesOf,
    /// What it is called.
    pub title: Title,
    /// What kind.
    pub kind: MeetingKind,
    /// The schedule that holds from each local date on.
    pub schedules: OrdMap<Date, Schedule>,
    /// Room; may be empty.
    pub place: Text,
    /// Address of the call; may be empty.
    pub link: Text,
    /// When it was set.
    pub set_at: Instant,
    /// The first day on which it no longer happens.
    pub ended_on: Option<Date>,
    /// Where it came from.
    pub origin: Option<Origin>,
}
