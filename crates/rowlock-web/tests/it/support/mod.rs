//! A house to test in: the real router over a store in memory, a clock that stands, browsers with cookies.
//!
//! `House::of(Story::two_teams())` is the small workspace of the domain's stories (constants such as `RUTH`, `CHECKOUT`);
//! `house.sign_in(RUTH)` is a browser in which she is signed in; `browser.get("impediments")` a page of the workspace.
#![allow(dead_code, reason = "each page's tests use what they need")]

mod browser;
mod page;

pub use browser::Browser;
pub use page::Page;

use rowlock_calendar::ZonedCalendar;
use rowlock_domain::testing::{self as stories, Story};
use rowlock_domain::{Actor, Command, Instant, PersonId, Recorded, Via};
use rowlock_engine::plain::{Account, AccountId, Binding, PlainChange, Profile};
use rowlock_engine::{Clock as _, Desk, Done, Engine, FixedClock, Letter, Mailer, Post, Settings, Submission, Undelivered};
use rowlock_store::{Memory, NewEvent, Store, WorkspaceKey};
use rowlock_web::gate::sessions::Begun;
use rowlock_web::mail::Texts;
use rowlock_web::server;
use rowlock_web::site::{Site, SiteSettings};
use std::pin::Pin;
use std::sync::Arc;

/// Who the people of the stories are.
pub const PEOPLE: [(PersonId, &str, &str); 8] = [
    (stories::RUTH, "Ruth Adler", "ruth"),
    (stories::DANIEL, "Daniel Brandt", "daniel"),
    (stories::INES, "Ines Moreau", "ines"),
    (stories::TOMASZ, "Tomasz Wolski", "tomasz"),
    (stories::SAMUEL, "Samuel Okoye", "samuel"),
    (stories::WILMA, "Wilma Hansen", "wilma"),
    (stories::ADA, "Ada Lindqvist", "ada"),
    (stories::OTTO, "Otto Brenner", "otto"),
];

/// A mail server that is never there.
struct Away;

impl Mailer for Away {
    fn deliver<'a>(&'a self, _: &'a Letter) -> Pin<Box<dyn Future<Output = Result<(), Undelivered>> + Send + 'a>> {
        Box::pin(async { Err(Undelivered::Later("the mail server is away".to_owned())) })
    }
}

/// A server with its workspaces, in memory.
pub struct House {
    pub site: Site,
    pub clock: Arc<FixedClock>,
    pub store: Arc<Memory>,
    router: axum::Router,
}

impl House {
    /// A server without a workspace, at the moment of the stories: Monday 2026-11-23, 08:00 UTC.
    pub async fn empty() -> Self {
        Self::over(Arc::new(Memory::new()), Story::new().now(), "http://127.0.0.1:7878", false).await
    }

    /// The same with mail configured; the mail server is always away, so what is to be sent stays in the outbox.
    pub async fn empty_that_mails() -> Self {
        let texts = Texts::new(SiteSettings { public_url: "http://127.0.0.1:7878".to_owned(), insecure_http: false });
        let post: Post = (Arc::new(Away), Arc::new(texts));
        Self::with(Arc::new(Memory::new()), Story::new().now(), ("http://127.0.0.1:7878", false), Some(post)).await
    }

    /// A server with the workspace `harbour`, as the story left it, at its moment.
    pub async fn of(story: Story) -> Self {
        let store = Arc::new(Memory::new());
        furnish(&store, "harbour", &story).await;
        Self::over(store, story.now(), "http://127.0.0.1:7878", false).await
    }

    /// A server over a store that holds what it holds.
    pub async fn over(store: Arc<Memory>, now: Instant, public_url: &str, insecure_http: bool) -> Self {
        Self::with(store, now, (public_url, insecure_http), None).await
    }

    async fn with(store: Arc<Memory>, now: Instant, (public_url, insecure_http): (&str, bool), mail: Option<Post>) -> Self {
        let clock = Arc::new(FixedClock::at(now));
        let settings = Settings { store: store.clone(), calendar: Arc::new(ZonedCalendar::new()), clock: clock.clone(), mail };
        let engine = Engine::start(settings).await.unwrap();
        // What is due by now happens before the test begins, so that versions do not move under it.
        for _ in 0..200 {
            tokio::task::yield_now().await;
        }
        let site = Site::new(engine, SiteSettings { public_url: public_url.to_owned(), insecure_http });
        Self { router: server::router(site.clone()), site, clock, store }
    }

    /// The engine.
    pub fn engine(&self) -> &Arc<Engine> {
        &self.site.engine
    }

    /// The workspace `harbour`.
    pub fn desk(&self) -> Arc<Desk> {
        self.engine().desk("harbour").expect("the house has the workspace harbour")
    }

    /// Does something as somebody, past the pages; it must be accepted.
    pub async fn act(&self, actor: impl Into<Actor>, command: impl Into<Command>) -> Done {
        self.desk().submit(Submission::new(actor.into(), Via::Web, vec![command.into()])).await.unwrap()
    }

    /// A browser in which nobody is signed in.
    pub fn stranger(&self) -> Browser {
        Browser::new(self.router.clone(), "harbour")
    }

    /// The same browser at a server over the same engine that has looked nothing up and drawn nothing yet.
    pub fn afresh(&self, browser: &Browser) -> Browser {
        let site = Site::new(Arc::clone(self.engine()), self.site.settings.clone());
        browser.at(server::router(site))
    }

    /// A browser in which a person of `harbour` is signed in.
    pub async fn sign_in(&self, person: PersonId) -> Browser {
        self.sign_in_at("harbour", person).await
    }

    /// A browser in which a person of a workspace is signed in; their account is made if it is missing.
    pub async fn sign_in_at(&self, slug: &str, person: PersonId) -> Browser {
        let desk = self.engine().desk(slug).expect("the house has this workspace");
        let now = self.clock.now();
        let known = Binding::account_of(&*self.store, desk.key, person).await.unwrap();
        let account = match known {
            Some(account) => account,
            None => self.account(desk.key, person).await,
        };
        let begun = Begun::new(account, "Firefox on Linux", now);
        self.engine().change(vec![begun.change()]).await.unwrap();
        let mut browser = Browser::new(self.router.clone(), slug);
        browser.keep("__Host-rowlock", &begun.token);
        browser
    }

    async fn account(&self, workspace: WorkspaceKey, person: PersonId) -> AccountId {
        let id = AccountId::random();
        let mail = PEOPLE
            .iter()
            .find(|(known, ..)| *known == person)
            .map_or_else(|| format!("{id}@example.org"), |(_, _, handle)| format!("{handle}@example.org"));
        let account = Account { id, mail, password: None, created: self.clock.now() };
        let mut changes = account.create();
        changes.extend(Binding { account: id, workspace, person }.bind());
        self.engine().change(changes).await.unwrap();
        id
    }

    /// Gives the person's account this password; they must have been signed in once.
    pub async fn set_password(&self, person: PersonId, password: &str) {
        let id = Binding::account_of(&*self.store, self.desk().key, person).await.unwrap().unwrap();
        let account = Account::by_id(&*self.store, id).await.unwrap().unwrap();
        let password = Some(self.site.passwords.hash(password).await.unwrap());
        self.engine().change(vec![PlainChange::put(&Account { password, ..account })]).await.unwrap();
    }
}

/// Stores a story's workspace, with everybody's profile.
pub async fn furnish(store: &Memory, slug: &str, story: &Story) {
    let key = store.create_workspace(slug).await.unwrap();
    let model = story.workspace();
    let events = model.journal.iter().map(|recorded| new_event(recorded)).collect();
    let known = PEOPLE.iter().filter(|(person, ..)| model.person(*person).is_some());
    let profile = |(person, name, handle): &(PersonId, &str, &str)| Profile {
        workspace: key,
        person: *person,
        name: (*name).to_owned(),
        mail: Some(format!("{handle}@example.org")),
        handle: Some((*handle).to_owned()),
    };
    let profiles = known.flat_map(|known| profile(known).create()).collect();
    store.append(key, 0, events, profiles).await.unwrap();
}

fn new_event(recorded: &Recorded) -> NewEvent {
    let stamp = &recorded.stamp;
    NewEvent {
        last: stamp.last,
        at: stamp.at,
        actor: stamp.actor,
        on_behalf_of: stamp.on_behalf_of,
        via: stamp.via,
        key: None,
        kind: recorded.event.kind().to_owned(),
        payload: recorded.event.payload(),
    }
}
