//! Connections that wait for work. One goes back as it is, without a word to PostgreSQL, and the last one back is the first one out:
//! few stay warm. Whether it still is of use is asked when it is wanted, never for long.

use super::line::Broken;
use crate::StoreError;
use deadpool::Runtime;
use deadpool::managed::{self, Manager, Metrics, Object, QueueMode, RecycleError, RecycleResult};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Executor, Row};
use std::sync::Arc;
use std::time::Duration;

/// A connection that was not used so long is asked whether it still answers.
const DOUBTED_AFTER: Duration = Duration::from_secs(1);
/// How long it may take to say so.
const SAYS_SO: Duration = Duration::from_millis(500);
/// One that was not wanted so long is closed.
const IDLE: Duration = Duration::from_secs(300);
/// None grows older.
const OLDEST: Duration = Duration::from_secs(1_800);
/// How often it is looked which are not wanted.
const SWEEP: Duration = Duration::from_secs(60);

pub(super) type Pool = managed::Pool<Opening>;
pub(super) type Pooled = Object<Opening>;

/// Opens connections, and judges those that waited.
pub(super) struct Opening {
    options: PgConnectOptions,
    broken: Arc<Broken>,
}

/// A pool of that many connections at most; none is opened yet.
pub(super) fn of(most: u32, options: &PgConnectOptions, broken: &Arc<Broken>) -> Result<Pool, StoreError> {
    let opening = Opening { options: options.clone(), broken: Arc::clone(broken) };
    let pool = Pool::builder(opening).max_size(most as usize).queue_mode(QueueMode::Lifo).runtime(Runtime::Tokio1);
    let pool = pool.build().map_err(|e| StoreError::io("there is no pool of connections", &e))?;
    tokio::spawn(sweep(pool.weak()));
    Ok(pool)
}

/// Closes connections that nobody wants, while there is a pool.
async fn sweep(pool: managed::WeakPool<Opening>) {
    loop {
        tokio::time::sleep(SWEEP).await;
        let Some(pool) = pool.upgrade() else { return };
        pool.retain(|_, known| known.last_used() < IDLE);
    }
}

impl Manager for Opening {
    type Type = PgConnection;
    type Error = sqlx::Error;

    async fn create(&self) -> Result<PgConnection, sqlx::Error> {
        let mut connection = self.options.connect().await?;
        only_the_primary(&mut connection).await?;
        Ok(connection)
    }

    async fn recycle(&self, connection: &mut PgConnection, known: &Metrics) -> RecycleResult<sqlx::Error> {
        if self.broken.distrusts(known.age()) || known.age() > OLDEST {
            return Err(RecycleError::message("it is too old"));
        }
        if known.last_used() <= DOUBTED_AFTER {
            return Ok(());
        }
        match tokio::time::timeout(SAYS_SO, sqlx::raw_sql("SELECT 1").execute(connection)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => {
                self.broken.note();
                Err(error.into())
            }
            Err(_) => {
                self.broken.note_silence();
                Err(RecycleError::message("it does not answer"))
            }
        }
    }
}

/// The log is read from the primary only: a replica may lag behind what was acknowledged.
async fn only_the_primary(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let row = connection.fetch_one(sqlx::raw_sql("SELECT pg_is_in_recovery()")).await?;
    if row.try_get::<bool, _>(0)? {
        return Err(sqlx::Error::Io(std::io::Error::other("this is a replica; Rowlock reads and writes the primary only")));
    }
    Ok(())
}
