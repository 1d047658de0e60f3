//! A reset link is opened: a new password, and every session there was ends.

use super::sessions::Begun;
use super::visitor::{Visitor, link};
use super::{access, passwords, sign_in};
use crate::error::WebError;
use crate::form::Form;
use crate::routes::Routes;
use crate::site::Site;
use crate::ui::button::Button;
use crate::ui::field::Field;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rowlock_engine::EngineError;
use rowlock_engine::plain::{Account, Link, LinkKind, PlainChange, Session, StoreError};

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/password/{token}", open);
    routes.post("/password/{token}", set);
}

fn gone() -> WebError {
    WebError::Gone("A link for a new password works once. This one was used or is too old. Ask whoever runs this server for another.".to_owned())
}

async fn account_of(site: &Site, token: &str) -> Result<(Link, Account), WebError> {
    let link = link(site, token, LinkKind::Reset).await?.ok_or_else(gone)?;
    let id = link.account.ok_or_else(gone)?;
    let account = Account::by_id(&**site.engine.store(), id).await?.ok_or_else(gone)?;
    Ok((link, account))
}

async fn open(State(site): State<Site>, Path(token): Path<String>) -> Result<Response, WebError> {
    let (_, account) = account_of(&site, &token).await?;
    Ok(page(&site, &token, &account, &Form::default()).into_response())
}

async fn set(State(site): State<Site>, visitor: Visitor, Path(token): Path<String>, mut form: Form) -> Result<Response, WebError> {
    let (link, account) = account_of(&site, &token).await?;
    if let Some(problem) = passwords::problem(form.value("password")) {
        form.wrong("password", problem);
        return Ok((form.status(), page(&site, &token, &account, &form)).into_response());
    }
    let password = Some(site.passwords.hash(form.value("password")).await?);
    let mut changes = vec![PlainChange::take(&link), PlainChange::put(&Account { password, ..account.clone() })];
    changes.extend(access::end_reset_links(&site.engine, account.id).await?.into_iter().filter(|change| !is_same(change, &link)));
    changes.extend(Session::end_all(&**site.engine.store(), account.id, None).await?);
    let begun = Begun::new(account.id, &visitor.user_agent, site.engine.clock().now());
    let answer = sign_in::begin(&site, &visitor, begun, changes, "/").await;
    site.sessions.forget(account.id);
    answer.map_err(|error| if matches!(error, WebError::Engine(EngineError::Store(StoreError::Missing { .. }))) { gone() } else { error })
}

fn is_same(change: &PlainChange, link: &Link) -> bool {
    matches!(change, PlainChange::Delete(_, key) if *key == link.token_hash)
}

fn page(site: &Site, token: &str, account: &Account, form: &Form) -> Markup {
    let main = html! {
        h1 { "Set a password" }
        p.sub { "For " b { (account.mail) } ". Everybody signed in with this account is signed out." }
        form method="post" action={ "/password/" (token) } {
            // The address helps password managers to keep the new password with it.
            input type="email" name="mail" value=(account.mail) autocomplete="username" hidden;
            (Field::new("password", "New password").hint(passwords::HINT).error(form.error("password")).autocomplete("new-password").required().autofocus().password())
            div.row { (Button::new("Set password").primary().render()) }
        }
    };
    super::page(site, "Set a password", main)
}
