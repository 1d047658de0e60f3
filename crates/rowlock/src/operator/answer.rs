//! What comes back: steps while it runs, then a reply or a failure.

use super::checkin::view::SeatView;
use rowlock_engine::{EngineError, SubmitError, plain::StoreError};
use rowlock_organisation::Problem;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

/// How far a command is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Steps done.
    pub done: u64,
    /// Steps in all.
    pub of: u64,
    /// What happens now.
    pub what: String,
}

/// What a command answers when it is done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// A file was applied, or would be.
    Applied {
        /// The workspace's address.
        workspace: String,
        /// Its version now.
        version: u64,
        /// Whether the file changes anything.
        changes: bool,
        /// The plan, like a diff.
        plan: String,
        /// The same, counted.
        counts: Value,
    },
    /// What stands.
    Status(Status),
    /// Everything was printed.
    Printed,
    /// One sentence.
    Said(String),
    /// A link that works once.
    Link {
        /// Its path.
        path: String,
        /// The address that people use, if a server has noted it.
        address: Option<String>,
    },
    /// Every log was walked.
    Verified {
        /// What was found.
        workspaces: Vec<Verified>,
    },
    /// A backup stands.
    BackedUp {
        /// Slug and version of each log.
        workspaces: Vec<(String, u64)>,
        /// How many records beside them.
        records: usize,
    },
    /// A seat as it stands before its check-in.
    Seat(Box<SeatView>),
    /// A check-in was given or amended.
    CheckedIn {
        /// The workspace's address.
        workspace: String,
        /// The version after it.
        version: u64,
        /// Whether the key had been answered before.
        replayed: bool,
        /// What happened, by name.
        events: Vec<String>,
    },
}

/// What stands in a workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Status {
    /// Its address.
    pub workspace: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: u64,
    /// The hash of the last event.
    pub head: String,
    /// What stands, counted.
    pub counts: Value,
    /// Mails that no mail server took.
    #[serde(default)]
    pub mails_given_up: usize,
}

/// One log that was walked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// The workspace's address.
    pub workspace: String,
    /// Up to where it is sound; the last version if all of it is.
    pub version: u64,
    /// The hash of the last event, if all is sound.
    pub head: Option<String>,
    /// The first bad version.
    pub bad_version: Option<u64>,
    /// What is wrong with it.
    pub why: Option<String>,
}

/// One thing wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemLine {
    /// Line, from 1; 0 = not known.
    pub line: u64,
    /// Column, from 1; 0 = not known.
    pub column: u64,
    /// The field, such as `teams[3].code`.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Why a command did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What happened, why, what to do.
    pub sentence: String,
    /// What is wrong in the file, if it was about one.
    pub problems: Vec<ProblemLine>,
    /// The exit code: 2 for what was written wrongly, 1 for the rest.
    pub code: u8,
}

impl Failure {
    /// It could not be done.
    pub fn new(sentence: impl fmt::Display) -> Self {
        Self { sentence: sentence.to_string(), problems: Vec::new(), code: 1 }
    }

    /// What was asked is written wrongly.
    pub fn usage(sentence: impl fmt::Display) -> Self {
        Self { code: 2, ..Self::new(sentence) }
    }

    /// The file has problems.
    pub fn problems(problems: Vec<Problem>) -> Self {
        let line = |problem: Problem| {
            let Problem { line, column, field, message } = problem;
            ProblemLine { line, column, field, message }
        };
        let sentence = "The file cannot be applied; nothing was changed.".to_owned();
        Self { sentence, problems: problems.into_iter().map(line).collect(), code: 2 }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Failure {}

/// What stands against a workspace's log, with its address in the place of the key.
pub fn told_of(error: &StoreError, slug: &str) -> String {
    match error {
        StoreError::Damaged { version, why, .. } => format!("the log of {slug} is damaged at version {version}: {why}"),
        other => other.to_string(),
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Away(_) => Self::new(format!(
                "{error}. Is PostgreSQL running there, and may it be reached from here? Start it, or correct the address, then give the command again."
            )),
            other => Self::new(other),
        }
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        match error {
            EngineError::Store(error) => error.into(),
            other => Self::new(other),
        }
    }
}

impl From<SubmitError> for Failure {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::Engine(error) => error.into(),
            other => Self::new(other),
        }
    }
}
