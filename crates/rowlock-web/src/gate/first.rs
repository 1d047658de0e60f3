//! The first page. With the set-up link: look around, or set up. Signed in: one's workspaces. Else: sign in.

use super::access;
use super::cookie;
use super::visitor::{Visitor, link};
use crate::error::WebError;
use crate::routes::Routes;
use crate::site::Site;
use crate::ui::button::Button;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::PersonId;
use rowlock_engine::Desk;
use rowlock_engine::plain::{Binding, LinkKind};
use std::sync::Arc;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/", first);
    routes.get("/start/{token}", start);
}

/// A workspace in which somebody is a person.
pub struct Membership {
    /// The workspace.
    pub desk: Arc<Desk>,
    /// Who they are there.
    pub person: PersonId,
}

/// The workspaces of whoever is signed in, by address.
///
/// # Errors
/// When the store cannot be read.
pub async fn workspaces_of(site: &Site, visitor: &Visitor) -> Result<Vec<Membership>, WebError> {
    let Some(session) = &visitor.session else { return Ok(Vec::new()) };
    let bindings = Binding::all(&**site.engine.store(), session.account).await?;
    let mut mine = Vec::new();
    for binding in bindings {
        let Some(desk) = site.engine.enter_by_key(binding.workspace).await? else { continue };
        site.engine.freshen(Some(&desk.slug)).await?;
        let person = binding.person;
        if desk.snapshot().model.person(person).is_some_and(|person| person.left_at.is_none()) {
            mine.push(Membership { desk, person });
        }
    }
    mine.sort_by(|a, b| a.desk.slug.cmp(&b.desk.slug));
    Ok(mine)
}

async fn first(State(site): State<Site>, visitor: Visitor) -> Result<Response, WebError> {
    let mine = workspaces_of(&site, &visitor).await?;
    if visitor.set_up_link(&site).await?.is_some() {
        let unadministered = access::unadministered(&site.engine).await?;
        return Ok(super::page(&site, "Welcome", welcome(&mine, &unadministered)).into_response());
    }
    match mine.as_slice() {
        [only] => Ok(Redirect::to(&format!("/{}", only.desk.slug)).into_response()),
        [] if visitor.session.is_some() => Ok(super::page(&site, "No workspace", no_workspace()).into_response()),
        [] if access::has_administrator(&site.engine).await? => Ok(Redirect::to("/sign-in").into_response()),
        [] => Ok(super::page(&site, "Welcome", use_the_link()).into_response()),
        several => Ok(super::page(&site, "Your workspaces", list(several)).into_response()),
    }
}

/// Opening the link marks this browser and takes the secret out of the address bar.
async fn start(State(site): State<Site>, Path(token): Path<String>) -> Result<Response, WebError> {
    if link(&site, &token, LinkKind::SetUp).await?.is_none() {
        let sentence = "A set-up link holds until the first administrator exists or the server is started anew. Use the link that the server printed last, or sign in.";
        return Err(WebError::Gone(sentence.to_owned()));
    }
    let mut answer = Redirect::to("/").into_response();
    cookie::put(&mut answer, &site.settings, cookie::start_name(&site.settings), &token, cookie::SESSION_SECONDS);
    Ok(answer)
}

fn welcome(mine: &[Membership], unadministered: &[Arc<Desk>]) -> Markup {
    html! {
        h1 { "Welcome to Rowlock" }
        p.sub { "One place where the strokes of several teams become one direction." }
        div.ways {
            section {
                h2 { "Look around" }
                p { "A sample organisation with eleven teams and three months of history. Try everything; nothing there is yours." }
                form method="post" action="/set-up/sample" data-turbo="false" {
                    (Button::new("Look around with a sample organisation").render())
                }
            }
            section {
                h2 { "Begin" }
                p { "Two or more teams, who speaks for them, day and time. Four short pages; everything else later." }
                (Button::new("Set up yours").primary().link("/set-up/you"))
            }
            @for desk in unadministered {
                section {
                    h2 { (desk.snapshot().model.name) }
                    p { "This workspace is there, and nobody administers it yet." }
                    (Button::new("Administer it").link(&format!("/set-up/administrator?workspace={}", desk.slug)))
                }
            }
        }
        @if !mine.is_empty() { p.meta { "Or go on: " @for membership in mine { (workspace_link(membership)) " " } } }
    }
}

fn workspace_link(membership: &Membership) -> Markup {
    html! { a.link href={ "/" (membership.desk.slug) } { (membership.desk.snapshot().model.name) } }
}

fn use_the_link() -> Markup {
    html! {
        h1 { "Welcome to Rowlock" }
        p.sub { "Nobody administers this server yet. Open the link that it printed when it was started; it begins with this address and “/start/”." }
        p.meta { "It stands in the terminal or the log of the server. Starting the server anew prints a new one." }
        div.row { a.link href="/sign-in" { "I have an account, sign in" } }
    }
}

fn list(mine: &[Membership]) -> Markup {
    html! {
        h1 { "Your workspaces" }
        ul.plain { @for membership in mine { li data-row=(membership.desk.slug) { (workspace_link(membership)) } } }
        (sign_out())
    }
}

fn no_workspace() -> Markup {
    html! {
        h1 { "No workspace" }
        p.sub { "You are signed in, but your account belongs to no workspace here. Ask for an invitation, or sign in with another account." }
        (sign_out())
    }
}

/// The button that ends the session.
pub(super) fn sign_out() -> Markup {
    html! { form method="post" action="/sign-out" data-turbo="false" { (Button::new("Sign out").render()) } }
}
