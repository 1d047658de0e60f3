//! Who is waited for before a commit.
//!
//! Clients mostly come back soon after they were answered. Without a pause those who came while a commit was under way would have the
//! next one to themselves, for which all who were just answered wait: two halves that take turns. Whoever is alone never waits.

use std::time::Duration;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, timeout_at};

/// What part of a quick commit's time the others are waited for.
const PART: u32 = 4;
/// The longest pause that is spent looking out for them: Tokio's timers end at whole milliseconds.
const FINE: Duration = Duration::from_micros(100);
/// Where commits take longer, the others are waited for like this, asleep.
const COARSE: Duration = Duration::from_millis(2);

/// How many are about, and until when they are waited for.
pub(crate) struct Company {
    many: usize,
    pause: Duration,
    answered: Instant,
}

impl Company {
    /// Nobody is waited for.
    pub fn none() -> Self {
        Self::of(0, 0, Duration::ZERO)
    }

    /// Those who were answered just now, after a commit that took so long, and those who came meanwhile.
    pub fn of(answered: usize, came: usize, took: Duration) -> Self {
        Self { many: answered + came, pause: Some(took / PART).filter(|part| *part <= FINE).unwrap_or(COARSE), answered: Instant::now() }
    }

    /// Gathers as many as are about.
    pub async fn gather<T>(&self, works: &mut Receiver<T>, waiting: &mut Vec<T>) {
        let until = self.answered + self.pause;
        // Where time is simulated it stands still while somebody looks out.
        let began = std::time::Instant::now();
        while waiting.len() < self.many && Instant::now() < until && (self.pause > FINE || began.elapsed() < self.pause) {
            let next = if self.pause > FINE {
                timeout_at(until, works.recv()).await.ok().flatten()
            } else {
                // Whoever is on the way gets here meanwhile.
                tokio::task::yield_now().await;
                works.try_recv().ok()
            };
            waiting.extend(next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::mpsc::channel;

    const LONG: Duration = Duration::from_secs(60);

    fn company(many: usize, pause: Duration) -> Company {
        Company { many, pause, answered: Instant::now() }
    }

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
    async fn those_just_answered_are_waited_for_beside_those_who_came_meanwhile_and_no_more() {
        let answered = Company { pause: LONG, ..Company::of(2, 1, LONG) };
        assert_eq!(gathered(answered, 5).await, [0, 1, 2]);
    }

    #[tokio::test]
    async fn whoever_was_alone_does_not_wait() {
        assert_eq!(gathered(Company { pause: LONG, ..Company::of(1, 0, LONG) }, 5).await, [0]);
    }

    #[tokio::test]
    async fn who_stays_away_holds_up_nobody_for_long() {
        assert_eq!(gathered(company(8, COARSE), 0).await, [0]);
        assert_eq!(gathered(company(8, FINE), 0).await, [0]);
    }

    #[tokio::test]
    async fn whoever_comes_much_later_waits_for_nobody() {
        let long_ago = Company { answered: Instant::now() - COARSE, ..company(8, COARSE) };
        assert_eq!(gathered(long_ago, 5).await, [0]);
    }

    #[test]
    fn the_pause_is_a_part_of_what_a_quick_commit_took_and_never_long() {
        assert_eq!(Company::of(8, 0, Duration::from_micros(400)).pause, Duration::from_micros(100));
        assert_eq!(Company::of(8, 0, Duration::from_millis(5)).pause, COARSE);
    }
}
