//! Workspaces come into memory when somebody asks for them and leave it when nobody does.
//!
//! Each has a row that says when to look at it at the latest; whichever server is at work then loads it. The row is kept
//! while the workspace is in memory, so that it stands also when this server dies. One that somebody still holds (a
//! request, an open stream) stays.

use crate::{Desk, Engine, EngineError};
use rowlock_domain::{Instant, due};
use rowlock_store::{PlainChange, Waking, WorkspaceKey, list};
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

/// At most so many workspaces are loaded at the start; the others when they are asked for.
pub(crate) const AT_START: usize = 256;
/// So long nobody asked for a workspace that leaves.
const IDLE: Duration = Duration::from_secs(30 * 60);
/// How often idle and waking workspaces are looked for.
const EVERY: Duration = Duration::from_secs(30);
/// What falls due so soon keeps a workspace in memory.
const SOON_MS: i64 = 10 * 60_000;
/// Every workspace is looked at once a day: also one in which nothing falls due, or whose row was written by a wrong clock.
const DAY_SECONDS: i64 = 86_400;

pub(crate) fn start(engine: &Arc<Engine>) {
    tokio::spawn(look_after(Arc::downgrade(engine), engine.stopping().clone()));
}

async fn look_after(engine: Weak<Engine>, stopping: tokio_util::sync::CancellationToken) {
    let mut all_have_rows = false;
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stopping.cancelled() => return,
        }
        let Some(engine) = engine.upgrade() else { return };
        engine.rest_idle(IDLE).await;
        let looked_after = async {
            if !all_have_rows {
                engine.give_rows().await?;
                all_have_rows = true;
            }
            engine.retry_troubled(true).await?;
            engine.wake_due().await
        };
        if let Err(error) = looked_after.await {
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
            desk.note_use();
            return Ok(Some(desk));
        }
        if self.trouble().contains_key(slug) || crate::check_slug(slug).is_err() {
            return Ok(None);
        }
        let turn = self.turn_of(slug);
        let _turn = turn.lock().await;
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

    /// Lets those workspaces leave that nobody asked for in so long, and that nobody holds; says how many.
    pub async fn rest_idle(self: &Arc<Self>, idle: Duration) -> usize {
        let now = self.clock().now();
        let mut left = 0;
        let slugs: Vec<String> = self.desks().keys().cloned().collect();
        for slug in slugs {
            let Some(desk) = self.desk(&slug).filter(|desk| desk.unused_for() >= idle) else { continue };
            let next = due::next_due_at(&desk.snapshot().model, &**self.calendar(), now);
            let awaited = next.is_some_and(|at| at.since_ms(now) < SOON_MS);
            // Without its row it would not be woken.
            if !awaited && self.note_waking(&desk, next).await.is_ok() && self.take_out_if_unused(desk) {
                left += 1;
            }
        }
        left
    }

    /// Notes when to look at a workspace again, at the latest in a day, unless that stands there.
    pub(crate) async fn note_waking(&self, desk: &Desk, next: Option<Instant>) -> Result<(), EngineError> {
        let now = self.clock().now();
        let tomorrow = now.plus_seconds(DAY_SECONDS);
        let at = next.map_or(tomorrow, |next| next.min(tomorrow));
        let noted = Instant(desk.wakes_at.load(Ordering::Relaxed));
        // A row of today for something later will do: it is moved on before its time comes.
        let will_do = noted == at || (noted < at && noted.since_ms(now) > SOON_MS);
        if will_do {
            return Ok(());
        }
        self.change(vec![PlainChange::put(&Waking { workspace: desk.key, slug: desk.slug.clone(), at })]).await?;
        desk.wakes_at.store(at.0, Ordering::Relaxed);
        Ok(())
    }

    /// Loads the workspaces in which something is due; the timekeeper of each does it and moves its row.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn wake_due(self: &Arc<Self>) -> Result<(), EngineError> {
        let now = self.clock().now();
        for waking in list::<Waking>(&**self.store(), "").await? {
            // No row is for later than tomorrow, unless the clock that wrote it was set back since.
            let is_due = waking.at <= now || waking.at > now.plus_seconds(2 * DAY_SECONDS);
            if is_due && self.desk(&waking.slug).is_none() && self.enter(&waking.slug).await?.is_none() {
                self.forget_if_gone(&waking).await?;
            }
        }
        Ok(())
    }

    async fn forget_if_gone(&self, waking: &Waking) -> Result<(), EngineError> {
        if self.store().workspace(&waking.slug).await?.is_none() {
            self.change(vec![PlainChange::delete(waking)]).await?;
        }
        Ok(())
    }

    /// A row for every workspace that has none, as those that a server founded and then died have: they are looked at now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn give_rows(self: &Arc<Self>) -> Result<(), EngineError> {
        let known: BTreeSet<WorkspaceKey> = list::<Waking>(&**self.store(), "").await?.into_iter().map(|waking| waking.workspace).collect();
        let stored = self.store().workspaces().await?.into_iter().filter(|stored| !known.contains(&stored.key) && stored.damage.is_none());
        let now = self.clock().now();
        let missing: Vec<PlainChange> =
            stored.map(|stored| PlainChange::put(&Waking { workspace: stored.key, slug: stored.slug, at: now })).collect();
        if missing.is_empty() { Ok(()) } else { self.change(missing).await }
    }
}
