//! The sample organisation: a workspace of its own, in which whoever holds the set-up link may look around as anybody.

use super::sessions::Begun;
use super::sign_in;
use super::visitor::Visitor;
use crate::error::WebError;
use crate::form::Form;
use crate::routes::Routes;
use crate::site::Site;
use crate::ui::button::Button;
use crate::ui::field::{self, Choice, Field, tick};
use crate::ui::format;
use crate::view::View;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::group::GroupRole;
use rowlock_domain::{Act, Actor, PersonId, Workspace};
use rowlock_engine::plain::{Account, AccountId, Binding, PlainChange, Setting, StoreError, Table};
use rowlock_engine::{Desk, Engine, ScriptError};
use std::sync::{Arc, PoisonError, RwLock};

/// The setting that names the sample's workspace.
pub(super) const SAMPLE: &str = "sample";
/// Its address.
const SLUG: &str = "harbour";

pub(super) fn routes(routes: &mut Routes) {
    routes.post("/set-up/sample", look_around);
    routes.post("/{workspace}/me/person", see_as);
    routes.post("/{workspace}/me/leaving", leave);
    routes.post("/{workspace}/me/removal", remove);
}

/// Which workspace is the sample, once known, and of which generation of the settings that was.
#[derive(Default)]
pub struct Samples(RwLock<Option<(u64, Option<String>)>>);

impl Samples {
    /// The sample's address, if there is one.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn slug(&self, engine: &Engine) -> Result<Option<String>, StoreError> {
        let generation = engine.generation_now();
        if let Some((of, known)) = self.0.read().unwrap_or_else(PoisonError::into_inner).as_ref()
            && *of == generation
        {
            return Ok(known.clone());
        }
        let slug = Setting::value(&**engine.store(), SAMPLE).await?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((generation, slug.clone()));
        Ok(slug)
    }

    /// Whether the sample stood at that address and was removed.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn stood_at(&self, engine: &Arc<Engine>, slug: &str) -> Result<bool, WebError> {
        if slug != SLUG || self.slug(engine).await?.is_some() {
            return Ok(false);
        }
        Ok(engine.enter(slug).await?.is_some_and(|desk| desk.snapshot().version() == 0))
    }

    fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Makes the sample unless it is there, and signs the visitor in as its Master.
async fn look_around(State(site): State<Site>, visitor: Visitor) -> Result<Response, WebError> {
    if visitor.set_up_link(&site).await?.is_none() {
        return Ok(Redirect::to("/").into_response());
    }
    let desk = sample(&site).await?;
    let person = master(&desk.snapshot().model).ok_or(WebError::Inside)?;
    let id = AccountId::random();
    let created = site.engine.clock().now();
    let account = Account { id, mail: format!("visitor-{id}@sample.invalid"), password: None, created };
    let mut changes = account.create();
    changes.push(PlainChange::put(&Binding { account: id, workspace: desk.key, person }));
    let begun = Begun::new(id, &visitor.user_agent, created);
    sign_in::begin(&site, &visitor, begun, changes, &format!("/{}", desk.slug)).await
}

async fn sample(site: &Site) -> Result<Arc<Desk>, WebError> {
    if let Some(slug) = site.samples.slug(&site.engine).await?
        && let Some(desk) = site.engine.enter(&slug).await?
        && desk.snapshot().version() > 0
    {
        return Ok(desk);
    }
    let marked = PlainChange::put(&Setting { name: SAMPLE.to_owned(), value: SLUG.to_owned() });
    let written = site.engine.write_script(SLUG, rowlock_domain::sample::harbour, vec![marked]).await;
    let desk = written.map_err(|error| match error {
        ScriptError::Engine(error) => WebError::Engine(error),
        ScriptError::Refused { .. } => {
            tracing::error!(%error, "the sample could not be written");
            WebError::Inside
        }
    })?;
    site.samples.forget();
    Ok(desk)
}

/// The Master of the group that has most to show: the first one with teams.
fn master(model: &Workspace) -> Option<PersonId> {
    let masters = model.groups.iter().flat_map(|group| group.roles.iter().map(move |(role, person, _)| (group, *role, *person)));
    let mut masters: Vec<_> = masters.filter(|(_, role, _)| *role == GroupRole::Master).collect();
    masters
        .sort_by_key(|(group, ..)| std::cmp::Reverse(group.seats.keys().filter(|member| matches!(member, rowlock_domain::Member::Team(_))).count()));
    masters.first().map(|(.., person)| *person).or_else(|| model.people.keys().next().copied())
}

/// Become somebody else; only in the sample.
async fn see_as(view: View, headers: HeaderMap, mut form: Form) -> Result<Response, WebError> {
    if !view.is_sample {
        return Err(WebError::NotFound);
    }
    let person = form.optional_person("person").ok_or(WebError::NotFound)?;
    view.snapshot.model.person(person).filter(|p| p.left_at.is_none()).ok_or(WebError::NotFound)?;
    let binding = Binding { account: view.session.account, workspace: view.desk.key, person };
    view.site.engine.change(vec![PlainChange::put(&binding)]).await?;
    view.site.sessions.forget(view.session.account);
    Ok(Redirect::to(&super::me::back(&view, &headers)).into_response())
}

/// Who sets up their own organisation from inside the sample goes on to see the sample as they did.
pub(super) async fn keep(site: &Site, visitor: &Visitor, account: AccountId) -> Result<Option<PlainChange>, WebError> {
    let Some(session) = &visitor.session else { return Ok(None) };
    let Some(slug) = site.samples.slug(&site.engine).await? else { return Ok(None) };
    let Some(desk) = site.engine.enter(&slug).await? else { return Ok(None) };
    let bindings = Binding::all(&**site.engine.store(), session.account).await?;
    let seen_as = bindings.into_iter().find(|binding| binding.workspace == desk.key);
    Ok(seen_as.map(|binding| PlainChange::put(&Binding { account, ..binding })))
}

/// Gives the sample up; it stays for those who look around with the set-up link.
async fn leave(view: View, visitor: Visitor, _form: Form) -> Result<Response, WebError> {
    let binding = Binding { account: view.session.account, workspace: view.desk.key, person: view.person };
    let has_another = super::first::workspaces_of(&view.site, &visitor).await?.len() > 1;
    if !view.is_sample || !has_another {
        return Err(WebError::NotFound);
    }
    view.site.engine.change(vec![PlainChange::delete(&binding)]).await?;
    view.site.sessions.forget(view.session.account);
    Ok(Redirect::to("/").into_response())
}

/// What the confirmation must say.
const SURE: &str = "yes";

/// Removes the sample for everybody, history and all; nothing else is touched.
async fn remove(view: View, mut form: Form) -> Result<Response, WebError> {
    if !view.is_sample {
        return Err(WebError::NotFound);
    }
    view.must(Act::Administer)?;
    if form.value("sure") != SURE {
        form.wrong("sure", format!("Say that {} may go: nobody can bring back what was tried in it.", view.model.name));
        return super::me::again(&view, &form).await;
    }
    let unmarked = PlainChange::Delete(Table::Setting, SAMPLE.to_owned());
    view.site.engine.remove_workspace(&view.desk, Actor::Person(view.person), vec![unmarked]).await?;
    view.site.samples.forget();
    view.site.sessions.forget_all();
    Ok(Redirect::to("/").into_response())
}

/// How to remove the sample, and who does it.
pub(super) fn removal(view: &View, form: &Form) -> Markup {
    let name = view.model.name.as_str();
    if !view.may(Act::Administer) {
        let administrators: Vec<&str> = view.model.administrators.iter().map(|person| view.name(*person)).collect();
        return html! { p.meta { "Who sees " (name) " as its administrator (" (format::listed(&administrators)) ") can remove it: choose the name above, under “See it as”." } };
    }
    let sure = format!("Remove {name} for everybody. I know that it cannot be brought back.");
    html! {
        p.meta { (name) " goes with its teams, its history and all that was tried in it. Your own workspaces are not touched." }
        form.form method="post" action={ "/" (view.desk.slug) "/me/removal" } data-turbo="false" {
            (tick("sure", SURE, false, sure))
            @if let Some(problem) = form.error("sure") { (field::error("f-sure-error", problem)) }
            div.formend { (Button::new(&format!("Remove {name}")).render()) }
        }
    }
}

/// The bar above every page of the sample.
#[must_use]
pub fn bar(view: &View) -> Markup {
    let people = people(view);
    let choices: Vec<Choice<'_>> = people.iter().map(|(id, words)| Choice { value: id, words }).collect();
    let me = view.person.to_string();
    html! {
        div.samplebar role="region" aria-label="Sample" {
            p { b { "This is a sample." } span.wideonly { " Try everything; nothing here is real." } " " a.link href="/set-up" { "Set up yours" } " " a.link href={ "/" (view.desk.slug) "/me#me-sample" } { "Remove it" } }
            form method="post" action={ "/" (view.desk.slug) "/me/person" } data-turbo="false" data-autosubmit {
                (Field::new("person", "See it as").id("see-as").value(&me).select(&choices))
                (Button::new("Look").small().render())
            }
        }
    }
}

/// Everybody who does something, with what they do; those with a group role first.
fn people(view: &View) -> Vec<(String, String)> {
    let living = view.model.people.values().filter(|person| person.left_at.is_none());
    let mut people: Vec<(u8, String, String)> = living
        .map(|person| {
            let (rank, role) = view.rank_and_role(person.id);
            (rank, person.id.to_string(), format!("{}, {role}", view.name(person.id)))
        })
        .collect();
    people.sort_by(|a, b| (a.0, &a.2).cmp(&(b.0, &b.2)));
    people.truncate(60);
    people.into_iter().map(|(_, id, words)| (id, words)).collect()
}
