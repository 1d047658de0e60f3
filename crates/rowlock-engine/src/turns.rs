//! The turns of a writer. What it has sent may stand in the log, and be seen at other servers, before readers here get it;
//! when its turn has ended, they have it, or it did not happen, or nobody knows yet.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::watch;

/// How many turns have begun and ended.
#[derive(Default)]
pub(crate) struct Turns {
    begun: AtomicU64,
    ended: Arc<watch::Sender<u64>>,
}

/// A turn under way; it ends with this.
pub(crate) struct Turn {
    number: u64,
    ended: Arc<watch::Sender<u64>>,
}

impl Turns {
    /// The next turn.
    pub fn begin(&self) -> Turn {
        let number = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
        Turn { number, ended: Arc::clone(&self.ended) }
    }

    /// Waits until the turn that is under way now has ended, and not for those that follow.
    pub async fn settled(&self) {
        let begun = self.begun.load(Ordering::SeqCst);
        // The sender lives as long as this.
        let _ = self.ended.subscribe().wait_for(|ended| *ended >= begun).await;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.ended.send_replace(self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn one_waits_for_the_turn_under_way_and_for_no_later_one() {
        let turns = Turns::default();
        assert!(turns.settled().now_or_never().is_some(), "nothing is under way");
        let first = turns.begin();
        let mut waits = std::pin::pin!(turns.settled());
        assert!(waits.as_mut().now_or_never().is_none());
        drop(first);
        let _second = turns.begin();
        assert!(waits.now_or_never().is_some());
    }
}
