//! What the operator can ask for, as it travels to the server.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// One command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Bring a workspace to an organisation file.
    Apply(Apply),
    /// Count what stands.
    Status {
        /// Which workspace; none = the only one.
        workspace: Option<String>,
    },
    /// Write the events as JSON lines.
    Export {
        /// Which workspace; none = the only one.
        workspace: Option<String>,
    },
    /// Write the minutes of a meeting as Markdown.
    Minutes {
        /// Which workspace; none = the only one.
        workspace: Option<String>,
        /// `M-9`, or the date on which it began.
        meeting: String,
    },
    /// Walk every log.
    Verify,
    /// Write everything to a file.
    Backup {
        /// Where, as whoever holds the database sees it.
        path: PathBuf,
    },
    /// Look at a seat before its check-in is asked for on a terminal.
    Seat(Seat),
    /// Let a person sign in.
    CreateUser {
        /// Which workspace; none = the only one.
        workspace: Option<String>,
        /// Handle, mail address or full name.
        person: String,
        /// To sign in with.
        mail: String,
        /// Whether the person administers the workspace as well.
        administrator: bool,
    },
    /// Make a link for a new password.
    ResetLink {
        /// The account's mail address.
        mail: String,
    },
    /// Check in for a team.
    CheckIn(Box<CheckIn>),
}

/// An organisation file to be applied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Apply {
    /// The file's text.
    pub text: String,
    /// The workspace's address.
    pub workspace: String,
    /// The file's values win over what people changed here.
    pub overwrite: bool,
    /// What left the file is archived.
    pub prune: bool,
    /// Change nothing.
    pub dry_run: bool,
}

/// Whose seat.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Which workspace; none = the only one.
    pub workspace: Option<String>,
    /// The team: code or name.
    pub team: String,
    /// On behalf of whom: the person's handle.
    pub handle: String,
}

/// An ambassador's check-in, as it was written. A list that is empty leaves what an earlier check-in said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CheckIn {
    /// Whose.
    pub seat: Seat,
    /// Done since last time.
    pub done: Vec<String>,
    /// Planned last time and dropped.
    pub dropped: Vec<String>,
    /// What comes next.
    pub next: Vec<String>,
    /// Obstacles that the team solves itself.
    pub obstacles: Vec<String>,
    /// `TEXT@TEAM`: what slows the team, and of whom help is asked.
    pub needs: Vec<String>,
    /// `TEXT@TEAM`: what stops the team.
    pub stops: Vec<String>,
    /// `DEP-7=DATE [REASON]`.
    pub promises: Vec<String>,
    /// `DEP-7[=NOTE]`.
    pub delivered: Vec<String>,
    /// `DEP-7`.
    pub accepted: Vec<String>,
    /// `TEXT@TEAM[=DATE]`: something new asked of another team.
    pub asks: Vec<String>,
    /// Anything others should know.
    pub others: Option<String>,
    /// How sure of the sprint goal.
    pub confidence: Option<u8>,
    /// Why it fell.
    pub because: Option<String>,
    /// A line by the Product Owner.
    pub product_owner: Option<String>,
    /// Idempotency key.
    pub key: Option<String>,
}

impl CheckIn {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let seat = self.seat.clone();
        *self == Self { seat, key: self.key.clone(), ..Self::default() }
    }
}
