//! `copy`: everything from one store into another, empty one, between any two kinds of databases. Rows are copied as they are, salts
//! and hashes included, so both sides end with the same head hash; that is compared at the end. Every workspace gets a new timeline.
//! Nobody may write to the source meanwhile; if somebody did, the copy fails and does not open.

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
    let stock = from.stock().await?;
    if let Some(Workspace { key, damage: Some(damage), .. }) = stock.workspaces.iter().find(|workspace| workspace.damage.is_some()) {
        return Err(damage.refusal(*key));
    }
    // A copy that breaks off is an unfinished restore: the other side does not open it.
    let marker = Setting { name: RESTORING.to_owned(), value: "copy".to_owned() };
    to.change(vec![PlainChange::insert(&marker)]).await?;
    let copied = fill(from, to, &stock).await;
    // What was written meanwhile is missing, and a text removed meanwhile would look like damage.
    let written = written(&stock, &from.stock().await?);
    if !written.is_empty() {
        let why = format!("{}. A server is still running over the source: stop every server and copy again", written.join("; "));
        return Err(StoreError::io("the source was written to while it was copied, so the copy is of no use", &why));
    }
    let workspaces = copied?;
    to.change(vec![PlainChange::take(&marker)]).await?;
    Ok(CopyReport { workspaces, records: stock.records.len() })
}

/// Copies all of it; answers with slug and head of each log.
async fn fill(from: &dyn Store, to: &dyn Store, stock: &Stock) -> Result<Vec<(String, Head)>, StoreError> {
    for Workspace { key, slug, head, .. } in &stock.workspaces {
        plant(from, to, (*key, slug), head).await?;
    }
    for records in stock.records.chunks(SLICE) {
        to.change(records.iter().cloned().map(|(table, key, value)| PlainChange::Put(table, key, value)).collect()).await?;
    }
    let mut copied = Vec::new();
    for Workspace { key, slug, head, .. } in &stock.workspaces {
        let planted = verify(to, *key).await?;
        if (planted.version, planted.hash) != (head.version, head.hash) {
            return Err(StoreError::damaged(*key, planted.version, "the copy does not end as the original does"));
        }
        copied.push((slug.clone(), planted));
    }
    Ok(copied)
}

/// What differs between two looks at a database, in words.
fn written(before: &Stock, after: &Stock) -> Vec<String> {
    let was = |slug: &String| before.workspaces.iter().find(|workspace| workspace.slug == *slug).map(|workspace| workspace.head);
    let moved = after.workspaces.iter().filter_map(|Workspace { slug, head, .. }| match was(slug) {
        None => Some(format!("{slug} is new")),
        Some(before) => (before != *head).then(|| format!("{slug} went from version {} to {}", before.version, head.version)),
    });
    let records = (before.records != after.records).then(|| "records beside the logs changed".to_owned());
    moved.chain(records).collect()
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
