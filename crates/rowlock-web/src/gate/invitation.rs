//! An invitation is opened: a new account, or the one that somebody has already, becomes that person here.

use super::sessions::Begun;
use super::visitor::{Visitor, link};
use super::{passwords, sign_in};
use crate::address;
use crate::error::WebError;
use crate::form::Form;
use crate::routes::Routes;
use crate::site::Site;
use crate::ui::button::Button;
use crate::ui::field::{Field, hidden};
use crate::ui::notice;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rowlock_domain::{Actor, PersonId, Title, Via};
use rowlock_engine::plain::{Account, AccountId, Binding, Link, LinkKind, PlainChange, Profile, StoreError};
use rowlock_engine::{Desk, EngineError, Submission, SubmitError};
use std::sync::Arc;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/invitation/{token}", open);
    routes.post("/invitation/{token}", accept);
}

/// A valid invitation: the link, the workspace, whom it is for.
struct Invitation {
    link: Link,
    desk: Arc<Desk>,
    person: PersonId,
    profile: Profile,
}

fn gone() -> WebError {
    WebError::Gone(
        "An invitation works once and for two weeks. This one was used, was replaced by a newer one, or is too old. Ask for a new one.".to_owned(),
    )
}

async fn invitation(site: &Site, token: &str) -> Result<Invitation, WebError> {
    let link = link(site, token, LinkKind::Invitation).await?.ok_or_else(gone)?;
    let (workspace, person) = link.workspace.zip(link.person).ok_or_else(gone)?;
    let desk = site.engine.enter_by_key(workspace).await?.ok_or_else(gone)?;
    site.engine.freshen(Some(&desk.slug)).await?;
    let snapshot = desk.snapshot();
    snapshot.model.person(person).filter(|p| p.left_at.is_none()).ok_or_else(gone)?;
    let known = snapshot.profiles.get(person).map(|profile| Profile::clone(profile));
    let profile = known.unwrap_or_else(|| Profile { workspace, person, name: String::new(), mail: None, handle: None });
    Ok(Invitation { link, desk, person, profile })
}

async fn open(State(site): State<Site>, visitor: Visitor, Path(token): Path<String>) -> Result<Response, WebError> {
    let invitation = invitation(&site, &token).await?;
    let mail = invitation.profile.mail.clone().unwrap_or_default();
    let form = Form::filled(&[("name", &invitation.profile.name), ("mail", &mail)]);
    let own = own_account(&site, &visitor).await?;
    Ok(page(&site, &token, &invitation, own.as_ref(), &form).into_response())
}

/// The account of whoever is signed in; that of a sample's visitor does not count.
async fn own_account(site: &Site, visitor: &Visitor) -> Result<Option<Account>, WebError> {
    let Some(session) = &visitor.session else { return Ok(None) };
    Ok(Account::by_id(&**site.engine.store(), session.account).await?.filter(|account| account.password.is_some()))
}

async fn accept(State(site): State<Site>, visitor: Visitor, Path(token): Path<String>, mut form: Form) -> Result<Response, WebError> {
    let invitation = invitation(&site, &token).await?;
    let own = own_account(&site, &visitor).await?;
    if form.has("join")
        && let Some(own) = own.clone()
    {
        if let Some(sentence) = is_for_another(&invitation, &own.mail) {
            form.wrong("mail", sentence.clone());
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&site, &token, &invitation, Some(&own), &form)).into_response());
        }
        return join(&site, &visitor, invitation, &own).await;
    }
    if let Some(sentence) = address::read(form.value("mail")).ok().and_then(|mail| is_for_another(&invitation, &mail)) {
        form.wrong("mail", sentence);
        return Ok((form.status(), page(&site, &token, &invitation, own.as_ref(), &form)).into_response());
    }
    let account = account(&site, &mut form).await?;
    let name = form.title("name");
    let Some((account, is_new)) = account.filter(|_| !form.is_wrong()) else {
        return Ok((form.status(), page(&site, &token, &invitation, None, &form)).into_response());
    };
    let plain = if is_new { account.create() } else { Vec::new() };
    settle(&site, &visitor, invitation, &account, Some(name), plain).await
}

/// An invitation that names a mail address is for that address alone.
fn is_for_another(invitation: &Invitation, mail: &str) -> Option<String> {
    let named = invitation.profile.mail.as_deref().filter(|named| !named.eq_ignore_ascii_case(mail))?;
    Some(format!("This invitation is for {named}. Use that address, or ask for a new invitation to yours."))
}

/// The account of the address: a new one with that password, or the one that is there, if the password is its own.
async fn account(site: &Site, form: &mut Form) -> Result<Option<(Account, bool)>, WebError> {
    let mail = match address::read(form.value("mail")) {
        Ok(mail) => mail,
        Err(problem) => {
            form.wrong("mail", problem);
            return Ok(None);
        }
    };
    let password = form.value("password").to_owned();
    if let Some(known) = Account::by_mail(&**site.engine.store(), &mail).await? {
        if password.len() <= 4 * passwords::LONGEST && site.passwords.fits(&password, known.password.as_deref()).await? {
            return Ok(Some((known, false)));
        }
        form.wrong("password", "This address has an account already, and this is not its password. Use its password, or another address.");
        return Ok(None);
    }
    if let Some(problem) = passwords::problem(&password) {
        form.wrong("password", problem);
        return Ok(None);
    }
    let password = Some(site.passwords.hash(&password).await?);
    Ok(Some((Account { id: AccountId::random(), mail, password, created: site.engine.clock().now() }, true)))
}

async fn join(site: &Site, visitor: &Visitor, invitation: Invitation, own: &Account) -> Result<Response, WebError> {
    settle(site, visitor, invitation, own, None, Vec::new()).await
}

/// Takes the link, binds, signs in: all or nothing, so that an invitation works once.
async fn settle(
    site: &Site,
    visitor: &Visitor,
    invitation: Invitation,
    account: &Account,
    name: Option<Title>,
    mut plain: Vec<PlainChange>,
) -> Result<Response, WebError> {
    let Invitation { link, desk, person, profile } = invitation;
    let begun = Begun::new(account.id, &visitor.user_agent, site.engine.clock().now());
    plain.push(PlainChange::take(&link));
    plain.extend(Binding { account: account.id, workspace: desk.key, person }.bind());
    plain.push(begun.change());
    plain.extend(visitor.session.as_ref().map(PlainChange::delete));
    let mut submission = Submission::new(Actor::Person(person), Via::Web, Vec::new());
    let name = name.map_or_else(|| profile.name.clone(), |name| name.to_string());
    submission.profiles = vec![Profile { name, mail: Some(account.mail.clone()), ..profile }];
    submission.plain = plain;
    desk.submit(submission).await.map_err(|error| match error {
        SubmitError::Engine(EngineError::Store(StoreError::Missing { .. })) => gone(),
        SubmitError::Engine(EngineError::Store(StoreError::Taken { .. })) => {
            WebError::Conflict("This person or your account is bound in this workspace already. Sign in instead.".to_owned())
        }
        other => other.into(),
    })?;
    Ok(sign_in::welcome(site, visitor, &begun, &format!("/{}", desk.slug)))
}

fn page(site: &Site, token: &str, invitation: &Invitation, own: Option<&Account>, form: &Form) -> Markup {
    let action = format!("/invitation/{token}");
    let workspace = invitation.desk.snapshot().model.name.clone();
    let field = |name, label| Field::new(name, label).value(form.value(name)).error(form.error(name)).required();
    let hint =
        format!("A new one: {} If your address has an account here already: the password of that account.", passwords::HINT.replacen('A', "a", 1));
    let main = html! {
        h1 { "Welcome to " (workspace) }
        p.sub { "You are invited" @if !invitation.profile.name.is_empty() { " as " b { (invitation.profile.name) } } ". Choose how you sign in." }
        @if let Some(sentence) = form.refused() { (notice::refused(sentence)) }
        @if let Some(own) = own {
            form method="post" action=(action) {
                (hidden("join", "1"))
                div.row { (Button::new("Join with my account").primary().render()) span.meta { "You are signed in as " (own.mail) "." } }
            }
            p.meta { "Or with another account:" }
        }
        form method="post" action=(action) {
            (field("name", "Your name").autocomplete("name").max_length(200).text())
            (field("mail", "Mail address").autocomplete("email").email())
            (field("password", "Password").hint(&hint).autocomplete("new-password").password())
            div.row { (Button::new("Come in").primary().render()) }
        }
    };
    super::page(site, "Invitation", main)
}
