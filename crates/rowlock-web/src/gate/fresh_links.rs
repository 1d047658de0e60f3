//! Invitations made just now: kept in memory for an hour, for their maker only, so that they can be copied and handed on.
//! The database knows their hashes alone; after a restart a new one is made with one press.

use rowlock_domain::{Instant, PersonId};
use rowlock_engine::plain::WorkspaceKey;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

const KEPT_SECONDS: i64 = 3_600;

/// An invitation made just now.
#[derive(Clone, Debug)]
struct Fresh {
    invited: PersonId,
    path: String,
    until: Instant,
}

/// Invitations made just now, by workspace and maker.
#[derive(Default)]
pub struct FreshLinks(Mutex<HashMap<(WorkspaceKey, PersonId), Vec<Fresh>>>);

impl FreshLinks {
    /// Keeps an invitation for its maker, in the place of an earlier one for the same person.
    pub fn keep(&self, workspace: WorkspaceKey, maker: PersonId, invited: PersonId, path: String, now: Instant) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for list in kept.values_mut() {
            list.retain(|fresh| fresh.until > now);
        }
        kept.retain(|_, list| !list.is_empty());
        let list = kept.entry((workspace, maker)).or_default();
        list.retain(|fresh| fresh.invited != invited);
        list.push(Fresh { invited, path, until: now.plus_seconds(KEPT_SECONDS) });
    }

    /// The path of the invitation that this maker made for a person just now.
    #[must_use]
    pub fn path(&self, workspace: WorkspaceKey, maker: PersonId, invited: PersonId, now: Instant) -> Option<String> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let list = kept.get(&(workspace, maker))?;
        list.iter().find(|fresh| fresh.invited == invited && fresh.until > now).map(|fresh| fresh.path.clone())
    }
}
