//! `backup` and `export`: one path out of any store, while it is in use.
//!
//! A backup is a file of JSON lines: a start line, each workspace with the version up to which its log follows, the
//! plain tables as they stood at that version, and an end line with the number of lines and the checksum of all before
//! it, so that a cut file is noticed. A damaged log is left out by name; it keeps no other from being backed up.

use crate::backup_file::{Lines, Mark};
use crate::verify::{Walk, verify};
use crate::{Damage, Row, SLICE, Stock, Store, StoreError, StoredEvent, Workspace, WorkspaceKey};
use rowlock_domain::{Actor, Instant, PersonId, Stamp, Via};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::Path;

pub(crate) const FORMAT: u32 = 1;

/// So often a backup is begun where a text is removed behind the moment of which it is, and a log so cannot be walked.
const TRIES: usize = 2;

/// A line of a backup.
#[derive(Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Line {
    Start { format: u32 },
    Workspace { workspace: WorkspaceKey, slug: String, version: u64, hash: String },
    Event(Box<EventLine>),
    Record { table: String, key: String, value: String },
    End { lines: u64, sha256: String },
}

/// A row of the log in a backup.
#[derive(Serialize, Deserialize)]
pub(crate) struct EventLine {
    pub(crate) workspace: WorkspaceKey,
    version: u64,
    last: u64,
    at: Instant,
    actor: Actor,
    on_behalf_of: Option<PersonId>,
    via: Via,
    key: Option<String>,
    kind: String,
    payload: String,
    salt: Option<String>,
    digest: String,
    hash: String,
}

impl EventLine {
    pub(crate) fn new(workspace: WorkspaceKey, row: Row) -> Self {
        let Stamp { version, last, at, actor, on_behalf_of, via } = row.stamp;
        let Row { key, kind, payload, .. } = row;
        let (salt, digest, hash) = (row.salt.map(hex::encode), hex::encode(row.digest), hex::encode(row.hash));
        Self { workspace, version, last, at, actor, on_behalf_of, via, key, kind, payload, salt, digest, hash }
    }

    /// The row again; none if a hash is no hash.
    pub(crate) fn row(self) -> Option<Row> {
        let Self { version, last, at, actor, on_behalf_of, via, key, kind, payload, .. } = self;
        let salt = match self.salt {
            Some(hex) => Some(bytes(&hex)?),
            None => None,
        };
        let stamp = Stamp { version, last, at, actor, on_behalf_of, via };
        Some(Row { stamp, key, kind, payload, salt, digest: bytes(&self.digest)?, hash: bytes(&self.hash)? })
    }
}

pub(crate) fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    Some(bytes)
}

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupReport {
    /// Slug and version of each log.
    pub workspaces: Vec<(String, u64)>,
    /// How many plain records.
    pub records: usize,
    /// Slugs of damaged workspaces, which are left out, and what is wrong with each.
    pub left_out: Vec<(String, Damage)>,
}

/// Writes everything to a new file, while the store goes on working. The file appears only once it is whole.
pub async fn backup(store: &dyn Store, path: &Path) -> Result<BackupReport, StoreError> {
    let mut out = Lines::create(path)?;
    for _ in 0..TRIES {
        let stock = store.stock().await?;
        if let Some(report) = write_all(store, &mut out, stock).await? {
            out.finish()?;
            return Ok(report);
        }
        out.back_to(Mark::default())?;
    }
    Err(out.refused("texts were removed for good while it was written, again and again; begin it once more"))
}

/// How the log of a workspace went into the backup.
enum Written {
    Whole,
    /// It is not what was once acknowledged; nothing of it is in the file.
    Damaged(Damage),
    /// It is sound, but not as it was at the moment of the backup: a text was removed since then, or its end.
    Changed,
}

/// Writes logs and plain tables as they stand at one moment: what is appended later is left for the next backup. None if a log
/// has changed before that moment.
async fn write_all(store: &dyn Store, out: &mut Lines, stock: Stock) -> Result<Option<BackupReport>, StoreError> {
    let mut report = BackupReport { workspaces: Vec::new(), records: stock.records.len(), left_out: Vec::new() };
    out.write(&Line::Start { format: FORMAT })?;
    for workspace in stock.workspaces {
        match write_workspace(store, out, &workspace).await? {
            Written::Whole => report.workspaces.push((workspace.slug, workspace.head.version)),
            Written::Damaged(damage) => report.left_out.push((workspace.slug, damage)),
            Written::Changed => return Ok(None),
        }
    }
    for (table, key, value) in stock.records {
        out.write(&Line::Record { table: table.name().to_owned(), key, value })?;
    }
    Ok(Some(report))
}

/// Writes a workspace's log, all of it or nothing.
async fn write_workspace(store: &dyn Store, out: &mut Lines, workspace: &Workspace) -> Result<Written, StoreError> {
    if let Some(damage) = &workspace.damage {
        return Ok(Written::Damaged(damage.clone()));
    }
    let mark = out.mark();
    let Err(error) = write_log(store, out, workspace).await else { return Ok(Written::Whole) };
    if !matches!(error, StoreError::Damaged { .. }) {
        return Err(error);
    }
    out.back_to(mark)?;
    match verify(store, workspace.key).await {
        Ok(_) => Ok(Written::Changed),
        Err(StoreError::Damaged { version, why, .. }) => Ok(Written::Damaged(Damage { version, why })),
        Err(other) => Err(other),
    }
}

async fn write_log(store: &dyn Store, out: &mut Lines, workspace: &Workspace) -> Result<(), StoreError> {
    let Workspace { key, slug, head, .. } = workspace;
    out.write(&Line::Workspace { workspace: *key, slug: slug.clone(), version: head.version, hash: hex::encode(head.hash) })?;
    let mut walk = Walk::new(*key);
    while walk.version < head.version {
        let limit = (head.version - walk.version).min(SLICE as u64) as usize;
        let rows = store.slice(*key, walk.version, limit).await?.rows;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            walk.step(&row)?;
            out.write(&Line::Event(Box::new(EventLine::new(*key, row))))?;
        }
    }
    walk.end(head.version, &head.hash)
}

/// An event as `export` writes it.
#[derive(Serialize)]
struct Exported<'a> {
    version: u64,
    last: u64,
    at: Instant,
    actor: Actor,
    on_behalf_of: Option<PersonId>,
    via: Via,
    key: Option<&'a str>,
    kind: &'a str,
    payload: serde_json::Value,
    hash: String,
}

/// Writes a workspace's events as JSON lines, checked against the chain, up to the version at which it stands now.
pub async fn export(store: &dyn Store, workspace: WorkspaceKey, out: &mut (dyn Write + Send)) -> Result<u64, StoreError> {
    let heads = store.heads().await?;
    let end = heads.get(&workspace).ok_or(StoreError::UnknownWorkspace(workspace))?.version;
    let mut after = 0;
    while after < end {
        let limit = (end - after).min(SLICE as u64) as usize;
        let events = store.read(workspace, after, limit).await?;
        after += events.len() as u64;
        for event in &events {
            let line = serde_json::to_string(&exported(event)).unwrap_or_default();
            writeln!(out, "{line}").map_err(|e| StoreError::io("cannot write the export", &e))?;
        }
    }
    Ok(end)
}

fn exported(event: &StoredEvent) -> Exported<'_> {
    let Stamp { version, last, at, actor, on_behalf_of, via } = event.stamp;
    let payload = serde_json::from_str(&event.payload).unwrap_or_else(|_| event.payload.clone().into());
    let (key, kind, hash) = (event.key.as_deref(), event.kind.as_str(), hex::encode(event.hash));
    Exported { version, last, at, actor, on_behalf_of, via, key, kind, payload, hash }
}
