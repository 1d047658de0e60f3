//! Answers that many pages share: kept per (query, scope, version at which the scope was touched, local date).

use crate::once::Once;
use rowlock_domain::{Date, Thing};
use rowlock_engine::plain::{Timeline, WorkspaceKey};
use std::any::{Any, TypeId};
use std::sync::Arc;

/// Answers kept at most; beyond that all are forgotten, which costs one computation each.
const MOST: usize = 4_096;

/// What an answer depends on besides the query itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Basis {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// Its history: versions come again in another one.
    pub timeline: Timeline,
    /// The group or thing asked about.
    pub scope: Thing,
    /// When it was last touched.
    pub touched: u64,
    /// Today where the scope lives.
    pub today: Date,
}

/// A question: which query about what, and the type of its answer.
type Key = (&'static str, TypeId, WorkspaceKey, Thing);

/// Answers by query and scope.
pub struct Memo(Once<Key, Basis, Arc<dyn Any + Send + Sync>>);

impl Default for Memo {
    fn default() -> Self {
        Self(Once::up_to(MOST))
    }
}

impl Memo {
    /// The kept answer, or a new one.
    pub fn get<T: Send + Sync + 'static>(&self, query: &'static str, basis: Basis, compute: impl FnOnce() -> T) -> Arc<T> {
        let key = (query, TypeId::of::<T>(), basis.workspace, basis.scope);
        let answer = self.0.get(key, basis, |_| 1, || Arc::new(compute()));
        answer.downcast().expect("the type is part of the key")
    }

    /// The kept answer, if there is one.
    pub fn known<T: Send + Sync + 'static>(&self, query: &'static str, basis: &Basis) -> Option<Arc<T>> {
        let answer = self.0.known(&(query, TypeId::of::<T>(), basis.workspace, basis.scope), basis)?;
        answer.downcast().ok()
    }
}
