//! `data/redactions`: every redaction and every erasure of a person, kept outside the database, so that restoring an older
//! backup does not bring the words back. Written before they are committed: rather one too many here than one missing.

use crate::{NewEvent, Redaction, StoreError, WorkspaceKey};
use rowlock_domain::{Actor, Instant, PersonId, Via};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The list's name in the data folder.
const NAME: &str = "redactions";

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

impl Line {
    /// What it removes: a row's text, or a person.
    fn removes(&self) -> (WorkspaceKey, Option<u64>, Option<PersonId>) {
        match self {
            Self::Redacted(redacted) => (redacted.workspace, Some(redacted.version), None),
            Self::Erased(erased) => (erased.workspace, None, Some(erased.erased)),
        }
    }

    fn at(&self) -> Instant {
        match self {
            Self::Redacted(redacted) => redacted.at,
            Self::Erased(erased) => erased.at,
        }
    }
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

/// Adds a redaction to the list and brings it to the disk.
pub(crate) fn note(dir: &Path, workspace: WorkspaceKey, redaction: &Redaction, event: &NewEvent) -> std::io::Result<()> {
    let Redaction { version, replacement } = redaction.clone();
    let NewEvent { at, actor, on_behalf_of, via, kind, payload, .. } = event.clone();
    add(dir, &Line::Redacted(Redacted { workspace, version, replacement, at, actor, on_behalf_of, via, kind, payload }))
}

/// Adds a person's erasure to the list and brings it to the disk.
pub(crate) fn note_erasure(dir: &Path, workspace: WorkspaceKey, erased: PersonId, at: Instant) -> std::io::Result<()> {
    add(dir, &Line::Erased(Erased { workspace, erased, at }))
}

/// Adds a line. An earlier one of the same row or person goes in the same step: the replacement of an earlier redaction still holds
/// the text that is removed now, and the newer one removes both.
fn add(dir: &Path, line: &Line) -> std::io::Result<()> {
    let text = match std::fs::read_to_string(dir.join(NAME)) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        text => text?,
    };
    let is_earlier = |known: &&str| serde_json::from_str::<Line>(known).is_ok_and(|known| known.removes() == line.removes());
    let newest = serde_json::to_string(line)?;
    replace(dir, whole(&text).lines().filter(|known| !is_earlier(known)).chain([newest.as_str()]))
}

/// Puts these lines in the place of the list, all or none.
fn replace<'a>(dir: &Path, lines: impl Iterator<Item = &'a str>) -> std::io::Result<()> {
    let newer = dir.join("redactions.new");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&newer)?;
    let text: String = lines.flat_map(|line| [line, "\n"]).collect();
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(newer, dir.join(NAME))?;
    File::open(dir)?.sync_all()
}

/// Adds lists of other data folders to the list of a folder, which may have none yet, and brings it to the disk. Of each row only
/// what was removed last stays: the replacement of an earlier redaction still holds that text. Answers with how many entries it has now.
pub fn carry(lists: &[PathBuf], dir: &Path) -> Result<usize, StoreError> {
    let mut all = Vec::new();
    let own = dir.join(NAME);
    for list in own.exists().then_some(&own).into_iter().chain(lists) {
        all.extend(lines(list)?);
    }
    all.sort_by_key(Line::at);
    let mut last: BTreeMap<_, _> = BTreeMap::new();
    for (place, line) in all.iter().enumerate() {
        let text = serde_json::to_string(line).map_err(|e| StoreError::io("a redaction cannot be written", &e))?;
        last.insert(line.removes(), (place, text));
    }
    let mut kept: Vec<_> = last.into_values().collect();
    kept.sort();
    let written = std::fs::create_dir_all(dir).and_then(|()| replace(dir, kept.iter().map(|(_, text)| text.as_str())));
    written.map_err(|e| StoreError::io(format!("cannot write {}", own.display()), &e))?;
    Ok(kept.len())
}

/// The list.
pub(crate) fn listed(path: &Path) -> Result<List, StoreError> {
    let mut list = List::default();
    for line in lines(path)? {
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

/// The list without a last line that was cut short, as lists of older versions may have: it was never acknowledged.
fn whole(text: &str) -> &str {
    text.rfind('\n').map_or("", |end| &text[..end])
}

fn lines(path: &Path) -> Result<Vec<Line>, StoreError> {
    let text = std::fs::read_to_string(path).map_err(|e| StoreError::io(format!("cannot read {}", path.display()), &e))?;
    let parsed = whole(&text).lines().enumerate().map(|(number, line)| {
        serde_json::from_str(line).map_err(|e| StoreError::io(format!("{} cannot be used: line {}", path.display(), number + 1), &e))
    });
    parsed.collect()
}
