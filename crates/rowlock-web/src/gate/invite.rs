//! Inviting: a link for a person, shown to its maker, mailed where mail is configured.

use super::access;
use crate::error::WebError;
use crate::form::Form;
use crate::routes::Routes;
use crate::shell::{Frame, Place};
use crate::ui::button::{Button, copy_button};
use crate::ui::notice;
use crate::ui::page::LiveMode;
use crate::ui::section::page_head;
use crate::view::View;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::{Act, GroupId, Instant, PersonId};
use rowlock_engine::plain::{Binding, FreshLink, Mail, PlainChange, WorkspaceKey};
use std::collections::BTreeMap;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/invitations", show);
    routes.post("/{workspace}/people/{person}/invitations", invite);
}

/// Whether the viewer may invite this person: administrators anybody, Masters the people of their groups.
#[must_use]
pub fn may_invite(view: &View, person: PersonId) -> bool {
    if view.may(Act::Administer) {
        return true;
    }
    // Whoever came in with an administrator's invitation would administer.
    !view.model.administrators.contains(&person) && groups_of(view, person).into_iter().any(|group| view.may(Act::Lead(group)))
}

/// The groups in which a person has a role, a seat, or a team.
fn groups_of(view: &View, person: PersonId) -> Vec<GroupId> {
    let has_role = |group: &rowlock_domain::group::Group| group.roles.iter().any(|(_, who, _)| *who == person);
    let sits = |group: &rowlock_domain::group::Group| {
        let today = view.today(&group.zone);
        group.seats.values().any(|seat| seat.holder_on(today).is_some_and(|tenure| tenure.person == person))
    };
    let groups = view.model.groups.iter().filter(|group| has_role(group) || sits(group)).map(|group| group.id);
    let teams = view.model.teams.iter().filter(|team| team.roles.iter().any(|(_, who)| *who == person)).map(|team| team.home);
    groups.chain(teams).collect()
}

async fn invite(view: View, Path((_, person)): Path<(String, String)>, _form: Form) -> Result<Response, WebError> {
    let person: PersonId = person.parse().map_err(|_| WebError::NotFound)?;
    view.model.person(person).filter(|p| p.left_at.is_none()).ok_or(WebError::NotFound)?;
    if !may_invite(&view, person) {
        return Err(WebError::Forbidden("An administrator, or the Scrum of Scrums Master of this person's group, may invite them.".to_owned()));
    }
    let engine = &view.site.engine;
    if Binding::account_of(&**engine.store(), view.desk.key, person).await?.is_some() {
        return Err(WebError::Conflict(format!("{} signs in already.", view.name(person))));
    }
    let path = access::invitation(engine, &view.desk, person).await?;
    engine.mail_invitation(&view.desk, person, &path).await?;
    engine.change(vec![PlainChange::put(&fresh_link(view.desk.key, view.person, person, path, engine.clock().now()))]).await?;
    Ok(Redirect::to(&format!("/{}/invitations#p-{person}", view.desk.slug)).into_response())
}

async fn show(view: View, RawQuery(query): RawQuery) -> Result<Markup, WebError> {
    let query = Form::parse(query.unwrap_or_default().as_bytes())?;
    let mut waiting = Vec::new();
    for person in view.model.people.values().filter(|person| person.left_at.is_none() && may_invite(&view, person.id)) {
        if Binding::account_of(&**view.site.engine.store(), view.desk.key, person.id).await?.is_none() {
            waiting.push(person.id);
        }
        if waiting.len() >= MOST {
            break;
        }
    }
    let fresh = fresh(&view).await?;
    let failed = Mail::failed(&**view.site.engine.store(), view.desk.key, INVITATION).await?;
    let failed: BTreeMap<PersonId, String> =
        failed.into_iter().filter_map(|mail| Some((mail.recipient.parse().ok()?, mail.trouble.unwrap_or_default()))).collect();
    waiting.sort_by_key(|person| (!fresh.contains_key(person), view.name(*person).to_lowercase()));
    let frame = Frame { title: "Invitations", place: Place::People, group: None, crumbs: Vec::new(), scopes: Vec::new(), mode: LiveMode::Calm };
    Ok(view.page(&frame, page(&view, &waiting, (&fresh, &failed), query.has("welcome"))))
}

/// People shown at most: with more, the people page is the place.
const MOST: usize = 50;

/// The name of the mails that invite.
const INVITATION: &str = "invitation";

/// How long a link is shown to its maker.
const SHOWN_SECONDS: i64 = 3_600;

/// An invitation made just now, for its maker alone to copy and hand on.
pub(crate) fn fresh_link(workspace: WorkspaceKey, maker: PersonId, invited: PersonId, path: String, now: Instant) -> FreshLink {
    FreshLink { workspace, maker, invited, path, until: now.plus_seconds(SHOWN_SECONDS) }
}

/// The invitations that the viewer made just now.
type Fresh = BTreeMap<PersonId, String>;

async fn fresh(view: &View) -> Result<Fresh, WebError> {
    let engine = &view.site.engine;
    let made = FreshLink::made_by(&**engine.store(), view.desk.key, view.person, engine.clock().now()).await?;
    Ok(made.into_iter().map(|link| (link.invited, link.path)).collect())
}

fn page(view: &View, waiting: &[PersonId], (fresh, failed): (&Fresh, &BTreeMap<PersonId, String>), is_welcome: bool) -> Markup {
    let start = view.home_group().map_or_else(|| view.href("people"), |group| view.thing_href(rowlock_domain::Thing::Group(group)));
    let mails = view.site.engine.sends_mail();
    let sentence = if waiting.is_empty() {
        "Everybody whom you may invite signs in already."
    } else {
        "Hand each link to the person it is for. It works once, for two weeks."
    };
    html! {
        (page_head("Invitations", sentence, Some(Button::new("Go to the overview").primary().link(&start))))
        @if is_welcome {
            @if mails { (notice::notice(notice::Tone::Done, "Your workspace is there. Those with a mail address are mailed their link; hand the others theirs. It is shown here only for an hour.")) }
            @else { (notice::notice(notice::Tone::Done, "Your workspace is there. Send each ambassador their link; it is shown here only for an hour.")) }
        }
        @if !waiting.is_empty() {
            ul class="plain invitations" { @for person in waiting { (row(view, *person, fresh.get(person), failed.get(person))) } }
        }
    }
}

fn row(view: &View, person: PersonId, fresh: Option<&String>, failed: Option<&String>) -> Markup {
    let name = view.name(person);
    let (row_id, link_id) = (format!("p-{person}"), format!("link-{person}"));
    let action = format!("/{}/people/{person}/invitations", view.desk.slug);
    html! {
        li id=(row_id) data-row={ "person:" (person) } {
            b { (name) }
            @if let Some(path) = fresh {
                @if let Some(mail) = view.profiles().get(person).and_then(|profile| profile.mail.as_deref()).filter(|_| view.site.engine.sends_mail()) {
                    @if let Some(why) = failed { (notice::notice(notice::Tone::Attention, format!("The mail to {mail} was not taken: {why}. Hand over the link, or the text below."))) }
                    @else { small { "Mailed to " (mail) } }
                }
                @let url = format!("{}{path}", view.site.settings.public_url);
                p { code id=(link_id) { (url) } " " (copy_button("Copy link", &link_id)) }
                details.fold {
                    summary { "As text" }
                    div.foldbody { (text(view, person, &url)) }
                }
            } @else {
                (Button::new("Make a link").small().spoken(&format!("Make a link for {name}")).post(&action, &[]))
            }
        }
    }
}

fn text(view: &View, person: PersonId, url: &str) -> Markup {
    let id = format!("text-{person}");
    html! {
        pre id=(id) {
            "Hello " (view.name(person)) ",\n\n" (view.name(view.person)) " invites you to Rowlock, where the teams of " (view.model.name)
            " coordinate.\nOpen this link and choose a password:\n\n" (url) "\n\nIt works once, for two weeks.\n"
        }
        (copy_button("Copy as text", &id))
    }
}
