//! What belongs to a person and must be erasable: profile, preference, drafts, last looked; and which account they use.

use super::{PlainChange, Record, Table, find, list};
use crate::{AccountId, Store, StoreError, WorkspaceKey};
use rowlock_domain::{Instant, PersonId};
use serde::{Deserialize, Serialize};

fn of_person(workspace: WorkspaceKey, person: PersonId) -> String {
    format!("{workspace}/{person}")
}

macro_rules! keyed_by_person {
    ($($name:ident),*) => {$(
        impl Record for $name {
            const TABLE: Table = Table::$name;

            fn key(&self) -> String {
                of_person(self.workspace, self.person)
            }
        }

        impl $name {
            /// This person's.
            pub async fn of(
                store: &dyn Store,
                workspace: WorkspaceKey,
                person: PersonId,
            ) -> Result<Option<Self>, StoreError> {
                find(store, &of_person(workspace, person)).await
            }

            /// Everybody's in the workspace.
            pub async fn all(store: &dyn Store, workspace: WorkspaceKey) -> Result<Vec<Self>, StoreError> {
                list(store, &format!("{workspace}/")).await
            }
        }
    )*};
}

keyed_by_person!(Profile, Preference, LastLooked);

/// Which person an account is in a workspace: one each way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// The account.
    pub account: AccountId,
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The person.
    pub person: PersonId,
}

impl Record for Binding {
    const TABLE: Table = Table::Binding;

    fn key(&self) -> String {
        format!("{}/{}", self.account, self.workspace)
    }
}

impl Binding {
    /// The changes that bind; `Taken` if either side is bound already.
    #[must_use]
    pub fn bind(&self) -> Vec<PlainChange> {
        let person = of_person(self.workspace, self.person);
        vec![PlainChange::insert(self), PlainChange::Insert(Table::BoundPerson, person, self.account.to_string())]
    }

    /// The changes that part them again.
    #[must_use]
    pub fn part(&self) -> Vec<PlainChange> {
        let person = of_person(self.workspace, self.person);
        vec![PlainChange::delete(self), PlainChange::Delete(Table::BoundPerson, person)]
    }

    /// The account's person in a workspace.
    pub async fn of(store: &dyn Store, account: AccountId, workspace: WorkspaceKey) -> Result<Option<Self>, StoreError> {
        find(store, &format!("{account}/{workspace}")).await
    }

    /// The account's persons in all workspaces.
    pub async fn all(store: &dyn Store, account: AccountId) -> Result<Vec<Self>, StoreError> {
        list(store, &format!("{account}/")).await
    }

    /// The account that is bound to a person.
    pub async fn account_of(store: &dyn Store, workspace: WorkspaceKey, person: PersonId) -> Result<Option<AccountId>, StoreError> {
        let account = store.get(Table::BoundPerson, &of_person(workspace, person)).await?;
        account.map(|id| id.parse()).transpose().map_err(|e: String| StoreError::io("a bound account", &e))
    }
}

/// A person's name and address, outside the log so that they can be erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The person.
    pub person: PersonId,
    /// What others call them.
    pub name: String,
    /// Where mail reaches them.
    #[serde(default)]
    pub mail: Option<String>,
    /// Their name in the organisation file or tracker; unique per workspace.
    #[serde(default)]
    pub handle: Option<String>,
}

impl Profile {
    fn handle_key(&self) -> Option<String> {
        self.handle.as_ref().map(|handle| format!("{}/{handle}", self.workspace))
    }

    /// The changes that make this profile; `Taken` in `handle` if its handle belongs to somebody.
    #[must_use]
    pub fn create(&self) -> Vec<PlainChange> {
        let handle = self.handle_key();
        let handle = handle.map(|key| PlainChange::Insert(Table::Handle, key, self.person.to_string()));
        handle.into_iter().chain([PlainChange::insert(self)]).collect()
    }

    /// The changes that remove it with its handle.
    #[must_use]
    pub fn erase(&self) -> Vec<PlainChange> {
        let handle = self.handle_key().map(|key| PlainChange::Delete(Table::Handle, key));
        handle.into_iter().chain([PlainChange::delete(self)]).collect()
    }

    /// The changes that put `new` in place of this one.
    #[must_use]
    pub fn change(&self, new: &Self) -> Vec<PlainChange> {
        let mut changes = Vec::new();
        if self.handle != new.handle {
            changes.extend(self.handle_key().map(|key| PlainChange::Delete(Table::Handle, key)));
            let taken = new.handle_key();
            changes.extend(taken.map(|key| PlainChange::Insert(Table::Handle, key, new.person.to_string())));
        }
        changes.push(PlainChange::put(new));
        changes
    }

    /// The person with this handle.
    pub async fn by_handle(store: &dyn Store, workspace: WorkspaceKey, handle: &str) -> Result<Option<Self>, StoreError> {
        match store.get(Table::Handle, &format!("{workspace}/{handle}")).await? {
            Some(person) => find(store, &format!("{workspace}/{person}")).await,
            None => Ok(None),
        }
    }
}

/// How a person likes their pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preference {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The person.
    pub person: PersonId,
    /// `light` or `dark`; none follows the system.
    #[serde(default)]
    pub theme: Option<String>,
    /// Whether single-key shortcuts are on; none is the default.
    #[serde(default)]
    pub keys: Option<bool>,
}

/// Up to where a person has seen what changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastLooked {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// The person.
    pub person: PersonId,
    /// The version they looked at.
    pub version: u64,
    /// When they looked.
    pub at: Instant,
}

/// A half-filled form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The workspace.
    pub workspace: WorkspaceKey,
    /// Whose it is; nobody else reads it.
    pub person: PersonId,
    /// Which form, for example `checkin/3/M-9`.
    pub form: String,
    /// Its fields, as JSON text.
    pub content: String,
    /// When it was saved.
    pub saved_at: Instant,
}

impl Record for Draft {
    const TABLE: Table = Table::Draft;

    fn key(&self) -> String {
        format!("{}/{}", of_person(self.workspace, self.person), self.form)
    }
}

impl Draft {
    /// The draft of one form.
    pub async fn of(store: &dyn Store, workspace: WorkspaceKey, person: PersonId, form: &str) -> Result<Option<Self>, StoreError> {
        find(store, &format!("{}/{form}", of_person(workspace, person))).await
    }

    /// The change that throws a draft away, for example with the events of what it became.
    #[must_use]
    pub fn discard(workspace: WorkspaceKey, person: PersonId, form: &str) -> PlainChange {
        PlainChange::Delete(Table::Draft, format!("{}/{form}", of_person(workspace, person)))
    }
}
