//! Addresses, the pool and its limits.

use super::line::{Broken, STANDING_STILL, STATEMENT};
use super::trouble::NamedFile;
use super::{Base, schema};
use crate::StoreError;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

/// How long a request waits for a connection.
const ACQUIRE: Duration = Duration::from_secs(3);
/// A connection that lay idle so long is asked whether it still answers.
const DOUBTED_AFTER: Duration = Duration::from_secs(1);
/// How long it may take to say so.
const SAYS_SO: Duration = Duration::from_millis(500);

/// Where the database is and how to speak with it.
#[derive(Clone)]
pub struct PostgresSettings {
    /// `postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=FILE`
    pub url: String,
    /// Most connections at once.
    pub connections: u32,
    /// Whether a pooler stands between that hands out connections by transaction (PgBouncer's `pool_mode = transaction`).
    pub pooled: bool,
    /// The folder in which redactions are noted outside the database, so that a restore makes them again.
    pub dir: Option<PathBuf>,
}

impl PostgresSettings {
    /// The usual settings for an address.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), connections: 16, pooled: false, dir: None }
    }
}

/// Without the password.
impl std::fmt::Debug for PostgresSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { connections, pooled, dir, .. } = self;
        f.debug_struct("PostgresSettings").field("connections", connections).field("pooled", pooled).field("dir", dir).finish_non_exhaustive()
    }
}

impl Base {
    pub(super) async fn connect(settings: PostgresSettings) -> Result<Self, StoreError> {
        let options = options(&settings)?;
        let shown = shown(&options);
        let broken = Arc::new(Broken::default());
        let base = Self {
            pool: pool(settings.connections.max(2) - 1, options.clone(), &broken),
            looking: pool(1, options.clone(), &broken),
            files: files(&settings.url),
            options,
            shown,
            pooled: settings.pooled,
            dir: settings.dir,
            heads: Default::default(),
            broken,
        };
        schema::migrate(&base).await?;
        Ok(base)
    }
}

fn options(settings: &PostgresSettings) -> Result<PgConnectOptions, StoreError> {
    let parsed = PgConnectOptions::from_str(&settings.url);
    let options = parsed.map_err(|e| StoreError::io("the address of the database cannot be read", &e))?;
    let options = options.application_name("rowlock").disable_statement_logging();
    Ok(if settings.pooled {
        // A pooler passes on neither start-up options nor prepared statements.
        options.extra_float_digits(None).statement_cache_capacity(0)
    } else {
        options.options(limits()).statement_cache_capacity(200)
    })
}

/// The files for TLS that an address names.
fn files(url: &str) -> Vec<NamedFile> {
    let pairs = url.split_once('?').map_or("", |(_, pairs)| pairs).split('&').filter_map(|pair| pair.split_once('='));
    let words = ["sslrootcert", "ssl-root-cert", "ssl-ca", "sslcert", "ssl-cert", "sslkey", "ssl-key"];
    let named = pairs.filter(|(word, value)| words.contains(word) && !value.contains("BEGIN"));
    named.map(|(word, value)| (word.to_owned(), percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned().into())).collect()
}

/// Makes a connection that is of use, and closes it.
pub(super) async fn try_once(options: &PgConnectOptions) -> Result<(), sqlx::Error> {
    let mut connection = options.connect().await?;
    only_the_primary(&mut connection).await?;
    connection.close().await
}

/// What PostgreSQL is to hold us to; it also looks whether we are still there, so that locks of a machine that is gone are freed.
fn limits() -> [(&'static str, String); 5] {
    let ms = |limit: Duration| limit.as_millis().to_string();
    [
        ("statement_timeout", ms(STATEMENT)),
        ("idle_in_transaction_session_timeout", ms(STANDING_STILL)),
        ("tcp_keepalives_idle", "5".to_owned()),
        ("tcp_keepalives_interval", "2".to_owned()),
        ("tcp_keepalives_count", "3".to_owned()),
    ]
}

fn pool(most: u32, options: PgConnectOptions, broken: &Arc<Broken>) -> sqlx::PgPool {
    let broken = Arc::clone(broken);
    let pool = PgPoolOptions::new().max_connections(most).acquire_timeout(ACQUIRE).test_before_acquire(false);
    pool.idle_timeout(Duration::from_secs(300))
        .max_lifetime(Duration::from_secs(1_800))
        .after_connect(|connection, _| Box::pin(async move { only_the_primary(connection).await }))
        .before_acquire(move |connection, known| {
            let doubted = known.idle_for > DOUBTED_AFTER;
            let broken = Arc::clone(&broken);
            let distrusted = broken.distrusts(known.age);
            Box::pin(async move {
                if distrusted || !doubted {
                    return Ok(!distrusted);
                }
                match tokio::time::timeout(SAYS_SO, sqlx::raw_sql("SELECT 1").execute(connection)).await {
                    Ok(Ok(_)) => return Ok(true),
                    Ok(Err(_)) => broken.note(),
                    Err(_) => broken.note_silence(),
                }
                Ok(false)
            })
        })
        .connect_lazy_with(options)
}

/// The log is read from the primary only: a replica may lag behind what was acknowledged.
async fn only_the_primary(connection: &mut sqlx::PgConnection) -> Result<(), sqlx::Error> {
    use sqlx::{Executor, Row};
    let row = connection.fetch_one(sqlx::raw_sql("SELECT pg_is_in_recovery()")).await?;
    if row.try_get::<bool, _>(0)? {
        return Err(sqlx::Error::Io(std::io::Error::other("this is a replica; Rowlock reads and writes the primary only")));
    }
    Ok(())
}

fn shown(options: &PgConnectOptions) -> String {
    let host = options.get_socket().map_or_else(|| format!("{}:{}", options.get_host(), options.get_port()), |path| path.display().to_string());
    format!("PostgreSQL at {host}, database {}", options.get_database().unwrap_or(options.get_username()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_place_and_never_the_password() {
        let settings = PostgresSettings::new("postgres://rowlock:secret@db.example:5433/house");
        assert_eq!(shown(&options(&settings).unwrap()), "PostgreSQL at db.example:5433, database house");
        assert!(!format!("{settings:?}").contains("secret"));
        assert!(options(&PostgresSettings::new("postgres://[bad")).is_err());
    }
}
