//! One connection at work on one request. Unless it is brought to its end, it is thrown away, never given back.

use super::Base;
use super::trouble::Trouble;
use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, Postgres};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long PostgreSQL may work on one statement.
pub(super) const STATEMENT: Duration = Duration::from_secs(5);
/// How long this process waits for an answer: a little longer, so that PostgreSQL's own word comes first.
const ANSWER: Duration = Duration::from_secs(6);

/// Awaits a request that changes nothing, and asks once more on another connection if the first one broke.
macro_rules! reading {
    ($base:expr, $asked:expr) => {
        match $asked.await {
            Err($crate::postgres::trouble::Trouble::Lost(_) | $crate::postgres::trouble::Trouble::Again(_)) => {
                $base.broken.note();
                $asked.await.map_err($crate::postgres::trouble::Trouble::harmless)
            }
            done => done.map_err($crate::postgres::trouble::Trouble::harmless),
        }
    };
}
pub(super) use reading;

/// When a connection was last seen to be broken: all that are older are not trusted any more.
#[derive(Default)]
pub(super) struct Broken(Mutex<Option<Instant>>);

impl Broken {
    pub(super) fn note(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Whether a connection of that age was opened before the last one broke.
    pub(super) fn distrusts(&self, age: Duration) -> bool {
        let broke = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        broke.is_some_and(|broke| age > broke.elapsed())
    }
}

/// A connection at work.
pub(super) struct Line {
    connection: Option<PoolConnection<Postgres>>,
    within: bool,
}

impl Line {
    /// The connection, for a statement. It is there until [`Line::end`] or [`Line::undo`].
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

    /// Undoes what was done and gives the connection back.
    pub(super) async fn undo(mut self) {
        if !self.within || in_time(sqlx::raw_sql("ROLLBACK").execute(self.on())).await.is_ok() {
            drop(self.connection.take());
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // Closing it lets PostgreSQL undo whatever was begun.
        if let Some(connection) = self.connection.take() {
            drop(connection.detach());
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

impl Base {
    /// A connection for one statement, which commits by itself.
    pub(super) async fn line(&self) -> Result<Line, Trouble> {
        self.open(if self.pooled { Some("BEGIN; SET LOCAL statement_timeout = 5000") } else { None }).await
    }

    /// A connection with a transaction begun.
    pub(super) async fn transaction(&self) -> Result<Line, Trouble> {
        self.open(Some(if self.pooled { "BEGIN; SET LOCAL statement_timeout = 5000" } else { "BEGIN" })).await
    }

    /// A connection with a transaction that sees one moment and may take long.
    pub(super) async fn one_moment(&self) -> Result<Line, Trouble> {
        self.open(Some("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0")).await
    }

    async fn open(&self, begin: Option<&'static str>) -> Result<Line, Trouble> {
        loop {
            let acquired = self.pool.acquire().await;
            let connection = acquired.map_err(|error| Trouble::Away(format!("{} does not answer ({error})", self.shown)))?;
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
