//! The plain tables: server state that is not replayed (accounts, sessions, drafts, outbox, …).
//!
//! Every store keeps them as tables of (key, JSON text), so a store implements five operations and the typed
//! records here are written once. Keys are made of parts without `/`, save the last one; a key that begins with a
//! workspace can be listed by it. Uniqueness is a record of its own whose key is the unique thing.

mod access;
mod ballot;
mod counted;
mod erasure;
mod people;
mod removal;
mod servers;
mod work;

pub use access::{Account, Link, LinkKind, Session, Setting};
pub use ballot::{Ballot, Urn, VoterMark};
pub(crate) use counted::Counted;
pub use erasure::{erasure, without_words};
pub use people::{Binding, Draft, LastLooked, Preference, Profile};
pub use removal::{clearing, parting};
pub use servers::{FreshLink, Waking};
pub use work::{Answered, AppliedFile, Mail, MailState, Position};

use crate::{Store, StoreError};
use serde::{Serialize, de::DeserializeOwned};

macro_rules! tables {
    ($($(#[$meta:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// The plain tables.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table { $($(#[$meta])* $variant),* }

        impl Table {
            /// Every table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in the database and in backups.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The table of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

tables! {
    /// [`Account`] by id.
    Account = "account",
    /// Account id by mail address.
    AccountMail = "account_mail",
    /// [`Answered`] by workspace and idempotency key.
    Answered = "answered",
    /// [`AppliedFile`] by workspace.
    AppliedFile = "applied_file",
    /// [`Ballot`] by workspace, meeting and random id.
    Ballot = "ballot",
    /// [`Binding`] by account and workspace.
    Binding = "binding",
    /// Account id by workspace and person.
    BoundPerson = "bound_person",
    /// [`Draft`] by workspace, person and form.
    Draft = "draft",
    /// [`FreshLink`] by workspace, maker and invited person.
    FreshLink = "fresh_link",
    /// Person by workspace and handle.
    Handle = "handle",
    /// [`LastLooked`] by workspace and person.
    LastLooked = "last_looked",
    /// [`Link`] by the hash of its token.
    Link = "link",
    /// [`Mail`] still to be sent, by workspace, reactor, version, recipient.
    Outbox = "outbox",
    /// [`Mail`] sent or given up, by the same key.
    OutboxDone = "outbox_done",
    /// [`Position`] by workspace and reactor.
    Position = "position",
    /// [`Preference`] by workspace and person.
    Preference = "preference",
    /// [`Profile`] by workspace and person.
    Profile = "profile",
    /// [`Session`] by the hash of its token.
    Session = "session",
    /// [`Setting`] by name.
    Setting = "setting",
    /// [`Urn`] by workspace and meeting.
    Urn = "urn",
    /// [`VoterMark`] by workspace, meeting and person.
    VoterMark = "voter_mark",
    /// [`Waking`] by workspace.
    Waking = "waking",
}

impl Table {
    /// Whether servers keep records of this table in memory, so that a change must reach all of them at once.
    /// Profiles are kept too, but counted by workspace: [`Place::profiles`](crate::Place::profiles).
    #[must_use]
    pub fn is_kept_in_memory(self) -> bool {
        matches!(self, Self::Account | Self::Binding | Self::BoundPerson | Self::Preference | Self::Session | Self::Setting)
    }
}

/// One change of a plain table. Several together happen all or none, alone or with events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlainChange {
    /// A record that must be new, else [`StoreError::Taken`].
    Insert(Table, String, String),
    /// A record, new or in place of the old one.
    Put(Table, String, String),
    /// Puts the second text in the place of the first; if another one stands there, [`StoreError::Missing`]: how one of
    /// several servers takes a turn.
    Swap(Table, String, String, String),
    /// Removes a record that must be there, else [`StoreError::Missing`]: how a link is used once.
    Take(Table, String),
    /// Removes a record if it is there.
    Delete(Table, String),
    /// Removes every record whose key begins so.
    Clear(Table, String),
}

impl PlainChange {
    /// The table, and the key or its beginning.
    #[must_use]
    pub fn place(&self) -> (Table, &str) {
        match self {
            Self::Insert(table, key, _)
            | Self::Put(table, key, _)
            | Self::Swap(table, key, ..)
            | Self::Take(table, key)
            | Self::Delete(table, key)
            | Self::Clear(table, key) => (*table, key),
        }
    }

    /// Inserts a record that must be new.
    #[must_use]
    pub fn insert<R: Record>(record: &R) -> Self {
        Self::Insert(R::TABLE, record.key(), text(record))
    }

    /// Writes a record, new or in place of the old one.
    #[must_use]
    pub fn put<R: Record>(record: &R) -> Self {
        Self::Put(R::TABLE, record.key(), text(record))
    }

    /// Writes a record in the place of one that must still be as it was.
    #[must_use]
    pub fn swap<R: Record>(old: &R, new: &R) -> Self {
        Self::Swap(R::TABLE, old.key(), text(old), text(new))
    }

    /// Removes a record that must still be there.
    #[must_use]
    pub fn take<R: Record>(record: &R) -> Self {
        Self::Take(R::TABLE, record.key())
    }

    /// Removes a record if it is there.
    #[must_use]
    pub fn delete<R: Record>(record: &R) -> Self {
        Self::Delete(R::TABLE, record.key())
    }
}

/// A typed record of a plain table.
pub trait Record: Serialize + DeserializeOwned + Send {
    /// Where it lies.
    const TABLE: Table;

    /// Its key there.
    fn key(&self) -> String;
}

/// The record under a key.
pub async fn find<R: Record>(store: &dyn Store, key: &str) -> Result<Option<R>, StoreError> {
    store.get(R::TABLE, key).await?.map(|json| parse(&json)).transpose()
}

/// The records whose key begins so, by key.
pub async fn list<R: Record>(store: &dyn Store, prefix: &str) -> Result<Vec<R>, StoreError> {
    store.scan(R::TABLE, prefix).await?.iter().map(|json| parse(json)).collect()
}

fn parse<R: Record>(json: &str) -> Result<R, StoreError> {
    serde_json::from_str(json).map_err(|e| StoreError::io(format!("a record of {} cannot be read", R::TABLE.name()), &e))
}

fn text<R: Record>(record: &R) -> String {
    serde_json::to_string(record).expect("records are plain maps of words and numbers")
}
