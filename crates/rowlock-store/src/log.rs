//! The shapes of the log: what goes in ([`NewEvent`]), what lies there ([`Row`]), what comes out ([`StoredEvent`]).

use crate::{Hash, StoreError, Table, Timeline, WorkspaceKey};
use rowlock_domain::{Actor, Instant, PersonId, Stamp, Via};
use std::collections::BTreeMap;

/// Where a workspace's log ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The history this belongs to.
    pub timeline: Timeline,
    /// The last version; 0 while the log is empty.
    pub version: u64,
    /// The hash of that row; zeros while the log is empty.
    pub hash: Hash,
}

impl Head {
    /// The end of a log without rows.
    #[must_use]
    pub fn empty(timeline: Timeline) -> Self {
        Self { timeline, version: 0, hash: [0; 32] }
    }

    /// The head once this row is the last one.
    pub(crate) fn after(self, last: Option<&Row>) -> Self {
        last.map_or(self, |row| Self { version: row.stamp.version, hash: row.hash, ..self })
    }
}

impl std::fmt::Debug for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "version {} {} of {:?}", self.version, hex::encode(&self.hash[..4]), self.timeline)
    }
}

/// An event on its way into the log. Its version follows from its place in the append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// The last version of the command that made it.
    pub last: u64,
    /// When it is recorded; never before the event that precedes it.
    pub at: Instant,
    /// Who did it.
    pub actor: Actor,
    /// The person for whom the actor did it.
    pub on_behalf_of: Option<PersonId>,
    /// Through what.
    pub via: Via,
    /// The idempotency key of its command.
    pub key: Option<String>,
    /// What the payload is.
    pub kind: String,
    /// JSON text.
    pub payload: String,
}

/// A row as it lies in the log, salt and all. Only the store, verify, backup and restore need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Version, last, at, actor, on behalf of, via.
    pub stamp: Stamp,
    /// The idempotency key of its command.
    pub key: Option<String>,
    /// What the payload is.
    pub kind: String,
    /// JSON text; of a redacted row its replacement.
    pub payload: String,
    /// Random bytes that keep the digest from being guessed; gone once the row is redacted.
    pub salt: Option<[u8; 16]>,
    /// Of the salt and the payload as first written.
    pub digest: Hash,
    /// Of the row before, the envelope and the digest.
    pub hash: Hash,
}

/// An event as readers get it: checked against the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// Version, last, at, actor, on behalf of, via. A command is whole where `version == last`.
    pub stamp: Stamp,
    /// The idempotency key of its command.
    pub key: Option<String>,
    /// What the payload is.
    pub kind: String,
    /// JSON text.
    pub payload: String,
    /// The row's hash.
    pub hash: Hash,
}

/// Consecutive rows with what is needed to check them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// The hash of the row before the first; zeros at the start of the log.
    pub before: Hash,
    /// Rows in order.
    pub rows: Vec<Row>,
    /// Where the log ends, or must end if it is damaged.
    pub head: Head,
}

/// A text to be taken out of the log for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// The row that holds it.
    pub version: u64,
    /// The payload that stands there from now on.
    pub replacement: String,
}

/// A workspace as the store knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Its identity.
    pub key: WorkspaceKey,
    /// The first part of its addresses. `lost-…` if only the head file still knows it.
    pub slug: String,
    /// Where its log ends, or must end if it is damaged.
    pub head: Head,
    /// Set when its log is not what was acknowledged; then it takes no appends.
    pub damage: Option<Damage>,
}

/// What is wrong with a workspace's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The first bad or missing version.
    pub version: u64,
    /// What is wrong with it, as a sentence.
    pub why: String,
}

impl Damage {
    pub(crate) fn refusal(&self, workspace: WorkspaceKey) -> StoreError {
        StoreError::damaged(workspace, self.version, self.why.clone())
    }
}

/// Where a workspace stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where its log ends.
    pub head: Head,
    /// Counts the changes of its profiles.
    pub profiles: u64,
}

/// What a server that shares its database asks before it answers from memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Where the workspaces asked about stand; those that do not exist are not here.
    pub places: BTreeMap<WorkspaceKey, Place>,
    /// Counts the changes of other records that servers keep in memory (see [`Table::is_kept_in_memory`]).
    pub generation: u64,
}

/// What whoever decided an append had seen beside the log's version: nothing is appended if any of it is newer by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The history.
    pub timeline: Timeline,
    /// The newest profiles that were seen ([`Place::profiles`]).
    pub profiles: u64,
    /// The newest of the other records that servers keep in memory ([`Standing::generation`]).
    pub generation: u64,
}

/// Everything but the logs' rows, as it stands at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stock {
    /// Every workspace.
    pub workspaces: Vec<Workspace>,
    /// Every plain record: table, key, text.
    pub records: Vec<(Table, String, String)>,
}
