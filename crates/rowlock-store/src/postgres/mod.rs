//! The log in PostgreSQL (15 and newer), which several servers may share.
//!
//! Every request runs in a task of its own, so that it happens even if nobody waits for the answer. An append is one
//! statement that moves the head row from the expected version and inserts the events, or one transaction that begins
//! with it; a broken connection is resolved by sending the very same rows again: their hashes tell whether they stand
//! there already. No lock or transaction ever waits for the application.
//!
//! Not here: following other servers (`rowlock-engine`).

mod append;
mod connect;
mod cut;
mod line;
mod pool;
mod query;
mod records;
mod schema;
mod trouble;

use crate::lookout::soon;
use crate::store::{Answer, Store};
use crate::{
    Head, NewEvent, PlainChange, Redaction, Row, Seen, Slice, Standing, Stock, StoreError, StoredEvent, Table, Workspace, WorkspaceKey, chain,
    redactions,
};
use append::Also;
pub use connect::PostgresSettings;
use pool::Pool;
use rowlock_domain::{Instant, PersonId};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

/// The log in PostgreSQL.
pub struct Postgres {
    base: Arc<Base>,
}

/// What all requests share.
struct Base {
    pool: Pool,
    /// The one connection for look-ups, for which every answer waits: it is warm, and nothing slow stands before it.
    looking: Pool,
    /// Files that the address names.
    files: Vec<trouble::NamedFile>,
    /// Host and database, for messages.
    shown: String,
    /// Whether each statement must stand in a transaction of its own, since a pooler hands out connections by transaction.
    pooled: bool,
    /// Where redactions are noted.
    dir: Option<PathBuf>,
    /// One at a time is noted there.
    noting: Mutex<()>,
    /// Where logs ended when this process saw them last: a first guess, always checked by the append itself.
    heads: Mutex<HashMap<WorkspaceKey, Head>>,
    broken: Arc<line::Broken>,
}

impl Postgres {
    /// Connects, and makes or upgrades the tables; two servers may do so at once.
    ///
    /// # Errors
    /// When the address is none, nobody answers there, or the tables were made by a newer Rowlock.
    pub async fn connect(settings: PostgresSettings) -> Result<Self, StoreError> {
        Ok(Self { base: Arc::new(Base::connect(settings).await?) })
    }

    fn ask<T, F>(&self, work: impl FnOnce(Arc<Base>) -> F) -> Answer<'static, T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, StoreError>> + Send + 'static,
    {
        let done = tokio::spawn(work(Arc::clone(&self.base)));
        Box::pin(async move { done.await.map_err(|error| StoreError::Unknown(error.to_string()))? })
    }
}

impl Base {
    /// Puts down outside the database what a restore must take away again.
    fn note(&self, failed: &str, note: impl FnOnce(&Path) -> std::io::Result<()>) -> Result<(), StoreError> {
        let Some(dir) = &self.dir else { return Ok(()) };
        // Workspaces do not wait for each other here as they do in the embedded database, and the list is written anew each time.
        let _alone = self.noting.lock().unwrap_or_else(PoisonError::into_inner);
        std::fs::create_dir_all(dir).and_then(|()| note(dir)).map_err(|e| StoreError::io(failed, &e))
    }
}

impl Store for Postgres {
    fn workspaces(&self) -> Answer<'_, Vec<Workspace>> {
        self.ask(|base| async move { line::reading!(base, base.workspaces(None, None)) })
    }

    fn workspace(&self, slug: &str) -> Answer<'_, Option<Workspace>> {
        let slug = slug.to_owned();
        self.ask(|base| async move { base.workspace_of(slug).await })
    }

    fn workspace_of_key(&self, key: WorkspaceKey) -> Answer<'_, Option<Workspace>> {
        self.ask(move |base| async move { line::reading!(base, base.workspaces(None, Some(key))).map(|found| found.into_iter().next()) })
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn standing(&self, workspaces: Vec<WorkspaceKey>) -> Answer<'_, Standing> {
        // Nothing is lost if nobody waits for it, so it needs no task.
        Box::pin(self.base.standing(workspaces))
    }

    fn create_workspace(&self, slug: &str) -> Answer<'_, WorkspaceKey> {
        let slug = slug.to_owned();
        self.ask(|base| async move { base.create_workspace(WorkspaceKey::random(), slug).await })
    }

    fn heads(&self) -> Answer<'_, BTreeMap<WorkspaceKey, Head>> {
        self.ask(|base| async move { base.heads().await })
    }

    fn append_if(
        &self,
        workspace: WorkspaceKey,
        expected: u64,
        events: Vec<NewEvent>,
        plain: Vec<PlainChange>,
        seen: Option<Seen>,
    ) -> Answer<'_, Head> {
        let also = Also { plain, seen, redaction: None };
        Box::pin(soon(self.ask(move |base| async move { base.append(workspace, expected, events, also).await })))
    }

    fn redact(&self, workspace: WorkspaceKey, expected: u64, redaction: Redaction, event: NewEvent) -> Answer<'_, Head> {
        self.ask(move |base| async move {
            chain::check_redaction(expected, &redaction, &event)?;
            base.note("the redaction cannot be noted", |dir| redactions::note(dir, workspace, &redaction, &event))?;
            base.append(workspace, expected, vec![event], Also { redaction: Some(redaction), ..Also::default() }).await
        })
    }

    fn erase(&self, workspace: WorkspaceKey, person: PersonId, at: Instant, plain: Vec<PlainChange>) -> Answer<'_, ()> {
        self.ask(move |base| async move {
            base.note("the erasure cannot be noted", |dir| redactions::note_erasure(dir, workspace, person, at))?;
            base.change(plain).await
        })
    }

    fn slice(&self, workspace: WorkspaceKey, after: u64, limit: usize) -> Answer<'_, Slice> {
        self.ask(move |base| async move { base.slice(workspace, after, limit).await })
    }

    /// Checked where it was fetched, so that whoever replays has only to apply.
    fn read(&self, workspace: WorkspaceKey, after: u64, limit: usize) -> Answer<'_, Vec<StoredEvent>> {
        self.ask(move |base| async move { chain::checked(workspace, after, limit, base.slice(workspace, after, limit).await?) })
    }

    fn change(&self, plain: Vec<PlainChange>) -> Answer<'_, ()> {
        self.ask(move |base| async move { base.change(plain).await })
    }

    fn get(&self, table: Table, key: &str) -> Answer<'_, Option<String>> {
        let key = key.to_owned();
        self.ask(move |base| async move { base.get(table, key).await })
    }

    fn scan(&self, table: Table, prefix: &str) -> Answer<'_, Vec<String>> {
        let prefix = prefix.to_owned();
        self.ask(move |base| async move { base.scan(table, prefix).await })
    }

    fn stock(&self) -> Answer<'_, Stock> {
        self.ask(|base| async move { base.stock().await })
    }

    fn replant(&self, workspace: WorkspaceKey, slug: &str, rows: Vec<Row>) -> Answer<'_, Head> {
        let slug = slug.to_owned();
        self.ask(move |base| async move { base.replant(workspace, slug, rows).await })
    }

    fn cut(&self, workspace: WorkspaceKey, version: u64, plain: Vec<PlainChange>) -> Answer<'_, Head> {
        self.ask(move |base| async move { base.cut(workspace, version, plain).await })
    }

    fn failed(&self) -> Pin<Box<dyn Future<Output = String> + Send + '_>> {
        // What PostgreSQL acknowledged is its to keep; while it is away, this process waits for it.
        Box::pin(std::future::pending())
    }

    fn stop(&self) -> Answer<'_, ()> {
        let base = Arc::clone(&self.base);
        Box::pin(async move {
            base.close().await;
            Ok(())
        })
    }
}
