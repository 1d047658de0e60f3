//! One workspace at work: where it is read and where commands are handed in.

use crate::removal::Removal;
use crate::writer::{Order, Work};
use crate::{Changes, Done, EngineError, Snapshot, Submission, SubmitError, as_of::AsOf};
use arc_swap::{ArcSwap, ArcSwapOption};
use rowlock_domain::Workspace;
use rowlock_store::{Place, WorkspaceKey};
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

/// One workspace at work. Cheap to share.
pub struct Desk {
    /// Its identity in the store.
    pub key: WorkspaceKey,
    /// The first part of its addresses.
    pub slug: String,
    /// What was touched lately, and the version to follow.
    pub changes: Changes,
    pub(crate) current: ArcSwap<Snapshot>,
    /// What the commit that is on its way to the log makes of it, until it is acknowledged or did not happen.
    pub(crate) on_its_way: ArcSwapOption<Snapshot>,
    pub(crate) orders: mpsc::Sender<Work>,
    /// By a clock that nobody can set: a jump of the other one must not drive workspaces out.
    pub(crate) used_at: Mutex<Instant>,
    /// What its row of waking workspaces says, as far as this server knows.
    pub(crate) wakes_at: AtomicI64,
    pub(crate) as_of: AsOf,
}

impl Desk {
    /// The newest state.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.current.load_full()
    }

    /// The newest state with what is on its way to the log: others may have seen that already, or it may not happen. For whoever makes
    /// a submission [at a glance](Submission::at_a_glance), which is kept only after it. Its head is still that of what is acknowledged.
    #[must_use]
    pub fn ahead(&self) -> Arc<Snapshot> {
        self.on_its_way.load_full().unwrap_or_else(|| self.snapshot())
    }

    /// How many commands wait for their turn.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.orders.max_capacity() - self.orders.capacity()
    }

    /// Hands commands to the writer and waits until they are durable or refused.
    ///
    /// # Errors
    /// The refusal, or why they could not be kept; then nothing was changed.
    pub async fn submit(&self, submission: Submission) -> Result<Done, SubmitError> {
        self.order(submission, None).await
    }

    pub(crate) async fn order(&self, submission: Submission, removal: Option<Removal>) -> Result<Done, SubmitError> {
        let (answer, answered) = oneshot::channel();
        let stopped = || EngineError::Stopped("its writer has ended".to_owned());
        self.orders.send(Work::Decide(Order { submission, removal, answer, span: tracing::Span::current() })).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }

    /// Whether what is in memory is as new as that.
    pub(crate) fn has_reached(&self, place: &Place) -> bool {
        let now = self.snapshot();
        now.timeline == place.head.timeline && now.version() >= place.head.version && now.profile_version >= place.profiles
    }

    /// Lets the writer catch up with other servers.
    pub(crate) async fn reach(&self, place: Place) -> Result<(), EngineError> {
        let (tell, told) = oneshot::channel();
        let stopped = || EngineError::Stopped("its writer has ended".to_owned());
        self.orders.send(Work::Follow(place, tell)).await.map_err(|_| stopped())?;
        told.await.map_err(|_| stopped())?
    }

    /// Notes that somebody asked for it.
    pub(crate) fn note_use(&self) {
        *self.used_at.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// How long nobody has asked for it.
    pub(crate) fn unused_for(&self) -> Duration {
        self.used_at.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }

    /// The model as it was at a version (the end of that command), with today's names. Replayed, a few are kept.
    pub async fn as_of(&self, version: u64) -> Arc<Workspace> {
        self.as_of.model(&self.snapshot().model, version).await
    }
}
