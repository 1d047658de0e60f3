//! What the engine keeps between a command and its consequences: idempotency answers, reactor positions, the outbox,
//! the organisation file applied last.

use super::{PlainChange, Record, Table, find, list};
use crate::{Store, StoreError, WorkspaceKey};
use rowlock_domain::Instant;
use serde::{Deserialize, Serialize};

/// What a command with an idempotency key was answered; written with its events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The idempotency key.
    pub idempotency_key: String,
    /// The command's first version.
    pub first: u64,
    /// The command's last version.
    pub last: u64,
    /// Of the request, so that the same key with another request is noticed.
    pub fingerprint: String,
    /// When, so that old ones can be forgotten.
    pub at: Instant,
}

impl Record for Answered {
    const TABLE: Table = Table::Answered;

    fn key(&self) -> String {
        format!("{}/{}", self.workspace, self.idempotency_key)
    }
}

impl Answered {
    /// What was answered to this key.
    pub async fn of(store: &dyn Store, workspace: WorkspaceKey, idempotency_key: &str) -> Result<Option<Self>, StoreError> {
        find(store, &format!("{workspace}/{idempotency_key}")).await
    }

    /// Every answer of a workspace, for a cache at start.
    pub async fn all(store: &dyn Store, workspace: WorkspaceKey) -> Result<Vec<Self>, StoreError> {
        list(store, &format!("{workspace}/")).await
    }
}

/// Up to which version a reactor has done its work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The reactor's name.
    pub reactor: String,
    /// The last version it has seen.
    pub version: u64,
}

impl Record for Position {
    const TABLE: Table = Table::Position;

    fn key(&self) -> String {
        format!("{}/{}", self.workspace, self.reactor)
    }
}

impl Position {
    /// A reactor's position; 0 before its first event.
    pub async fn of(store: &dyn Store, workspace: WorkspaceKey, reactor: &str) -> Result<u64, StoreError> {
        let found: Option<Self> = find(store, &format!("{workspace}/{reactor}")).await?;
        Ok(found.map_or(0, |position| position.version))
    }

    /// The change that moves it on from a version (0 = there was none), unless another server did.
    #[must_use]
    pub fn move_from(&self, version: u64) -> PlainChange {
        if version == 0 { PlainChange::insert(self) } else { PlainChange::swap(&Self { version, ..self.clone() }, self) }
    }
}

/// How far a mail has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// Still to be sent, at `next_try`.
    Waiting,
    /// Taken by the mail server.
    Sent,
    /// Given up after too many tries.
    Failed,
    /// Not sent, since its recipient may not read it any more.
    Dropped,
}

/// A mail on its way, written with the reactor's position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The reactor that wants it sent.
    pub reactor: String,
    /// The version that caused it.
    pub version: u64,
    /// Who shall get it: a person's id or an address.
    pub recipient: String,
    /// What is needed to write it, as JSON text.
    pub content: String,
    /// How far it has come.
    pub state: MailState,
    /// How often it was tried.
    pub tries: u32,
    /// Not before.
    pub next_try: Instant,
    /// What went wrong last.
    #[serde(default)]
    pub trouble: Option<String>,
}

impl Record for Mail {
    const TABLE: Table = Table::Outbox;

    fn key(&self) -> String {
        format!("{}/{}/{:020}/{}", self.workspace, self.reactor, self.version, self.recipient)
    }
}

impl Mail {
    /// The mails to be sent at this moment, oldest cause first within a workspace and reactor.
    pub async fn due(store: &dyn Store, now: Instant) -> Result<Vec<Self>, StoreError> {
        let mut mails: Vec<Self> = list(store, "").await?;
        mails.retain(|mail| mail.next_try <= now);
        Ok(mails)
    }

    /// The change by which one of several servers takes it upon itself to send this mail until a moment.
    #[must_use]
    pub fn claim(&self, until: Instant) -> PlainChange {
        PlainChange::swap(self, &Self { next_try: until, ..self.clone() })
    }

    /// The changes that note what became of it: it stays for another try, or moves to those that are done.
    #[must_use]
    pub fn settle(&self) -> Vec<PlainChange> {
        if self.state == MailState::Waiting {
            return vec![PlainChange::put(self)];
        }
        let done = PlainChange::Put(Table::OutboxDone, self.key(), super::text(self));
        vec![PlainChange::delete(self), done]
    }

    /// Mails of a workspace and reactor (of all, if it is empty) that were given up, the newest last within a reactor.
    pub async fn failed(store: &dyn Store, workspace: WorkspaceKey, reactor: &str) -> Result<Vec<Self>, StoreError> {
        let slash = if reactor.is_empty() { "" } else { "/" };
        let texts = store.scan(Table::OutboxDone, &format!("{workspace}/{reactor}{slash}")).await?;
        let mails: Result<Vec<Self>, StoreError> = texts.iter().map(|json| super::parse(json)).collect();
        Ok(mails?.into_iter().filter(|mail| mail.state == MailState::Failed).collect())
    }

    /// Mails of a workspace that were sent or given up.
    pub async fn done(store: &dyn Store, workspace: WorkspaceKey) -> Result<Vec<Self>, StoreError> {
        let texts = store.scan(Table::OutboxDone, &format!("{workspace}/")).await?;
        texts.iter().map(|json| super::parse(json)).collect()
    }
}

/// The organisation file that was applied last, with the person ids it led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedFile {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The text.
    pub text: String,
}

impl Record for AppliedFile {
    const TABLE: Table = Table::AppliedFile;

    fn key(&self) -> String {
        self.workspace.to_string()
    }
}

impl AppliedFile {
    /// The file applied last.
    pub async fn of(store: &dyn Store, workspace: WorkspaceKey) -> Result<Option<Self>, StoreError> {
        find(store, &workspace.to_string()).await
    }
}
