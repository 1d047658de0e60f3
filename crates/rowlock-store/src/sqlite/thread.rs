//! The store's thread: takes requests in order, and looks after head file and WAL in between.

use super::Database;
use crate::StoreError;
use crate::lookout::{LOOKS_OUT, soon};
use crate::store::Answer;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::{oneshot, watch};

type Job = Box<dyn FnOnce(&mut Desk) + Send>;

enum Request {
    Work(Job),
    Stop(oneshot::Sender<Result<(), StoreError>>),
}

/// The database and whether it can still be trusted.
struct Desk {
    database: Database,
    failure: watch::Sender<Option<String>>,
}

/// The handle of the thread. Dropping it brings the store to rest and waits for that.
pub(super) struct Worker {
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
        let desk = Desk { database, failure: failing };
        let thread = std::thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || desk.serve(&incoming))
            .map_err(|e| StoreError::io("cannot start the store's thread", &e))?;
        Ok(Self { requests, failure, thread: Mutex::new(Some(thread)) })
    }

    /// Hands work over at once; the answer may be awaited later or not at all.
    pub(super) fn ask<T: Send + 'static>(&self, work: impl FnOnce(&mut Database) -> Result<T, StoreError> + Send + 'static) -> Answer<'static, T> {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |desk| drop(tell.send(desk.run(work))));
        let sent = self.requests.send(Request::Work(job));
        Box::pin(async move {
            sent.map_err(|_| stopped())?;
            soon(told).await.map_err(|_| stopped())?
        })
    }

    pub(super) fn stop(&self) -> Answer<'static, ()> {
        let (tell, told) = oneshot::channel();
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

impl Desk {
    fn serve(mut self, incoming: &Receiver<Request>) {
        loop {
            match self.next(incoming) {
                Some(Request::Work(job)) => job(&mut self),
                Some(Request::Stop(tell)) => {
                    let rest = self.run(Database::rest);
                    drop(self);
                    drop(tell.send(rest));
                    return;
                }
                None => return drop(self.run(Database::rest)),
            }
            // What an overdue upkeep cannot do is fatal; the next request is told.
            drop(self.run(Database::upkeep_if_urgent));
        }
    }

    /// The next request; while there is none, upkeep is done.
    fn next(&mut self, incoming: &Receiver<Request>) -> Option<Request> {
        match incoming.try_recv() {
            Ok(request) => return Some(request),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => drop(self.run(Database::upkeep_when_idle)),
        }
        let begun = Instant::now();
        while begun.elapsed() < LOOKS_OUT {
            match incoming.try_recv() {
                Ok(request) => return Some(request),
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) => std::thread::yield_now(),
            }
        }
        while self.database.upkeep_awaits() && self.failure.borrow().is_none() {
            match incoming.recv_timeout(Duration::from_millis(250)) {
                Ok(request) => return Some(request),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => drop(self.run(Database::upkeep_when_idle)),
            }
        }
        incoming.recv().ok()
    }

    /// Does work unless the store has failed, and notes if it fails now.
    fn run<T>(&mut self, work: impl FnOnce(&mut Database) -> Result<T, StoreError>) -> Result<T, StoreError> {
        if let Some(why) = self.failure.borrow().as_ref() {
            return Err(StoreError::Fatal(why.clone()));
        }
        let result = work(&mut self.database);
        if let Err(StoreError::Fatal(why)) = &result {
            self.failure.send_replace(Some(why.clone()));
        }
        result
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.failure.send_replace(Some("the store's thread panicked".to_owned()));
        }
    }
}
