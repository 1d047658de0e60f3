//! A checker for histories of a version-numbered log: what clients asked and were answered, held against the log at the end.
//!
//! Since versions say the order, no search is needed: each deed has one place in the log, and the history is linearizable (Herlihy
//! and Wing, 1990) if and only if no deed has a later place than one that began after it had ended. Streams must name every version they
//! pass. Pure: no clock, no network. Who records histories: the simulation (`rowlock-engine`'s tests) and `cargo xtask faults`.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod check;

pub use check::{Anomaly, check};

/// A moment on one clock that all clients share, in any unit.
pub type Moment = u64;

/// Names one command: its idempotency key.
pub type Key = String;

/// What a client asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Append one command, if the log stands at `expected` (when the client says so).
    Append {
        /// The command.
        key: Key,
        /// The version that the client believes to be the last one.
        expected: Option<u64>,
    },
    /// Read the log.
    Read,
}

/// What it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Appended; the command's last version.
    Appended(u64),
    /// Not appended, since the log stands at this version.
    Conflict(u64),
    /// Not appended for another reason.
    Refused,
    /// The log up to a version: its keys in order, if the client looked at them.
    Read(u64, Option<Vec<Key>>),
    /// Nothing came, or nobody knows.
    Unknown,
}

/// One request of one client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// When it was sent.
    pub began: Moment,
    /// When its answer came; of an unknown one, when the client gave up.
    pub ended: Moment,
    /// What was asked.
    pub asked: Asked,
    /// What was answered.
    pub answer: Answer,
}

/// One notice of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// When it came.
    pub at: Moment,
    /// The version it brings the page to.
    pub version: u64,
    /// The commands it names since the notice before; none = "look at everything".
    pub names: Option<Vec<Key>>,
}

/// What one open page was told, from the version that it showed at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stream {
    /// The version that the page showed at first.
    pub from: u64,
    /// In the order in which they came, over all reconnections.
    pub notices: Vec<Notice>,
}

/// Everything that was seen, and the log at the end: each command's last version and key, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// What clients did.
    pub deeds: Vec<Deed>,
    /// What streams said.
    pub streams: Vec<Stream>,
    /// The log at the end.
    pub log: Vec<(u64, Key)>,
}
