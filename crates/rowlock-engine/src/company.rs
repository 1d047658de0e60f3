//! Who is waited for before a commit.
//!
//! Clients that were answered together mostly come back together, the first a little before the others. Without a pause the first would
//! have a commit of its own, for which all others wait. Whoever is alone never waits.

use std::time::{Duration, Instant};
use tokio::sync::mpsc::Receiver;

/// What part of the last commit's time the first may wait for the others.
const PART: u32 = 4;
/// The longest pause, where commits take long.
const LONGEST: Duration = Duration::from_millis(1);

/// How many shared the last commit, and how long the first of them may wait for the others now.
#[derive(Default)]
pub(crate) struct Company {
    many: usize,
    pause: Duration,
}

impl Company {
    /// Those who shared a commit that took so long.
    pub fn of(many: usize, took: Duration) -> Self {
        Self { many, pause: LONGEST.min(took / PART) }
    }

    /// Gathers as many as came last time. Tokio's timers are too coarse for such a pause: it yields, so that those who are on
    /// their way get here.
    pub async fn gather<T>(&self, works: &mut Receiver<T>, waiting: &mut Vec<T>) {
        let began = Instant::now();
        while waiting.len() < self.many && began.elapsed() < self.pause {
            tokio::task::yield_now().await;
            while let Some(work) = (waiting.len() < self.many).then(|| works.try_recv().ok()).flatten() {
                waiting.push(work);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::mpsc::channel;

    const LONG: Duration = Duration::from_secs(60);

    /// What is gathered when `later` come one after the other.
    async fn gathered(company: Company, later: u64) -> Vec<u64> {
        let (tell, mut works) = channel(8);
        let sender = tell.clone();
        tokio::spawn(async move {
            for work in 1..=later {
                tokio::task::yield_now().await;
                let _ = sender.send(work).await;
            }
        });
        let mut waiting = vec![0];
        company.gather(&mut works, &mut waiting).await;
        drop(tell);
        waiting
    }

    #[tokio::test]
    async fn those_who_came_together_last_time_are_waited_for_and_no_more() {
        assert_eq!(gathered(Company { many: 3, pause: LONG }, 5).await, [0, 1, 2]);
    }

    #[tokio::test]
    async fn whoever_was_alone_does_not_wait() {
        assert_eq!(gathered(Company { many: 1, pause: LONG }, 5).await, [0]);
    }

    #[tokio::test]
    async fn who_stays_away_holds_up_nobody_for_long() {
        let company = Company::of(8, LONG);
        assert_eq!(company.pause, LONGEST);
        assert_eq!(gathered(company, 0).await, [0]);
    }

    #[test]
    fn the_pause_is_a_part_of_what_the_commit_took() {
        assert_eq!(Company::of(8, Duration::from_micros(400)).pause, Duration::from_micros(100));
    }
}
