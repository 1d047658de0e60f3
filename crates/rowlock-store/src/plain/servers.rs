//! What a server leaves behind for whichever answers next.

use super::{PlainChange, Record, Table, list};
use crate::{Store, StoreError, WorkspaceKey};
use rowlock_domain::{Instant, PersonId};
use serde::{Deserialize, Serialize};

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
    /// The invitations that this maker made, old ones not among them.
    pub async fn made_by(store: &dyn Store, workspace: WorkspaceKey, maker: PersonId, now: Instant) -> Result<Vec<Self>, StoreError> {
        let mut made: Vec<Self> = list(store, &format!("{workspace}/{maker}/")).await?;
        made.retain(|link| link.until > now);
        Ok(made)
    }

    /// The changes that throw away what is old.
    pub async fn expired(store: &dyn Store, now: Instant) -> Result<Vec<PlainChange>, StoreError> {
        let all: Vec<Self> = list(store, "").await?;
        Ok(all.iter().filter(|link| link.until <= now).map(PlainChange::delete).collect())
    }
}
