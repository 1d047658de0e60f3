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

/// A step from one format to the next. What was released never changes; a new format is a new step behind the others.
type Step = fn(&Connection) -> rusqlite::Result<()>;

const STEPS: [Step; FORMAT as usize] = [log_and_first_tables, tables_for_several_servers];

/// Format 1: the log, and the plain tables of then.
fn log_and_first_tables(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(LOG)?;
    plain_tables(connection)
}

/// Format 2 only added plain tables.
fn tables_for_several_servers(connection: &Connection) -> rusqlite::Result<()> {
    plain_tables(connection)
}

/// Makes the plain tables that are missing: all have the same shape.
fn plain_tables(connection: &Connection) -> rusqlite::Result<()> {
    for table in Table::ALL {
        let name = table.name();
        connection.execute_batch(&format!("CREATE TABLE IF NOT EXISTS {name} (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"))?;
    }
    Ok(())
}

/// Brings the tables to the newest format, each step in a transaction of its own; answers whether anything was done.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<bool, StoreError> {
    climb(connection, path, &STEPS)
}

fn climb(connection: &mut Connection, path: &Path, steps: &[Step]) -> Result<bool, StoreError> {
    let cannot = |e: rusqlite::Error| match sql_error(&e) {
        StoreError::Full => StoreError::Full,
        _ => StoreError::io(format!("cannot upgrade {}", path.display()), &e),
    };
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(cannot)?;
    let known = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    if found > known {
        // A newer Rowlock was killed before its upgrade reached the header.
        return Err(StoreError::Newer { path: path.to_owned(), found, known });
    }
    for (format, step) in (1..).zip(steps).skip(found as usize) {
        let done = connection.transaction().and_then(|transaction| {
            step(&transaction)?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", format)?;
            transaction.commit()
        });
        done.map_err(cannot)?;
    }
    Ok(found < known)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn count(connection: &Connection, table: &str) -> i64 {
        connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }

    fn version(connection: &Connection) -> u32 {
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    }

    fn filled() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(climb(&mut connection, Path::new("db"), &STEPS).unwrap());
        connection.execute("INSERT INTO setting VALUES ('a', '1')", []).unwrap();
        connection
    }

    #[test]
    fn every_step_is_taken_once_and_keeps_what_is_there() {
        let mut connection = filled();
        assert!(!climb(&mut connection, Path::new("db"), &STEPS).unwrap());
        let next: Step = |connection| connection.execute_batch("CREATE TABLE later (key TEXT) STRICT; INSERT INTO later SELECT key FROM setting;");
        let steps = [&STEPS[..], &[next]].concat();
        assert!(climb(&mut connection, Path::new("db"), &steps).unwrap());
        assert!(!climb(&mut connection, Path::new("db"), &steps).unwrap());
        assert_eq!((version(&connection), count(&connection, "setting"), count(&connection, "later")), (FORMAT + 1, 1, 1));
    }

    #[test]
    fn a_step_that_fails_in_its_midst_leaves_everything_as_it_was() {
        let mut connection = filled();
        let fails: Step = |connection| connection.execute_batch("DROP TABLE setting; CREATE TABLE broken (");
        let steps = [&STEPS[..], &[fails]].concat();
        let error = climb(&mut connection, Path::new("db"), &steps).unwrap_err();
        assert!(error.to_string().contains("cannot upgrade db"), "{error}");
        assert_eq!((version(&connection), count(&connection, "setting")), (FORMAT, 1));
    }

    #[test]
    fn what_a_newer_one_has_upgraded_is_refused() {
        let mut connection = filled();
        let error = climb(&mut connection, Path::new("db"), &STEPS[..1]).unwrap_err();
        assert_eq!(error, StoreError::Newer { path: "db".into(), found: FORMAT, known: FORMAT - 1 });
    }
}
