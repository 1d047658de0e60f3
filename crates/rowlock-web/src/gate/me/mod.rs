//! Each person's own page: name, theme, keys, password, where they are signed in. And the front of a workspace.

mod page;

use super::sessions::Begun;
use super::visitor::Visitor;
use super::{access, passwords, sign_in};
use crate::error::WebError;
use crate::form::Form;
use crate::routes::Routes;
use crate::view::View;
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_domain::{Actor, Thing, Via};
use rowlock_engine::Submission;
use rowlock_engine::plain::{Account, PlainChange, Preference, Profile, Session};
use sha2::{Digest, Sha256};

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}", front);
    routes.get("/{workspace}/me", show);
    routes.post("/{workspace}/me/name", rename);
    routes.post("/{workspace}/me/theme", set_theme);
    routes.post("/{workspace}/me/keys", set_keys);
    routes.post("/{workspace}/me/password", set_password);
    routes.post("/{workspace}/me/sessions/{session}/ending", end_session);
}

/// The overview of the group in which one is at home.
async fn front(view: View) -> Redirect {
    Redirect::to(&view.home_group().map_or_else(|| view.href("people"), |group| view.thing_href(Thing::Group(group))))
}

async fn show(view: View) -> Result<Response, WebError> {
    Ok(page::page(&view, &Form::default()).await?.into_response())
}

pub(super) async fn again(view: &View, form: &Form) -> Result<Response, WebError> {
    Ok((form.status(), page::page(view, form).await?).into_response())
}

fn done(view: &View) -> Response {
    Redirect::to(&format!("/{}/me", view.desk.slug)).into_response()
}

/// The page of this workspace from which a form came, or one's own page.
pub(super) fn back(view: &View, headers: &HeaderMap) -> String {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or("");
    let path = referer.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("");
    let is_here = path.starts_with(&format!("/{}/", view.desk.slug));
    if is_here { super::next::safe(path).to_owned() } else { format!("/{}/me", view.desk.slug) }
}

async fn rename(view: View, mut form: Form) -> Result<Response, WebError> {
    let name = form.title("name").to_string();
    if form.is_wrong() {
        return again(&view, &form).await;
    }
    let known = view.profiles().get(view.person).map(|profile| Profile::clone(profile));
    let profile = known.unwrap_or_else(|| Profile { workspace: view.desk.key, person: view.person, name: String::new(), mail: None, handle: None });
    let mut submission = Submission::new(Actor::Person(view.person), Via::Web, Vec::new());
    submission.profiles = vec![Profile { name, ..profile }];
    view.hand_in(submission).await?;
    Ok(done(&view))
}

async fn set_theme(view: View, headers: HeaderMap, form: Form) -> Result<Response, WebError> {
    let theme = match form.value("theme") {
        "light" => Some("light".to_owned()),
        "dark" => Some("dark".to_owned()),
        _ => None,
    };
    prefer(&view, |preference| preference.theme = theme).await?;
    Ok(Redirect::to(&back(&view, &headers)).into_response())
}

async fn set_keys(view: View, form: Form) -> Result<Response, WebError> {
    let keys = form.value("keys") == "on";
    prefer(&view, |preference| preference.keys = Some(keys)).await?;
    Ok(done(&view))
}

async fn prefer(view: &View, change: impl FnOnce(&mut Preference)) -> Result<(), WebError> {
    let (workspace, person) = (view.desk.key, view.person);
    // From the store: what is kept in memory may be older than what another tab or server has just chosen.
    let known = Preference::of(&**view.site.engine.store(), workspace, person).await?;
    let mut preference = known.unwrap_or(Preference { workspace, person, theme: None, keys: None });
    change(&mut preference);
    view.site.engine.change(vec![PlainChange::put(&preference)]).await?;
    view.site.sessions.forget_preference(workspace, person);
    Ok(())
}

/// A new password ends every session and every reset link, and begins this browser's session anew: whoever had its cookie is out.
async fn set_password(view: View, visitor: Visitor, mut form: Form) -> Result<Response, WebError> {
    let store = &**view.site.engine.store();
    let account = Account::by_id(store, view.session.account).await?.filter(|account| account.password.is_some()).ok_or(WebError::NotFound)?;
    if let Some(problem) = passwords::problem(form.value("new")) {
        form.wrong("new", problem);
    }
    let old = form.value("old").to_owned();
    if !(old.len() <= 4 * passwords::LONGEST && view.site.passwords.fits(&old, account.password.as_deref()).await?) {
        form.wrong("old", "This is not your present password.");
    }
    if form.is_wrong() {
        return again(&view, &form).await;
    }
    let password = Some(view.site.passwords.hash(form.value("new")).await?);
    let mut changes = vec![PlainChange::put(&Account { password, ..account.clone() })];
    changes.extend(Session::end_all(store, account.id, None).await?);
    changes.extend(access::end_reset_links(&view.site.engine, account.id).await?);
    let begun = Begun::new(account.id, &visitor.user_agent, view.site.engine.clock().now());
    let answer = sign_in::begin(&view.site, &visitor, begun, changes, &format!("/{}/me", view.desk.slug)).await;
    view.site.sessions.forget(account.id);
    answer
}

/// The name of a session on its owner's page: no secret, and not its key in the database.
fn public_name(session: &Session) -> String {
    hex::encode(&Sha256::digest(session.token_hash.as_bytes())[..8])
}

async fn end_session(view: View, Path((_, name)): Path<(String, String)>, _form: Form) -> Result<Response, WebError> {
    let own = Session::of(&**view.site.engine.store(), view.session.account).await?;
    let session = own.into_iter().find(|session| public_name(session) == name).ok_or(WebError::NotFound)?;
    view.site.engine.change(vec![PlainChange::delete(&session)]).await?;
    view.site.sessions.end(&session.token_hash);
    Ok(done(&view))
}
