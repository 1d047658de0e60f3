//! `data/redactions`: every redaction and every erasure of a person, kept outside the database, so that restoring an older
//! backup does not bring the words back. Written before they are committed: rather one too many here than one missing.

use crate::{NewEvent, Redaction, StoreError, WorkspaceKey};
use rowlock_domain::{Actor, Instant, PersonId, Via};
use serde::{Deserialize, Serialize};
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Redacted(Redacted),
    Erased(Erased),
}

/// A person whose profile was erased. Their random id is all that is said of them.
#[derive(Serialize, Deserialize)]
struct Erased {
    workspace: WorkspaceKey,
    erased: PersonId,
    at: Instant,
}

#[derive(Serialize, Deserialize)]
struct Redacted {
    workspace: WorkspaceKey,
    version: u64,
    replacement: String,
    at: Instant,
    actor: Actor,
    on_behalf_of: Option<PersonId>,
    via: Via,
    kind: String,
    payload: String,
}

/// A redaction of the list.
pub(crate) struct Listed {
    pub(crate) workspace: WorkspaceKey,
    pub(crate) redaction: Redaction,
    pub(crate) event: NewEvent,
}

/// What is not to come back.
#[derive(Default)]
pub(crate) struct List {
    pub(crate) redactions: Vec<Listed>,
    pub(crate) erasures: Vec<(WorkspaceKey, PersonId, Instant)>,
}

/// Adds a redaction to the list and brings it to the disk. An earlier one of the same row goes: its replacement still holds the
/// text that is removed now, and the newer one removes both.
pub(crate) fn note(dir: &Path, workspace: WorkspaceKey, redaction: &Redaction, event: &NewEvent) -> std::io::Result<()> {
    let Redaction { version, replacement } = redaction.clone();
    let NewEvent { at, actor, on_behalf_of, via, kind, payload, .. } = event.clone();
    drop_earlier(dir, workspace, version)?;
    write(dir, &Line::Redacted(Redacted { workspace, version, replacement, at, actor, on_behalf_of, via, kind, payload }))
}

/// Adds a person's erasure to the list and brings it to the disk.
pub(crate) fn note_erasure(dir: &Path, workspace: WorkspaceKey, erased: PersonId, at: Instant) -> std::io::Result<()> {
    write(dir, &Line::Erased(Erased { workspace, erased, at }))
}

fn drop_earlier(dir: &Path, workspace: WorkspaceKey, version: u64) -> std::io::Result<()> {
    let path = dir.join("redactions");
    let Ok(text) = std::fs::read_to_string(&path) else { return Ok(()) };
    let is_of_row = |line: &&str| matches!(serde_json::from_str::<Line>(line), Ok(Line::Redacted(earlier)) if earlier.workspace == workspace && earlier.version == version);
    if !text.lines().any(|line| is_of_row(&line)) {
        return Ok(());
    }
    let newer = dir.join("redactions.new");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&newer)?;
    for line in text.lines().filter(|line| !is_of_row(line)) {
        file.write_all(format!("{line}\n").as_bytes())?;
    }
    file.sync_all()?;
    std::fs::rename(newer, path)?;
    std::fs::File::open(dir)?.sync_all()
}

fn write(dir: &Path, line: &Line) -> std::io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(dir.join("redactions"))?;
    file.write_all(format!("{}\n", serde_json::to_string(line)?).as_bytes())?;
    file.sync_all()
}

/// The list; a last line that a crash cut was never acknowledged and is passed over.
pub(crate) fn listed(path: &Path) -> Result<List, StoreError> {
    let text = std::fs::read_to_string(path).map_err(|e| StoreError::io(format!("cannot read {}", path.display()), &e))?;
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let mut list = List::default();
    for (number, line) in whole.lines().enumerate() {
        let line: Line =
            serde_json::from_str(line).map_err(|e| StoreError::io(format!("{} cannot be used: line {}", path.display(), number + 1), &e))?;
        match line {
            Line::Redacted(Redacted { workspace, version, replacement, at, actor, on_behalf_of, via, kind, payload }) => {
                let event = NewEvent { last: 0, at, actor, on_behalf_of, via, key: None, kind, payload };
                list.redactions.push(Listed { workspace, redaction: Redaction { version, replacement }, event });
            }
            Line::Erased(Erased { workspace, erased, at }) => list.erasures.push((workspace, erased, at)),
        }
    }
    Ok(list)
}
