//! The chain over the log (a promise: stored hashes depend on every byte of it).
//!
//! digest = SHA-256(salt ‖ payload); hash = SHA-256(previous hash ‖ the envelope, each field behind its
//! length as four bytes, big end first, an absent one with the length `ffffffff` ‖ digest). Numbers are
//! eight bytes, big end first. So a redaction can take a payload away and the chain still holds.

use crate::store::SLICE;
use crate::{Head, NewEvent, Redaction, Row, Slice, StoreError, StoredEvent, WorkspaceKey};
use rowlock_domain::{Actor, PersonId, Stamp};
use sha2::{Digest, Sha256};

/// A SHA-256.
pub type Hash = [u8; 32];

/// The kind of the event that records a redaction. Its payload names `version` and the `digest` of the replacement.
pub const REDACTED_KIND: &str = "TextRedacted";

/// The digest of a payload: salted as first written, unsalted for the replacement in a redacted row.
#[must_use]
pub fn digest(salt: Option<&[u8; 16]>, payload: &str) -> Hash {
    let mut sha = Sha256::new();
    if let Some(salt) = salt {
        sha.update(salt);
    }
    sha.update(payload.as_bytes());
    sha.finalize().into()
}

/// What a redaction's event says of the replacement: its digest, hexadecimal.
#[must_use]
pub fn replacement_digest(replacement: &str) -> String {
    hex::encode(digest(None, replacement))
}

/// The actor's stable text in the row: a person's id or a word.
pub(crate) fn actor_text(actor: Actor) -> String {
    match actor {
        Actor::Person(person) => person.to_string(),
        Actor::Reactor => "reactor".to_owned(),
        Actor::Operator => "operator".to_owned(),
        Actor::Guest => "guest".to_owned(),
        Actor::Nobody => "nobody".to_owned(),
    }
}

pub(crate) fn actor_from(text: &str) -> Result<Actor, String> {
    Ok(match text {
        "reactor" => Actor::Reactor,
        "operator" => Actor::Operator,
        "guest" => Actor::Guest,
        "nobody" => Actor::Nobody,
        person => Actor::Person(person.parse::<PersonId>()?),
    })
}

fn field(sha: &mut Sha256, bytes: Option<&[u8]>) {
    let length = bytes.map_or(u32::MAX, |b| u32::try_from(b.len()).unwrap_or(u32::MAX - 1));
    sha.update(length.to_be_bytes());
    sha.update(bytes.unwrap_or_default());
}

fn hash(workspace: WorkspaceKey, previous: &Hash, row: &Row) -> Hash {
    let mut sha = Sha256::new();
    sha.update(previous);
    field(&mut sha, Some(&workspace.0.to_be_bytes()));
    field(&mut sha, Some(&row.stamp.version.to_be_bytes()));
    field(&mut sha, Some(&row.stamp.last.to_be_bytes()));
    field(&mut sha, Some(&row.stamp.at.0.to_be_bytes()));
    field(&mut sha, Some(actor_text(row.stamp.actor).as_bytes()));
    field(&mut sha, row.stamp.on_behalf_of.map(|p| p.to_string()).as_deref().map(str::as_bytes));
    field(&mut sha, Some(row.stamp.via.word().as_bytes()));
    field(&mut sha, row.key.as_deref().map(str::as_bytes));
    field(&mut sha, Some(row.kind.as_bytes()));
    sha.update(row.digest);
    sha.finalize().into()
}

/// The rows that continue the log after `head`.
pub(crate) fn extend(workspace: WorkspaceKey, head: &Head, events: Vec<NewEvent>) -> Result<Vec<Row>, StoreError> {
    let first = head.version + 1;
    check_commands(first, &events)?;
    let mut previous = head.hash;
    let link = |(version, event): (u64, NewEvent)| {
        let salt: [u8; 16] = rand::random();
        let mut row = Row {
            digest: digest(Some(&salt), &event.payload),
            salt: Some(salt),
            hash: previous,
            stamp: Stamp { version, last: event.last, at: event.at, actor: event.actor, on_behalf_of: event.on_behalf_of, via: event.via },
            key: event.key,
            kind: event.kind,
            payload: event.payload,
        };
        row.hash = hash(workspace, &previous, &row);
        previous = row.hash;
        row
    };
    Ok((first..).zip(events).map(link).collect())
}

/// Every event names the last version of its command, and the append holds whole commands only.
fn check_commands(first: u64, events: &[NewEvent]) -> Result<(), StoreError> {
    let mut last = first.saturating_sub(1);
    for (version, event) in (first..).zip(events) {
        let opens = version == last + 1;
        if (opens && event.last < version) || (!opens && event.last != last) {
            let why = format!("version {version} says that its command ends at {}", event.last);
            return Err(StoreError::Malformed(why));
        }
        last = event.last;
    }
    if last + 1 != first + events.len() as u64 {
        return Err(StoreError::Malformed("the last command is not whole".to_owned()));
    }
    Ok(())
}

/// Checks one row against the one before it.
pub(crate) fn check_row(workspace: WorkspaceKey, version: u64, previous: &Hash, row: &Row) -> Result<(), StoreError> {
    let bad = |why: &str| Err(StoreError::damaged(workspace, version, why));
    if row.stamp.version != version {
        return bad("this version is missing");
    }
    if row.salt.is_some_and(|salt| digest(Some(&salt), &row.payload) != row.digest) {
        return bad("its payload is not the one that was written");
    }
    if hash(workspace, previous, row) != row.hash {
        return bad("it does not continue the version before it");
    }
    Ok(())
}

/// Checks a slice asked for with `after` and `limit`: dense, unbroken, and not shorter than the head says.
fn check_slice(workspace: WorkspaceKey, after: u64, limit: usize, slice: &Slice) -> Result<(), StoreError> {
    let mut previous = slice.before;
    let mut version = after;
    for row in &slice.rows {
        version += 1;
        check_row(workspace, version, &previous, row)?;
        previous = row.hash;
        if version == slice.head.version && row.hash != slice.head.hash {
            return Err(StoreError::damaged(workspace, version, "it is not the one acknowledged"));
        }
    }
    if slice.rows.len() < limit && version < slice.head.version {
        return Err(StoreError::damaged(workspace, version + 1, "this version is missing"));
    }
    Ok(())
}

/// The events of a slice asked for with `after` and `limit`, once it is known to be sound.
pub(crate) fn checked(workspace: WorkspaceKey, after: u64, limit: usize, slice: Slice) -> Result<Vec<StoredEvent>, StoreError> {
    check_slice(workspace, after, limit.min(SLICE), &slice)?;
    Ok(slice.rows.into_iter().map(StoredEvent::from).collect())
}

/// What a redaction's event must say, so that `verify` can check the replacement later.
#[derive(serde::Deserialize)]
pub(crate) struct Redacted {
    pub(crate) version: u64,
    pub(crate) digest: String,
}

/// The event beside a redaction names its version and its replacement's digest.
pub(crate) fn check_redaction(expected: u64, redaction: &Redaction, event: &NewEvent) -> Result<(), StoreError> {
    let bad = |why: &str| Err(StoreError::Malformed(why.to_owned()));
    let Ok(said) = serde_json::from_str::<Redacted>(&event.payload) else {
        return bad("the event of a redaction names no version and digest");
    };
    if event.kind != REDACTED_KIND || said.version != redaction.version {
        return bad("the event of a redaction speaks of something else");
    }
    if said.digest != hex::encode(digest(None, &redaction.replacement)) {
        return bad("the event of a redaction names another replacement");
    }
    if redaction.version == 0 || redaction.version > expected {
        return bad("there is no such version to redact");
    }
    Ok(())
}

impl From<Row> for StoredEvent {
    fn from(row: Row) -> Self {
        let Row { stamp, key, kind, payload, hash, .. } = row;
        Self { stamp, key, kind, payload, hash }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rowlock_domain::{Instant, Via};

    /// Stored hashes are a promise: these came from an independent reckoning of the module's description.
    #[test]
    fn the_chain_is_reckoned_as_promised() {
        let mut row = Row {
            stamp: Stamp {
                version: 2,
                last: 3,
                at: Instant(1_700_000_000_123),
                actor: Actor::Person(PersonId(7)),
                on_behalf_of: None,
                via: Via::Web,
            },
            key: Some("once".to_owned()),
            kind: "ImpedimentRaised".to_owned(),
            payload: "{\"title\":\"Ölwechsel\"}".to_owned(),
            salt: Some([9; 16]),
            digest: [0; 32],
            hash: [0; 32],
        };
        row.digest = digest(row.salt.as_ref(), &row.payload);
        assert_eq!(hex::encode(row.digest), "d9400f938067d9c2c5dd53db5066c933d23ccb6d4e3ac19206f28e28825aef94");
        let workspace = WorkspaceKey(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
        assert_eq!(hex::encode(hash(workspace, &[5; 32], &row)), "cbc1c923f183b0af86edeea90304551eddae8e3e08e7fb3148c70ed1ab0193fc");
        row.stamp.on_behalf_of = Some(PersonId(8));
        row.stamp.actor = Actor::Operator;
        row.key = None;
        assert_eq!(hex::encode(hash(workspace, &[5; 32], &row)), "0825f6e0959f454b2b027776f1ac8b6c57cf0d397c6fa17acac57b3604f697f1");
    }
}
