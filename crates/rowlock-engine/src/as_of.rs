//! The past: an old model is replayed from the journal, one at a time, and a few are kept.

use rowlock_domain::Workspace;
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::sync::Mutex;

const KEPT: usize = 4;

/// Old models.
#[derive(Default)]
pub struct AsOf {
    kept: Mutex<VecDeque<Arc<Workspace>>>,
}

impl AsOf {
    /// Forgets every old model: some hold words that were removed for good.
    pub async fn forget(&self) {
        self.kept.lock().await.clear();
    }

    /// The model after the command that holds `version`.
    pub async fn model(&self, now: &Arc<Workspace>, version: u64) -> Arc<Workspace> {
        let whole = now.recorded(version).map_or(now.version, |recorded| recorded.stamp.last);
        if whole >= now.version {
            return Arc::clone(now);
        }
        let mut kept = self.kept.lock().await;
        if let Some(found) = kept.iter().find(|model| model.version == whole) {
            return Arc::clone(found);
        }
        let journal = now.journal.clone();
        let replay = move || {
            let mut model = Workspace::default();
            journal.iter().take_while(|recorded| recorded.stamp.version <= whole).for_each(|recorded| model.apply(Arc::clone(recorded)));
            Arc::new(model)
        };
        let model = tokio::task::spawn_blocking(replay).await.unwrap_or_else(|_| Arc::clone(now));
        kept.push_back(Arc::clone(&model));
        if kept.len() > KEPT {
            kept.pop_front();
        }
        model
    }
}
