//! One workspace at work: where it is read and where commands are handed in.

use crate::removal::Removal;
use crate::writer::Order;
use crate::{Changes, Done, EngineError, Snapshot, Submission, SubmitError, as_of::AsOf};
use arc_swap::ArcSwap;
use rowlock_domain::Workspace;
use rowlock_store::WorkspaceKey;
use std::sync::Arc;
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
    pub(crate) orders: mpsc::Sender<Order>,
    pub(crate) as_of: AsOf,
}

impl Desk {
    /// The newest state.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.current.load_full()
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
        self.orders.send(Order { submission, removal, answer }).await.map_err(|_| stopped())?;
        answered.await.map_err(|_| stopped())?
    }

    /// The model as it was at a version (the end of that command), with today's names. Replayed, a few are kept.
    pub async fn as_of(&self, version: u64) -> Arc<Workspace> {
        self.as_of.model(&self.snapshot().model, version).await
    }
}
