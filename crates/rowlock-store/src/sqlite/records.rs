//! The plain tables in SQLite: each a table of (key, value). Names come from [`Table`] alone, never from outside.

use super::Database;
use super::schema::sql_error;
use crate::{PlainChange, StoreError, Table};
use rusqlite::{CachedStatement, Connection, OptionalExtension, Params};

fn prepare<'c>(connection: &'c Connection, sql: &str) -> Result<CachedStatement<'c>, StoreError> {
    connection.prepare_cached(sql).map_err(|e| sql_error(&e))
}

fn execute(connection: &Connection, sql: &str, values: impl Params) -> Result<usize, StoreError> {
    prepare(connection, sql)?.execute(values).map_err(|e| sql_error(&e))
}

pub(super) fn apply(connection: &Connection, change: PlainChange) -> Result<(), StoreError> {
    match change {
        PlainChange::Insert(table, key, text) => {
            let name = table.name();
            let sql = format!("INSERT OR IGNORE INTO {name} (key, value) VALUES (?1, ?2)");
            let made = execute(connection, &sql, (&key, text))?;
            if made == 0 { Err(StoreError::Taken { table, key }) } else { Ok(()) }
        }
        PlainChange::Put(table, key, text) => {
            let name = table.name();
            let sql = format!("INSERT INTO {name} (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2");
            execute(connection, &sql, (key, text)).map(drop)
        }
        PlainChange::Swap(table, key, old, new) => {
            let sql = format!("UPDATE {} SET value = ?3 WHERE key = ?1 AND value = ?2", table.name());
            let swapped = execute(connection, &sql, (&key, old, new))?;
            if swapped == 0 { Err(StoreError::Missing { table, key }) } else { Ok(()) }
        }
        PlainChange::Take(table, key) => {
            let sql = format!("DELETE FROM {} WHERE key = ?1", table.name());
            let gone = execute(connection, &sql, [&key])?;
            if gone == 0 { Err(StoreError::Missing { table, key }) } else { Ok(()) }
        }
        PlainChange::Delete(table, key) => {
            let sql = format!("DELETE FROM {} WHERE key = ?1", table.name());
            execute(connection, &sql, [key]).map(drop)
        }
        PlainChange::Clear(table, prefix) => {
            let sql = format!("DELETE FROM {} WHERE key >= ?1 AND key < ?2", table.name());
            execute(connection, &sql, [&prefix, &beyond(&prefix)]).map(drop)
        }
    }
}

/// A text after all those that begin with `prefix`: SQLite compares bytes, and keys never hold the last character.
fn beyond(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

impl Database {
    pub(super) fn get(&self, table: Table, key: &str) -> Result<Option<String>, StoreError> {
        let sql = format!("SELECT value FROM {} WHERE key = ?1", table.name());
        let mut statement = prepare(&self.connection, &sql)?;
        statement.query_row([key], |row| row.get(0)).optional().map_err(|e| sql_error(&e))
    }

    pub(super) fn scan(&self, table: Table, prefix: &str) -> Result<Vec<String>, StoreError> {
        let name = table.name();
        let sql = format!("SELECT value FROM {name} WHERE key >= ?1 AND key < ?2 ORDER BY key");
        let mut statement = prepare(&self.connection, &sql)?;
        let found = statement.query_map([prefix, &beyond(prefix)], |row| row.get(0));
        found.and_then(Iterator::collect).map_err(|e| sql_error(&e))
    }

    pub(super) fn records(&self) -> Result<Vec<(Table, String, String)>, StoreError> {
        let mut records = Vec::new();
        for table in Table::ALL {
            let sql = format!("SELECT key, value FROM {} ORDER BY key", table.name());
            let mut statement = prepare(&self.connection, &sql)?;
            let read = |row: &rusqlite::Row<'_>| Ok((*table, row.get(0)?, row.get(1)?));
            let found = statement.query_map([], read).map_err(|e| sql_error(&e))?;
            for record in found {
                records.push(record.map_err(|e| sql_error(&e))?);
            }
        }
        Ok(records)
    }
}
