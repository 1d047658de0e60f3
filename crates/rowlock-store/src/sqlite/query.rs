//! Reading the log.

use super::Database;
use super::schema::sql_error;
use crate::store::SLICE;
use crate::{Hash, Row, Slice, StoreError, Workspace, WorkspaceKey, chain};
use rowlock_domain::{Instant, PersonId, Stamp, Via};
use rusqlite::types::Type;
use rusqlite::{OptionalExtension, params};

const ROWS: &str = "
SELECT version, last, at, actor, on_behalf_of, via, key, kind, payload, salt, digest, hash
FROM event WHERE workspace = ?1 AND version > ?2 ORDER BY version LIMIT ?3";

impl Database {
    pub(super) fn workspace(&self, key: WorkspaceKey) -> Result<&Workspace, StoreError> {
        self.workspaces.get(&key).ok_or(StoreError::UnknownWorkspace(key))
    }

    pub(super) fn slice(&self, key: WorkspaceKey, after: u64, limit: usize) -> Result<Slice, StoreError> {
        let head = self.workspace(key)?.head;
        let before = self.hash_at(key, after)?;
        let rows = self.rows(key, after, limit.min(SLICE))?;
        Ok(Slice { before, rows, head })
    }

    pub(super) fn rows(&self, key: WorkspaceKey, after: u64, limit: usize) -> Result<Vec<Row>, StoreError> {
        let bad = |version: u64, e: &rusqlite::Error| unreadable(key, version, e);
        let prepared = self.connection.prepare_cached(ROWS);
        let mut statement = prepared.map_err(|e| bad(after + 1, &e))?;
        let asked = params![key.0.to_be_bytes(), stored(after), limit as i64];
        let mut found = statement.query(asked).map_err(|e| bad(after + 1, &e))?;
        let mut rows = Vec::new();
        loop {
            let version = after + 1 + rows.len() as u64;
            let Some(row) = found.next().map_err(|e| bad(version, &e))? else {
                return Ok(rows);
            };
            rows.push(decode(row).map_err(|e| bad(version, &e))?);
        }
    }

    /// The hash of a row; zeros before the first one and where there is none.
    pub(super) fn hash_at(&self, key: WorkspaceKey, version: u64) -> Result<Hash, StoreError> {
        let sql = "SELECT hash FROM event WHERE workspace = ?1 AND version = ?2";
        let asked = params![key.0.to_be_bytes(), stored(version)];
        let found = self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row(asked, |row| row.get(0)).optional());
        found.map(Option::unwrap_or_default).map_err(|e| unreadable(key, version, &e))
    }

    pub(super) fn last_version(&self, key: WorkspaceKey) -> Result<u64, StoreError> {
        let sql = "SELECT max(version) FROM event WHERE workspace = ?1";
        let found: rusqlite::Result<Option<i64>> = self.connection.query_row(sql, [key.0.to_be_bytes()], |row| row.get(0));
        found.map(|end| end.map_or(0, i64::cast_unsigned)).map_err(|e| unreadable(key, 1, &e))
    }
}

/// SQLite's integers are signed; a version never comes near that bound.
pub(super) fn stored(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}

/// A row that SQLite cannot give back is damage of that workspace alone, unless the disk itself fails.
fn unreadable(key: WorkspaceKey, version: u64, error: &rusqlite::Error) -> StoreError {
    match sql_error(error) {
        StoreError::Io { .. } => StoreError::damaged(key, version, format!("it cannot be read ({error})")),
        other => other,
    }
}

fn decode(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let actor: String = row.get(3)?;
    let on_behalf_of: Option<String> = row.get(4)?;
    let via: String = row.get(5)?;
    let person = on_behalf_of.map(|text| text.parse::<PersonId>());
    Ok(Row {
        stamp: Stamp {
            version: row.get::<_, i64>(0)?.cast_unsigned(),
            last: row.get::<_, i64>(1)?.cast_unsigned(),
            at: Instant(row.get(2)?),
            actor: chain::actor_from(&actor).map_err(|e| unknown(3, e))?,
            on_behalf_of: person.transpose().map_err(|e| unknown(4, e))?,
            via: Via::parse(&via).ok_or_else(|| unknown(5, format!("“{via}” is no way in")))?,
        },
        key: row.get(6)?,
        kind: row.get(7)?,
        payload: row.get(8)?,
        salt: row.get(9)?,
        digest: row.get(10)?,
        hash: row.get(11)?,
    })
}

fn unknown(column: usize, why: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, why.into())
}
