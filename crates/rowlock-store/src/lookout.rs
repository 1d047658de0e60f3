//! Looking out for an answer before going to sleep.
//!
//! Waking a thread costs about a fifth of a commit, and whoever writes once mostly writes again. So those who wait for a commit look
//! out for it a while; after the last one this is all that is wasted.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

/// Longer than a commit takes on a good disk, and than an answer takes to reach a client and its next command to come back.
pub(crate) const LOOKS_OUT: Duration = Duration::from_micros(400);

/// Looks out for the answer before it sleeps, while others of this executor go on.
pub(crate) async fn soon<T>(answer: impl Future<Output = T>) -> T {
    let mut answer = pin!(answer);
    let began = Instant::now();
    while began.elapsed() < LOOKS_OUT {
        if let Poll::Ready(done) = poll_fn(|context| Poll::Ready(answer.as_mut().poll(context))).await {
            return done;
        }
        tokio::task::yield_now().await;
    }
    answer.await
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn an_answer_comes_through_at_once_soon_or_late() {
        assert_eq!(soon(async { 1 }).await, 1);
        for wait in [LOOKS_OUT / 4, LOOKS_OUT * 50] {
            let (tell, told) = oneshot::channel();
            std::thread::spawn(move || {
                std::thread::sleep(wait);
                tell.send(2)
            });
            assert_eq!(soon(told).await, Ok(2));
        }
    }
}
