//! `verify`: walks a whole log and names the first bad version.

use crate::chain::{self, Redacted};
use crate::{Head, REDACTED_KIND, SLICE, Store, StoreError, WorkspaceKey};
use std::collections::BTreeMap;

/// Checks every row of a log against the chain, every redacted payload against the event that tells of it, and
/// the end against the head. Answers with the head, or [`StoreError::Damaged`] with the first bad version.
pub async fn verify(store: &dyn Store, workspace: WorkspaceKey) -> Result<Head, StoreError> {
    let mut after = 0;
    // Payloads without salt, by version, until the event comes that tells what may stand there.
    let mut replaced = BTreeMap::new();
    loop {
        let slice = store.slice(workspace, after, SLICE).await?;
        chain::check_slice(workspace, after, SLICE, &slice)?;
        for row in &slice.rows {
            if row.salt.is_none() {
                replaced.insert(row.stamp.version, hex::encode(chain::digest(None, &row.payload)));
            }
            if row.kind == REDACTED_KIND
                && let Ok(said) = serde_json::from_str::<Redacted>(&row.payload)
                && replaced.get(&said.version) == Some(&said.digest)
            {
                replaced.remove(&said.version);
            }
        }
        if slice.rows.len() < SLICE {
            if let Some(version) = replaced.keys().next() {
                let why = "its payload was replaced and no redaction tells of it";
                return Err(StoreError::damaged(workspace, *version, why));
            }
            return Ok(slice.head);
        }
        after += SLICE as u64;
    }
}
