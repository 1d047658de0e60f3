//! All workspaces of one server, and what runs beside them.

use crate::{
    Changes, Clock, Desk, EngineError, MailText, Mailer, Snapshot, Trouble, as_of::AsOf, follow, follow::Following, idle, key::Answers, load, outbox,
    reactor, ready::LastWrite, timekeeper, writer::Work, writer::Writer,
};
use arc_swap::{ArcSwap, ArcSwapOption};
use rowlock_domain::Calendar;
use rowlock_store::{PlainChange, Store, StoreError, WorkspaceKey};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// How mails leave, and who writes their text.
pub type Post = (Arc<dyn Mailer>, Arc<dyn MailText>);

/// What an engine is made of.
pub struct Settings {
    /// Where the log is kept.
    pub store: Arc<dyn Store>,
    /// Zones and recurrences.
    pub calendar: Arc<dyn Calendar>,
    /// Where now comes from.
    pub clock: Arc<dyn Clock>,
    /// How mails leave and who writes their text; none while mail is not configured.
    pub mail: Option<Post>,
}

/// Held by whoever loads or founds the workspace of one address: it is loaded once, and a long log keeps no other waiting.
type Turn = Arc<tokio::sync::Mutex<()>>;

/// All workspaces of one server.
pub struct Engine {
    store: Arc<dyn Store>,
    calendar: Arc<dyn Calendar>,
    clock: Arc<dyn Clock>,
    mail: Option<Post>,
    desks: ArcSwap<BTreeMap<String, Arc<Desk>>>,
    opening: Mutex<()>,
    trouble: ArcSwap<BTreeMap<String, Trouble>>,
    stopping: CancellationToken,
    following: Following,
    turns: Mutex<BTreeMap<String, Turn>>,
    last_write: Arc<LastWrite>,
    at_rest: bool,
}

impl Engine {
    /// Loads the workspaces, the first few hundred of them; others when they are asked for. One that cannot be loaded is out of service and named by [`Engine::trouble`]; the others go on.
    ///
    /// # Errors
    /// When the store cannot list its workspaces.
    pub async fn start(settings: Settings) -> Result<Arc<Self>, EngineError> {
        Self::load(settings, false).await
    }

    /// The same for a single command: nothing happens by itself, neither what falls due nor mails.
    ///
    /// # Errors
    /// When the store cannot list its workspaces.
    pub async fn start_at_rest(settings: Settings) -> Result<Arc<Self>, EngineError> {
        Self::load(settings, true).await
    }

    async fn load(settings: Settings, at_rest: bool) -> Result<Arc<Self>, EngineError> {
        let Settings { store, calendar, clock, mail } = settings;
        let stopping = CancellationToken::new();
        let engine = Arc::new(Self {
            store,
            calendar,
            clock,
            mail,
            desks: ArcSwap::default(),
            opening: Mutex::default(),
            trouble: ArcSwap::default(),
            stopping,
            following: Following::default(),
            turns: Mutex::default(),
            last_write: Arc::default(),
            at_rest,
        });
        let stored = engine.store.workspaces().await?;
        let most = if at_rest { usize::MAX } else { idle::AT_START };
        // Damaged ones are named in any case.
        for workspace in
            stored.iter().filter(|stored| stored.damage.is_some()).chain(stored.iter().filter(|stored| stored.damage.is_none()).take(most))
        {
            drop(engine.admit_or_name(workspace).await);
        }
        if !at_rest {
            outbox::start(&engine);
            follow::start(&engine);
            idle::start(&engine);
        }
        Ok(engine)
    }

    /// Loads a workspace; one that cannot be loaded is named by [`Engine::trouble`].
    pub(crate) async fn admit_or_name(self: &Arc<Self>, workspace: &rowlock_store::Workspace) -> Result<Option<Arc<Desk>>, EngineError> {
        match self.admit(workspace).await {
            Ok(desk) => Ok(Some(desk)),
            Err(EngineError::Store(error @ (StoreError::Away(_) | StoreError::Unknown(_) | StoreError::Fatal(_)))) => Err(error.into()),
            Err(error) => {
                self.name_trouble(&workspace.slug, workspace.key, workspace.head, &error);
                Ok(None)
            }
        }
    }

    /// Takes a workspace out of memory, if the caller, its writer and this list are all that hold it.
    pub(crate) fn take_out_if_unused(&self, desk: Arc<Desk>) -> bool {
        let _guard = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if Arc::strong_count(&desk) > 3 || desk.orders.try_send(Work::Leave).is_err() {
            return false;
        }
        self.forget_desk(&desk.slug);
        true
    }

    /// Takes a workspace out of the list; the caller holds [`Engine::opening`].
    pub(crate) fn forget_desk(&self, slug: &str) {
        let mut desks = BTreeMap::clone(&self.desks.load());
        desks.remove(slug);
        self.desks.store(Arc::new(desks));
    }

    pub(crate) fn following(&self) -> &Following {
        &self.following
    }

    pub(crate) fn opening(&self) -> &Mutex<()> {
        &self.opening
    }

    pub(crate) fn troubled(&self) -> &ArcSwap<BTreeMap<String, Trouble>> {
        &self.trouble
    }

    pub(crate) fn last_write(&self) -> &LastWrite {
        &self.last_write
    }

    /// What to hold while the workspace of an address is loaded or founded.
    pub(crate) fn turn_of(&self, slug: &str) -> Turn {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        Arc::clone(turns.entry(slug.to_owned()).or_default())
    }

    /// Loads a workspace and puts its writer to work.
    pub(crate) async fn admit(self: &Arc<Self>, workspace: &rowlock_store::Workspace) -> Result<Arc<Desk>, EngineError> {
        if let Some(damage) = &workspace.damage {
            return Err(StoreError::Damaged { workspace: workspace.key, version: damage.version, why: damage.why.clone() }.into());
        }
        let (snapshot, answered) = load::load(&*self.store, workspace).await?;
        Ok(self.open_desk(workspace.key, &workspace.slug, snapshot, answered))
    }

    pub(crate) fn open_desk(self: &Arc<Self>, key: WorkspaceKey, slug: &str, snapshot: Snapshot, answered: Answers) -> Arc<Desk> {
        let (orders, incoming) = mpsc::channel(1_024);
        let desk = Arc::new(Desk {
            key,
            slug: slug.to_owned(),
            changes: Changes::new(snapshot.version()),
            current: ArcSwap::from_pointee(snapshot),
            on_its_way: ArcSwapOption::empty(),
            orders,
            used_at: Mutex::new(std::time::Instant::now()),
            wakes_at: std::sync::atomic::AtomicI64::new(i64::MIN),
            as_of: AsOf::default(),
        });
        let writer = Writer {
            desk: Arc::clone(&desk),
            engine: Arc::downgrade(self),
            last_write: Arc::clone(&self.last_write),
            store: Arc::clone(&self.store),
            calendar: Arc::clone(&self.calendar),
            clock: Arc::clone(&self.clock),
            answered,
        };
        tokio::spawn(writer.run(incoming));
        if !self.at_rest {
            timekeeper::start(self, &desk);
            reactor::start(self, &desk);
        }
        let _guard = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        let mut desks = BTreeMap::clone(&self.desks.load());
        desks.insert(slug.to_owned(), Arc::clone(&desk));
        self.desks.store(Arc::new(desks));
        desk
    }

    /// A new, empty workspace under that address.
    ///
    /// # Errors
    /// When the address is not one, is taken, or the store fails.
    pub async fn create(self: &Arc<Self>, slug: &str) -> Result<Arc<Desk>, EngineError> {
        check_slug(slug)?;
        let turn = self.turn_of(slug);
        let _turn = turn.lock().await;
        let key = self.store.create_workspace(slug).await?;
        let stored = self.store.workspace(slug).await?.filter(|stored| stored.key == key);
        let stored = stored.ok_or_else(|| EngineError::NoWorkspace(slug.to_owned()))?;
        self.admit(&stored).await
    }

    /// The workspace of that address.
    #[must_use]
    pub fn desk(&self, slug: &str) -> Option<Arc<Desk>> {
        self.desks.load().get(slug).cloned()
    }

    /// Every workspace in service, by address.
    #[must_use]
    pub fn desks(&self) -> Arc<BTreeMap<String, Arc<Desk>>> {
        self.desks.load_full()
    }

    /// Workspaces out of service, since when and why.
    #[must_use]
    pub fn trouble(&self) -> Arc<BTreeMap<String, Trouble>> {
        self.trouble.load_full()
    }

    /// The store, for plain records (accounts, sessions, drafts) and backups.
    #[must_use]
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// Makes plain changes, all or none, beside any workspace's log.
    ///
    /// # Errors
    /// When a record is taken or missing, or the store fails.
    pub async fn change(&self, plain: Vec<PlainChange>) -> Result<(), EngineError> {
        Ok(self.store.change(plain).await?)
    }

    /// Zones and recurrences.
    #[must_use]
    pub fn calendar(&self) -> &Arc<dyn Calendar> {
        &self.calendar
    }

    /// Where now comes from.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Whether mails can leave.
    #[must_use]
    pub fn sends_mail(&self) -> bool {
        self.mail.is_some()
    }

    pub(crate) fn mail(&self) -> Option<&Post> {
        self.mail.as_ref()
    }

    /// Ends when the engine stops: streams and background tasks watch it.
    #[must_use]
    pub fn stopping(&self) -> &CancellationToken {
        &self.stopping
    }

    /// Resolves, with the reason, when the store can no longer be trusted and the process must end.
    pub async fn failed(&self) -> String {
        self.store.failed().await
    }

    /// Ends background work and brings the store to rest.
    ///
    /// # Errors
    /// When the store cannot come to rest.
    pub async fn stop(&self) -> Result<(), EngineError> {
        self.stopping.cancel();
        Ok(self.store.stop().await?)
    }
}

/// Asks that a workspace can have that address.
///
/// # Errors
/// When it is no address, or one that the server needs itself.
pub fn check_slug(slug: &str) -> Result<(), EngineError> {
    const RESERVED: &[&str] =
        &["assets", "me", "start", "set-up", "sign-in", "sign-out", "invitation", "password", "healthz", "readyz", "metrics", "api"];
    let letters = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let dashes = !slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--");
    if letters && dashes && (2..=40).contains(&slug.len()) && !RESERVED.contains(&slug) { Ok(()) } else { Err(EngineError::BadSlug(slug.to_owned())) }
}
