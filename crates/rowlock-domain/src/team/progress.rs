//! What a team's reports add up to, and what it said about them.

use super::{Progress, Team};
use crate::{Date, Instant, PersonId, time::plus_days};

/// What was finished between two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finished {
    /// The first day it may have been finished on.
    pub from: Date,
    /// The day of the report.
    pub until: Date,
    /// Small stories.
    pub stories: u32,
}

/// What somebody said of a report: that it was a clean-up, or that it was work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who said so.
    pub by: Option<PersonId>,
    /// When it was said.
    pub at: Instant,
}

/// What a team thinks it finishes in a week: an opinion, for as long as too little is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// The fewest small stories.
    pub fewest: u32,
    /// The most.
    pub most: u32,
    /// Who said so.
    pub by: Option<PersonId>,
    /// When it was said.
    pub at: Instant,
}

impl Team {
    /// What was finished from report to report, oldest first.
    #[must_use]
    pub fn finished(&self) -> Vec<Finished> {
        let mut found = Vec::new();
        let mut before: Option<(Date, Progress)> = None;
        for (on, progress) in &self.progress {
            let same = before.filter(|(_, last)| last.sprint == progress.sprint);
            let (from, done) = same.map_or((progress.sprint, 0), |(day, last)| (plus_days(day, 1), last.done));
            found.push(Finished { from: from.min(*on), until: *on, stories: progress.done.saturating_sub(done) });
            before = Some((*on, *progress));
        }
        found
    }
}
