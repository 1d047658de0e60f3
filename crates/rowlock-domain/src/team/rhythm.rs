//! Sprints: by a team's rhythm, or given by hand. Pure date arithmetic; sprints are never events by themselves.

use super::Team;
use crate::{
    Date, Title,
    time::{days_between, plus_days},
};
use serde::{Deserialize, Serialize};

/// Sprints of equal length, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rhythm {
    /// First day of a sprint (any one of them).
    pub start: Date,
    /// Length in weeks, 1 to 8.
    pub weeks: u8,
    /// The number of the sprint that begins at `start`.
    pub number: u32,
}

/// One sprint of a team.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sprint {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// "Sprint 23", or the name given to it.
    pub name: Title,
}

impl Sprint {
    /// Calendar days left after `today`, today counted; 0 when it is over.
    #[must_use]
    pub fn days_left(&self, today: Date) -> i64 {
        (days_between(today, self.end) + 1).max(0)
    }
}

impl Rhythm {
    /// The sprint that holds the date; `None` before the first numbered sprint.
    #[must_use]
    pub fn sprint_on(&self, date: Date) -> Option<Sprint> {
        let length = i64::from(self.weeks.max(1)) * 7;
        let index = days_between(self.start, date).div_euclid(length);
        let number = i64::from(self.number) + index;
        if number < 1 {
            return None;
        }
        let start = plus_days(self.start, index * length);
        let name = Title::new(&format!("Sprint {number}")).unwrap_or_default();
        Some(Sprint { start, end: plus_days(start, length - 1), name })
    }
}

impl Team {
    /// The rhythm that holds on the date.
    #[must_use]
    pub fn rhythm_on(&self, date: Date) -> Option<Rhythm> {
        self.rhythms.range(..=date).next_back().and_then(|(_, rhythm)| *rhythm)
    }

    /// The sprint that holds the date: a given one, else the rhythm's.
    #[must_use]
    pub fn sprint_on(&self, date: Date) -> Option<Sprint> {
        let given = self.sprints.range(..=date).next_back().map(|(_, sprint)| sprint);
        match given {
            Some(sprint) if sprint.end >= date => Some(sprint.clone()),
            _ => self.rhythm_on(date).and_then(|rhythm| rhythm.sprint_on(date)),
        }
    }
}
