//! One connection at work on one request. Unless it is brought to its end, it is thrown away, never given back.

use super::Base;
use super::pool::{Pool, Pooled};
use super::trouble::{Trouble, barred, plainly};
use crate::StoreError;
use deadpool::managed::{Object, PoolError, TimeoutType, Timeouts};
use sqlx::PgConnection;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// How long PostgreSQL may work on one statement.
pub(super) const STATEMENT: Duration = Duration::from_secs(5);
/// How long this process waits for an answer: a little longer, so that PostgreSQL's own word comes first.
const ANSWER: Duration = Duration::from_secs(6);

/// How long for a statement that reads a whole database, or waits for another server's upgrade.
const LONG: Duration = Duration::from_secs(300);
/// How long PostgreSQL waits for this process between two statements of a transaction, shorter than statements of others
/// wait for its locks: a server that stands still must not hold up the others.
pub(super) const STANDING_STILL: Duration = Duration::from_secs(3);
/// How long a request waits for a connection.
const ACQUIRE: Duration = Duration::from_secs(3);
/// Between two tries to open one.
const AGAIN: Duration = Duration::from_millis(50);
/// What begins a transaction behind a pooler, which passes on no options of the start.
const BEGIN_POOLED: &str = "BEGIN; SET LOCAL statement_timeout = 5000; SET LOCAL idle_in_transaction_session_timeout = 3000";

/// Awaits a request that changes nothing, and asks once more on another connection if the first one broke.
macro_rules! reading {
    ($base:expr, $asked:expr) => {{
        let done = match $base.unless_silent($asked).await {
            Err($crate::postgres::trouble::Trouble::Lost(_)) => {
                $base.broken.note();
                $base.unless_silent($asked).await
            }
            Err($crate::postgres::trouble::Trouble::Again(_)) => $asked.await,
            done => done,
        };
        done.map_err(|trouble| trouble.harmless(&[]))
    }};
}
pub(super) use reading;

/// When a connection was last seen to be broken: all that are older are not trusted any more.
#[derive(Default)]
pub(super) struct Broken {
    at: Mutex<Option<Instant>>,
    silent: watch::Sender<()>,
}

impl Broken {
    pub(super) fn note(&self) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// A connection broke without a word, as when a network loses it: those at work on older ones need not wait either.
    pub(super) fn note_silence(&self) {
        self.note();
        self.silent.send_replace(());
    }

    /// Whether a connection of that age was opened before the last one broke.
    pub(super) fn distrusts(&self, age: Duration) -> bool {
        let broke = *self.at.lock().unwrap_or_else(PoisonError::into_inner);
        broke.is_some_and(|broke| age > broke.elapsed())
    }
}

/// A connection at work.
pub(super) struct Line {
    connection: Option<Pooled>,
    within: bool,
}

impl Line {
    /// The connection, for a statement. It is there until [`Line::end`].
    pub(super) fn on(&mut self) -> &mut PgConnection {
        self.connection.as_mut().expect("a line has its connection until it ends")
    }

    /// Commits, where there is a transaction, and gives the connection back.
    pub(super) async fn end(mut self) -> Result<(), Trouble> {
        if self.within {
            in_time(sqlx::raw_sql("COMMIT").execute(self.on())).await?;
        }
        drop(self.connection.take());
        Ok(())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // Closing it lets PostgreSQL undo whatever was begun.
        if let Some(connection) = self.connection.take() {
            drop(Object::take(connection));
        }
    }
}

/// Waits for an answer, but not for ever: a stopped machine breaks no connection.
pub(super) async fn in_time<T>(asked: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, Trouble> {
    match tokio::time::timeout(ANSWER, asked).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(Trouble::Lost(format!("no answer within {} s", ANSWER.as_secs()))),
    }
}

/// As [`in_time`], for what takes long.
pub(super) async fn in_long_time<T>(asked: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, Trouble> {
    match tokio::time::timeout(LONG, asked).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(Trouble::Lost(format!("no answer within {} s", LONG.as_secs()))),
    }
}

impl Base {
    /// Awaits a request, unless connections that are as old turn out to be lost.
    pub(super) async fn unless_silent<T>(&self, asked: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
        let mut silent = self.broken.silent.subscribe();
        tokio::select! {
            biased;
            done = asked => done,
            _ = silent.changed() => Err(Trouble::Lost("the connection fell silent".to_owned())),
        }
    }

    /// A connection for one statement, which commits by itself.
    pub(super) async fn line(&self) -> Result<Line, Trouble> {
        self.open(&self.pool, self.pooled.then_some(BEGIN_POOLED), ACQUIRE).await
    }

    /// The connection for a look-up, if it is to be had so soon.
    pub(super) async fn looking(&self, within: Duration) -> Result<Line, Trouble> {
        self.open(&self.looking, self.pooled.then_some(BEGIN_POOLED), within).await
    }

    /// A connection with a transaction begun.
    pub(super) async fn transaction(&self) -> Result<Line, Trouble> {
        self.open(&self.pool, Some(if self.pooled { BEGIN_POOLED } else { "BEGIN" }), ACQUIRE).await
    }

    /// A connection with a transaction that sees one moment and may take long.
    pub(super) async fn one_moment(&self) -> Result<Line, Trouble> {
        let begin =
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 60000";
        self.open(&self.pool, Some(begin), ACQUIRE).await
    }

    async fn open(&self, pool: &Pool, begin: Option<&'static str>, within: Duration) -> Result<Line, Trouble> {
        loop {
            let connection = self.acquire(pool, within).await?;
            let mut line = Line { connection: Some(connection), within: begin.is_some() };
            let Some(begin) = begin else { return Ok(line) };
            match in_time(sqlx::raw_sql(begin).execute(line.on())).await {
                Ok(_) => return Ok(line),
                // It broke while it lay idle, and so did those older than it; the next one is younger.
                Err(Trouble::Lost(_)) => self.broken.note(),
                Err(other) => return Err(other),
            }
        }
    }

    /// Tries again and again: when PostgreSQL starts anew it refuses connections for a moment.
    async fn acquire(&self, pool: &Pool, within: Duration) -> Result<Pooled, Trouble> {
        let until = Instant::now() + within;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let why = match pool.timeout_get(&Timeouts { wait: Some(left), create: Some(left), recycle: None }).await {
                Ok(connection) => return Ok(connection),
                Err(PoolError::Backend(error)) => match barred(&error, &self.files) {
                    Some(advice) => return Err(self.barred(&error, &advice)),
                    None => plainly(&error),
                },
                Err(PoolError::Timeout(TimeoutType::Wait)) => "all connections to it were in use".to_owned(),
                Err(_) => "no answer in time".to_owned(),
            };
            if Instant::now() + AGAIN >= until || pool.is_closed() {
                return Err(Trouble::Away(format!("{} does not answer ({why})", self.shown)));
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    fn barred(&self, error: &sqlx::Error, advice: &str) -> Trouble {
        let why = format!("{}. {advice}", plainly(error));
        Trouble::Told(StoreError::io(format!("{} does not let Rowlock in", self.shown), &why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_older_than_a_break_are_not_trusted() {
        let broken = Broken::default();
        assert!(!broken.distrusts(Duration::from_secs(60)));
        broken.note();
        assert!(broken.distrusts(Duration::from_secs(60)));
        assert!(!broken.distrusts(Duration::ZERO));
    }
}
