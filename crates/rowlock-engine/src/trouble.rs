//! Workspaces out of service: each is named with since when and why, the others go on.
//!
//! Whoever mends the log need not restart the servers: each is tried again every half minute, later less often while its
//! log stands where it stood. What is wrong with a whole database is not here: see [`Engine::away_since`].

use crate::writer::Work;
use crate::{Desk, Engine, EngineError};
use rowlock_domain::Instant;
use rowlock_store::{Head, Workspace, WorkspaceKey};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

/// After so long a workspace out of service is tried again, at first.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// The longest pause between two tries while its log does not change: a long log is not read all the time.
const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// Why a workspace is out of service on this server, and since when.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// The workspace.
    pub key: WorkspaceKey,
    /// Since when it has been out of service.
    pub since: Instant,
    /// What is wrong.
    pub why: EngineError,
    head: Head,
    tried: std::time::Instant,
    pause: Duration,
}

impl Engine {
    /// Names a workspace that this server cannot serve any more, and takes it out. Whoever holds it gets no more out of it.
    pub(crate) fn put_out_of_service(&self, slug: &str, error: &EngineError) {
        let Some(desk) = self.desk(slug) else { return };
        let snapshot = desk.snapshot();
        let head = Head { timeline: snapshot.timeline, version: snapshot.version(), hash: snapshot.head };
        self.name_trouble(slug, desk.key, head, error);
        self.take_out(&desk);
    }

    /// Names a workspace that could not be loaded; its log stands at that head.
    pub(crate) fn name_trouble(&self, slug: &str, key: WorkspaceKey, head: Head, error: &EngineError) {
        let now = self.clock().now();
        self.troubled().rcu(|known| {
            let mut known = BTreeMap::clone(known);
            let before = known.get(slug);
            let pause = before.filter(|before| before.head == head).map_or(FIRST_PAUSE, |before| LONGEST_PAUSE.min(before.pause * 2));
            let since = before.map_or(now, |before| before.since);
            known.insert(slug.to_owned(), Trouble { key, since, why: error.clone(), head, tried: std::time::Instant::now(), pause });
            known
        });
        tracing::error!(workspace = %slug, %error, "this workspace is out of service");
    }

    /// Ends a workspace's writer, and lets its open pages look again.
    pub(crate) fn take_out(&self, desk: &Desk) {
        {
            let _guard = self.opening().lock().unwrap_or_else(PoisonError::into_inner);
            self.forget_desk(&desk.slug);
        }
        // Behind whatever waits already, also where there is no room for one more.
        let orders = desk.orders.clone();
        tokio::spawn(async move { orders.send(Work::Leave).await });
        desk.changes.look_again();
    }

    /// Tries again to load what is out of service; answers how many are back. `patiently`: only those whose pause is over or
    /// whose log has changed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn retry_troubled(self: &Arc<Self>, patiently: bool) -> Result<usize, EngineError> {
        let mut back = 0;
        for (slug, trouble) in self.trouble().iter() {
            let turn = self.turn_of(slug);
            let _turn = turn.lock().await;
            match self.store().workspace(slug).await? {
                None => self.no_trouble(slug),
                Some(stored) if !patiently || trouble.is_worth_a_try(&stored) => {
                    if self.admit_or_name(&stored).await?.is_some() {
                        self.no_trouble(slug);
                        tracing::info!(workspace = %slug, "this workspace is in service again");
                        back += 1;
                    }
                }
                Some(_) => {}
            }
        }
        Ok(back)
    }

    fn no_trouble(&self, slug: &str) {
        self.troubled().rcu(|known| {
            let mut known = BTreeMap::clone(known);
            known.remove(slug);
            known
        });
    }
}

impl Trouble {
    fn is_worth_a_try(&self, stored: &Workspace) -> bool {
        stored.head != self.head || self.tried.elapsed() >= self.pause
    }
}
