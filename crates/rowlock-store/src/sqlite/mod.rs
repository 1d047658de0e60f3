//! The log in one SQLite file: `data/rowlock.db`, with `data/heads` and `data/lock` beside it.
//!
//! All work is done by one thread that owns the only connection; nothing else in the process ever opens the
//! database file, since closing a second handle would drop SQLite's lock in silence. Any I/O error at commit or
//! checkpoint is fatal: the store refuses everything from then on and says so through [`Store::failed`].

mod append;
mod open;
mod query;
mod records;
mod schema;
mod thread;
mod upkeep;

use crate::head_file::HeadFile;
use crate::store::{Answer, Store};
use crate::{Head, Lock, NewEvent, PlainChange, Redaction, Row, Seen, Slice, Stock, StoreError, Table, Workspace, WorkspaceKey};
use rowlock_domain::{Instant, PersonId};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use thread::Worker;

/// What may differ between servers and tests.
#[derive(Clone, Copy, Debug)]
pub struct SqliteSettings {
    /// From so many pages in the WAL on, it is written back when nothing waits; at four times as many, in any case.
    pub checkpoint_pages: u64,
    /// What the database may grow to; beyond it, it answers like a full disk.
    pub most_bytes: Option<u64>,
}

impl Default for SqliteSettings {
    fn default() -> Self {
        Self { checkpoint_pages: 1_000, most_bytes: None }
    }
}

/// The log in one SQLite file.
pub struct Sqlite {
    worker: Worker,
}

/// What the store's thread owns.
struct Database {
    dir: PathBuf,
    connection: Connection,
    heads: HeadFile,
    workspaces: BTreeMap<WorkspaceKey, Workspace>,
    upkeep: upkeep::Upkeep,
    _lock: Lock,
}

impl Sqlite {
    /// Opens the data directory, which is made if it is missing, and holds it until dropped.
    /// Damaged workspaces do not keep the others from opening: see [`Store::workspaces`].
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Self::open_with(dir, SqliteSettings::default())
    }

    /// Opens the data directory with settings.
    pub fn open_with(dir: &Path, settings: SqliteSettings) -> Result<Self, StoreError> {
        let database = open::open(dir, settings)?;
        Ok(Self { worker: Worker::start(database)? })
    }
}

impl Store for Sqlite {
    fn workspaces(&self) -> Answer<'_, Vec<Workspace>> {
        self.worker.ask(|db| Ok(db.workspaces.values().cloned().collect()))
    }

    fn create_workspace(&self, slug: &str) -> Answer<'_, WorkspaceKey> {
        let slug = slug.to_owned();
        let key = WorkspaceKey::random();
        self.worker.ask(move |db| db.create_workspace(key, &slug).map(|()| key))
    }

    fn heads(&self) -> Answer<'_, BTreeMap<WorkspaceKey, Head>> {
        self.worker.ask(|db| Ok(db.workspaces.iter().map(|(key, at)| (*key, at.head)).collect()))
    }

    fn append_if(&self, workspace: WorkspaceKey, expected: u64, events: Vec<NewEvent>, plain: Vec<PlainChange>, _: Option<Seen>) -> Answer<'_, Head> {
        self.worker.ask(move |db| db.append(workspace, expected, events, plain))
    }

    fn redact(&self, workspace: WorkspaceKey, expected: u64, redaction: Redaction, event: NewEvent) -> Answer<'_, Head> {
        self.worker.ask(move |db| db.redact(workspace, expected, redaction, event))
    }

    fn slice(&self, workspace: WorkspaceKey, after: u64, limit: usize) -> Answer<'_, Slice> {
        self.worker.ask(move |db| db.slice(workspace, after, limit))
    }

    fn change(&self, plain: Vec<PlainChange>) -> Answer<'_, ()> {
        self.worker.ask(move |db| db.change(plain))
    }

    fn erase(&self, workspace: WorkspaceKey, person: PersonId, at: Instant, plain: Vec<PlainChange>) -> Answer<'_, ()> {
        self.worker.ask(move |db| db.erase(workspace, person, at, plain))
    }

    fn get(&self, table: Table, key: &str) -> Answer<'_, Option<String>> {
        let key = key.to_owned();
        self.worker.ask(move |db| db.get(table, &key))
    }

    fn scan(&self, table: Table, prefix: &str) -> Answer<'_, Vec<String>> {
        let prefix = prefix.to_owned();
        self.worker.ask(move |db| db.scan(table, &prefix))
    }

    fn stock(&self) -> Answer<'_, Stock> {
        self.worker.ask(|db| Ok(Stock { workspaces: db.workspaces.values().cloned().collect(), records: db.records()? }))
    }

    fn replant(&self, workspace: WorkspaceKey, slug: &str, rows: Vec<Row>) -> Answer<'_, Head> {
        let slug = slug.to_owned();
        self.worker.ask(move |db| db.replant(workspace, &slug, &rows))
    }

    fn cut(&self, workspace: WorkspaceKey, version: u64, plain: Vec<PlainChange>) -> Answer<'_, Head> {
        self.worker.ask(move |db| db.cut(workspace, version, plain))
    }

    fn failed(&self) -> Pin<Box<dyn Future<Output = String> + Send + '_>> {
        Box::pin(self.worker.failed())
    }

    fn stop(&self) -> Answer<'_, ()> {
        self.worker.stop()
    }
}
