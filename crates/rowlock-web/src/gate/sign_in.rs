//! Signing in with address and password, and out. An unknown address and a wrong password get the same answer in the same time.

use super::sessions::Begun;
use super::visitor::Visitor;
use super::{cookie, next};
use crate::error::WebError;
use crate::form::Form;
use crate::routes::Routes;
use crate::site::Site;
use crate::ui::button::Button;
use crate::ui::field::{Field, hidden};
use crate::ui::notice;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_engine::plain::{Account, PlainChange};

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/sign-in", show);
    routes.post("/sign-in", sign_in);
    routes.post("/sign-out", sign_out);
}

async fn show(State(site): State<Site>, visitor: Visitor, RawQuery(query): RawQuery) -> Result<Response, WebError> {
    let query = Form::parse(query.unwrap_or_default().as_bytes())?;
    let to = next::safe(query.value("next"));
    if visitor.session.is_some() {
        return Ok(Redirect::to(to).into_response());
    }
    Ok(super::page(&site, "Sign in", page(&Form::filled(&[("next", to)]), None)).into_response())
}

async fn sign_in(State(site): State<Site>, visitor: Visitor, form: Form) -> Result<Response, WebError> {
    let account = Account::by_mail(&**site.engine.store(), form.value("mail")).await?;
    let hash = account.as_ref().and_then(|account| account.password.as_deref());
    let password = form.value("password");
    let fits = password.len() <= 4 * super::passwords::LONGEST && site.passwords.fits(password, hash).await?;
    let Some(account) = account.filter(|_| fits) else {
        let sentence = "Address and password do not fit together. Check both; capital letters matter in the password.";
        let body = super::page(&site, "Sign in", page(&form, Some(sentence)));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, body).into_response());
    };
    let begun = Begun::new(account.id, &visitor.user_agent, site.engine.clock().now());
    begin(&site, &visitor, begun, Vec::new(), next::safe(form.value("next"))).await
}

/// Stores a session with other changes, in the place of the one this browser had, and goes to `to`.
pub(super) async fn begin(site: &Site, visitor: &Visitor, begun: Begun, mut changes: Vec<PlainChange>, to: &str) -> Result<Response, WebError> {
    changes.push(begun.change());
    changes.extend(visitor.session.as_ref().map(PlainChange::delete));
    site.engine.change(changes).await?;
    Ok(welcome(site, visitor, &begun, to))
}

/// The answer that hands over a stored session's cookie and forgets the one this browser had.
pub(super) fn welcome(site: &Site, visitor: &Visitor, begun: &Begun, to: &str) -> Response {
    if let Some(old) = &visitor.session {
        site.sessions.end(&old.token_hash);
    }
    let mut answer = Redirect::to(to).into_response();
    cookie::put(&mut answer, &site.settings, cookie::session_name(&site.settings), &begun.token, cookie::SESSION_SECONDS);
    answer
}

async fn sign_out(State(site): State<Site>, visitor: Visitor) -> Result<Response, WebError> {
    if let Some(session) = &visitor.session {
        site.engine.change(vec![PlainChange::delete(session)]).await?;
        site.sessions.end(&session.token_hash);
    }
    let mut answer = Redirect::to("/sign-in").into_response();
    cookie::put(&mut answer, &site.settings, cookie::session_name(&site.settings), "", 0);
    Ok(answer)
}

fn page(form: &Form, refused: Option<&str>) -> Markup {
    html! {
        h1 { "Sign in" }
        @if let Some(sentence) = refused { (notice::refused(sentence)) }
        form method="post" action="/sign-in" {
            (hidden("next", next::safe(form.value("next"))))
            (Field::new("mail", "Mail address").value(form.value("mail")).autocomplete("username").required().autofocus().email())
            (Field::new("password", "Password").autocomplete("current-password").required().password())
            div.row { (Button::new("Sign in").primary().render()) }
        }
        p.meta { "Forgotten the password? Whoever runs this server can make you a link for a new one." }
    }
}
