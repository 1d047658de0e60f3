//! `copy`: everything from one store into another, empty one, between any two kinds of databases. Rows are copied as they are, salts
//! and hashes included, so both sides end with the same head hash; that is compared at the end. Every workspace gets a new timeline.
//! Nobody may write to the source meanwhile.

use crate::restore::RESTORING;
use crate::verify::Walk;
use crate::{Head, PlainChange, SLICE, Setting, Stock, Store, StoreError, Workspace, WorkspaceKey, verify};

/// What was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyReport {
    /// Slug and head of each log, the same on both sides.
    pub workspaces: Vec<(String, Head)>,
    /// How many plain records.
    pub records: usize,
}

/// Copies everything and holds both sides against each other.
pub async fn copy(from: &dyn Store, to: &dyn Store) -> Result<CopyReport, StoreError> {
    let there = to.stock().await?;
    if !there.workspaces.is_empty() || !there.records.is_empty() {
        return Err(StoreError::Malformed("a copy needs an empty database to go to; this one is in use".to_owned()));
    }
    let Stock { workspaces, records } = from.stock().await?;
    if let Some(Workspace { key, damage: Some(damage), .. }) = workspaces.iter().find(|workspace| workspace.damage.is_some()) {
        return Err(damage.refusal(*key));
    }
    // A copy that breaks off is an unfinished restore: the other side does not open it.
    let marker = Setting { name: RESTORING.to_owned(), value: "copy".to_owned() };
    to.change(vec![PlainChange::insert(&marker)]).await?;
    for Workspace { key, slug, head, .. } in &workspaces {
        plant(from, to, (*key, slug), head).await?;
    }
    let counted = records.len();
    let mut changes = records.into_iter().map(|(table, key, value)| PlainChange::Put(table, key, value)).peekable();
    while changes.peek().is_some() {
        to.change(changes.by_ref().take(SLICE).collect()).await?;
    }
    let mut copied = Vec::new();
    for Workspace { key, slug, head, .. } in workspaces {
        let planted = verify(to, key).await?;
        if (planted.version, planted.hash) != (head.version, head.hash) {
            return Err(StoreError::damaged(key, planted.version, "the copy does not end as the original does"));
        }
        copied.push((slug, planted));
    }
    to.change(vec![PlainChange::take(&marker)]).await?;
    Ok(CopyReport { workspaces: copied, records: counted })
}

async fn plant(from: &dyn Store, to: &dyn Store, (key, slug): (WorkspaceKey, &str), head: &Head) -> Result<(), StoreError> {
    to.replant(key, slug, Vec::new()).await?;
    let mut walk = Walk::new(key);
    while walk.version < head.version {
        let limit = (head.version - walk.version).min(SLICE as u64) as usize;
        let rows = from.slice(key, walk.version, limit).await?.rows;
        if rows.is_empty() {
            break;
        }
        rows.iter().try_for_each(|row| walk.step(row))?;
        to.replant(key, slug, rows).await?;
    }
    walk.end(head.version, &head.hash)
}
