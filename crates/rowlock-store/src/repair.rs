//! `repair`: ends a damaged log at a version up to which it is sound, and lets it go on from there in a new history.
//!
//! What follows that version is given up for good; whatever of it can still be read is written to a file first. Records that
//! spoke of later versions are set back, so that nothing waits for a version that comes again with other content. Cursors, forms
//! and streams of before are foreign from then on: they start afresh. No server may use the database meanwhile.

use crate::backup::{EventLine, Line};
use crate::backup_file::sync_folder_of;
use crate::redactions::{Listed, listed};
use crate::restore::RESTORING;
use crate::verify::Walk;
use crate::{Head, LastLooked, Mail, PlainChange, Position, Record, SLICE, Store, StoreError, Table, Workspace, WorkspaceKey, list};
use rowlock_domain::Instant;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// What a repair did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepairReport {
    /// Where the log ends now.
    pub head: Head,
    /// The last version that was acknowledged before.
    pub was: u64,
    /// How many rows behind the new end could still be read and were written to the file.
    pub kept: u64,
}

/// Whether the database comes from a copy or restore that broke off: no log of it can be mended, since records beside the logs lack.
pub async fn is_unfinished(store: &dyn Store) -> Result<bool, StoreError> {
    Ok(store.get(Table::Setting, RESTORING).await?.is_some())
}

/// Ends a log at version `to` and writes what can be read behind it to the new file `rest`; `redactions` is the list of redactions
/// beside the database, for those whose event is given up.
pub async fn repair(store: &dyn Store, key: WorkspaceKey, to: u64, (rest, redactions): (&Path, Option<&Path>)) -> Result<RepairReport, StoreError> {
    let known = store.workspaces().await?.into_iter().find(|workspace| workspace.key == key);
    let Workspace { head, .. } = known.ok_or(StoreError::UnknownWorkspace(key))?;
    let again = sound_up_to(store, key, to, redactions).await?;
    let kept = keep_rest(store, key, to, rest).await?;
    let plain = set_back(store, key, to).await?;
    let mut cut = store.cut(key, to, plain).await?;
    for Listed { redaction, mut event, .. } in again {
        event.last = cut.version + 1;
        event.at = event.at.max(last_at(store, key, cut.version).await?);
        cut = store.redact(key, cut.version, redaction, event).await?;
    }
    Ok(RepairReport { head: cut, was: head.version, kept })
}

async fn last_at(store: &dyn Store, key: WorkspaceKey, version: u64) -> Result<Instant, StoreError> {
    let slice = store.slice(key, version.saturating_sub(1), 1).await?;
    Ok(slice.rows.first().map_or(Instant(0), |row| row.stamp.at))
}

/// Checks that the log may end there; answers with the redactions that must then be told again.
async fn sound_up_to(store: &dyn Store, key: WorkspaceKey, to: u64, redactions: Option<&Path>) -> Result<Vec<Listed>, StoreError> {
    if to == 0 {
        return Err(StoreError::Malformed("a log cannot be cut down to nothing: restore a backup instead".to_owned()));
    }
    let mut walk = Walk::new(key);
    let mut last = 0;
    while walk.version < to {
        let limit = (to - walk.version).min(SLICE as u64) as usize;
        let rows = store.slice(key, walk.version, limit).await?.rows;
        if rows.is_empty() {
            return Err(StoreError::damaged(key, walk.version + 1, "this version is missing"));
        }
        for row in rows {
            walk.step(&row)?;
            last = row.stamp.last;
        }
    }
    if last != to {
        let why = format!("version {to} lies within a command that ends at version {last}: a log ends where a command ends");
        return Err(StoreError::Malformed(why));
    }
    let list = redactions.map(listed).transpose()?.unwrap_or_default();
    let unsaid = walk.unsaid();
    let again: Vec<Listed> = list.redactions.into_iter().filter(|one| one.workspace == key && unsaid.contains(&one.redaction.version)).collect();
    match unsaid.iter().find(|version| !again.iter().any(|one| one.redaction.version == **version)) {
        Some(version) => Err(StoreError::Malformed(format!(
            "the text of version {version} was redacted by an event behind version {to}, and the list of redactions does not have it"
        ))),
        None => Ok(again),
    }
}

/// Writes what can be read behind the new end; the first row that cannot be read ends it.
async fn keep_rest(store: &dyn Store, key: WorkspaceKey, to: u64, path: &Path) -> Result<u64, StoreError> {
    let failed = |e: &dyn std::fmt::Display| StoreError::io(format!("cannot write {}", path.display()), &e.to_string());
    let mut file = None;
    let mut version = to;
    while let Ok(slice) = store.slice(key, version, 1).await {
        let Some(row) = slice.rows.into_iter().next().filter(|row| row.stamp.version > version) else { break };
        version = row.stamp.version;
        let out = match &mut file {
            Some(out) => out,
            None => file.insert(OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(|e| failed(&e))?),
        };
        let line = Line::Event(Box::new(EventLine::new(key, row)));
        let text = serde_json::to_string(&line).map_err(|e| failed(&e))?;
        writeln!(out, "{text}").map_err(|e| failed(&e))?;
    }
    if let Some(out) = file {
        out.sync_all().and_then(|()| sync_folder_of(path)).map_err(|e| failed(&e))?;
    }
    Ok(version - to)
}

/// Records that speak of versions behind the new end.
async fn set_back(store: &dyn Store, key: WorkspaceKey, to: u64) -> Result<Vec<PlainChange>, StoreError> {
    let prefix = format!("{key}/");
    let mut changes = Vec::new();
    for mut position in list::<Position>(store, &prefix).await?.into_iter().filter(|position| position.version > to) {
        position.version = to;
        changes.push(PlainChange::put(&position));
    }
    for mut looked in list::<LastLooked>(store, &prefix).await?.into_iter().filter(|looked| looked.version > to) {
        looked.version = to;
        changes.push(PlainChange::put(&looked));
    }
    let waiting = list::<Mail>(store, &prefix).await?.into_iter().filter(|mail| mail.version > to);
    changes.extend(waiting.map(|mail| PlainChange::Delete(Table::Outbox, mail.key())));
    Ok(changes)
}

/// The last version at which a log could end, walking it from its start: for telling an operator what to do.
pub async fn sound_end(store: &dyn Store, key: WorkspaceKey) -> Result<u64, StoreError> {
    let (mut after, mut end) = (0, 0);
    let mut walk = Walk::new(key);
    loop {
        let rows = match store.slice(key, after, SLICE).await {
            Ok(slice) => slice.rows,
            Err(StoreError::Damaged { version, .. }) if version > after + 1 => {
                let readable = usize::try_from(version - after - 1).unwrap_or(SLICE).min(SLICE);
                store.slice(key, after, readable).await.map(|slice| slice.rows).unwrap_or_default()
            }
            Err(StoreError::Damaged { .. }) => return Ok(end),
            Err(other) => return Err(other),
        };
        if rows.is_empty() {
            return Ok(end);
        }
        for row in rows {
            if walk.step(&row).is_err() {
                return Ok(end);
            }
            after = row.stamp.version;
            if row.stamp.last == row.stamp.version {
                end = after;
            }
        }
    }
}
