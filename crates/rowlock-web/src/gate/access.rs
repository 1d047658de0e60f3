//! Who may come in, as the command line asks it too: the set-up link, accounts for people, reset links.
//! Every function answers with the path of a one-time link; whoever calls puts the server's address before it.

use super::sample::SAMPLE;
use super::token;
use crate::address;
use rowlock_domain::workspace::command::NameAdministrator;
use rowlock_domain::{Actor, PersonId, Via};
use rowlock_engine::plain::{Account, AccountId, Binding, FreshLink, Link, LinkKind, PlainChange, Session, Setting, WorkspaceKey};
use rowlock_engine::{Desk, Engine, EngineError, Profiles, Submission, SubmitError};
use std::sync::Arc;

const DAY: i64 = 86_400;
/// How long an invitation holds.
pub const INVITATION_SECONDS: i64 = 14 * DAY;
/// How long a reset link holds.
pub const RESET_SECONDS: i64 = 2 * DAY;
/// How long a set-up link holds; the next start of the server makes another one anyway.
const SET_UP_SECONDS: i64 = 3_650 * DAY;

/// The address of the sample's workspace, if there is one.
///
/// # Errors
/// When the store cannot be read.
pub async fn sample(engine: &Engine) -> Result<Option<String>, EngineError> {
    Ok(Setting::value(&**engine.store(), SAMPLE).await?)
}

/// Why nobody was let in.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// No workspace has that address.
    #[error("There is no workspace “{0}” here. Name one that exists with --workspace.")]
    NoWorkspace(String),
    /// Nobody is called that.
    #[error("Nobody in this workspace has the handle, mail address or name “{0}”.")]
    NoPerson(String),
    /// Several people are called that.
    #[error("Several people in this workspace are called “{0}”. Name one of them by handle or mail address.")]
    SeveralPeople(String),
    /// Somebody else signs in as this person.
    #[error("This person has an account already. Use “rowlock user reset-link” if they cannot sign in.")]
    PersonBound,
    /// The account is somebody else here.
    #[error("The account with this address is somebody else in this workspace already.")]
    AccountBound,
    /// There is no such account.
    #[error("There is no account with this mail address.")]
    NoAccount,
    /// The address cannot be one.
    #[error("{0}")]
    Address(&'static str),
    /// The command was refused.
    #[error(transparent)]
    Refused(#[from] SubmitError),
    /// The store said no.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl From<rowlock_engine::plain::StoreError> for AccessError {
    fn from(error: rowlock_engine::plain::StoreError) -> Self {
        Self::Engine(error.into())
    }
}

/// Whether somebody can sign in as administrator of this workspace.
///
/// # Errors
/// When the store cannot be read.
pub async fn is_administered(engine: &Engine, desk: &Desk) -> Result<bool, EngineError> {
    let model = &desk.snapshot().model;
    for person in &model.administrators {
        let lives = model.person(*person).is_some_and(|p| p.left_at.is_none());
        if lives && Binding::account_of(&**engine.store(), desk.key, *person).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The workspaces that are not samples and that nobody can administer yet.
///
/// # Errors
/// When the store cannot be read.
pub async fn unadministered(engine: &Arc<Engine>) -> Result<Vec<Arc<Desk>>, EngineError> {
    let mut found = Vec::new();
    for desk in real(engine).await? {
        if desk.snapshot().version() > 0 && !is_administered(engine, &desk).await? {
            found.push(desk);
        }
    }
    Ok(found)
}

/// Whether a workspace that is not a sample has an administrator who can sign in.
///
/// # Errors
/// When the store cannot be read.
pub async fn has_administrator(engine: &Arc<Engine>) -> Result<bool, EngineError> {
    for desk in real(engine).await? {
        if is_administered(engine, &desk).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Workspaces that are no samples: those in memory, and, while these are few, those that another server has founded.
async fn real(engine: &Arc<Engine>) -> Result<Vec<Arc<Desk>>, EngineError> {
    let sample = sample(engine).await?;
    if engine.store().is_shared() && engine.desks().len() < FEW {
        for stored in engine.store().workspaces().await?.into_iter().take(FEW) {
            engine.enter(&stored.slug).await?;
        }
    }
    Ok(engine.desks().values().filter(|desk| Some(&desk.slug) != sample.as_ref()).cloned().collect())
}

/// So many workspaces at most are looked through for one that nobody administers.
const FEW: usize = 8;

/// Where several servers start together, each prints a link: those so young hold beside each other.
const STARTED_TOGETHER: i64 = 3_600;

/// A new set-up link in the place of older ones, while no administrator of a real workspace exists. None either while a workspace is
/// out of service: nobody can tell who administers that.
///
/// # Errors
/// When the store fails.
pub async fn set_up_link(engine: &Arc<Engine>) -> Result<Option<String>, EngineError> {
    if has_administrator(engine).await? || !engine.trouble().is_empty() {
        return Ok(None);
    }
    let oldest = engine.clock().now().plus_seconds(-STARTED_TOGETHER);
    let is_kept = |link: &Link| engine.store().is_shared() && link.created > oldest;
    let mut changes = end_links(engine, |link| !is_kept(link)).await?;
    let (token, link) = made(engine, LinkKind::SetUp, SET_UP_SECONDS, None, None);
    changes.push(PlainChange::insert(&link));
    engine.change(changes).await?;
    Ok(Some(format!("/start/{token}")))
}

/// The changes that end every set-up link.
///
/// # Errors
/// When the store cannot be read.
pub async fn end_set_up_links(engine: &Engine) -> Result<Vec<PlainChange>, EngineError> {
    end_links(engine, |_| true).await
}

async fn end_links(engine: &Engine, ends: impl Fn(&Link) -> bool) -> Result<Vec<PlainChange>, EngineError> {
    let links = Link::all(&**engine.store()).await?;
    Ok(links.iter().filter(|link| link.kind == LinkKind::SetUp && ends(link)).map(PlainChange::delete).collect())
}

/// A new link with its secret.
pub(super) fn made(
    engine: &Engine,
    kind: LinkKind,
    seconds: i64,
    person: Option<(WorkspaceKey, PersonId)>,
    account: Option<AccountId>,
) -> (String, Link) {
    let token = token::fresh();
    let created = engine.clock().now();
    let (workspace, person) = person.unzip();
    let link = Link { token_hash: token::hash(&token), kind, workspace, person, account, created, expires: created.plus_seconds(seconds) };
    (token, link)
}

/// An invitation for a person; earlier ones for them end.
///
/// # Errors
/// When the store fails.
pub async fn invitation(engine: &Engine, desk: &Desk, person: PersonId) -> Result<String, EngineError> {
    let (token, changes) = invitation_changes(engine, desk.key, person).await?;
    engine.change(changes).await?;
    Ok(format!("/invitation/{token}"))
}

async fn invitation_changes(engine: &Engine, workspace: WorkspaceKey, person: PersonId) -> Result<(String, Vec<PlainChange>), EngineError> {
    let links = Link::all(&**engine.store()).await?;
    let is_earlier = |link: &&Link| link.kind == LinkKind::Invitation && link.workspace == Some(workspace) && link.person == Some(person);
    let mut changes: Vec<PlainChange> = links.iter().filter(is_earlier).map(PlainChange::delete).collect();
    let (token, link) = made(engine, LinkKind::Invitation, INVITATION_SECONDS, Some((workspace, person)), None);
    changes.push(PlainChange::insert(&link));
    Ok((token, changes))
}

/// Binds the account of an address, made if it is missing, to a person named by handle, address or name.
/// Answers with a link to set the password where there is none yet.
///
/// # Errors
/// When person or account are somebody else's, or the store fails.
pub async fn create_user(engine: &Engine, workspace: &str, person: &str, mail: &str, administrator: bool) -> Result<Option<String>, AccessError> {
    let desk = engine.desk(workspace).ok_or_else(|| AccessError::NoWorkspace(workspace.to_owned()))?;
    let mail = address::read(mail).map_err(AccessError::Address)?;
    let person = named(&desk.snapshot().profiles, person)?;
    let store = &**engine.store();
    if Binding::account_of(store, desk.key, person).await?.is_some() {
        return Err(AccessError::PersonBound);
    }
    let known = Account::by_mail(store, &mail).await?;
    let created = engine.clock().now();
    let account = known.clone().unwrap_or_else(|| Account { id: AccountId::random(), mail, password: None, created });
    if Binding::of(store, account.id, desk.key).await?.is_some() {
        return Err(AccessError::AccountBound);
    }
    let mut plain = if known.is_some() { Vec::new() } else { account.create() };
    plain.extend(Binding { account: account.id, workspace: desk.key, person }.bind());
    let path = if account.password.is_none() {
        let (token, link) = made(engine, LinkKind::Reset, INVITATION_SECONDS, None, Some(account.id));
        plain.push(PlainChange::insert(&link));
        Some(format!("/password/{token}"))
    } else {
        None
    };
    let commands = if administrator { vec![NameAdministrator { person }.into()] } else { Vec::new() };
    let mut submission = Submission::new(Actor::Operator, Via::Cli, commands);
    submission.plain = plain;
    desk.submit(submission).await?;
    Ok(path)
}

fn named(profiles: &Profiles, name: &str) -> Result<PersonId, AccessError> {
    if let Some(profile) = profiles.by_handle(name) {
        return Ok(profile.person);
    }
    let same = |other: &str| other.eq_ignore_ascii_case(name);
    let mut fitting = profiles.iter().filter(|profile| profile.mail.as_deref().is_some_and(same) || same(&profile.name));
    let first = fitting.next().ok_or_else(|| AccessError::NoPerson(name.to_owned()))?;
    if fitting.next().is_some() { Err(AccessError::SeveralPeople(name.to_owned())) } else { Ok(first.person) }
}

/// A link with which the account of an address gets a new password; earlier ones end.
///
/// # Errors
/// When there is no such account or the store fails.
pub async fn reset_link(engine: &Engine, mail: &str) -> Result<String, AccessError> {
    let account = Account::by_mail(&**engine.store(), mail).await?.ok_or(AccessError::NoAccount)?;
    let mut changes = end_reset_links(engine, account.id).await?;
    let (token, link) = made(engine, LinkKind::Reset, RESET_SECONDS, None, Some(account.id));
    changes.push(PlainChange::insert(&link));
    engine.change(changes).await?;
    Ok(format!("/password/{token}"))
}

/// The changes that end an account's reset links.
///
/// # Errors
/// When the store cannot be read.
pub async fn end_reset_links(engine: &Engine, account: AccountId) -> Result<Vec<PlainChange>, EngineError> {
    let links = Link::all(&**engine.store()).await?;
    Ok(links.iter().filter(|link| link.kind == LinkKind::Reset && link.account == Some(account)).map(PlainChange::delete).collect())
}

/// Throws away sessions and links that ended by themselves: at the start and now and then.
///
/// # Errors
/// When the store fails.
pub async fn sweep(engine: &Engine) -> Result<(), EngineError> {
    let (store, now) = (&**engine.store(), engine.clock().now());
    let mut changes = Session::expired(store, now).await?;
    changes.extend(FreshLink::expired(store, now).await?);
    changes.extend(Link::all(store).await?.iter().filter(|link| link.expires <= now).map(PlainChange::delete));
    if changes.is_empty() { Ok(()) } else { engine.change(changes).await }
}
