//! What went wrong on a connection, and what that means.

use crate::StoreError;

/// Why a request on a connection did not end well.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Known and final: nothing was changed.
    Told(StoreError),
    /// PostgreSQL ended it in favour of another transaction: nothing was changed, and it may be tried again at once.
    Again(String),
    /// The connection broke or did not answer in time: what was under way may have happened.
    Lost(String),
    /// No connection could be had at all: nothing was under way.
    Away(String),
}

impl Trouble {
    /// For requests that change nothing, or that were not sent.
    pub(super) fn harmless(self) -> StoreError {
        match self {
            Self::Told(error) => error,
            Self::Again(why) | Self::Lost(why) | Self::Away(why) => StoreError::Away(why),
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Told(error)
    }
}

impl From<sqlx::Error> for Trouble {
    fn from(error: sqlx::Error) -> Self {
        let why = error.to_string();
        match error {
            sqlx::Error::Database(told) => judged(&told.code().unwrap_or_default(), why),
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) | sqlx::Error::WorkerCrashed => Self::Lost(why),
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => Self::Away(why),
            _ => Self::Told(StoreError::io("the database refused", &why)),
        }
    }
}

/// What an SQLSTATE of PostgreSQL means here (its manual, appendix A).
fn judged(code: &str, why: String) -> Trouble {
    match code {
        "53100" => Trouble::Told(StoreError::Full),
        "40001" | "40P01" => Trouble::Again(why),
        // Ended by an operator, by a crash elsewhere, or still starting; and all of class 08, connections.
        "57P01" | "57P02" | "57P03" | "57P05" => Trouble::Lost(why),
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
