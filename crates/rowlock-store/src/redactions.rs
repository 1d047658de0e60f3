//! `data/redactions`: every redaction, kept outside the database, so that restoring an older backup does not bring
//! the text back. Written before the redaction is committed: rather one too many here than one missing.

use crate::{NewEvent, Redaction, StoreError, WorkspaceKey};
use rowlock_domain::{Actor, Instant, PersonId, Via};
use serde::{Deserialize, Serialize};
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

#[derive(Serialize, Deserialize)]
struct Line {
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

/// Adds a redaction to the list and brings it to the disk.
pub(crate) fn note(dir: &Path, workspace: WorkspaceKey, redaction: &Redaction, event: &NewEvent) -> std::io::Result<()> {
    let Redaction { version, replacement } = redaction.clone();
    let NewEvent { at, actor, on_behalf_of, via, kind, payload, .. } = event.clone();
    let line = Line { workspace, version, replacement, at, actor, on_behalf_of, via, kind, payload };
    let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(dir.join("redactions"))?;
    file.write_all(format!("{}\n", serde_json::to_string(&line)?).as_bytes())?;
    file.sync_all()
}

/// The redactions of a list; a last line that a crash cut was never acknowledged and is passed over.
pub(crate) fn listed(path: &Path) -> Result<Vec<Listed>, StoreError> {
    let text = std::fs::read_to_string(path).map_err(|e| StoreError::io(format!("cannot read {}", path.display()), &e))?;
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let parse = |(number, line): (usize, &str)| {
        let line: Line =
            serde_json::from_str(line).map_err(|e| StoreError::io(format!("{} cannot be used: line {}", path.display(), number + 1), &e))?;
        let Line { workspace, version, replacement, at, actor, on_behalf_of, via, kind, payload } = line;
        let event = NewEvent { last: 0, at, actor, on_behalf_of, via, key: None, kind, payload };
        Ok(Listed { workspace, redaction: Redaction { version, replacement }, event })
    };
    whole.lines().enumerate().map(parse).collect()
}
