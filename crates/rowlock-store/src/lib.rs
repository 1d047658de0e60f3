//! The log: append-only, chained, durable; and the plain tables beside it.
//!
//! [`Store`] is the one small trait behind which SQLite ([`Sqlite`]), PostgreSQL ([`Postgres`]) and memory ([`Memory`]) stand.
//! An append commits its events and its plain changes, both or neither, and
//! what it answered survives a crash the next instant.
//!
//! Not here: what an event means (`rowlock-domain`; the store sees a `kind` and a `payload`), who waits
//! for whom and group commit (`rowlock-engine`).

mod backup;
mod backup_file;
mod chain;
mod copy;
mod error;
mod head_file;
mod key;
mod lock;
mod log;
mod lookout;
mod memory;
mod plain;
mod postgres;
mod records;
mod redactions;
mod repair;
mod restore;
mod sqlite;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod verify;

pub use backup::{BackupReport, backup, export};
pub use chain::{Hash, REDACTED_KIND, digest, replacement_digest};
pub use copy::{CopyReport, copy};
pub use error::StoreError;
pub use key::{AccountId, Timeline, WorkspaceKey};
pub use lock::Lock;
pub use log::{Damage, Head, NewEvent, Place, Redaction, Row, Seen, Slice, Standing, Stock, StoredEvent, Workspace};
pub use memory::{Fault, Memory};
pub use plain::{
    Account, Answered, AppliedFile, Ballot, Binding, Draft, FreshLink, LastLooked, Link, LinkKind, Mail, MailState, PlainChange, Position,
    Preference, Profile, Record, Session, Setting, Table, Urn, VoterMark, Waking, clearing, erasure, find, list, parting, without_words,
};
pub use postgres::{Postgres, PostgresSettings};
pub use redactions::carry;
pub use repair::{RepairReport, is_unfinished, repair, sound_end};
pub use restore::{RestoreReport, check_backup, restore};
pub use sqlite::{Sqlite, SqliteSettings};
pub use store::{Answer, SLICE, Store};
pub use verify::verify;
