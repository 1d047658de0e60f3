//! Opening a data directory: lock, head file, database, and holding each log against its head.

use super::schema::{check_header, migrate, sql_error};
use super::upkeep::Upkeep;
use super::{Database, SqliteSettings};
use crate::head_file::HeadFile;
use crate::restore::RESTORING;
use crate::{Damage, Head, Lock, StoreError, Table, Timeline, Workspace, WorkspaceKey, chain};
use rusqlite::{Connection, OpenFlags};
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

const SETTINGS: &str = "
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA wal_autocheckpoint = 0;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
PRAGMA trusted_schema = OFF;";

pub(super) fn open(dir: &Path, settings: SqliteSettings) -> Result<Database, StoreError> {
    let lock = Lock::acquire(dir)?;
    let path = dir.join("rowlock.db");
    let mut options = OpenOptions::new();
    let made = options.append(true).create(true).mode(0o600).open(&path);
    drop(made.map_err(|e| StoreError::io(format!("cannot use {}", path.display()), &e))?);
    check_header(&path)?;
    let heads = HeadFile::open(dir)?;
    let cannot = |e: rusqlite::Error| StoreError::io(format!("cannot open {}", path.display()), &e);
    let mut connection = connect(&path, settings).map_err(cannot)?;
    let migrated = migrate(&mut connection, &path)?;
    let upkeep = Upkeep::new(settings.checkpoint_pages);
    let workspaces = std::collections::BTreeMap::new();
    let dir = dir.to_owned();
    let mut database = Database { dir, connection, heads, workspaces, upkeep, _lock: lock };
    if migrated {
        database.checkpoint("TRUNCATE")?;
    }
    database.take_stock()?;
    Ok(database)
}

fn connect(path: &Path, settings: SqliteSettings) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.execute_batch(SETTINGS)?;
    if let Some(bytes) = settings.most_bytes {
        let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
        let pages = i64::try_from(bytes).unwrap_or(i64::MAX) / page;
        connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
    }
    Ok(connection)
}

impl Database {
    /// Finds every workspace in the database and in the head file, and holds one against the other.
    fn take_stock(&mut self) -> Result<(), StoreError> {
        let unfinished = self.get(Table::Setting, RESTORING)?.is_some();
        for (key, slug, timeline) in self.listed()? {
            let (head, mut damage) = match self.check_head(key, timeline) {
                Ok(head) => (head, None),
                Err(StoreError::Damaged { version, why, .. }) => {
                    let must = self.heads.get(key).unwrap_or(Head { version: version - 1, ..Head::empty(timeline) });
                    (must, Some(Damage { version, why }))
                }
                Err(other) => return Err(other),
            };
            if unfinished {
                let why = "it comes from a restore that did not finish; restore into an empty directory";
                damage = Some(Damage { version: head.version + 1, why: why.to_owned() });
            }
            if let Some(damage) = &damage {
                tracing::error!(slug, version = damage.version, "{}", damage.refusal(key));
            }
            self.workspaces.insert(key, Workspace { key, slug, head, damage });
        }
        self.report_lost();
        Ok(())
    }

    fn listed(&self) -> Result<Vec<(WorkspaceKey, String, Timeline)>, StoreError> {
        let sql = "SELECT workspace, slug, timeline FROM workspace";
        let mut statement = self.connection.prepare(sql).map_err(|e| sql_error(&e))?;
        let read = |row: &rusqlite::Row<'_>| {
            let (key, timeline) = (row.get(0)?, row.get(2)?);
            let (key, timeline) = (u128::from_be_bytes(key), u128::from_be_bytes(timeline));
            Ok((WorkspaceKey(key), row.get(1)?, Timeline(timeline)))
        };
        let rows = statement.query_map([], read).and_then(Iterator::collect);
        rows.map_err(|e| sql_error(&e))
    }

    /// The log may be longer than the head says, never shorter or different. Its end becomes the head.
    fn check_head(&mut self, key: WorkspaceKey, timeline: Timeline) -> Result<Head, StoreError> {
        let bad = |version: u64, why: &str| Err(StoreError::damaged(key, version, why));
        let end = self.last_version(key)?;
        let must = match self.heads.get(key) {
            Some(head) => head,
            None if end == 0 => Head::empty(timeline),
            None => return bad(end + 1, "the head file does not know this workspace, so nobody can tell whether its end is missing"),
        };
        // A crash came between a cut and its head.
        let was_cut = must.timeline.cut_at(end) == timeline;
        let must = if was_cut { Head { timeline, version: end, hash: self.hash_at(key, end)? } } else { must };
        if must.timeline != timeline {
            return bad(1, "database and head file belong to different histories; one of them was replaced");
        }
        if end < must.version {
            return bad(end + 1, "this version was acknowledged and is missing");
        }
        let head = self.tail(key, must, end)?;
        let kept = self.heads.write(key, head);
        kept.map_err(|e| StoreError::io("the head file cannot be written", &e))?;
        Ok(head)
    }

    /// Checks what lies behind the head: the row itself, and any that a crash left after it.
    fn tail(&self, key: WorkspaceKey, must: Head, end: u64) -> Result<Head, StoreError> {
        if self.hash_at(key, must.version)? != must.hash {
            return Err(StoreError::damaged(key, must.version, "it is not the one acknowledged"));
        }
        let mut head = must;
        while head.version < end {
            let rows = self.rows(key, head.version, crate::SLICE)?;
            if rows.is_empty() {
                return Err(StoreError::damaged(key, head.version + 1, "this version is missing"));
            }
            for row in &rows {
                chain::check_row(key, head.version + 1, &head.hash, row)?;
                head = head.after(Some(row));
            }
        }
        Ok(head)
    }

    /// Workspaces that only the head file still knows.
    fn report_lost(&mut self) {
        let known = &self.workspaces;
        let lost = |(key, head): &(WorkspaceKey, Head)| head.version > 0 && !known.contains_key(key);
        let lost: Vec<_> = self.heads.heads().filter(lost).collect();
        for (key, head) in lost {
            let why = "the database does not know this workspace any more";
            let damage = Damage { version: 1, why: why.to_owned() };
            let slug = format!("lost-{:08x}", key.0 >> 96);
            tracing::error!(slug, "{}", damage.refusal(key));
            self.workspaces.insert(key, Workspace { key, slug, head, damage: Some(damage) });
        }
    }
}
