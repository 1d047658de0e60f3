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
    /// The model after the command that holds `version`.
    pub async fn model(&self, now: &Arc<Workspace>, version: u64) -> Arc<Workspace> {
        let whole = now.recorded(version).map_or(now.version, |recorded| recorded.stamp.last);
        if whole >= now.version {
            return Arc::clone(now);
        }
        let mut kept = self.kept.lock().await;
        kept.retain(|model| is_past_of(model, now));
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

/// Whether an old model was replayed from this very journal. One of another history was not, and neither was one of before words were
/// removed for good, on whichever server: what is left then stands in events made anew.
fn is_past_of(model: &Workspace, now: &Workspace) -> bool {
    let there = now.recorded(model.version);
    model.journal.last().zip(there).is_some_and(|(own, there)| Arc::ptr_eq(own, there))
}
