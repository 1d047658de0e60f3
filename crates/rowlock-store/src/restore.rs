//! `restore`: fills an empty store from a backup. The whole file is checked before anything is written: its own
//! checksum, and each log against its chain. Every workspace gets a new timeline, so that cursors of before are
//! recognised as foreign. What was redacted since the backup is redacted again, from the list beside the database.

use crate::backup::{FORMAT, Line, bytes};
use crate::redactions::{List, Listed, listed};
use crate::verify::Walk;
use crate::{Hash, NewEvent, PlainChange, Row, SLICE, Setting, Stock, Store, StoreError, Table, WorkspaceKey, erasure};
use rowlock_domain::{Instant, PersonId};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The setting that stands while a restore is under way; a store that has it does not open its workspaces.
pub(crate) const RESTORING: &str = "restoring";

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreReport {
    /// Slug and version of each log.
    pub workspaces: Vec<(String, u64)>,
    /// How many plain records.
    pub records: usize,
    /// How many redactions younger than the backup were made again.
    pub redacted: usize,
    /// How many people erased since the backup were erased again.
    pub erased: usize,
}

/// What a backup says of a workspace.
struct Log {
    slug: String,
    version: u64,
    hash: Hash,
}

type Logs = BTreeMap<WorkspaceKey, Log>;

/// Fills an empty store from a backup, then makes the redactions of lists (`redactions` in the data folder of each server that
/// worked with it) that the backup does not have yet.
pub async fn restore(store: &dyn Store, path: &Path, redactions: &[PathBuf]) -> Result<RestoreReport, StoreError> {
    let list = merged(redactions)?;
    let Stock { workspaces, records } = store.stock().await?;
    if !workspaces.is_empty() || !records.is_empty() {
        return Err(StoreError::Malformed("a restore needs an empty data directory; this one is in use".to_owned()));
    }
    let (logs, records) = check(path)?;
    let marker = Setting { name: RESTORING.to_owned(), value: path.display().to_string() };
    store.change(vec![PlainChange::insert(&marker)]).await?;
    plant(store, path, &logs).await?;
    let redacted = redact_again(store, &logs, list.redactions).await?;
    let erased = erase_again(store, &logs, list.erasures).await?;
    store.change(vec![PlainChange::take(&marker)]).await?;
    let workspaces = logs.into_values().map(|log| (log.slug, log.version)).collect();
    Ok(RestoreReport { workspaces, records, redacted, erased })
}

/// All lists as one, in the order in which words went: a later redaction of a row removes what the replacement of an earlier one still holds.
fn merged(lists: &[PathBuf]) -> Result<List, StoreError> {
    let mut all = List::default();
    for list in lists {
        let List { redactions, erasures } = listed(list)?;
        all.redactions.extend(redactions);
        all.erasures.extend(erasures);
    }
    all.redactions.sort_by_key(|listed| listed.event.at);
    Ok(all)
}

/// Reads a whole backup and says what is wrong with it, before anything is made for it.
pub fn check_backup(path: &Path) -> Result<(), StoreError> {
    check(path).map(drop)
}

/// Reads the whole file and changes nothing.
fn check(path: &Path) -> Result<(Logs, usize), StoreError> {
    let mut lines = Lines::open(path)?;
    let (mut logs, mut walks, mut records) = (Logs::new(), BTreeMap::new(), 0);
    while let Some(line) = lines.next()? {
        match line {
            Line::Workspace { workspace, slug, version, hash } => {
                let hash = bytes(&hash).ok_or_else(|| lines.bad("there is no hash"))?;
                logs.insert(workspace, Log { slug, version, hash });
                walks.insert(workspace, Walk::new(workspace));
            }
            Line::Event(line) => {
                let walk = walks.get_mut(&line.workspace).ok_or_else(|| lines.bad("an event of no workspace"))?;
                let row = line.row().ok_or_else(|| lines.bad("there is no hash"))?;
                walk.step(&row).map_err(|e| lines.bad(&e.to_string()))?;
            }
            Line::Record { table, .. } => {
                Table::named(&table).ok_or_else(|| lines.bad(&format!("there is no table {table}")))?;
                records += 1;
            }
            Line::Start { .. } | Line::End { .. } => {}
        }
    }
    for (key, log) in &logs {
        walks[key].end(log.version, &log.hash).map_err(|e| unusable(path, &e.to_string()))?;
    }
    Ok((logs, records))
}

/// The lines of a backup, with the first and last one and the checksum looked after.
struct Lines<'p> {
    path: &'p Path,
    reader: BufReader<File>,
    sum: Sha256,
    number: u64,
}

impl<'p> Lines<'p> {
    fn open(path: &'p Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(|e| StoreError::io(format!("cannot read {}", path.display()), &e))?;
        Ok(Self { path, reader: BufReader::new(file), sum: Sha256::new(), number: 0 })
    }

    fn bad(&self, why: &str) -> StoreError {
        unusable(self.path, &format!("line {}: {why}", self.number))
    }

    /// The next line; none after an end that fits all before it.
    fn next(&mut self) -> Result<Option<Line>, StoreError> {
        let mut text = String::new();
        self.number += 1;
        let read = self.reader.read_line(&mut text).map_err(|e| self.bad(&e.to_string()))?;
        if read == 0 {
            return Err(unusable(self.path, "its end is missing"));
        }
        let line: Line = serde_json::from_str(&text).map_err(|e| self.bad(&e.to_string()))?;
        match &line {
            Line::Start { format: FORMAT } if self.number == 1 => {}
            Line::Start { format } => return Err(self.bad(&format!("this Rowlock does not know its format {format}"))),
            _ if self.number == 1 => return Err(unusable(self.path, "it does not begin like a backup of Rowlock")),
            Line::End { lines, sha256 } => {
                let whole = *lines == self.number - 1 && *sha256 == hex::encode(self.sum.clone().finalize());
                if !whole {
                    return Err(unusable(self.path, "it was changed after it was written"));
                }
                let is_end = self.reader.fill_buf().map(<[u8]>::is_empty);
                return if is_end.map_err(|e| self.bad(&e.to_string()))? { Ok(None) } else { Err(unusable(self.path, "something follows its end")) };
            }
            _ => {}
        }
        self.sum.update(text.as_bytes());
        Ok(Some(line))
    }
}

fn unusable(path: &Path, why: &str) -> StoreError {
    StoreError::io(format!("{} is not a usable backup", path.display()), &why)
}

/// What waits to be written in one transaction.
#[derive(Default)]
struct Batch {
    rows: Vec<Row>,
    of: Option<WorkspaceKey>,
    changes: Vec<PlainChange>,
}

impl Batch {
    async fn flush(&mut self, store: &dyn Store, logs: &Logs) -> Result<(), StoreError> {
        let log = self.of.and_then(|key| Some((key, logs.get(&key)?)));
        if let Some((key, log)) = log.filter(|_| !self.rows.is_empty()) {
            store.replant(key, &log.slug, std::mem::take(&mut self.rows)).await?;
        }
        if !self.changes.is_empty() {
            store.change(std::mem::take(&mut self.changes)).await?;
        }
        Ok(())
    }
}

async fn plant(store: &dyn Store, path: &Path, logs: &Logs) -> Result<(), StoreError> {
    for (key, log) in logs {
        store.replant(*key, &log.slug, Vec::new()).await?;
    }
    let mut lines = Lines::open(path)?;
    let mut batch = Batch::default();
    while let Some(line) = lines.next()? {
        match line {
            Line::Event(line) => {
                if batch.of != Some(line.workspace) || batch.rows.len() == SLICE {
                    batch.flush(store, logs).await?;
                }
                batch.of = Some(line.workspace);
                batch.rows.extend(line.row());
            }
            Line::Record { table, key, value } => {
                if batch.changes.len() == SLICE {
                    batch.flush(store, logs).await?;
                }
                batch.changes.extend(Table::named(&table).map(|table| PlainChange::Put(table, key, value)));
            }
            Line::Start { .. } | Line::Workspace { .. } | Line::End { .. } => {}
        }
    }
    batch.flush(store, logs).await
}

/// Whether the log has this redaction: the same event, whatever its version. One row may lose several texts, one after the other.
async fn is_told(store: &dyn Store, workspace: WorkspaceKey, event: &NewEvent) -> Result<bool, StoreError> {
    let mut after = 0;
    loop {
        let slice = store.slice(workspace, after, SLICE).await?;
        if slice.rows.iter().any(|row| row.kind == event.kind && row.payload == event.payload) {
            return Ok(true);
        }
        after += slice.rows.len() as u64;
        if slice.rows.len() < SLICE {
            return Ok(false);
        }
    }
}

/// Erases again whom the backup still knows.
async fn erase_again(store: &dyn Store, logs: &Logs, erasures: Vec<(WorkspaceKey, PersonId, Instant)>) -> Result<usize, StoreError> {
    let mut erased = 0;
    for (workspace, person, at) in erasures.into_iter().filter(|(workspace, ..)| logs.contains_key(workspace)) {
        let changes = erasure(store, workspace, person).await?;
        if !changes.is_empty() {
            store.erase(workspace, person, at, changes).await?;
            erased += 1;
        }
    }
    Ok(erased)
}

/// Makes again what the list has and the backup does not.
async fn redact_again(store: &dyn Store, logs: &Logs, list: Vec<Listed>) -> Result<usize, StoreError> {
    let mut made = 0;
    for Listed { workspace, redaction, mut event } in list {
        if !logs.contains_key(&workspace) {
            continue;
        }
        let slice = store.slice(workspace, redaction.version.saturating_sub(1), 1).await?;
        if slice.rows.is_empty() || is_told(store, workspace, &event).await? {
            continue;
        }
        let end = store.slice(workspace, slice.head.version.saturating_sub(1), 1).await?;
        let last_at = end.rows.first().map_or(Instant(0), |row| row.stamp.at);
        event.at = event.at.max(last_at);
        event.last = slice.head.version + 1;
        store.redact(workspace, slice.head.version, redaction, event).await?;
        made += 1;
    }
    Ok(made)
}
