//! What went wrong on a connection, and what that means.

use crate::{PlainChange, StoreError};
use sqlx::postgres::PgDatabaseError;
use std::io::ErrorKind;
use std::path::PathBuf;

/// The SQLSTATE of a plain change that does not fit, told by our own function; its detail is the change's place.
pub(super) const UNFIT: &str = "RL001";

/// Why a request on a connection did not end well.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Known and final: nothing was changed.
    Told(StoreError),
    /// The plain change at that place does not fit what stands there: nothing was changed.
    Unfit(usize),
    /// PostgreSQL ended it in favour of another transaction: nothing was changed, and it may be tried again at once.
    Again(String),
    /// The connection broke or did not answer in time: what was under way may have happened.
    Lost(String),
    /// No connection could be had at all: nothing was under way.
    Away(String),
}

impl Trouble {
    /// For requests that change nothing, that were refused, or that were not sent.
    pub(super) fn harmless(self, plain: &[PlainChange]) -> StoreError {
        match self {
            Self::Told(error) => error,
            Self::Unfit(place) => unfit(plain.get(place)),
            Self::Again(why) | Self::Lost(why) | Self::Away(why) => StoreError::Away(why),
        }
    }
}

fn unfit(change: Option<&PlainChange>) -> StoreError {
    let Some(change) = change else { return StoreError::io("the database refused", &"a change that was not asked for") };
    let (table, key) = change.place();
    let key = key.to_owned();
    if let PlainChange::Insert(..) = change { StoreError::Taken { table, key } } else { StoreError::Missing { table, key } }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Told(error)
    }
}

impl From<sqlx::Error> for Trouble {
    fn from(error: sqlx::Error) -> Self {
        let why = plainly(&error);
        match error {
            sqlx::Error::Database(told) if told.code().as_deref() == Some(UNFIT) => {
                let place = told.try_downcast_ref::<PgDatabaseError>().and_then(|told| told.detail()?.parse().ok());
                Self::Unfit(place.unwrap_or(usize::MAX))
            }
            sqlx::Error::Database(told) => judged(&told.code().unwrap_or_default(), why),
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => Self::Lost(why),
            _ => Self::Told(StoreError::io("the database refused", &why)),
        }
    }
}

/// What went wrong, in the words of whoever said so.
pub(super) fn plainly(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(told) => told.message().to_owned(),
        sqlx::Error::Io(error) => error.to_string(),
        sqlx::Error::Tls(error) => error.to_string(),
        other => other.to_string(),
    }
}

/// A file for TLS that the address names: by which word, and where it is.
pub(super) type NamedFile = (String, PathBuf);

/// Why a connection will not be had by waiting, and what to do.
pub(super) fn barred(error: &sqlx::Error, files: &[NamedFile]) -> Option<String> {
    match error {
        sqlx::Error::Database(told) => refused(&**told).map(str::to_owned),
        sqlx::Error::Tls(_) => Some("Check sslmode and sslrootcert in the address, and that PostgreSQL speaks TLS".to_owned()),
        // A certificate that is not trusted comes as an answer that makes no sense.
        sqlx::Error::Io(error) if error.kind() == ErrorKind::InvalidData => Some(
            "PostgreSQL's certificate is not trusted. Check in the address that sslrootcert names the authority that signed it, that the host is \
             written as the certificate names it, and sslmode"
                .to_owned(),
        ),
        sqlx::Error::Io(_) => files.iter().find_map(|(word, path)| {
            let why = std::fs::read(path).err()?;
            Some(format!("The file {} that {word} names in the address cannot be read ({why}). Put it there, or correct {word}", path.display()))
        }),
        _ => None,
    }
}

fn refused(told: &dyn sqlx::error::DatabaseError) -> Option<&'static str> {
    match &*told.code()? {
        "3D000" => Some("Make this database (createdb), or correct its name in the address"),
        code if code.starts_with("28") => Some("Check user and password in the address, and PostgreSQL's pg_hba.conf"),
        "08P01" if told.message().contains("startup parameter") => {
            Some("A pooler stands between; if it is PgBouncer with pool_mode = transaction, say --database-pgbouncer")
        }
        _ => None,
    }
}

/// What an SQLSTATE of PostgreSQL means here (its manual, appendix A).
fn judged(code: &str, why: String) -> Trouble {
    match code {
        "53100" => Trouble::Told(StoreError::Full),
        "40001" | "40P01" => Trouble::Again(why),
        // Ended by an operator, by a crash elsewhere, or still starting, or since we stood still within a transaction; and all of class 08, connections.
        "57P01" | "57P02" | "57P03" | "57P05" | "25P03" => Trouble::Lost(why),
        code if code.starts_with("08") => Trouble::Lost(why),
        // Cancelled (for example by statement_timeout), read-only after a change of primary, out of memory, connections or locks.
        "57014" | "25006" => Trouble::Told(StoreError::Away(why)),
        code if code.starts_with("53") => Trouble::Told(StoreError::Away(why)),
        "22021" => Trouble::Told(StoreError::Malformed("a text holds a character that PostgreSQL cannot keep (NUL)".to_owned())),
        _ => Trouble::Told(StoreError::io("the database refused", &why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_broken_connection_leaves_the_outcome_open() {
        assert!(matches!(judged("57P01", String::new()), Trouble::Lost(_)));
        assert!(matches!(judged("08006", String::new()), Trouble::Lost(_)));
        assert!(matches!(judged("40P01", String::new()), Trouble::Again(_)));
        assert!(matches!(judged("53100", String::new()), Trouble::Told(StoreError::Full)));
        assert!(matches!(judged("57014", String::new()), Trouble::Told(StoreError::Away(_))));
        assert!(matches!(judged("42P01", String::new()), Trouble::Told(StoreError::Io { .. })));
    }
}
