//! What can go wrong beneath a command, told once at the edge.

use rowlock_domain::event::DecodeError;
use rowlock_store::StoreError;

/// Why the engine could not do its work.
#[derive(Clone, Debug, thiserror::Error)]
pub enum EngineError {
    /// The store said no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An event that this version cannot read: the workspace is out of service here, nothing is skipped.
    #[error("the workspace “{slug}” cannot be loaded: version {version}: {why}")]
    Unreadable {
        /// The workspace.
        slug: String,
        /// The event.
        version: u64,
        /// What is wrong.
        why: DecodeError,
    },
    /// No workspace has that name.
    #[error("there is no workspace “{0}” here")]
    NoWorkspace(String),
    /// A name that cannot be part of an address.
    #[error("“{0}” cannot be a workspace's address: use 2 to 40 small letters, digits and single dashes")]
    BadSlug(String),
    /// The workspace was stopped, by an error or by the end of the process.
    #[error("this workspace is stopped: {0}")]
    Stopped(String),
}
