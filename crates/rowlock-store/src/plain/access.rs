//! Who may come in: accounts, sessions, one-time links; and the server's own settings.
//! Tokens are never stored, only their hashes; how they are made and hashed is the web's.

use super::{PlainChange, Record, Table, find, list};
use crate::{AccountId, Store, StoreError, WorkspaceKey};
use rowlock_domain::{Instant, PersonId};
use serde::{Deserialize, Serialize};

/// Somebody who can sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its identity.
    pub id: AccountId,
    /// The address to sign in with; unique whatever its case.
    pub mail: String,
    /// The password's argon2id hash; none until one is set.
    pub password: Option<String>,
    /// When it was made.
    pub created: Instant,
}

impl Record for Account {
    const TABLE: Table = Table::Account;

    fn key(&self) -> String {
        self.id.to_string()
    }
}

fn mail_key(mail: &str) -> String {
    mail.trim().to_lowercase()
}

impl Account {
    /// The changes that remove it.
    #[must_use]
    pub fn remove(&self) -> Vec<PlainChange> {
        vec![PlainChange::Delete(Table::AccountMail, mail_key(&self.mail)), PlainChange::delete(self)]
    }

    /// The changes that make this account; `Taken` in `account_mail` if its address has one.
    #[must_use]
    pub fn create(&self) -> Vec<PlainChange> {
        vec![PlainChange::Insert(Table::AccountMail, mail_key(&self.mail), self.id.to_string()), PlainChange::insert(self)]
    }

    /// The changes that give this account another address.
    #[must_use]
    pub fn change_mail(&self, mail: &str) -> Vec<PlainChange> {
        let changed = Self { mail: mail.trim().to_owned(), ..self.clone() };
        vec![
            PlainChange::Delete(Table::AccountMail, mail_key(&self.mail)),
            PlainChange::Insert(Table::AccountMail, mail_key(mail), self.id.to_string()),
            PlainChange::put(&changed),
        ]
    }

    /// The account with this id.
    pub async fn by_id(store: &dyn Store, id: AccountId) -> Result<Option<Self>, StoreError> {
        find(store, &id.to_string()).await
    }

    /// The account that signs in with this address.
    pub async fn by_mail(store: &dyn Store, mail: &str) -> Result<Option<Self>, StoreError> {
        match store.get(Table::AccountMail, &mail_key(mail)).await? {
            Some(id) => find(store, &id).await,
            None => Ok(None),
        }
    }

    /// Every account.
    pub async fn all(store: &dyn Store) -> Result<Vec<Self>, StoreError> {
        list(store, "").await
    }
}

/// A browser that is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The hash of the cookie's token, in hexadecimal digits.
    pub token_hash: String,
    /// Who is signed in.
    pub account: AccountId,
    /// Since when.
    pub created: Instant,
    /// When it was last used; written now and then, not at every request.
    pub last_seen: Instant,
    /// When it ends by itself.
    pub expires: Instant,
    /// What the browser calls itself, shown in the list of sessions.
    pub user_agent: String,
}

impl Record for Session {
    const TABLE: Table = Table::Session;

    fn key(&self) -> String {
        self.token_hash.clone()
    }
}

impl Session {
    /// The session of a token.
    pub async fn by_token_hash(store: &dyn Store, hash: &str) -> Result<Option<Self>, StoreError> {
        find(store, hash).await
    }

    /// Every session of an account.
    pub async fn of(store: &dyn Store, account: AccountId) -> Result<Vec<Self>, StoreError> {
        let mut sessions: Vec<Self> = list(store, "").await?;
        sessions.retain(|session| session.account == account);
        Ok(sessions)
    }

    /// The changes that end every session of an account, save perhaps the one in use.
    pub async fn end_all(store: &dyn Store, account: AccountId, keep: Option<&str>) -> Result<Vec<PlainChange>, StoreError> {
        let sessions = Self::of(store, account).await?;
        let ending = sessions.iter().filter(|s| Some(s.token_hash.as_str()) != keep);
        Ok(ending.map(PlainChange::delete).collect())
    }

    /// The changes that remove what expired.
    pub async fn expired(store: &dyn Store, now: Instant) -> Result<Vec<PlainChange>, StoreError> {
        let sessions: Vec<Self> = list(store, "").await?;
        Ok(sessions.iter().filter(|s| s.expires <= now).map(PlainChange::delete).collect())
    }
}

/// What a one-time link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Makes the first administrator.
    SetUp,
    /// Binds an account to a person.
    Invitation,
    /// Sets a new password.
    Reset,
}

/// A link that works once. Using it takes it away ([`PlainChange::take`]), so a second use finds nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The hash of the link's token, in hexadecimal digits.
    pub token_hash: String,
    /// What it is for.
    pub kind: LinkKind,
    /// The workspace it leads to.
    pub workspace: Option<WorkspaceKey>,
    /// The person it is made for.
    pub person: Option<PersonId>,
    /// The account it is made for.
    pub account: Option<AccountId>,
    /// When it was made.
    pub created: Instant,
    /// When it ends by itself.
    pub expires: Instant,
}

impl Record for Link {
    const TABLE: Table = Table::Link;

    fn key(&self) -> String {
        self.token_hash.clone()
    }
}

impl Link {
    /// The link of a token, used or expired ones not among them.
    pub async fn by_token_hash(store: &dyn Store, hash: &str, now: Instant) -> Result<Option<Self>, StoreError> {
        let link: Option<Self> = find(store, hash).await?;
        Ok(link.filter(|link| link.expires > now))
    }

    /// Every link not used yet.
    pub async fn all(store: &dyn Store) -> Result<Vec<Self>, StoreError> {
        list(store, "").await
    }
}

/// A setting of this server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Record for Setting {
    const TABLE: Table = Table::Setting;

    fn key(&self) -> String {
        self.name.clone()
    }
}

impl Setting {
    /// A setting's value.
    pub async fn value(store: &dyn Store, name: &str) -> Result<Option<String>, StoreError> {
        Ok(find::<Self>(store, name).await?.map(|setting| setting.value))
    }
}
