//! What the store's thread does besides answering: syncing the head file, writing the WAL back.
//!
//! Checkpoints are never left to SQLite: an automatic one swallows a failed sync. Here a failure is fatal.

use super::Database;
use super::schema::sql_error;
use crate::StoreError;
use std::time::{Duration, Instant};

const HEADS_SYNCED_EVERY: Duration = Duration::from_secs(1);
const LOOK_AFTER_ROWS: u64 = 64;
/// What a full disk kept in the WAL is wiped from it as soon as there is room.
const WIPED_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// What has happened since the last upkeep.
pub(super) struct Upkeep {
    checkpoint_pages: u64,
    rows_since_look: u64,
    pages: u64,
    heads_synced: Instant,
    /// When words that were taken away could not be wiped from the WAL, since the disk was full.
    unwiped: Option<Instant>,
}

impl Upkeep {
    pub(super) fn new(checkpoint_pages: u64) -> Self {
        Self { checkpoint_pages, rows_since_look: 0, pages: 0, heads_synced: Instant::now(), unwiped: None }
    }

    /// Notes that a commit wrote so many rows.
    pub(super) fn wrote(&mut self, rows: usize) {
        self.rows_since_look += rows as u64 + 1;
    }
}

impl Database {
    /// Whether something is left to do while nobody asks for anything.
    pub(super) fn upkeep_awaits(&self) -> bool {
        self.heads.unsynced() || self.upkeep.unwiped.is_some()
    }

    pub(super) fn upkeep_when_idle(&mut self) -> Result<(), StoreError> {
        // First: on a full disk the others may fail each time.
        self.sync_heads_if_due()?;
        self.look()?;
        if self.upkeep.pages >= self.upkeep.checkpoint_pages {
            self.checkpoint("PASSIVE")?;
        }
        self.wipe_if_due()
    }

    pub(super) fn upkeep_if_urgent(&mut self) -> Result<(), StoreError> {
        // First: on a full disk the others may fail each time.
        self.sync_heads_if_due()?;
        self.look()?;
        if self.upkeep.pages >= 4 * self.upkeep.checkpoint_pages {
            self.checkpoint("PASSIVE")?;
        }
        self.wipe_if_due()
    }

    /// Leaves nothing in the WAL of what a commit has just taken away. The commit stands also where the disk is too full for it:
    /// then it is done once there is room, at the latest when the store comes to rest.
    pub(super) fn wipe(&mut self) -> Result<(), StoreError> {
        match self.checkpoint("TRUNCATE") {
            Err(StoreError::Full) => {
                tracing::warn!("the disk is full: words that were taken away stand in the write-ahead log until there is room");
                self.upkeep.unwiped = Some(Instant::now());
                Ok(())
            }
            done => {
                self.upkeep.unwiped = None;
                done
            }
        }
    }

    fn wipe_if_due(&mut self) -> Result<(), StoreError> {
        if self.upkeep.unwiped.is_some_and(|tried| tried.elapsed() >= WIPED_AGAIN_AFTER) { self.wipe() } else { Ok(()) }
    }

    /// Writes everything back and truncates the WAL: at stop, and after a redaction.
    pub(super) fn rest(&mut self) -> Result<(), StoreError> {
        self.checkpoint("TRUNCATE")?;
        self.sync_heads()
    }

    fn sync_heads_if_due(&mut self) -> Result<(), StoreError> {
        if self.heads.unsynced() && self.upkeep.heads_synced.elapsed() >= HEADS_SYNCED_EVERY {
            self.sync_heads()?;
        }
        Ok(())
    }

    pub(super) fn sync_heads(&mut self) -> Result<(), StoreError> {
        self.upkeep.heads_synced = Instant::now();
        self.heads.sync().map_err(|e| StoreError::Fatal(format!("the head file cannot be synced: {e}")))
    }

    /// Asks now and then how long the WAL is.
    fn look(&mut self) -> Result<(), StoreError> {
        if self.upkeep.rows_since_look >= LOOK_AFTER_ROWS {
            self.checkpoint("NOOP")?;
        }
        Ok(())
    }

    pub(super) fn checkpoint(&mut self, mode: &'static str) -> Result<(), StoreError> {
        let sql = match mode {
            "NOOP" => "PRAGMA wal_checkpoint(NOOP)",
            "TRUNCATE" => "PRAGMA wal_checkpoint(TRUNCATE)",
            _ => "PRAGMA wal_checkpoint(PASSIVE)",
        };
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let done = self.connection.prepare_cached(sql).and_then(|mut s| s.query_row([], read));
        let (busy, pages, written): (i64, i64, i64) = match done {
            Ok(counts) => counts,
            Err(e) => return Err(checkpoint_failed(&e)),
        };
        if busy != 0 {
            return Err(StoreError::Fatal("a checkpoint was refused: somebody else holds the database".to_owned()));
        }
        self.upkeep.rows_since_look = 0;
        self.upkeep.pages = u64::try_from(pages - written).unwrap_or(0);
        Ok(())
    }
}

/// A full disk only puts a checkpoint off: the WAL still holds everything. Whatever else went wrong is fatal.
fn checkpoint_failed(error: &rusqlite::Error) -> StoreError {
    match sql_error(error) {
        StoreError::Full => StoreError::Full,
        StoreError::Fatal(why) => StoreError::Fatal(format!("a checkpoint failed: {why}")),
        other => StoreError::Fatal(format!("a checkpoint failed: {other}")),
    }
}
