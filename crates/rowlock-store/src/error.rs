//! What can go wrong in a store, told so that the caller can act: retry, refuse, report, or end the process.

use crate::{Head, Table, WorkspaceKey};
use std::path::PathBuf;

/// Why a store did not do what was asked. Unless it says otherwise, nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Somebody appended first: catch up to `head` and decide again.
    #[error("the log has moved on to version {}; read up to it and try again", head.version)]
    Conflict {
        /// Where the log stands now.
        head: Head,
    },
    /// The log stands where it must, but something beside it is newer than what the caller had seen.
    #[error("somebody changed meanwhile what this was decided upon; look at what stands there and try again")]
    Outdated,
    /// A plain record that must be new exists already.
    #[error("there is already an entry “{key}” in {}", table.name())]
    Taken {
        /// The table.
        table: Table,
        /// The key that is taken.
        key: String,
    },
    /// A plain record that must exist does not, for example a link that was used already.
    #[error("there is no entry “{key}” in {} any more", table.name())]
    Missing {
        /// The table.
        table: Table,
        /// The key that is missing.
        key: String,
    },
    /// Another workspace has this slug.
    #[error("a workspace “{0}” exists already; choose another name for the new one")]
    SlugTaken(String),
    /// There is no such workspace.
    #[error("there is no workspace {0} in this database")]
    UnknownWorkspace(WorkspaceKey),
    /// The workspace's log is not what was once acknowledged.
    #[error("the log of workspace {workspace} is damaged at version {version}: {why}")]
    Damaged {
        /// The workspace.
        workspace: WorkspaceKey,
        /// The first bad or missing version.
        version: u64,
        /// What is wrong with it.
        why: String,
    },
    /// No room is left on the disk.
    #[error("the disk is full; nothing was saved. Make room and try again")]
    Full,
    /// The database cannot be reached or does not answer in time.
    #[error("the database cannot be reached: {0}")]
    Away(String),
    /// The connection broke before the answer came, and nobody could be asked what became of it.
    #[error(
        "the connection to the database broke before it answered, so nobody knows yet whether this was saved: {0}. \
         Look at the page again, or send the same form again: it is saved once at most"
    )]
    Unknown(String),
    /// It is not known what is on the disk: the process must end and start again.
    #[error("the database failed and this process must not go on: {0}")]
    Fatal(String),
    /// The caller handed over something that cannot be a row of the log.
    #[error("this cannot be stored: {0}")]
    Malformed(String),
    /// Another process holds the data directory.
    #[error("{} is in use by another Rowlock process{}", dir.display(), by(*.holder))]
    Locked {
        /// The data directory.
        dir: PathBuf,
        /// The process that holds it, where it could be read.
        holder: Option<u32>,
    },
    /// The file was written by a newer Rowlock.
    #[error(
        "{} was written by a newer Rowlock (format {found}, this one knows up to {known}); \
         it was left untouched. Use that newer version",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format known here.
        known: u32,
    },
    /// A file could not be opened, read or written outside a commit.
    #[error("{what}: {why}")]
    Io {
        /// What was tried.
        what: String,
        /// What the system said.
        why: String,
    },
}

impl StoreError {
    pub(crate) fn io(what: impl Into<String>, why: &impl ToString) -> Self {
        Self::Io { what: what.into(), why: why.to_string() }
    }

    pub(crate) fn damaged(workspace: WorkspaceKey, version: u64, why: impl Into<String>) -> Self {
        Self::Damaged { workspace, version, why: why.into() }
    }
}

fn by(holder: Option<u32>) -> String {
    holder.map_or_else(String::new, |pid| format!(" (process {pid})"))
}
