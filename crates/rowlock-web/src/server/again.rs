//! A connection that wakes itself is polled again at once.
//!
//! hyper wakes its own task whenever a handler begins to read a body. The scheduler would put that task at the end of the queue
//! and wake another thread to look for work, which costs more than the form's own handling. Wakes from elsewhere go their usual way.

use futures_util::task::AtomicWaker;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

/// How often in a row before others get their turn.
const MOST: usize = 8;

/// A future that is polled again at once when it was woken while it was polled.
pub(super) struct Again<F> {
    inner: Pin<Box<F>>,
    nudge: Arc<Nudge>,
    waker: Waker,
}

#[derive(Default)]
struct Nudge {
    task: AtomicWaker,
    is_polled: AtomicBool,
    is_nudged: AtomicBool,
}

// Each side writes its own flag before it reads the other's, in one order for all (SeqCst): a wake is seen by at least one.
impl Wake for Nudge {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.is_nudged.store(true, Ordering::SeqCst);
        if !self.is_polled.load(Ordering::SeqCst) {
            self.task.wake();
        }
    }
}

impl<F: Future> Again<F> {
    pub(super) fn new(inner: F) -> Self {
        let nudge = Arc::<Nudge>::default();
        Self { inner: Box::pin(inner), waker: Waker::from(Arc::clone(&nudge)), nudge }
    }
}

impl<F: Future> Future for Again<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let Self { inner, nudge, waker } = &mut *self;
        nudge.task.register(context.waker());
        for _ in 0..MOST {
            nudge.is_polled.store(true, Ordering::SeqCst);
            nudge.is_nudged.store(false, Ordering::SeqCst);
            let poll = inner.as_mut().poll(&mut Context::from_waker(waker));
            nudge.is_polled.store(false, Ordering::SeqCst);
            if poll.is_ready() || !nudge.is_nudged.load(Ordering::SeqCst) {
                return poll;
            }
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    /// Wakes itself so often, then waits for a wake from elsewhere.
    struct Restless(usize, Arc<AtomicUsize>);

    impl Future for Restless {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
            self.1.fetch_add(1, Ordering::SeqCst);
            if self.0 == 0 {
                return Poll::Ready(());
            }
            self.0 -= 1;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    }

    #[derive(Default)]
    struct Counting(AtomicUsize);

    impl Wake for Counting {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn poll_once(wakes_itself: usize) -> (bool, usize, usize) {
        let (polls, task) = (Arc::<AtomicUsize>::default(), Arc::<Counting>::default());
        let mut again = Again::new(Restless(wakes_itself, Arc::clone(&polls)));
        let ready = Pin::new(&mut again).poll(&mut Context::from_waker(&Waker::from(Arc::clone(&task)))).is_ready();
        (ready, polls.load(Ordering::SeqCst), task.0.load(Ordering::SeqCst))
    }

    #[test]
    fn what_wakes_itself_goes_on_without_the_scheduler() {
        assert_eq!(poll_once(0), (true, 1, 0));
        assert_eq!(poll_once(3), (true, 4, 0));
    }

    #[test]
    fn what_never_rests_lets_others_have_their_turn() {
        assert_eq!(poll_once(usize::MAX), (false, MOST, 1));
    }

    #[tokio::test]
    async fn a_wake_from_elsewhere_is_never_lost() {
        for _ in 0..1_000 {
            let (tell, told) = tokio::sync::oneshot::channel();
            let asked = tokio::spawn(Again::new(told));
            std::thread::spawn(move || tell.send(7)).join().unwrap().unwrap();
            assert_eq!(asked.await.unwrap(), Ok(7));
        }
    }
}
