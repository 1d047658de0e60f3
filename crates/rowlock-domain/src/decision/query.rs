//! What is asked of decisions: which hold, which to look at again.

use super::Decision;
use crate::{Date, GroupId, TeamId, Thing, Workspace};
use std::sync::Arc;

/// Decisions of a group and below it that still hold, newest first.
pub fn in_force(workspace: &Workspace, group: GroupId) -> impl Iterator<Item = &Arc<Decision>> {
    workspace.decisions.iter().rev().filter(move |d| d.superseded_by.is_none() && workspace.is_within(d.group, group))
}

/// Decisions that bind a team and still hold, newest first.
pub fn binding(workspace: &Workspace, team: TeamId) -> impl Iterator<Item = &Arc<Decision>> {
    workspace.decisions.iter().rev().filter(move |d| d.superseded_by.is_none() && d.binds.contains(&team))
}

/// Decisions about a thing, newest first.
pub fn about(workspace: &Workspace, thing: Thing) -> impl Iterator<Item = &Arc<Decision>> {
    workspace.decisions.iter().rev().filter(move |d| d.about == Some(thing))
}

impl Decision {
    /// Whether its day to be looked at again has come.
    #[must_use]
    pub fn is_due(&self, today: Date) -> bool {
        self.superseded_by.is_none() && self.review_on.is_some_and(|day| day <= today)
    }
}
