//! Who is signed in, and how they like their pages. Both stand in the database; those in use are kept in memory, so
//! that a page costs no look-up.
//!
//! Whoever ends sessions or bindings changes the database first and calls [`Sessions::forget`] or [`Sessions::end`]
//! then, and [`Sessions::forget_preference`] after changing a preference: a look-up that was under way meanwhile is not
//! kept. Where several servers share the database, whatever tells a server that sessions ended elsewhere must tell it of
//! changed preferences too.

use super::cookie::SESSION_SECONDS;
use super::token;
use rowlock_domain::{Instant, PersonId};
use rowlock_engine::plain::{AccountId, Binding, PlainChange, Preference, Session, StoreError, WorkspaceKey};
use rowlock_engine::{Engine, EngineError};
use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use tokio::sync::watch;

/// The cookie's name. The prefix makes browsers refuse it without Secure, with a Domain or another Path.
pub const COOKIE: &str = "__Host-rowlock";
/// Its name on plain http away from loopback, where `__Host-` cannot be set.
pub const INSECURE_COOKIE: &str = "rowlock";

/// Sessions, and preferences, kept in memory at most; beyond that all are looked up again.
const MOST: usize = 50_000;
/// How old the note of a session's last use may become.
const STALE_MS: i64 = 3_600_000;

/// Sessions and bindings in use.
#[derive(Default)]
pub struct Sessions {
    known: RwLock<Known>,
    /// Tells open streams that some session or binding has ended.
    endings: watch::Sender<()>,
}

#[derive(Default)]
struct Known {
    sessions: HashMap<String, Session>,
    persons: HashMap<(AccountId, WorkspaceKey), PersonId>,
    /// Also of those who never chose anything.
    preferences: HashMap<(WorkspaceKey, PersonId), Option<Preference>>,
    /// Counts what was forgotten: a look-up begun before that is not kept.
    forgotten: u64,
    /// Of which generation all this is: other servers end sessions and bindings too.
    generation: u64,
}

/// A session that has just begun, with the secret for its cookie and the change that stores it.
pub struct Begun {
    /// The secret, for the cookie only.
    pub token: String,
    /// The session.
    pub session: Session,
}

impl Begun {
    /// A new session of an account.
    #[must_use]
    pub fn new(account: AccountId, user_agent: &str, now: Instant) -> Self {
        let token = token::fresh();
        let expires = now.plus_seconds(SESSION_SECONDS);
        let session = Session { token_hash: token::hash(&token), account, created: now, last_seen: now, expires, user_agent: user_agent.to_owned() };
        Self { token, session }
    }

    /// The change that stores it.
    #[must_use]
    pub fn change(&self) -> PlainChange {
        PlainChange::insert(&self.session)
    }
}

impl Sessions {
    fn read(&self) -> RwLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Known> {
        self.known.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The session of a cookie's token, if it has not ended.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn find(&self, engine: &Engine, token: &str) -> Result<Option<Session>, StoreError> {
        if token.len() != 64 || !token.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(None);
        }
        self.find_hash(engine, token::hash(token)).await
    }

    async fn find_hash(&self, engine: &Engine, hash: String) -> Result<Option<Session>, StoreError> {
        self.keep_up(engine);
        let now = engine.clock().now();
        let (known, forgotten) = {
            let kept = self.read();
            (kept.sessions.get(&hash).cloned(), kept.forgotten)
        };
        if let Some(session) = known {
            return Ok(Some(session).filter(|session| session.expires > now));
        }
        let found = Session::by_token_hash(&**engine.store(), &hash).await?;
        let Some(session) = found.filter(|session| session.expires > now) else { return Ok(None) };
        let session = renew(engine, session, now).await;
        let mut kept = self.write();
        if kept.forgotten == forgotten {
            if kept.sessions.len() >= MOST {
                kept.sessions.clear();
            }
            kept.sessions.insert(hash, session.clone());
        }
        Ok(Some(session))
    }

    /// Whether a session has not ended.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn lives(&self, engine: &Engine, hash: &str) -> Result<bool, StoreError> {
        Ok(self.find_hash(engine, hash.to_owned()).await?.is_some())
    }

    /// Forgets everything once another server has ended or changed something.
    fn keep_up(&self, engine: &Engine) {
        let generation = engine.generation_now();
        if self.read().generation == generation {
            return;
        }
        let mut kept = self.write();
        let forgotten = kept.forgotten + 1;
        *kept = Known { forgotten, generation, ..Known::default() };
    }

    /// The account's person in a workspace.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn person(&self, engine: &Engine, account: AccountId, workspace: WorkspaceKey) -> Result<Option<PersonId>, StoreError> {
        self.keep_up(engine);
        let (known, forgotten) = {
            let kept = self.read();
            (kept.persons.get(&(account, workspace)).copied(), kept.forgotten)
        };
        if known.is_some() {
            return Ok(known);
        }
        let bound = Binding::of(&**engine.store(), account, workspace).await?.map(|binding| binding.person);
        if let Some(person) = bound {
            let mut kept = self.write();
            if kept.forgotten == forgotten {
                kept.persons.insert((account, workspace), person);
            }
        }
        Ok(bound)
    }

    /// How a person likes their pages.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn preference(&self, engine: &Engine, workspace: WorkspaceKey, person: PersonId) -> Result<Option<Preference>, StoreError> {
        self.keep_up(engine);
        let (known, forgotten) = {
            let kept = self.read();
            (kept.preferences.get(&(workspace, person)).cloned(), kept.forgotten)
        };
        if let Some(known) = known {
            return Ok(known);
        }
        let chosen = Preference::of(&**engine.store(), workspace, person).await?;
        let mut kept = self.write();
        if kept.forgotten == forgotten {
            if kept.preferences.len() >= MOST {
                kept.preferences.clear();
            }
            kept.preferences.insert((workspace, person), chosen.clone());
        }
        Ok(chosen)
    }

    /// Forgets how a person likes their pages: call it after changing that.
    pub fn forget_preference(&self, workspace: WorkspaceKey, person: PersonId) {
        let mut kept = self.write();
        kept.forgotten += 1;
        kept.preferences.remove(&(workspace, person));
    }

    /// Forgets what is kept of an account's sessions and bindings: call it after ending or changing them.
    pub fn forget(&self, account: AccountId) {
        let mut kept = self.write();
        kept.forgotten += 1;
        kept.sessions.retain(|_, session| session.account != account);
        kept.persons.retain(|(known, _), _| *known != account);
        drop(kept);
        self.endings.send_replace(());
    }

    /// Forgets everything kept: call it after ending sessions or bindings of many.
    pub fn forget_all(&self) {
        let mut kept = self.write();
        *kept = Known { forgotten: kept.forgotten + 1, generation: kept.generation, ..Known::default() };
        drop(kept);
        self.endings.send_replace(());
    }

    /// Forgets one session: call it after ending it.
    pub fn end(&self, hash: &str) {
        let mut kept = self.write();
        kept.forgotten += 1;
        kept.sessions.remove(hash);
        drop(kept);
        self.endings.send_replace(());
    }

    /// Changes whenever a session or binding has ended; then ask whether one's own still lives.
    #[must_use]
    pub fn endings(&self) -> watch::Receiver<()> {
        self.endings.subscribe()
    }
}

/// Notes that the session is in use and lets it last longer, unless that was noted lately. Take and insert together:
/// a session that was ended meanwhile is not brought back.
async fn renew(engine: &Engine, session: Session, now: Instant) -> Session {
    if now.since_ms(session.last_seen) < STALE_MS {
        return session;
    }
    let renewed = Session { last_seen: now, expires: now.plus_seconds(SESSION_SECONDS), ..session.clone() };
    let kept: Result<(), EngineError> = engine.change(vec![PlainChange::take(&session), PlainChange::insert(&renewed)]).await;
    if kept.is_ok() { renewed } else { session }
}
