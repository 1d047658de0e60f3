//! Writing: one transaction, then the head file, then the answer.

use super::Database;
use super::query::stored;
use super::records::apply;
use super::schema::sql_error;
use crate::chain::{actor_text, check_redaction, extend};
use crate::{Damage, Head, NewEvent, PlainChange, Redaction, Row, StoreError, Timeline, Workspace, WorkspaceKey, redactions};
use rowlock_domain::{Instant, PersonId};
use rusqlite::{Connection, ErrorCode, params};

const INSERT: &str = "
INSERT INTO event (workspace, version, last, at, actor, on_behalf_of, via, key, kind, payload, salt, digest, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

impl Database {
    pub(super) fn create_workspace(&mut self, key: WorkspaceKey, slug: &str) -> Result<(), StoreError> {
        let head = Head::empty(Timeline::random());
        // First its place in the head file, on the disk: a full disk says so before anything is promised, and after a
        // power cut no log is without a head.
        self.heads.write(key, head).and_then(|()| self.heads.sync()).map_err(|e| head_failed(&e))?;
        self.commit(|connection| {
            let sql = "INSERT INTO workspace (workspace, slug, timeline) VALUES (?1, ?2, ?3)";
            let row = params![key.0.to_be_bytes(), slug, head.timeline.0.to_be_bytes()];
            match connection.execute(sql, row) {
                Err(e) if e.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Err(StoreError::SlugTaken(slug.to_owned())),
                other => other.map(drop).map_err(|e| sql_error(&e)),
            }
        })?;
        let slug = slug.to_owned();
        self.workspaces.insert(key, Workspace { key, slug, head, damage: None });
        Ok(())
    }

    pub(super) fn append(&mut self, key: WorkspaceKey, expected: u64, events: Vec<NewEvent>, plain: Vec<PlainChange>) -> Result<Head, StoreError> {
        let head = self.standing(key, expected)?;
        let rows = extend(key, &head, events)?;
        self.commit(|connection| {
            insert(connection, key, &rows)?;
            plain.into_iter().try_for_each(|change| apply(connection, change))
        })?;
        self.advance(key, &rows)
    }

    /// The payload and its salt are overwritten on disk too: `secure_delete`, and the WAL is truncated.
    pub(super) fn redact(&mut self, key: WorkspaceKey, expected: u64, redaction: Redaction, event: NewEvent) -> Result<Head, StoreError> {
        let head = self.standing(key, expected)?;
        check_redaction(expected, &redaction, &event)?;
        redactions::note(&self.dir, key, &redaction, &event).map_err(|e| not_noted("the redaction", &e))?;
        let rows = extend(key, &head, vec![event])?;
        self.commit(|connection| {
            let sql = "UPDATE event SET payload = ?3, salt = NULL WHERE workspace = ?1 AND version = ?2";
            let row = params![key.0.to_be_bytes(), stored(redaction.version), redaction.replacement];
            connection.execute(sql, row).map_err(|e| sql_error(&e))?;
            insert(connection, key, &rows)
        })?;
        let head = self.advance(key, &rows)?;
        self.wipe()?;
        Ok(head)
    }

    /// As with a redaction, nothing stays on the disk.
    pub(super) fn erase(&mut self, key: WorkspaceKey, person: PersonId, at: Instant, plain: Vec<PlainChange>) -> Result<(), StoreError> {
        redactions::note_erasure(&self.dir, key, person, at).map_err(|e| not_noted("the erasure", &e))?;
        self.change(plain)?;
        self.wipe()
    }

    pub(super) fn replant(&mut self, key: WorkspaceKey, slug: &str, rows: &[Row]) -> Result<Head, StoreError> {
        if !self.workspaces.contains_key(&key) {
            self.create_workspace(key, slug)?;
        }
        self.commit(|connection| insert(connection, key, rows))?;
        self.advance(key, rows)
    }

    pub(super) fn change(&mut self, plain: Vec<PlainChange>) -> Result<(), StoreError> {
        let rows = plain.len();
        self.commit(|connection| plain.into_iter().try_for_each(|change| apply(connection, change)))?;
        self.upkeep.wrote(rows);
        Ok(())
    }

    /// Ends a log at a version. Where a crash keeps the new head from the head file, the next start knows the new history by
    /// the old one and notes it.
    pub(super) fn cut(&mut self, key: WorkspaceKey, version: u64, plain: Vec<PlainChange>) -> Result<Head, StoreError> {
        let timeline = self.workspace(key)?.head.timeline.cut_at(version);
        let head = Head { timeline, version, hash: self.hash_at(key, version)? };
        self.commit(|connection| {
            let sql = "UPDATE workspace SET timeline = ?2 WHERE workspace = ?1";
            let known = connection.execute(sql, params![key.0.to_be_bytes(), head.timeline.0.to_be_bytes()]).map_err(|e| sql_error(&e))?;
            if known != 1 {
                return Err(StoreError::UnknownWorkspace(key));
            }
            let sql = "DELETE FROM event WHERE workspace = ?1 AND version > ?2";
            connection.execute(sql, params![key.0.to_be_bytes(), stored(version)]).map_err(|e| sql_error(&e))?;
            plain.into_iter().try_for_each(|change| apply(connection, change))
        })?;
        let workspace = self.workspaces.get_mut(&key).ok_or(StoreError::UnknownWorkspace(key))?;
        (workspace.head, workspace.damage) = (head, None);
        self.keep_head(key, head)?;
        self.wipe()?;
        self.sync_heads()?;
        Ok(head)
    }

    /// The head to continue from, if the workspace is sound and stands where the caller believes.
    fn standing(&self, key: WorkspaceKey, expected: u64) -> Result<Head, StoreError> {
        let Workspace { head, damage, .. } = self.workspace(key)?;
        if let Some(damage) = damage {
            return Err(damage.refusal(key));
        }
        if head.version != expected {
            return Err(StoreError::Conflict { head: *head });
        }
        Ok(*head)
    }

    /// Notes a commit that has happened: it must reach the head file, or this process must not go on.
    fn advance(&mut self, key: WorkspaceKey, rows: &[Row]) -> Result<Head, StoreError> {
        let workspace = self.workspaces.get_mut(&key).ok_or(StoreError::UnknownWorkspace(key))?;
        workspace.head = workspace.head.after(rows.last());
        let head = workspace.head;
        self.upkeep.wrote(rows.len());
        self.keep_head(key, head)?;
        Ok(head)
    }

    pub(super) fn keep_head(&mut self, key: WorkspaceKey, head: Head) -> Result<(), StoreError> {
        let written = self.heads.write(key, head);
        written.map_err(|e| StoreError::Fatal(format!("the head file cannot be written: {e}")))
    }

    /// Runs work in a transaction. An I/O error is fatal; a full disk or a refusal leaves everything as it was.
    pub(super) fn commit(&mut self, work: impl FnOnce(&Connection) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let connection = &self.connection;
        let run = |sql: &str| -> Result<(), StoreError> {
            let done = connection.prepare_cached(sql).and_then(|mut statement| statement.execute([]));
            done.map(drop).map_err(|e| sql_error(&e))
        };
        run("BEGIN IMMEDIATE")?;
        let done = work(connection).and_then(|()| run("COMMIT"));
        if done.is_err() && !connection.is_autocommit() {
            let undone = run("ROLLBACK");
            undone.map_err(|e| StoreError::Fatal(format!("a transaction could not be undone: {e}")))?;
        }
        done
    }
}

fn insert(connection: &Connection, key: WorkspaceKey, rows: &[Row]) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(INSERT).map_err(|e| sql_error(&e))?;
    for row in rows {
        let stamp = &row.stamp;
        let values = params![
            key.0.to_be_bytes(),
            stored(stamp.version),
            stored(stamp.last),
            stamp.at.0,
            actor_text(stamp.actor),
            stamp.on_behalf_of.map(|person| person.to_string()),
            stamp.via.word(),
            row.key,
            row.kind,
            row.payload,
            row.salt,
            row.digest,
            row.hash,
        ];
        statement.execute(values).map_err(|e| match e.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => {
                let why = "a row that must not exist is there already".to_owned();
                Damage { version: stamp.version, why }.refusal(key)
            }
            _ => sql_error(&e),
        })?;
    }
    Ok(())
}

fn not_noted(what: &str, error: &std::io::Error) -> StoreError {
    if error.kind() == std::io::ErrorKind::StorageFull {
        return StoreError::Full;
    }
    StoreError::io(format!("{what} cannot be noted"), error)
}

fn head_failed(error: &std::io::Error) -> StoreError {
    if error.kind() == std::io::ErrorKind::StorageFull {
        return StoreError::Full;
    }
    StoreError::Fatal(format!("the head file cannot be written: {error}"))
}
