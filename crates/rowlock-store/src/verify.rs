//! `verify`: walks a whole log and names the first bad version. Backup and restore walk with it.

use crate::chain::{self, Redacted};
use crate::{Hash, Head, REDACTED_KIND, Row, SLICE, Store, StoreError, WorkspaceKey};
use std::collections::BTreeMap;

/// Checks every row of a log against the chain, every redacted payload against the event that tells of it, and
/// the end against the head. Answers with the head, or [`StoreError::Damaged`] with the first bad version.
pub async fn verify(store: &dyn Store, workspace: WorkspaceKey) -> Result<Head, StoreError> {
    let mut walk = Walk::new(workspace);
    loop {
        let slice = store.slice(workspace, walk.version, SLICE).await?;
        slice.rows.iter().try_for_each(|row| walk.step(row))?;
        if slice.rows.len() < SLICE || walk.version == slice.head.version {
            walk.end(slice.head.version, &slice.head.hash)?;
            return Ok(slice.head);
        }
    }
}

/// A walk along a log from its first row.
pub(crate) struct Walk {
    workspace: WorkspaceKey,
    pub(crate) version: u64,
    pub(crate) hash: Hash,
    /// Digests of payloads without salt, by version, until the event comes that tells what may stand there.
    replaced: BTreeMap<u64, String>,
}

impl Walk {
    pub(crate) fn new(workspace: WorkspaceKey) -> Self {
        Self { workspace, version: 0, hash: [0; 32], replaced: BTreeMap::new() }
    }

    pub(crate) fn step(&mut self, row: &Row) -> Result<(), StoreError> {
        chain::check_row(self.workspace, self.version + 1, &self.hash, row)?;
        (self.version, self.hash) = (row.stamp.version, row.hash);
        if row.salt.is_none() {
            self.replaced.insert(self.version, hex::encode(chain::digest(None, &row.payload)));
        }
        if row.kind == REDACTED_KIND
            && let Ok(said) = serde_json::from_str::<Redacted>(&row.payload)
            && self.replaced.get(&said.version) == Some(&said.digest)
        {
            self.replaced.remove(&said.version);
        }
        Ok(())
    }

    /// Versions whose payload was replaced and of which no redaction on the way tells.
    pub(crate) fn unsaid(&self) -> Vec<u64> {
        self.replaced.keys().copied().collect()
    }

    /// Checks that the walk may end here.
    pub(crate) fn end(&self, version: u64, hash: &Hash) -> Result<(), StoreError> {
        let bad = |version, why: &str| Err(StoreError::damaged(self.workspace, version, why));
        if let Some(replaced) = self.replaced.keys().next() {
            return bad(*replaced, "its payload was replaced and no redaction tells of it");
        }
        if self.version < version {
            return bad(self.version + 1, "this version is missing");
        }
        if self.version > version || self.hash != *hash {
            return bad(self.version, "it is not the one acknowledged");
        }
        Ok(())
    }
}
