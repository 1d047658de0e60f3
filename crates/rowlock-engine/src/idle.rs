//! Workspaces come into memory when somebody asks for them and leave it when nobody does.
//!
//! One that leaves notes when something falls due in it; whichever server is at work then loads it again. One that
//! somebody still holds (a request, an open stream) stays.

use crate::{Desk, Engine, EngineError};
use rowlock_domain::{Instant, due};
use rowlock_store::{PlainChange, Waking, WorkspaceKey};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// At most so many workspaces are loaded at the start; the others when they are asked for.
pub(crate) const AT_START: usize = 256;
/// So long nobody asked for a workspace that leaves.
const IDLE_MS: i64 = 30 * 60_000;
/// How often idle and waking workspaces are looked for.
const EVERY: Duration = Duration::from_secs(30);
/// What falls due so soon keeps a workspace in memory.
const SOON_MS: i64 = 10 * 60_000;

pub(crate) fn start(engine: &Arc<Engine>) {
    tokio::spawn(look_after(Arc::downgrade(engine), engine.stopping().clone()));
}

async fn look_after(engine: Weak<Engine>, stopping: tokio_util::sync::CancellationToken) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stopping.cancelled() => return,
        }
        let Some(engine) = engine.upgrade() else { return };
        engine.rest_idle(IDLE_MS).await;
        if let Err(error) = engine.wake_due().await {
            tracing::warn!(%error, "workspaces in which something is due could not be woken; they will be");
        }
    }
}

impl Engine {
    /// The workspace of an address, loaded if it is not in memory; none if there is no such workspace in service.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn enter(self: &Arc<Self>, slug: &str) -> Result<Option<Arc<Desk>>, EngineError> {
        if let Some(desk) = self.desk(slug) {
            desk.note_use(self.clock().now());
            return Ok(Some(desk));
        }
        if self.trouble().contains_key(slug) || crate::check_slug(slug).is_err() {
            return Ok(None);
        }
        let _turn = self.loading().lock().await;
        if let Some(desk) = self.desk(slug) {
            return Ok(Some(desk));
        }
        match self.store().workspace(slug).await? {
            Some(stored) => self.admit_or_name(&stored).await,
            None => Ok(None),
        }
    }

    /// The workspace of a key, loaded if it is not in memory.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn enter_by_key(self: &Arc<Self>, key: WorkspaceKey) -> Result<Option<Arc<Desk>>, EngineError> {
        if let Some(desk) = self.desks().values().find(|desk| desk.key == key) {
            return Ok(Some(Arc::clone(desk)));
        }
        match self.store().workspace_of_key(key).await? {
            Some(stored) => self.enter(&stored.slug).await,
            None => Ok(None),
        }
    }

    /// Lets those workspaces leave that nobody asked for in so many milliseconds, and that nobody holds; says how many.
    pub async fn rest_idle(self: &Arc<Self>, idle_ms: i64) -> usize {
        let now = self.clock().now();
        let mut left = 0;
        let slugs: Vec<String> = self.desks().keys().cloned().collect();
        for slug in slugs {
            let Some(desk) = self.desk(&slug) else { continue };
            let next = due::next_due_at(&desk.snapshot().model, &**self.calendar(), now);
            let awaited = next.is_some_and(|at| at.since_ms(now) < SOON_MS);
            if awaited || now.since_ms(desk.last_use()) < idle_ms {
                continue;
            }
            if self.let_go(desk, next).await {
                left += 1;
            }
        }
        left
    }

    /// Notes when it wakes, then takes it out, unless somebody holds it.
    async fn let_go(self: &Arc<Self>, desk: Arc<Desk>, next: Option<Instant>) -> bool {
        if let Some(at) = next {
            let waking = Waking { workspace: desk.key, slug: desk.slug.clone(), at };
            if self.change(vec![PlainChange::put(&waking)]).await.is_err() {
                return false;
            }
        }
        self.take_out_if_unused(desk)
    }

    /// Loads the workspaces in which something is due.
    async fn wake_due(self: &Arc<Self>) -> Result<(), EngineError> {
        for waking in Waking::due(&**self.store(), self.clock().now()).await? {
            self.enter(&waking.slug).await?;
            self.change(vec![PlainChange::delete(&waking)]).await?;
        }
        Ok(())
    }
}
