//! What goes with a workspace whose whole history is removed: everything kept beside its log, links to it, and who is who
//! there; accounts that are nobody elsewhere go with their sessions.

use super::{Account, Binding, Link, PlainChange, Record, Session, Table, Waking, list};
use crate::{Store, StoreError, WorkspaceKey};

/// The tables whose keys begin with a workspace.
const OF_A_WORKSPACE: [Table; 14] = [
    Table::Answered,
    Table::Ballot,
    Table::BoundPerson,
    Table::Draft,
    Table::FreshLink,
    Table::Handle,
    Table::LastLooked,
    Table::Outbox,
    Table::OutboxDone,
    Table::Position,
    Table::Preference,
    Table::Profile,
    Table::Urn,
    Table::VoterMark,
];

/// The changes that remove what is kept of a workspace alone.
#[must_use]
pub fn clearing(workspace: WorkspaceKey) -> Vec<PlainChange> {
    let mut changes: Vec<_> = OF_A_WORKSPACE.iter().map(|table| PlainChange::Clear(*table, format!("{workspace}/"))).collect();
    // These have one record for a workspace, under its key.
    changes.extend([Table::AppliedFile, Waking::TABLE].map(|table| PlainChange::Delete(table, workspace.to_string())));
    changes
}

/// The changes that part every account from a workspace, and end those that are nobody elsewhere.
///
/// # Errors
/// When the store cannot be read.
pub async fn parting(store: &dyn Store, workspace: WorkspaceKey) -> Result<Vec<PlainChange>, StoreError> {
    let mut changes: Vec<_> = Link::all(store).await?.iter().filter(|link| link.workspace == Some(workspace)).map(PlainChange::delete).collect();
    let bindings: Vec<Binding> = list(store, "").await?;
    for bound in bindings.iter().filter(|bound| bound.workspace == workspace) {
        changes.extend(bound.clone().part());
        let is_somebody_elsewhere = bindings.iter().any(|other| other.account == bound.account && other.workspace != workspace);
        if !is_somebody_elsewhere && let Some(account) = Account::by_id(store, bound.account).await? {
            changes.extend(Session::end_all(store, account.id, None).await?);
            changes.extend(account.remove());
        }
    }
    Ok(changes)
}
