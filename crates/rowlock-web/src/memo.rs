//! Answers that many pages share: kept per (query, scope, version at which the scope was touched, local date).

use rowlock_domain::{Date, Thing};
use rowlock_engine::plain::WorkspaceKey;
use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Answers kept at most; beyond that all are forgotten, which costs one computation each.
const MOST: usize = 4_096;

/// What an answer depends on besides the query itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Basis {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The group or thing asked about.
    pub scope: Thing,
    /// When it was last touched.
    pub touched: u64,
    /// Today where the scope lives.
    pub today: Date,
}

type Kept = HashMap<(&'static str, WorkspaceKey, Thing), (Basis, Arc<dyn Any + Send + Sync>)>;

/// Answers by query and scope; a newer basis replaces the older answer.
#[derive(Default)]
pub struct Memo(Mutex<Kept>);

impl Memo {
    /// The kept answer, or a new one.
    pub fn get<T: Send + Sync + 'static>(&self, query: &'static str, basis: Basis, compute: impl FnOnce() -> T) -> Arc<T> {
        let key = (query, basis.workspace, basis.scope);
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some((old, answer)) = kept
            && old == basis
            && let Ok(answer) = answer.downcast::<T>()
        {
            return answer;
        }
        let answer = Arc::new(compute());
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, (basis, Arc::clone(&answer) as Arc<dyn Any + Send + Sync>));
        answer
    }
}
