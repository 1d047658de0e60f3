//! `backup` and `export`: one path out of any store, while it is in use.
//!
//! A backup is a file of JSON lines: a start line, each workspace with the version up to which its log follows in
//! slices, the plain tables as they stood at that version, and an end line with the number of lines and the checksum of
//! all before it, so that a cut file is noticed. It holds password hashes: mode 0600.

use crate::verify::Walk;
use crate::{Hash, Head, Row, SLICE, Stock, Store, StoreError, StoredEvent, Workspace, WorkspaceKey};
use rowlock_domain::{Actor, Instant, PersonId, Stamp, Via};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

pub(crate) const FORMAT: u32 = 1;

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
    /// Slugs of damaged workspaces, which are left out.
    pub left_out: Vec<String>,
}

/// Writes everything to a new file, while the store goes on working. The file appears only once it is whole.
pub async fn backup(store: &dyn Store, path: &Path) -> Result<BackupReport, StoreError> {
    if path.exists() {
        let why = "this file exists already; choose another name";
        return Err(StoreError::io(format!("cannot back up to {}", path.display()), &why));
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let mut out = Lines::create(&part)?;
    let report = write_all(store, &mut out).await?;
    out.finish()?;
    std::fs::rename(&part, path).map_err(|e| StoreError::io(format!("cannot rename {}", part.display()), &e))?;
    Ok(report)
}

async fn write_all(store: &dyn Store, out: &mut Lines) -> Result<BackupReport, StoreError> {
    // Logs and plain tables as they stand at one moment: what is appended later is left for the next backup.
    let Stock { workspaces, records } = store.stock().await?;
    let (sound, damaged): (Vec<_>, Vec<_>) = workspaces.into_iter().partition(|w| w.damage.is_none());
    out.write(&Line::Start { format: FORMAT })?;
    for Workspace { key, slug, head, .. } in &sound {
        let (slug, hash) = (slug.clone(), hex::encode(head.hash));
        out.write(&Line::Workspace { workspace: *key, slug, version: head.version, hash })?;
    }
    for Workspace { key, head, .. } in &sound {
        write_log(store, out, *key, head).await?;
    }
    let written = records.len();
    for (table, key, value) in records {
        out.write(&Line::Record { table: table.name().to_owned(), key, value })?;
    }
    Ok(BackupReport {
        workspaces: sound.into_iter().map(|w| (w.slug, w.head.version)).collect(),
        records: written,
        left_out: damaged.into_iter().map(|w| w.slug).collect(),
    })
}

async fn write_log(store: &dyn Store, out: &mut Lines, key: WorkspaceKey, head: &Head) -> Result<(), StoreError> {
    let mut walk = Walk::new(key);
    while walk.version < head.version {
        let limit = (head.version - walk.version).min(SLICE as u64) as usize;
        let rows = store.slice(key, walk.version, limit).await?.rows;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            walk.step(&row)?;
            out.write(&Line::Event(Box::new(EventLine::new(key, row))))?;
        }
    }
    // A text redacted while this ran shows here as replaced without a word: then the backup must be made anew.
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

/// A file of JSON lines that ends with its own checksum.
struct Lines {
    file: BufWriter<File>,
    sum: Sha256,
    lines: u64,
    name: String,
}

impl Lines {
    fn create(path: &Path) -> Result<Self, StoreError> {
        let name = path.display().to_string();
        let made = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path);
        let file = made.map_err(|e| StoreError::io(format!("cannot write {name}"), &e))?;
        Ok(Self { file: BufWriter::new(file), sum: Sha256::new(), lines: 0, name })
    }

    fn write(&mut self, line: &Line) -> Result<(), StoreError> {
        let mut text = serde_json::to_string(line).map_err(|e| StoreError::io("a line of the backup", &e))?;
        text.push('\n');
        self.sum.update(text.as_bytes());
        self.lines += 1;
        let written = self.file.write_all(text.as_bytes());
        written.map_err(|e| StoreError::io(format!("cannot write {}", self.name), &e))
    }

    fn finish(mut self) -> Result<(), StoreError> {
        let sum: Hash = self.sum.clone().finalize().into();
        self.write(&Line::End { lines: self.lines, sha256: hex::encode(sum) })?;
        let failed = |e: std::io::Error| StoreError::io(format!("cannot write {}", self.name), &e);
        self.file.flush().map_err(failed)?;
        self.file.get_ref().sync_all().map_err(failed)
    }
}
