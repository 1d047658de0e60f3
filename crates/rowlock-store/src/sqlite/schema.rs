//! The tables, their migrations by `user_version`, and what SQLite's errors mean here.

use crate::{StoreError, Table};
use rusqlite::{Connection, ErrorCode};
use std::io::Read;
use std::path::Path;

/// The newest format known here.
pub(super) const FORMAT: u32 = 2;
/// "Rwlk" in the file's header tells our files from others.
const APPLICATION: u32 = 0x5277_6c6b;

const LOG: &str = "
CREATE TABLE workspace (
    workspace BLOB PRIMARY KEY,
    slug      TEXT NOT NULL UNIQUE,
    timeline  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
    workspace    BLOB NOT NULL,
    version      INTEGER NOT NULL,
    last         INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    actor        TEXT NOT NULL,
    on_behalf_of TEXT,
    via          TEXT NOT NULL,
    key          TEXT,
    kind         TEXT NOT NULL,
    payload      TEXT NOT NULL,
    salt         BLOB,
    digest       BLOB NOT NULL,
    hash         BLOB NOT NULL,
    PRIMARY KEY (workspace, version)
) STRICT, WITHOUT ROWID;";

/// Refuses a file that is not ours or newer than we are, by its header alone: opening it with SQLite could
/// change it. Migrations are checkpointed at once, so the header always tells the format.
pub(super) fn check_header(path: &Path) -> Result<(), StoreError> {
    let mut header = Vec::new();
    let file = std::fs::File::open(path).and_then(|file| file.take(100).read_to_end(&mut header));
    file.map_err(|e| StoreError::io(format!("cannot read {}", path.display()), &e))?;
    if header.is_empty() {
        return Ok(());
    }
    let number = |at: usize| {
        let bytes = header.get(at..at + 4)?;
        Some(bytes.iter().fold(0, |n, byte| n << 8 | u32::from(*byte)))
    };
    let (found, application) = (number(60), number(68));
    // A crash in the very first migration leaves a header without our numbers.
    let ours = application == Some(APPLICATION) || (application, found) == (Some(0), Some(0));
    if !header.starts_with(b"SQLite format 3\0") || !ours {
        let why = "it is not a database of Rowlock, or its first page is damaged";
        return Err(StoreError::io(format!("cannot use {}", path.display()), &why));
    }
    match found {
        Some(found) if found > FORMAT => Err(StoreError::Newer { path: path.to_owned(), found, known: FORMAT }),
        _ => Ok(()),
    }
}

/// Brings the tables to the newest format; answers whether anything was done.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<bool> {
    let format: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if format >= FORMAT {
        return Ok(false);
    }
    let transaction = connection.transaction()?;
    if format == 0 {
        transaction.execute_batch(LOG)?;
    }
    // Format 2 only added plain tables: those that are missing are made.
    for table in Table::ALL {
        let name = table.name();
        transaction
            .execute_batch(&format!("CREATE TABLE IF NOT EXISTS {name} (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"))?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    transaction.commit()?;
    Ok(true)
}

/// What an error of SQLite means to us.
pub(super) fn sql_error(error: &rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::SystemIoFailure) => {
            let code = error.sqlite_error().map_or(0, |e| e.extended_code);
            StoreError::Fatal(format!("{error} (SQLite code {code})"))
        }
        _ => StoreError::io("the database refused", error),
    }
}
