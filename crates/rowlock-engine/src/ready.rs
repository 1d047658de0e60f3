//! Whether this server may be asked: what a proxy or an orchestrator wants to know before it sends somebody here.

use crate::Engine;
use rowlock_store::StoreError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So long models may be behind the logs before the server is not ready: other servers write all the time.
const GRACE: Duration = Duration::from_secs(2);
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// A write that found no database speaks for so long: without another write nobody would know that it is back.
const WRITE_SPEAKS_FOR: Duration = Duration::from_secs(2);
/// Whoever asks is not left waiting longer than that for the database.
const PATIENCE: Duration = Duration::from_secs(2);

/// Why a server should not be asked now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unready {
    /// It is about to end.
    Stopping,
    /// The database does not answer, or the last write did not reach it.
    Away,
    /// Some model in memory is older than its log.
    Behind,
    /// A workspace is out of service.
    OutOfService,
}

/// When a write last found no database, unless one has reached it since.
#[derive(Default)]
pub(crate) struct LastWrite {
    failed: Mutex<Option<Instant>>,
}

impl LastWrite {
    /// Notes how a write went.
    pub(crate) fn note<T>(&self, done: &Result<T, StoreError>) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        match done {
            Ok(_) | Err(StoreError::Conflict { .. } | StoreError::Outdated | StoreError::Taken { .. } | StoreError::Missing { .. }) => *failed = None,
            Err(StoreError::Away(_) | StoreError::Unknown(_)) => *failed = Some(Instant::now()),
            Err(_) => {}
        }
    }

    fn speaks_against(&self) -> bool {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|at| at.elapsed() < WRITE_SPEAKS_FOR)
    }
}

impl Engine {
    /// Whether this server may be asked now; details stand in the log.
    ///
    /// # Errors
    /// Why not.
    pub async fn ready(self: &Arc<Self>) -> Result<(), Unready> {
        if self.stopping().is_cancelled() {
            return Err(Unready::Stopping);
        }
        if self.away_since().is_some() || self.last_write().speaks_against() {
            return Err(Unready::Away);
        }
        if !self.trouble().is_empty() {
            return Err(Unready::OutOfService);
        }
        let desks = self.desks();
        let keys = desks.values().map(|desk| desk.key).collect();
        let standing = tokio::time::timeout(PATIENCE, self.store().standing(keys)).await;
        let Ok(Ok(standing)) = standing else { return Err(Unready::Away) };
        let until = Instant::now() + GRACE;
        let behind = || desks.values().any(|desk| standing.places.get(&desk.key).is_some_and(|place| !desk.has_reached(place)));
        while behind() {
            if Instant::now() > until {
                return Err(Unready::Behind);
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Ok(())
    }
}
