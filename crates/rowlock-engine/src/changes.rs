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
    recent: Mutex<VecDeque<(u64, Arc<[Thing]>)>>,
    version: watch::Sender<u64>,
}

impl Changes {
    pub(crate) fn new(version: u64) -> Self {
        Self { recent: Mutex::default(), version: watch::Sender::new(version) }
    }

    pub(crate) fn publish(&self, version: u64, touched: Arc<[Thing]>) {
        {
            let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
            recent.push_back((version, touched));
            if recent.len() > REMEMBERED {
                recent.pop_front();
            }
        }
        self.version.send_replace(version);
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
        let known = recent.front().is_some_and(|(first, _)| *first <= after.saturating_add(1));
        let touched = known.then(|| recent.iter().filter(|(v, _)| *v > after).flat_map(|(_, things)| things.iter().copied()).collect());
        (version, touched)
    }
}

impl Desk {
    /// What was touched after a version.
    #[must_use]
    pub fn notice_since(&self, after: u64) -> Notice {
        let (version, touched) = self.changes.since(after);
        Notice { timeline: self.snapshot().timeline, version, touched }
    }
}
