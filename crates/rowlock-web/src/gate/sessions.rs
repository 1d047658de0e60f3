//! Who is signed in. Sessions stand in the database; those in use are kept in memory, so that a page costs no look-up.

use rowlock_domain::{Instant, PersonId};
use rowlock_engine::Engine;
use rowlock_engine::plain::{AccountId, Binding, Session, StoreError, WorkspaceKey};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// The cookie's name. The prefix makes browsers refuse it without Secure, with a Domain or another Path.
pub const COOKIE: &str = "__Host-rowlock";
/// Its name on plain http away from loopback, where `__Host-` cannot be set.
pub const INSECURE_COOKIE: &str = "rowlock";

/// Sessions and bindings in use.
#[derive(Default)]
pub struct Sessions {
    sessions: RwLock<HashMap<String, Session>>,
    persons: RwLock<HashMap<(AccountId, WorkspaceKey), PersonId>>,
}

/// The hash under which a token's session is stored.
#[must_use]
pub fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

impl Sessions {
    /// The session of a cookie's token, if it has not ended.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn find(&self, engine: &Engine, token: &str) -> Result<Option<Session>, StoreError> {
        if token.len() != 64 || !token.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let hash = hash(token);
        let now = engine.clock().now();
        let known = self.sessions.read().unwrap_or_else(PoisonError::into_inner).get(&hash).cloned();
        let session = match known {
            Some(session) => Some(session),
            None => Session::by_token_hash(&**engine.store(), &hash).await?,
        };
        let session = session.filter(|session| session.expires > now);
        if let Some(session) = &session {
            self.sessions.write().unwrap_or_else(PoisonError::into_inner).insert(hash, session.clone());
        }
        Ok(session)
    }

    /// Whether the session is still the one that was found: ended ones are forgotten here at once.
    #[must_use]
    pub fn lives(&self, hash: &str, now: Instant) -> bool {
        self.sessions.read().unwrap_or_else(PoisonError::into_inner).get(hash).is_some_and(|session| session.expires > now)
    }

    /// The account's person in a workspace.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn person(&self, engine: &Engine, account: AccountId, workspace: WorkspaceKey) -> Result<Option<PersonId>, StoreError> {
        let known = self.persons.read().unwrap_or_else(PoisonError::into_inner).get(&(account, workspace)).copied();
        if known.is_some() {
            return Ok(known);
        }
        let bound = Binding::of(&**engine.store(), account, workspace).await?.map(|binding| binding.person);
        if let Some(person) = bound {
            self.persons.write().unwrap_or_else(PoisonError::into_inner).insert((account, workspace), person);
        }
        Ok(bound)
    }

    /// Forgets what is kept of an account's sessions and bindings: call it after ending or changing them.
    pub fn forget(&self, account: AccountId) {
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).retain(|_, session| session.account != account);
        self.persons.write().unwrap_or_else(PoisonError::into_inner).retain(|(known, _), _| *known != account);
    }

    /// Forgets one session: call it after ending it.
    pub fn end(&self, hash: &str) {
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).remove(hash);
    }
}
