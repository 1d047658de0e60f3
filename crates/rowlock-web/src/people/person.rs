//! One person: what they are, what is theirs, and what an administrator can do.

use super::list::mail;
use crate::error::WebError;
use crate::form::Form;
use crate::refused::Refused;
use crate::shell::{Frame, Place, group_role_words, held_role_words, team_role_words};
use crate::ui::button::Button;
use crate::ui::field::{Field, error, tick};
use crate::ui::notice;
use crate::ui::section::{page_head, section};
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::group::GroupRole;
use rowlock_domain::person::command::{RemovePerson, ReturnPerson};
use rowlock_domain::refusal::{Refusal, Rule};
use rowlock_domain::workspace::command::{NameAdministrator, RemoveAdministrator};
use rowlock_domain::{Act, Actor, PersonId, TeamId, Thing, Via};
use rowlock_engine::Submission;
use rowlock_engine::plain::{Mail, Profile};

fn known(view: &View, id: &str) -> Result<PersonId, WebError> {
    let id: PersonId = id.parse().map_err(|_| WebError::NotFound)?;
    view.model.person(id).map(|person| person.id).ok_or(WebError::NotFound)
}

pub(super) async fn show(view: View, Path((_, id)): Path<(String, String)>) -> Result<Markup, WebError> {
    let person = known(&view, &id)?;
    let undelivered = if view.may(Act::Administer) { undelivered(&view, person).await? } else { None };
    Ok(page_saying(&view, person, &Refused::default(), undelivered.as_deref()))
}

/// Why the last mail to them was given up, if one was.
async fn undelivered(view: &View, person: PersonId) -> Result<Option<String>, WebError> {
    let recipient = person.to_string();
    let failed = Mail::failed(&**view.site.engine.store(), view.desk.key, "").await?;
    let last = failed.into_iter().filter(|mail| mail.recipient == recipient).max_by_key(|mail| mail.next_try);
    Ok(last.map(|mail| {
        let why = mail.trouble.unwrap_or_default();
        format!("A mail to this person was not taken: {why}. Check their address; an invitation or relay can be handed over as text.")
    }))
}

fn page(view: &View, person: PersonId, refused: &Refused) -> Markup {
    page_saying(view, person, refused, None)
}

fn page_saying(view: &View, person: PersonId, refused: &Refused, undelivered: Option<&str>) -> Markup {
    let name = view.name(person).to_owned();
    let left = view.model.person(person).is_some_and(|p| p.left_at.is_some());
    let mut frame = Frame::of_thing(&name, Place::People, rowlock_domain::GroupId(0), Thing::Person(person)).below("People", "people");
    frame.group = view.home_group();
    let sentence = if left { "has left this workspace".to_owned() } else { roles(view, person).join(", ") };
    let beside = html! {
        @if !left && (view.person == person || view.may(Act::Administer)) { (profile_form(view, person, refused)) }
        @if !left && view.may(Act::Administer) { (invitation(view, person)) (administration(view, person)) (departure(view, person)) }
        @if left && view.may(Act::Administer) && view.profiles().get(person).is_some() { (erasure(view, person, refused)) }
        @if left && view.may(Act::Administer) { (Button::new("Let them come back").post(&view.href(&format!("people/{person}/return")), &[])) }
    };
    view.page(&frame, html! {
        (page_head(&name, sentence, None))
        (refused.left_over())
        @if let Some(sentence) = undelivered { (notice::notice(notice::Tone::Attention, sentence)) }
        div class="cols cols-main" {
            div { (open_things(view, person)) (section("h-history", "What changed for this person", "", None, crate::changes::history(view, Thing::Person(person), 20))) }
            div {
                (beside)
            }
        }
    })
}

fn roles(view: &View, person: PersonId) -> Vec<String> {
    let model = &view.model;
    let mut roles = Vec::new();
    if model.administrators.contains(&person) {
        roles.push("Administrator".to_owned());
    }
    for group in &model.groups {
        let of_group = |(role, _, team): &(GroupRole, PersonId, Option<TeamId>)| match team {
            Some(_) => format!("{} in {}", held_role_words(model, *role, *team), group.name),
            None => format!("{} of {}", group_role_words(*role), group.name),
        };
        roles.extend(group.roles.iter().filter(|(_, p, _)| *p == person).map(of_group));
        let today = view.today(&group.zone);
        let held = group.seats.iter().filter(|(_, seat)| seat.holder_on(today).is_some_and(|t| t.person == person));
        roles.extend(held.map(|(member, _)| format!("ambassador of {}", model.member_name(*member))));
    }
    for team in &model.teams {
        roles.extend(team.roles.iter().filter(|(_, p)| *p == person).map(|(role, _)| format!("{} of {}", team_role_words(*role), team.name)));
    }
    if roles.is_empty() {
        roles.push("Member".to_owned());
    }
    roles
}

fn open_things(view: &View, person: PersonId) -> Markup {
    let model = &view.model;
    let impediments: Vec<_> = model.impediments.iter().filter(|i| i.is_open() && i.owner == Some(person)).take(50).collect();
    let follow_ups: Vec<_> = model.follow_ups.iter().filter(|f| f.is_open() && f.owner == Some(person)).take(50).collect();
    section(
        "h-open",
        "Open and theirs",
        "",
        None,
        html! {
            @if impediments.is_empty() && follow_ups.is_empty() { p.meta { "Nothing is waiting for them." } }
            ul.plain {
                @for impediment in impediments { li data-row=(impediment.id) { b { a href=(view.thing_href(Thing::Impediment(impediment.id))) { (impediment.title) } } small { (impediment.id) } } }
                @for follow_up in follow_ups { li data-row=(follow_up.id) { b { a href=(view.thing_href(Thing::FollowUp(follow_up.id))) { (follow_up.text) } } small { (follow_up.id) } } }
            }
        },
    )
}

fn profile_form(view: &View, person: PersonId, refused: &Refused) -> Markup {
    let profile = view.profiles().get(person);
    let form =
        refused.form("profile").or("name", profile.map_or("", |p| p.name.as_str())).or("mail", profile.and_then(|p| p.mail.as_deref()).unwrap_or(""));
    section(
        "h-profile",
        "Name and mail",
        "kept beside the record, so that it can be erased",
        None,
        html! {
            (refused.notice("profile"))
            form.form method="post" action=(view.href(&format!("people/{person}/profile"))) {
                (view.stamp(None))
                (Field::new("name", "Name").value(form.value("name")).error(form.error("name")).required().max_length(200).text())
                (Field::new("mail", "Mail address").value(form.value("mail")).error(form.error("mail")).email())
                div.formend { (Button::new("Save name and mail").render()) }
            }
        },
    )
}

fn invitation(view: &View, person: PersonId) -> Markup {
    section(
        "h-invite",
        "Invitation",
        "a link that works once",
        None,
        html! {
            p.meta { "They open the link, choose a password, and are signed in as this person." }
            (Button::new("Make an invitation link").post(&view.href(&format!("people/{person}/invitations")), &[]))
        },
    )
}

fn administration(view: &View, person: PersonId) -> Markup {
    let is = view.model.administrators.contains(&person);
    section(
        "h-admin",
        "Administration",
        "people, roles, settings; not the meetings",
        None,
        html! {
            @if is { (Button::new("No longer administrator").post(&view.href(&format!("people/{person}/administration/end")), &[])) }
            @else { (Button::new("Make administrator").post(&view.href(&format!("people/{person}/administration")), &[])) }
        },
    )
}

fn departure(view: &View, person: PersonId) -> Markup {
    section(
        "h-leave",
        "Leave the workspace",
        "",
        None,
        html! {
            p.meta { "Roles and seats end. What they own gets “no owner” and becomes a topic." }
            (Button::new("Let them leave").post(&view.href(&format!("people/{person}/departure")), &[]))
        },
    )
}

fn erasure(view: &View, person: PersonId, refused: &Refused) -> Markup {
    let form = refused.form("erasure");
    section(
        "h-erase",
        "Erase this person",
        "for good",
        None,
        html! {
            p.meta { "Name, mail address and handle go, with their account, drafts and settings; the record goes on to say “a former member”. What they wrote stays, unless it is removed too. If the organisation file names them, take them out of it." }
            (refused.notice("erasure"))
            form.form method="post" action=(view.href(&format!("people/{person}/erasure"))) {
                (view.stamp(None))
                (tick("sure", "yes", false, "I know that nobody can bring this back, not even from a backup."))
                @if let Some(problem) = form.error("sure") { (error("f-sure-error", problem)) }
                div.formend { (Button::new("Erase name and address").render()) }
            }
        },
    )
}

pub(super) async fn erase(view: View, Path((_, id)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let person = known(&view, &id)?;
    view.must(Act::Administer)?;
    if form.value("sure").is_empty() {
        form.wrong("sure", "Say that you know it: nobody can bring the name back.");
    } else {
        match view.desk.erase(Actor::Person(view.person), Via::Web, person).await {
            Ok(_) => return Ok(Redirect::to(&view.href(&format!("people/{person}"))).into_response()),
            Err(refusal) => form.refuse(refusal)?,
        }
    }
    let status = form.status();
    Ok((status, page(&view, person, &Refused::of("erasure", form))).into_response())
}

pub(super) async fn change_profile(view: View, Path((_, id)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let person = known(&view, &id)?;
    if person != view.person {
        view.must(Act::Administer)?;
    }
    let name = form.title("name");
    let mail = mail(&view, &mut form, "mail", Some(person));
    if form.is_wrong() {
        let status = form.status();
        return Ok((status, page(&view, person, &Refused::of("profile", form))).into_response());
    }
    let handle = view.profiles().get(person).and_then(|profile| profile.handle.clone());
    // A form of before somebody left and was erased must not bring them back.
    let mut submission = Submission::built(Actor::Person(view.person), Via::Web, move |context| match context.workspace.person(person) {
        Some(known) if known.left_at.is_none() => Ok(Vec::new()),
        _ => Err(has_left()),
    });
    submission.profiles = vec![Profile { workspace: view.desk.key, person, name: name.to_string(), mail, handle }];
    match view.hand_in(submission).await {
        Ok(_) => return Ok(Redirect::to(&view.href(&format!("people/{person}"))).into_response()),
        Err(refusal) => form.refuse(refusal)?,
    }
    let status = form.status();
    Ok((status, page(&view, person, &Refused::of("profile", form))).into_response())
}

fn has_left() -> Refusal {
    let sentence = "This person has left, so name and address stay as they are. Let them come back first.";
    Refusal::Rule(Rule { name: "PersonHasLeft", sentence: sentence.to_owned() })
}

pub(super) async fn leave(view: View, Path((_, id)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let person = known(&view, &id)?;
    view.act(&form, None, RemovePerson { person }, "people").await
}

pub(super) async fn come_back(view: View, Path((_, id)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let person = known(&view, &id)?;
    view.act(&form, None, ReturnPerson { person }, &format!("people/{person}")).await
}

pub(super) async fn administer(view: View, Path((_, id)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let person = known(&view, &id)?;
    view.act(&form, None, NameAdministrator { person }, &format!("people/{person}")).await
}

pub(super) async fn no_longer_administer(view: View, Path((_, id)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let person = known(&view, &id)?;
    view.act(&form, None, RemoveAdministrator { person }, &format!("people/{person}")).await
}
