//! What was touched since a version: the food of live pages.

use crate::Desk;
use rowlock_domain::Thing;
use rowlock_store::Timeline;
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// How many commits are remembered; who missed more is told that everything may have changed.
const REMEMBERED: usize = 1_024;

/// What a live page is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The history the version belongs to.
    pub timeline: Timeline,
    /// The version now.
    pub version: u64,
    /// What was touched since the version asked about; `None` = too much to say, look at everything.
    pub touched: Option<BTreeSet<Thing>>,
}

/// The last commits and what they touched.
#[derive(Debug)]
pub struct Changes {
    recent: Mutex<Recent>,
    version: watch::Sender<u64>,
}

/// Commits, and the version before the first of them.
#[derive(Debug, Default)]
struct Recent {
    since: u64,
    commits: VecDeque<(u64, Arc<[Thing]>)>,
}

impl Changes {
    pub(crate) fn new(version: u64) -> Self {
        Self { recent: Mutex::new(Recent { since: version, commits: VecDeque::new() }), version: watch::Sender::new(version) }
    }

    pub(crate) fn publish(&self, version: u64, touched: Arc<[Thing]>) {
        {
            let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
            recent.commits.push_back((version, touched));
            if recent.commits.len() > REMEMBERED
                && let Some((forgotten, _)) = recent.commits.pop_front()
            {
                recent.since = forgotten;
            }
        }
        self.version.send_replace(version);
    }

    /// Another history has begun, for example after a restore: nobody may look at what was before.
    pub(crate) fn begin_anew(&self, version: u64) {
        *self.recent.lock().unwrap_or_else(PoisonError::into_inner) = Recent { since: version, commits: VecDeque::new() };
        self.version.send_replace(version);
    }

    /// Whoever follows looks again, though nothing has changed: the workspace has left service.
    pub(crate) fn look_again(&self) {
        self.version.send_modify(|_| {});
    }

    /// Follows the version; every new value is a commit.
    #[must_use]
    pub fn follow(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    fn since(&self, after: u64) -> (u64, Option<BTreeSet<Thing>>) {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let version = *self.version.borrow();
        if after >= version {
            return (version, Some(BTreeSet::new()));
        }
        // Who has seen nothing of this history looks at everything.
        let known = recent.since <= after && after > 0;
        let touched = known.then(|| recent.commits.iter().filter(|(v, _)| *v > after).flat_map(|(_, things)| things.iter().copied()).collect());
        (version, touched)
    }
}

impl Desk {
    /// What was touched after a version. Also for a stream that began at another server: where the commits are not
    /// remembered here, the model knows when each thing was touched last.
    #[must_use]
    pub fn notice_since(&self, after: u64) -> Notice {
        // Version and history come from one snapshot; what is remembered may be a step behind it, or of the history before.
        let snapshot = self.snapshot();
        let version = snapshot.version();
        let (known, touched) = self.changes.since(after);
        let touched = touched.filter(|_| known == version).or_else(|| {
            let things = snapshot.model.touched.iter().filter(|(_, touched)| **touched > after);
            (after > 0).then(|| things.map(|(thing, _)| *thing).collect())
        });
        Notice { timeline: snapshot.timeline, version, touched }
    }
}
