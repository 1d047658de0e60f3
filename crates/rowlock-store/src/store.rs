//! The trait behind which every store stands, and reading with the chain checked.
//!
//! Object-safe, with boxed futures. A request is under way as soon as its method was called; its answer
//! need not be awaited for it to happen.

use crate::{
    Head, NewEvent, Place, PlainChange, Redaction, Row, Seen, Slice, Standing, Stock, StoreError, StoredEvent, Table, Workspace, WorkspaceKey, chain,
};
use rowlock_domain::{Instant, PersonId};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;

/// What a store answers, some time later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// The most rows that one read returns.
pub const SLICE: usize = 1_000;

/// The log and the plain tables.
pub trait Store: Send + Sync {
    /// Every workspace, damaged ones included.
    fn workspaces(&self) -> Answer<'_, Vec<Workspace>>;

    /// The workspace of a slug.
    fn workspace(&self, slug: &str) -> Answer<'_, Option<Workspace>> {
        let (all, slug) = (self.workspaces(), slug.to_owned());
        Box::pin(async move { Ok(all.await?.into_iter().find(|workspace| workspace.slug == slug)) })
    }

    /// The workspace of a key.
    fn workspace_of_key(&self, key: WorkspaceKey) -> Answer<'_, Option<Workspace>> {
        let all = self.workspaces();
        Box::pin(async move { Ok(all.await?.into_iter().find(|workspace| workspace.key == key)) })
    }

    /// Whether other processes may write to the same database, so that what this one knows may be old.
    fn is_shared(&self) -> bool {
        false
    }

    /// Where these workspaces stand, and what else servers keep in memory, in one look-up upon the newest state.
    /// A store that is not shared need not count: nobody else changes anything. It is sent when it is first awaited.
    fn standing(&self, workspaces: Vec<WorkspaceKey>) -> Answer<'_, Standing> {
        let heads = self.heads();
        Box::pin(async move {
            let mut heads = heads.await?;
            heads.retain(|key, _| workspaces.contains(key));
            let places = heads.into_iter().map(|(key, head)| (key, Place { head, profiles: 0 })).collect();
            Ok(Standing { places, generation: 0 })
        })
    }

    /// A new, empty workspace under a slug that no other has.
    fn create_workspace(&self, slug: &str) -> Answer<'_, WorkspaceKey>;

    /// Where each log ends.
    fn heads(&self) -> Answer<'_, BTreeMap<WorkspaceKey, Head>>;

    /// Appends whole commands after version `expected` and makes the plain changes, both or neither.
    /// Answers with the new head once everything would survive a crash.
    fn append(&self, workspace: WorkspaceKey, expected: u64, events: Vec<NewEvent>, plain: Vec<PlainChange>) -> Answer<'_, Head> {
        self.append_if(workspace, expected, events, plain, None)
    }

    /// The same, but [`StoreError::Outdated`] where something is newer than what was seen. A store that is not shared need not
    /// look: nobody else changes anything.
    fn append_if(
        &self,
        workspace: WorkspaceKey,
        expected: u64,
        events: Vec<NewEvent>,
        plain: Vec<PlainChange>,
        seen: Option<Seen>,
    ) -> Answer<'_, Head>;

    /// Replaces a payload for good and appends the event that says so (of kind
    /// [`REDACTED_KIND`](crate::REDACTED_KIND)), both or neither.
    fn redact(&self, workspace: WorkspaceKey, expected: u64, redaction: Redaction, event: NewEvent) -> Answer<'_, Head>;

    /// Up to `limit` (at most [`SLICE`]) raw rows after a version, unchecked. Most callers want [`Store::read`].
    fn slice(&self, workspace: WorkspaceKey, after: u64, limit: usize) -> Answer<'_, Slice>;

    /// Makes plain changes, all or none.
    fn change(&self, plain: Vec<PlainChange>) -> Answer<'_, ()>;

    /// Makes the plain changes that erase a person and leaves nothing of what they removed on the disk. A store whose
    /// backups could bring it back notes the person first, outside its database.
    fn erase(&self, _workspace: WorkspaceKey, _person: PersonId, _at: Instant, plain: Vec<PlainChange>) -> Answer<'_, ()> {
        self.change(plain)
    }

    /// A plain record's text.
    fn get(&self, table: Table, key: &str) -> Answer<'_, Option<String>>;

    /// The plain records whose key begins with `prefix`, by key.
    fn scan(&self, table: Table, prefix: &str) -> Answer<'_, Vec<String>>;

    /// Every workspace and plain record as they stand at one moment, for [`backup`](crate::backup()).
    fn stock(&self) -> Answer<'_, Stock>;

    /// Puts checked rows of a backup at the end of a workspace's log as they are, and makes the workspace, with
    /// a new timeline, if it is not there. For [`restore`](crate::restore()) only.
    fn replant(&self, workspace: WorkspaceKey, slug: &str, rows: Vec<Row>) -> Answer<'_, Head>;

    /// Ends a workspace's log at a version that stands in it and makes plain changes, both or neither: what follows is removed for
    /// good, and a new history begins. It checks nothing else. Cut at 0, nothing but its address is left. For
    /// [`repair`](crate::repair()), and for removing a sample.
    fn cut(&self, workspace: WorkspaceKey, version: u64, plain: Vec<PlainChange>) -> Answer<'_, Head>;

    /// Resolves, with the reason, when the store can no longer be trusted and the process must end.
    fn failed(&self) -> Pin<Box<dyn Future<Output = String> + Send + '_>>;

    /// Brings everything to rest; later requests are refused.
    fn stop(&self) -> Answer<'_, ()>;

    /// Up to `limit` (at most [`SLICE`]) events after a version, checked against the chain. The last command
    /// may be cut: it is whole where `version == last`.
    fn read(&self, workspace: WorkspaceKey, after: u64, limit: usize) -> Answer<'_, Vec<StoredEvent>> {
        let asked = self.slice(workspace, after, limit);
        Box::pin(async move { chain::checked(workspace, after, limit, asked.await?) })
    }
}
