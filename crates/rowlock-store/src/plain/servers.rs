//! What servers that share a database tell each other.

use super::{PlainChange, Record, Table, find, list};
use crate::{Store, StoreError, WorkspaceKey};
use rowlock_domain::{Instant, PersonId};
use serde::{Deserialize, Serialize};

/// A server at work, in one row that it renews.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// Random, new at each start.
    pub name: String,
    /// Which Rowlock it is.
    pub release: String,
    /// When it said so last.
    pub at: Instant,
}

impl Record for Server {
    const TABLE: Table = Table::Server;

    fn key(&self) -> String {
        self.name.clone()
    }
}

impl Server {
    /// Every server that said so since a moment.
    pub async fn since(store: &dyn Store, since: Instant) -> Result<Vec<Self>, StoreError> {
        let mut all: Vec<Self> = list(store, "").await?;
        all.retain(|server| server.at >= since);
        Ok(all)
    }

    /// The changes that remove those not heard of since a moment.
    pub async fn gone(store: &dyn Store, since: Instant) -> Result<Vec<PlainChange>, StoreError> {
        let all: Vec<Self> = list(store, "").await?;
        Ok(all.iter().filter(|server| server.at < since).map(PlainChange::delete).collect())
    }
}

/// When a workspace that no server has in memory must be looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waking {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// Its slug.
    pub slug: String,
    /// When something falls due there.
    pub at: Instant,
}

impl Record for Waking {
    const TABLE: Table = Table::Waking;

    fn key(&self) -> String {
        self.workspace.to_string()
    }
}

impl Waking {
    /// The workspaces whose time has come.
    pub async fn due(store: &dyn Store, now: Instant) -> Result<Vec<Self>, StoreError> {
        let mut all: Vec<Self> = list(store, "").await?;
        all.retain(|waking| waking.at <= now);
        Ok(all)
    }
}

/// An invitation made just now, for its maker to copy and hand on. It is the link itself, as it stands in the outbox
/// when it goes by mail; so it is thrown away after an hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreshLink {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// Who made it.
    pub maker: PersonId,
    /// Whom it invites.
    pub invited: PersonId,
    /// The path of the one-time link.
    pub path: String,
    /// When it is thrown away.
    pub until: Instant,
}

impl Record for FreshLink {
    const TABLE: Table = Table::FreshLink;

    fn key(&self) -> String {
        format!("{}/{}/{}", self.workspace, self.maker, self.invited)
    }
}

impl FreshLink {
    /// The invitation that this maker made for a person.
    pub async fn of(store: &dyn Store, workspace: WorkspaceKey, maker: PersonId, invited: PersonId) -> Result<Option<Self>, StoreError> {
        find(store, &format!("{workspace}/{maker}/{invited}")).await
    }

    /// The changes that throw away what is old.
    pub async fn expired(store: &dyn Store, now: Instant) -> Result<Vec<PlainChange>, StoreError> {
        let all: Vec<Self> = list(store, "").await?;
        Ok(all.iter().filter(|link| link.until <= now).map(PlainChange::delete).collect())
    }
}
