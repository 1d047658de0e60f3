//! One person's look at one workspace: who asks, what stands there now (or stood there then), what they may do.
//!
//! Every handler below `/{workspace}` takes a [`View`]. Without a session a page leads to the sign-in and a form is
//! answered 401; a workspace that is not the viewer's answers exactly like one that does not exist.

use crate::as_of::PastMoment;
use crate::error::WebError;
use crate::form::Form;
use crate::gate::sessions::{COOKIE, INSECURE_COOKIE};
use crate::memo::Basis;
use crate::shown::Shown;
use crate::site::Site;
use crate::trial::{Trial, Trying};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use maud::{Markup, html};
use rowlock_domain::authorize::may;
use rowlock_domain::{Act, Actor, Command, Context, Date, DateTime, GroupId, Instant, PersonId, Refusal, Thing, Via, Workspace, Zone, group::Group};
use rowlock_engine::plain::{AccountId, Preference, Session};
use rowlock_engine::{Desk, Done, Glance, Key, Profiles, Snapshot, Submission, SubmitError};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// One person's look at one workspace.
#[derive(Clone)]
pub struct View {
    /// What all requests share.
    pub site: Site,
    /// The workspace at work.
    pub desk: Arc<Desk>,
    /// Its newest state.
    pub snapshot: Arc<Snapshot>,
    /// What is shown: the newest model, or an old one.
    pub model: Arc<Workspace>,
    /// Since when the database has not answered, where what is shown may be old.
    pub old_since: Option<Instant>,
    /// The moment of what is shown.
    pub now: Instant,
    /// Whether a past moment is shown; then nothing can be done.
    pub is_past: bool,
    /// The minute that was asked for, where the past moment is not a version.
    pub asked_at: Option<Instant>,
    /// Who looks.
    pub person: PersonId,
    /// By which session.
    pub session: Session,
    /// How they like their pages.
    pub preference: Option<Preference>,
    /// The version that the viewer's last action led to (`?done=`), for the notice of what just happened.
    pub done: Option<u64>,
    /// Whether this is the sample organisation.
    pub is_sample: bool,
    /// Path and query of this request.
    pub here: String,
    /// Whether a field for one of many people stands on the page that is being made.
    pub asks_for_people: Arc<AtomicBool>,
    /// Where this was made without a look-up.
    pub(crate) trial: Option<Trying>,
}

impl FromRequestParts<Site> for View {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, WebError> {
        let slug = workspace_of(parts, site).await?;
        match Self::of(parts, site, &slug).await {
            Err(WebError::NotFound | WebError::SignIn { .. }) if site.samples.stood_at(&site.engine, &slug).await? => Err(WebError::SampleRemoved),
            other => other,
        }
    }
}

impl View {
    /// The request's view of the workspace at an address.
    async fn of(parts: &Parts, site: &Site, slug: &str) -> Result<Self, WebError> {
        let trial = parts.extensions.get::<Arc<Trial>>().cloned();
        // Before anything is asked that is kept of it.
        let generation = site.engine.generation_now();
        let was_here = site.engine.desk(slug).is_some();
        let mut old_since = if trial.is_none() { site.engine.freshen(Some(slug)).await? } else { None };
        let session = signed_in(parts, site).await?.ok_or_else(|| sign_in(parts))?;
        let Some(desk) = site.engine.enter(slug).await? else { return Err(absent(site, &session, slug).await?) };
        // Whoever loaded it meanwhile may have begun to read before the last change was acknowledged.
        if trial.is_none() && !was_here {
            old_since = site.engine.freshen(Some(slug)).await?;
        }
        let person = site.sessions.person(&site.engine, session.account, desk.key).await?.ok_or(WebError::NotFound)?;
        let snapshot = if trial.is_some() { desk.ahead() } else { desk.snapshot() };
        let trial = trial.map(|trial| Trying { trial, glance: Glance { generation, others: snapshot.others } });
        snapshot.model.person(person).filter(|p| p.left_at.is_none()).ok_or(WebError::NotFound)?;
        let preference = site.sessions.preference(&site.engine, desk.key, person).await?;
        let query = Form::parse(parts.uri.query().unwrap_or("").as_bytes())?;
        let here = parts.uri.path_and_query().map_or_else(String::new, ToString::to_string);
        let (model, now, past) = moment(&desk, &snapshot, &query, site.engine.clock().now()).await?;
        let done = query.value("done").parse().ok();
        let is_sample = site.samples.slug(&site.engine).await?.as_deref() == Some(desk.slug.as_str());
        let asks_for_people = Arc::default();
        Ok(Self {
            is_sample,
            site: site.clone(),
            desk,
            snapshot,
            model,
            old_since,
            now,
            is_past: past.is_some(),
            asked_at: past.and_then(|past| past.asked_at),
            person,
            session,
            preference,
            done,
            here,
            asks_for_people,
            trial,
        })
    }
}

/// The session of the request's cookie.
pub(crate) async fn signed_in(parts: &Parts, site: &Site) -> Result<Option<Session>, WebError> {
    let jar = CookieJar::from_headers(&parts.headers);
    let name = if site.settings.insecure_http { INSECURE_COOKIE } else { COOKIE };
    let Some(cookie) = jar.get(name) else { return Ok(None) };
    Ok(site.sessions.find(&site.engine, cookie.value()).await?)
}

fn sign_in(parts: &Parts) -> WebError {
    let is_page = matches!(parts.method, Method::GET | Method::HEAD) && parts.headers.get(header::ACCEPT).is_none_or(|a| a != "text/event-stream");
    let next = parts.uri.path_and_query().map(ToString::to_string);
    WebError::SignIn { next: if is_page { next } else { None } }
}

/// What a workspace that cannot be entered answers: its own people hear that it is out of service, others nothing.
async fn absent(site: &Site, session: &Session, slug: &str) -> Result<WebError, WebError> {
    let trouble = site.engine.trouble();
    let Some(trouble) = trouble.get(slug) else { return Ok(WebError::NotFound) };
    let belongs = site.sessions.person(&site.engine, session.account, trouble.key).await?.is_some();
    Ok(if belongs { WebError::OutOfService { since: trouble.since } } else { WebError::NotFound })
}

async fn workspace_of(parts: &mut Parts, site: &Site) -> Result<String, WebError> {
    let params = RawPathParams::from_request_parts(parts, site).await.map_err(|_| WebError::NotFound)?;
    let slug = params.iter().find(|(name, _)| *name == "workspace").map(|(_, value)| value.to_owned());
    slug.ok_or(WebError::NotFound)
}

/// What `?at=` asks for: an old model with its moment, or what stands there now.
async fn moment(desk: &Desk, snapshot: &Snapshot, query: &Form, now: Instant) -> Result<(Arc<Workspace>, Instant, Option<PastMoment>), WebError> {
    let written = query.value("at");
    if written.is_empty() {
        return Ok((Arc::clone(&snapshot.model), now.max(snapshot.model.at), None));
    }
    let past = PastMoment::read(written, &snapshot.model, now)?;
    let model = desk.as_of(past.version).await;
    let then = past.asked_at.map_or(model.at, |at| at.max(model.at));
    Ok((model, then, Some(past)))
}

impl View {
    /// The newest look at a workspace by nobody, for what the server does by itself.
    #[must_use]
    pub(crate) fn of_server(site: &Site, desk: &Arc<Desk>) -> Self {
        let snapshot = desk.snapshot();
        let (model, now) = (Arc::clone(&snapshot.model), site.engine.clock().now().max(snapshot.model.at));
        let session =
            Session { token_hash: String::new(), account: AccountId(0), created: now, last_seen: now, expires: now, user_agent: String::new() };
        Self {
            site: site.clone(),
            desk: Arc::clone(desk),
            snapshot,
            model,
            now,
            is_past: false,
            asked_at: None,
            old_since: None,
            person: PersonId(0),
            session,
            preference: None,
            done: None,
            is_sample: false,
            here: String::new(),
            asks_for_people: Arc::default(),
            trial: None,
        }
    }

    /// The names of people.
    #[must_use]
    pub fn profiles(&self) -> &Profiles {
        &self.snapshot.profiles
    }

    /// A person's name.
    #[must_use]
    pub fn name(&self, person: PersonId) -> &str {
        self.profiles().name(person)
    }

    /// What decisions depend on, for asking what the viewer may.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        Context {
            workspace: &self.model,
            actor: Actor::Person(self.person),
            on_behalf_of: None,
            via: Via::Web,
            now: self.now,
            calendar: &**self.site.engine.calendar(),
        }
    }

    /// Whether the viewer may do this now. In the past nobody may.
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        !self.is_past && may(&self.context(), act)
    }

    /// Refuses a page that only those see who may do this.
    ///
    /// # Errors
    /// A sentence that says who may.
    pub fn must(&self, act: Act) -> Result<(), WebError> {
        rowlock_domain::authorize(&self.context(), act).map_err(|refusal| SubmitError::Refused(refusal).into())
    }

    /// The wall clock of a moment in a zone.
    #[must_use]
    pub fn local(&self, at: Instant, zone: &Zone) -> DateTime {
        self.site.engine.calendar().local(at, zone)
    }

    /// Today in a zone.
    #[must_use]
    pub fn today(&self, zone: &Zone) -> Date {
        self.local(self.now, zone).date()
    }

    /// An address in this workspace: `view.href("impediments/12")`. Pages of a past moment link to that moment.
    #[must_use]
    pub fn href(&self, path: &str) -> String {
        let at = self.at().map_or_else(String::new, |at| format!("{}at={at}", if path.contains('?') { '&' } else { '?' }));
        format!("/{}/{path}{at}", self.desk.slug)
    }

    /// A thing's page.
    #[must_use]
    pub fn thing_href(&self, thing: Thing) -> String {
        let path = match thing {
            Thing::Workspace => "people".to_owned(),
            Thing::Team(id) => format!("teams/{}", self.model.team(id).map_or_else(String::new, |t| t.code.to_string())),
            Thing::Group(id) => format!("groups/{}", self.model.group(id).map_or_else(String::new, |g| g.slug.to_string())),
            Thing::Person(id) => format!("people/{id}"),
            Thing::Series(id) => format!("series/{}", id.0),
            Thing::Meeting(id) => format!("meetings/{}", id.0),
            Thing::Impediment(id) => format!("impediments/{}", id.0),
            Thing::Dependency(id) => format!("dependencies/{}", id.0),
            Thing::Risk(id) => format!("risks/{}", id.0),
            Thing::Goal(id) => format!("goals/{}", id.0),
            Thing::Item(id) => format!("items/{}", id.0),
            Thing::Decision(id) => format!("decisions/{}", id.0),
            Thing::FollowUp(id) => format!("follow-ups/{}", id.0),
            Thing::HeadsUp(id) => format!("heads-ups/{}", id.0),
        };
        self.href(&path)
    }

    /// The group of an address.
    ///
    /// # Errors
    /// [`WebError::NotFound`].
    pub fn group(&self, slug: &str) -> Result<&Arc<Group>, WebError> {
        self.model.groups.iter().find(|group| group.slug.as_str() == slug).ok_or(WebError::NotFound)
    }

    /// The team of an address.
    ///
    /// # Errors
    /// [`WebError::NotFound`].
    pub fn team(&self, code: &str) -> Result<&Arc<rowlock_domain::team::Team>, WebError> {
        self.model.teams.iter().find(|team| team.code.as_str().eq_ignore_ascii_case(code)).ok_or(WebError::NotFound)
    }

    /// The group in which the viewer is at home: where they hold a seat or a role, else a top group.
    #[must_use]
    pub fn home_group(&self) -> Option<GroupId> {
        let me = self.person;
        let seated = |group: &&Arc<Group>| {
            let today = self.today(&group.zone);
            group.seats.values().any(|seat| seat.holder_on(today).is_some_and(|tenure| tenure.person == me))
        };
        let living = || self.model.groups.iter().filter(|group| group.archived_at.is_none());
        living()
            .find(|group| group.roles.iter().any(|(_, person, _)| *person == me))
            .or_else(|| living().find(seated))
            .map(|group| group.id)
            .or_else(|| self.model.teams.iter().find(|team| team.roles.iter().any(|(_, person)| *person == me)).map(|team| team.home))
            .or_else(|| self.model.top_groups().next().map(|group| group.id))
    }

    fn basis(&self, scope: Thing, touched: u64, zone: &Zone) -> Basis {
        Basis { workspace: self.desk.key, timeline: self.snapshot.timeline, scope, touched, today: self.today(zone) }
    }

    /// An answer that all viewers of a scope share, computed once per change and day.
    pub fn memo<T: Send + Sync + 'static>(&self, query: &'static str, scope: Thing, zone: &Zone, compute: impl FnOnce() -> T) -> Arc<T> {
        self.memo_since(self.model.touched(scope), query, scope, zone, compute)
    }

    /// The same where it also depends on how durations of impediments are counted.
    pub fn memo_counted<T: Send + Sync + 'static>(&self, query: &'static str, scope: Thing, zone: &Zone, compute: impl FnOnce() -> T) -> Arc<T> {
        self.memo_since(self.counted(scope), query, scope, zone, compute)
    }

    /// The version at which last changed a scope, or how durations of impediments are counted.
    pub fn counted(&self, scope: Thing) -> u64 {
        self.model.touched(scope).max(self.model.counted_since)
    }

    /// An answer about a scope that may depend on anything in the model, computed once per version and day.
    pub fn memo_whole<T: Send + Sync + 'static>(&self, query: &'static str, scope: Thing, zone: &Zone, compute: impl FnOnce() -> T) -> Arc<T> {
        self.memo_since(self.model.version, query, scope, zone, compute)
    }

    /// The answer of [`Self::memo_whole`], if somebody made it already.
    pub fn memo_known<T: Send + Sync + 'static>(&self, query: &'static str, scope: Thing, zone: &Zone) -> Option<Arc<T>> {
        if self.keeps_nothing() { None } else { self.site.memo.known(query, &self.basis(scope, self.model.version, zone)) }
    }

    /// An answer about the workspace that depends on nothing but what it is made from, of which this is a fingerprint.
    pub fn memo_of<T: Send + Sync + 'static>(&self, query: &'static str, made_from: u64, zone: &Zone, compute: impl FnOnce() -> T) -> Arc<T> {
        self.memo_since(made_from, query, Thing::Workspace, zone, compute)
    }

    /// Whether nothing that is made from this view may be kept for others: a past moment is asked for once, and what is on its way to
    /// the log may never happen.
    pub(crate) fn keeps_nothing(&self) -> bool {
        self.is_past || self.trial.is_some()
    }

    fn memo_since<T: Send + Sync + 'static>(
        &self,
        version: u64,
        query: &'static str,
        scope: Thing,
        zone: &Zone,
        compute: impl FnOnce() -> T,
    ) -> Arc<T> {
        if self.keeps_nothing() {
            return Arc::new(compute());
        }
        self.site.memo.get(query, self.basis(scope, version, zone), compute)
    }

    /// Hidden fields of a form: a fresh key, and the version at which its thing is shown.
    #[must_use]
    pub fn stamp(&self, thing: Option<Thing>) -> Markup {
        let key = format!("{:032x}", rand::random::<u128>());
        html! {
            input type="hidden" name="key" value=(key);
            @if let Some(thing) = thing { input type="hidden" name="version" value=(Shown { version: self.model.touched(thing), timeline: self.snapshot.timeline }); }
        }
    }

    /// Sends commands built upon the model at their turn, once per form, refused if `thing` changed since the form was shown.
    ///
    /// # Errors
    /// The refusal or the store's failure; nothing was changed.
    pub async fn submit<B>(&self, form: &Form, thing: Option<Thing>, build: B) -> Result<Done, SubmitError>
    where
        B: Fn(&Context<'_>) -> Result<Vec<Command>, Refusal> + Send + Sync + 'static,
    {
        let expected = thing.and_then(|thing| form.shown().map(|shown| (thing, shown.in_history(self.snapshot.timeline))));
        let submission = Submission::built(Actor::Person(self.person), Via::Web, build).once(self.idempotency_key(form)).expecting(expected);
        self.hand_in(submission).await
    }

    /// Hands in what a form asks for. In a trial it is kept only if there is nothing newer than this view.
    ///
    /// # Errors
    /// The refusal or the store's failure; nothing was changed.
    pub async fn hand_in(&self, submission: Submission) -> Result<Done, SubmitError> {
        match &self.trial {
            Some(trying) => trying.submit(&self.desk, submission).await,
            None => self.desk.submit(submission).await,
        }
    }

    /// Whatever is kept without a submission needs a look-up first: in a trial it must wait for the second time.
    ///
    /// # Errors
    /// That this is a trial.
    pub fn must_have_looked(&self) -> Result<(), WebError> {
        if self.trial.is_some() { Err(SubmitError::Outdated.into()) } else { Ok(()) }
    }

    /// The same with the state of this moment.
    #[must_use]
    pub fn newest(self) -> Self {
        let snapshot = self.desk.snapshot();
        Self { model: Arc::clone(&snapshot.model), snapshot, ..self }
    }

    /// The form's key, bound to the person who sends it and to what they send.
    #[must_use]
    pub fn idempotency_key(&self, form: &Form) -> Option<Key> {
        form.key().map(|key| Key::new(format!("{key}-{:08x}", self.person.0 >> 96), form.content().as_bytes()))
    }

    /// Sends one command and goes to `path` of this workspace; a refusal gets a page of its own.
    ///
    /// # Errors
    /// The refusal.
    pub async fn act(&self, form: &Form, thing: Option<Thing>, command: impl Into<Command>, path: &str) -> Result<Response, WebError> {
        let command = command.into();
        let done = self.submit(form, thing, move |_| Ok(vec![command.clone()])).await?;
        Ok(self.go(path, &done))
    }

    /// 303 to a page of this workspace, which says there what just happened.
    #[must_use]
    pub fn go(&self, path: &str, done: &Done) -> Response {
        let mark = if path.contains('?') { '&' } else { '?' };
        let query = if done.events.is_empty() { String::new() } else { format!("{mark}done={}", done.version) };
        Redirect::to(&format!("/{}/{path}{query}", self.desk.slug)).into_response()
    }

    /// Whether the session still lives and the person still belongs here: streams ask before each notice. While the
    /// database is away nobody can say, and nothing new is told either. A workspace that left service tells nothing more.
    pub async fn still_allowed(&self) -> bool {
        let (engine, sessions) = (&self.site.engine, &self.site.sessions);
        if !engine.desk(&self.desk.slug).is_some_and(|desk| Arc::ptr_eq(&desk, &self.desk)) {
            return false;
        }
        let lives = sessions.lives(engine, &self.session.token_hash).await.unwrap_or(true);
        let bound = sessions.person(engine, self.session.account, self.desk.key).await.unwrap_or(Some(self.person));
        lives && bound == Some(self.person) && self.desk.snapshot().model.person(self.person).is_some_and(|person| person.left_at.is_none())
    }
}
