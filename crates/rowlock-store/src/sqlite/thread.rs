//! Who works on the database: the store's thread, which takes requests in order and looks after head file and WAL in
//! between; or, for a commit that nobody is before, the caller itself.
//!
//! Handing over and waking costs as much as a commit on a quick disk. So a caller may lend its own thread, but only
//! while no request waits and the last commit was quick: a slow disk never holds up whoever serves pages.

use super::Database;
use crate::StoreError;
use crate::store::Answer;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::{oneshot, watch};

/// A commit that takes longer is left to the store's thread the next time.
const QUICK: Duration = Duration::from_millis(1);

type Job = Box<dyn FnOnce(&mut Desk) + Send>;

enum Request {
    Work(Job),
    /// Somebody else worked: upkeep may be due.
    Look,
    Stop(oneshot::Sender<Result<(), StoreError>>),
}

/// The database, and whether it can still be trusted.
struct Desk {
    /// None once the store was stopped.
    database: Option<Database>,
    failure: watch::Sender<Option<String>>,
    last_commit: Duration,
}

/// The desk with what may be known of it without sitting down.
struct Room {
    desk: Mutex<Desk>,
    /// Requests of the thread that were not begun, its upkeep among them: whoever comes later waits behind them.
    waiting: AtomicUsize,
}

/// The handle of the thread. Dropping it brings the store to rest and waits for that.
pub(super) struct Worker {
    room: Arc<Room>,
    requests: Sender<Request>,
    failure: watch::Receiver<Option<String>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

fn stopped() -> StoreError {
    StoreError::Fatal("the store has stopped".to_owned())
}

impl Worker {
    pub(super) fn start(database: Database) -> Result<Self, StoreError> {
        let (requests, incoming) = channel();
        let (failing, failure) = watch::channel(None);
        // Whether the disk is quick is not known yet.
        let desk = Desk { database: Some(database), failure: failing, last_commit: Duration::MAX };
        let room = Arc::new(Room { desk: Mutex::new(desk), waiting: AtomicUsize::new(0) });
        let served = Arc::clone(&room);
        let thread = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || served.serve(&incoming))
            .map_err(|e| StoreError::io("cannot start the store's thread", &e))?;
        Ok(Self { room, requests, failure, thread: Mutex::new(Some(thread)) })
    }

    /// Hands work over at once; the answer may be awaited later or not at all.
    pub(super) fn ask<T: Send + 'static>(&self, work: impl FnOnce(&mut Database) -> Result<T, StoreError> + Send + 'static) -> Answer<'static, T> {
        self.hand_over(move |desk| desk.run(work))
    }

    /// A commit: done here and now if nobody is before it and the disk is quick, else handed over.
    pub(super) fn commit<T: Send + 'static>(&self, work: impl FnOnce(&mut Database) -> Result<T, StoreError> + Send + 'static) -> Answer<'static, T> {
        let Some(mut desk) = self.room.free_desk() else {
            return self.hand_over(move |desk| desk.run_timed(work));
        };
        let awaited = desk.upkeep_awaits();
        let done = desk.run_timed(work);
        if !awaited && desk.upkeep_awaits() {
            // The thread sleeps until somebody asks. If it has ended there is nothing to look after.
            let _ = self.requests.send(Request::Look);
        }
        Box::pin(std::future::ready(done))
    }

    fn hand_over<T: Send + 'static>(&self, work: impl FnOnce(&mut Desk) -> Result<T, StoreError> + Send + 'static) -> Answer<'static, T> {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |desk| drop(tell.send(work(desk))));
        self.room.waiting.fetch_add(1, Ordering::SeqCst);
        let sent = self.requests.send(Request::Work(job));
        Box::pin(async move {
            sent.map_err(|_| stopped())?;
            told.await.map_err(|_| stopped())?
        })
    }

    pub(super) fn stop(&self) -> Answer<'static, ()> {
        let (tell, told) = oneshot::channel();
        self.room.waiting.fetch_add(1, Ordering::SeqCst);
        let sent = self.requests.send(Request::Stop(tell));
        Box::pin(async move {
            // A store that has stopped before is at rest already.
            if sent.is_err() {
                return Ok(());
            }
            told.await.unwrap_or(Ok(()))
        })
    }

    pub(super) async fn failed(&self) -> String {
        let mut failure = self.failure.clone();
        let why = failure.wait_for(Option::is_some).await.ok().and_then(|why| why.clone());
        match why {
            Some(why) => why,
            // It was stopped, which is no failure.
            None => std::future::pending().await,
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.stop());
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the store's thread ended in a panic");
        }
    }
}

impl Room {
    /// The desk, if nobody sits or waits there and it is quick.
    fn free_desk(&self) -> Option<MutexGuard<'_, Desk>> {
        if self.waiting.load(Ordering::SeqCst) > 0 {
            return None;
        }
        let desk = match self.desk.try_lock() {
            Ok(desk) => desk,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        // Whoever handed something over meanwhile was first.
        (self.waiting.load(Ordering::SeqCst) == 0 && desk.last_commit <= QUICK).then_some(desk)
    }

    fn serve(&self, incoming: &Receiver<Request>) {
        while let Some(request) = self.next(incoming) {
            match request {
                Request::Work(job) => {
                    let mut desk = self.sit_as_next();
                    job(&mut desk);
                    // What an overdue upkeep cannot do is fatal; the next request is told.
                    drop(desk.run(Database::upkeep_if_urgent));
                }
                // Upkeep is seen to before the next request is taken.
                Request::Look => {}
                Request::Stop(tell) => return drop(tell.send(self.sit().rest())),
            }
        }
        drop(self.sit().rest());
    }

    /// The next request; while there is none, upkeep is done.
    fn next(&self, incoming: &Receiver<Request>) -> Option<Request> {
        match incoming.try_recv() {
            Ok(request) => return Some(request),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => self.look_after(),
        }
        while self.sit().upkeep_awaits() {
            match incoming.recv_timeout(Duration::from_millis(250)) {
                Ok(request) => return Some(request),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => self.look_after(),
            }
        }
        incoming.recv().ok()
    }

    /// Upkeep is a request like any other: commits that come meanwhile wait behind it.
    fn look_after(&self) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        drop(self.sit_as_next().run(Database::upkeep_when_idle));
    }

    /// The desk for one request, which no longer waits.
    fn sit_as_next(&self) -> MutexGuard<'_, Desk> {
        let desk = self.sit();
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        desk
    }

    fn sit(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    fn upkeep_awaits(&self) -> bool {
        self.failure.borrow().is_none() && self.database.as_ref().is_some_and(Database::upkeep_awaits)
    }

    /// Brings the database to rest and lets go of it.
    fn rest(&mut self) -> Result<(), StoreError> {
        let rest = self.run(Database::rest);
        self.database = None;
        rest
    }

    /// Does work and notes how long it took.
    fn run_timed<T>(&mut self, work: impl FnOnce(&mut Database) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let begun = Instant::now();
        let result = self.run(work);
        self.last_commit = begun.elapsed();
        result
    }

    /// Does work unless the store has failed, and notes if it fails now. After a panic nobody knows what stands.
    fn run<T>(&mut self, work: impl FnOnce(&mut Database) -> Result<T, StoreError>) -> Result<T, StoreError> {
        if let Some(why) = self.failure.borrow().as_ref() {
            return Err(StoreError::Fatal(why.clone()));
        }
        let database = self.database.as_mut().ok_or_else(stopped)?;
        let result = catch_unwind(AssertUnwindSafe(|| work(database)));
        let result = result.unwrap_or_else(|_| Err(StoreError::Fatal("the store panicked".to_owned())));
        if let Err(StoreError::Fatal(why)) = &result {
            self.failure.send_replace(Some(why.clone()));
        }
        result
    }
}
