//! Following the other servers of a shared database.
//!
//! One look-up answers how far the logs, the profiles and the records kept in memory have come; a request joins only a
//! look-up that is sent after it arrived, and its workspace catches up before it is answered. Every 100 ms one look-up
//! covers all workspaces in memory, so that open pages hear of what others did. Where a database belongs to one process
//! alone, nothing is asked.

use crate::{Desk, Engine, EngineError};
use rowlock_domain::Instant;
use rowlock_store::{Place, Standing, Store, StoreError, WorkspaceKey};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// How often the other servers are looked after while nobody asks.
const EVERY: Duration = Duration::from_millis(100);
/// How long a request waits before it is answered from what was known last.
const PATIENCE: Duration = Duration::from_secs(2);

type Told = Result<Arc<Standing>, StoreError>;

/// What a server knows of the others.
pub(crate) struct Following {
    queue: Mutex<Queue>,
    generation: watch::Sender<u64>,
    /// Since when the database has not answered.
    away: watch::Sender<Option<Instant>>,
}

/// Those who wait for the next look-up.
#[derive(Default)]
struct Queue {
    under_way: bool,
    waiting: Vec<(Vec<WorkspaceKey>, oneshot::Sender<Told>)>,
}

impl Default for Following {
    fn default() -> Self {
        Self { queue: Mutex::default(), generation: watch::Sender::new(0), away: watch::Sender::new(None) }
    }
}

impl Following {
    fn queue(&self) -> std::sync::MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many wait for the next look-up.
    pub(crate) fn waiting(&self) -> usize {
        self.queue().waiting.len()
    }

    /// Joins the next look-up; answers whether somebody must begin to send them.
    fn join(&self, keys: Vec<WorkspaceKey>) -> (oneshot::Receiver<Told>, bool) {
        let (tell, told) = oneshot::channel();
        let mut queue = self.queue();
        queue.waiting.push((keys, tell));
        (told, !std::mem::replace(&mut queue.under_way, true))
    }

    /// Sends look-ups, one after the other, while somebody waits.
    async fn send(&self, store: &dyn Store) {
        loop {
            let waiting = {
                let mut queue = self.queue();
                if queue.waiting.is_empty() {
                    queue.under_way = false;
                    return;
                }
                std::mem::take(&mut queue.waiting)
            };
            let keys: BTreeSet<WorkspaceKey> = waiting.iter().flat_map(|(keys, _)| keys.iter().copied()).collect();
            let told = store.standing(keys.into_iter().collect()).await.map(Arc::new);
            for (_, tell) in waiting {
                // Who does not wait any more needs no answer.
                let _ = tell.send(told.clone());
            }
        }
    }

    fn note(&self, told: &Told, now: Instant) {
        match told {
            Ok(standing) => {
                self.generation.send_if_modified(|known| {
                    let newer = *known < standing.generation;
                    *known = standing.generation.max(*known);
                    newer
                });
            }
            Err(error) => {
                let begins = self.away.send_if_modified(|away| {
                    let begins = away.is_none();
                    away.get_or_insert(now);
                    begins
                });
                if begins {
                    tracing::error!(%error, "the database does not answer; pages show what was known last");
                }
            }
        }
    }

    /// The database answers again, and what is in memory has followed.
    fn note_return(&self) {
        if self.away.send_if_modified(|away| away.take().is_some()) {
            tracing::info!("the database answers again");
        }
    }
}

pub(crate) fn start(engine: &Arc<Engine>) {
    if engine.store().is_shared() {
        tokio::spawn(follow_others(Arc::downgrade(engine), engine.stopping().clone()));
    }
}

async fn follow_others(engine: Weak<Engine>, stopping: tokio_util::sync::CancellationToken) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stopping.cancelled() => return,
        }
        let Some(engine) = engine.upgrade() else { return };
        let desks = engine.desks();
        let Ok(standing) = engine.look_up(desks.values().map(|desk| desk.key).collect()).await else { continue };
        let mut followers = tokio::task::JoinSet::new();
        for desk in desks.values() {
            if let Some(place) = standing.places.get(&desk.key).filter(|place| !desk.has_reached(place)).copied() {
                let (engine, desk) = (Arc::clone(&engine), Arc::clone(desk));
                followers.spawn(async move { engine.reach(&desk, place).await });
            }
        }
        if engine.away_since().is_none() {
            followers.detach_all();
        } else if tokio::time::timeout(PATIENCE, all_done(&mut followers)).await.is_ok() {
            engine.following().note_return();
        } else {
            followers.detach_all();
        }
    }
}

/// Waits for all; who cannot follow is out of service, and holds up nobody.
async fn all_done<T: 'static>(tasks: &mut tokio::task::JoinSet<T>) {
    while tasks.join_next().await.is_some() {}
}

impl Engine {
    /// Asks where workspaces stand, in a look-up that is sent after this call.
    async fn look_up(self: &Arc<Self>, keys: Vec<WorkspaceKey>) -> Told {
        let (told, begin) = self.following().join(keys);
        if begin {
            let engine = Arc::clone(self);
            tokio::spawn(async move { engine.following().send(&**engine.store()).await });
        }
        let told = match tokio::time::timeout(PATIENCE, told).await {
            Ok(told) => told.unwrap_or_else(|_| Err(StoreError::Away("the look-up broke off".to_owned()))),
            Err(_) => Err(StoreError::Away(format!("no answer within {} s", PATIENCE.as_secs()))),
        };
        self.following().note(&told, self.clock().now());
        told
    }

    /// Makes sure that what is in memory is not older than this call: which records may be kept, and one workspace, if
    /// its address is given and it is in memory. While the database is away, what was known last stands, and the answer says
    /// since when: whoever shows it must say so too, even if the database has come back meanwhile.
    ///
    /// # Errors
    /// When the workspace cannot follow, for example since a newer Rowlock wrote what this one does not know.
    pub async fn freshen(self: &Arc<Self>, slug: Option<&str>) -> Result<Option<Instant>, EngineError> {
        if !self.store().is_shared() {
            return Ok(None);
        }
        if let Some(since) = self.away_since() {
            return Ok(Some(since));
        }
        let desk = slug.and_then(|slug| self.desk(slug));
        let asked = self.clock().now();
        let Ok(standing) = self.look_up(desk.iter().map(|desk| desk.key).collect()).await else {
            return Ok(Some(self.away_since().unwrap_or(asked)));
        };
        let Some(desk) = desk else { return Ok(None) };
        if let Some(place) = standing.places.get(&desk.key).filter(|place| !desk.has_reached(place)) {
            match self.reach(&desk, *place).await {
                Err(EngineError::Store(StoreError::Away(_))) => return Ok(Some(self.away_since().unwrap_or(asked))),
                reached => reached?,
            }
        }
        Ok(None)
    }

    /// Lets a workspace catch up; one that cannot goes out of service here.
    async fn reach(&self, desk: &Desk, place: Place) -> Result<(), EngineError> {
        let reached = desk.reach(place).await;
        if let Err(error @ (EngineError::Unreadable { .. } | EngineError::Store(StoreError::Damaged { .. }))) = &reached {
            self.put_out_of_service(&desk.slug, error);
        }
        reached
    }

    /// Since when the database has not answered, if it does not.
    #[must_use]
    pub fn away_since(&self) -> Option<Instant> {
        *self.following().away.borrow()
    }

    /// Changes when the database goes away and when it is back: [`Engine::away_since`], for those who wait for it.
    #[must_use]
    pub fn away(&self) -> watch::Receiver<Option<Instant>> {
        self.following().away.subscribe()
    }

    /// Where [`Engine::generation`] stands.
    #[must_use]
    pub fn generation_now(&self) -> u64 {
        *self.following().generation.borrow()
    }

    /// Grows when records that servers keep in memory were changed (sessions ended, bindings changed): whatever is kept
    /// of them must then be looked up again.
    #[must_use]
    pub fn generation(&self) -> watch::Receiver<u64> {
        self.following().generation.subscribe()
    }
}
