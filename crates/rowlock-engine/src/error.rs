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
    /// Applying an event failed inside: a defect of ours. The workspace is out of service, its log is unharmed.
    #[error("the workspace “{slug}” is stopped: version {version} could not be applied, which is a defect of Rowlock; the log is unharmed")]
    Broken {
        /// The workspace.
        slug: String,
        /// The event.
        version: u64,
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

impl EngineError {
    /// Whether it stands in the workspace itself, so that trying the same again does not help.
    pub(crate) fn stops_workspace(&self) -> bool {
        matches!(self, Self::Unreadable { .. } | Self::Broken { .. } | Self::Store(StoreError::Damaged { .. }))
    }
}
