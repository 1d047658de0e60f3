//! Addresses, and how to speak with the database.

use super::line::{Broken, STANDING_STILL, STATEMENT};
use super::trouble::NamedFile;
use super::{Base, pool, schema};
use crate::StoreError;
use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long is waited at the end for what is at work.
const ENDS_WITHIN: Duration = Duration::from_secs(6);

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
            pool: pool::of(settings.connections.max(2) - 1, &options, &broken)?,
            looking: pool::of(1, &options, &broken)?,
            files: files(&settings.url),
            shown,
            pooled: settings.pooled,
            dir: settings.dir,
            noting: Default::default(),
            heads: Default::default(),
            broken,
        };
        schema::migrate(&base).await?;
        Ok(base)
    }

    /// Lets those that are at work finish, and no other begin.
    pub(super) async fn close(&self) {
        let until = Instant::now() + ENDS_WITHIN;
        for pool in [&self.pool, &self.looking] {
            pool.close();
            while pool.status().size > 0 && Instant::now() < until {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
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
