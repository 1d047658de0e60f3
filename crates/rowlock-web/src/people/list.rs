//! The list of people, and how one is added.

use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place, held_role_words, team_role_words};
use crate::ui::button::Button;
use crate::ui::field::Field;
use crate::ui::section::page_head;
use crate::ui::table::{self, column};
use crate::ui::{avatar, format, notice};
use crate::view::View;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rowlock_domain::person::command::AddPerson;
use rowlock_domain::{Act, Actor, Command, Event, Member, PersonId, Thing, Via, Workspace};
use rowlock_engine::Submission;
use rowlock_engine::plain::Profile;
use std::collections::BTreeMap;

/// Rows before "more".
const ROWS: usize = 50;

pub(super) async fn show(view: View) -> Result<Markup, WebError> {
    Ok(page(&view, &Form::default()))
}

fn page(view: &View, form: &Form) -> Markup {
    let query = Form::parse(view.here.split_once('?').map_or("", |(_, q)| q).as_bytes()).unwrap_or_default();
    let from: usize = query.value("from").parse().unwrap_or(0);
    let roles = roles_by_person(view);
    let mut people: Vec<(PersonId, &str)> =
        view.model.people.values().filter(|person| person.left_at.is_none()).map(|person| (person.id, view.name(person.id))).collect();
    people.sort_by_key(|(id, name)| (!roles.contains_key(id), name.to_lowercase()));
    let shown: Vec<_> = people.iter().skip(from).take(ROWS).collect();
    let has_mail = shown.iter().any(|(id, _)| mail_of(view, *id).is_some());
    let mut columns = vec![column("Name"), column("Here as")];
    columns.extend(has_mail.then(|| column("Mail")));
    let next = format!("{}?from={}", view.href("people"), from + shown.len());
    let mut frame = Frame::of_group("People", Place::People, view.home_group().unwrap_or(rowlock_domain::GroupId(0)));
    frame.group = view.home_group();
    frame.scopes = vec![Thing::Workspace];
    view.page(
        &frame,
        html! {
            (page_head("People", format!("{} in {}.", format::counted(people.len(), "person", "people"), view.model.name), None))
            (table::table("people", "People and what they are here", &columns, html! {
                @for (id, name) in &shown { (row(view, *id, name, roles.get(id), has_mail)) }
            }))
            @if from + shown.len() < people.len() { (table::more(from + shown.len(), people.len(), "people", &next)) }
            @if view.may(Act::Administer) { (add_form(view, form)) }
            @else { p.meta { "An administrator adds people and lets them go." } }
        },
    )
}

fn mail_of(view: &View, person: PersonId) -> Option<String> {
    view.profiles().get(person).and_then(|profile| profile.mail.clone())
}

/// The column of mail addresses is left out where nobody shown has one.
fn row(view: &View, person: PersonId, name: &str, roles: Option<&Vec<Held>>, has_mail: bool) -> Markup {
    table::row(
        &format!("person-{person}"),
        html! {
            (table::head_cell(html! { a href=(view.thing_href(Thing::Person(person))) { (avatar::person(name)) } }))
            (table::cell("Here as", html! {
                @match roles { Some(roles) => (in_words(roles)), None => span.meta { "member" } }
            }))
            @if has_mail { (table::cell("Mail", mail_of(view, person).unwrap_or_default())) }
        },
    )
}

/// A role and of what somebody has it.
type Held = (String, String);

/// What everybody is here.
fn roles_by_person(view: &View) -> BTreeMap<PersonId, Vec<Held>> {
    let model: &Workspace = &view.model;
    let mut roles: BTreeMap<PersonId, Vec<Held>> = BTreeMap::new();
    let mut hold = |person: PersonId, role: String, of: &str| roles.entry(person).or_default().push((role, of.to_owned()));
    for person in &model.administrators {
        hold(*person, "Administrator".to_owned(), "");
    }
    for group in model.groups.iter().filter(|group| group.archived_at.is_none()) {
        for (role, person, for_team) in &group.roles {
            hold(*person, held_role_words(model, *role, *for_team), group.name.as_str());
        }
        let today = view.today(&group.zone);
        for (member, seat) in &group.seats {
            let Some(tenure) = seat.holder_on(today) else { continue };
            let name = model.member_name(*member);
            match member {
                Member::Team(_) => hold(tenure.person, "Ambassador".to_owned(), name),
                Member::Group(_) => hold(tenure.person, "Ambassador".to_owned(), &format!("{name} in {}", group.name)),
            }
        }
    }
    for team in model.teams.iter().filter(|team| team.archived_at.is_none()) {
        for (role, person) in &team.roles {
            hold(*person, team_role_words(*role).to_owned(), team.name.as_str());
        }
    }
    roles
}

/// "Ambassador of Search; Product Owner of Product and Data".
fn in_words(roles: &[Held]) -> String {
    let mut by_role: Vec<(&str, Vec<&str>)> = Vec::new();
    for (role, of) in roles {
        match by_role.iter_mut().find(|(known, _)| known == role) {
            Some((_, places)) => places.push(of),
            None => by_role.push((role, vec![of])),
        }
    }
    let words = by_role.into_iter().map(|(role, places)| match places.as_slice() {
        [""] => role.to_owned(),
        places => format!("{role} of {}", format::listed(places)),
    });
    words.collect::<Vec<_>>().join("; ")
}

fn add_form(view: &View, form: &Form) -> Markup {
    html! {
        section.sec aria-labelledby="h-add" {
            header { h2 id="h-add" { "Add a person" } p { "they see everything in this workspace; roles and seats come after" } }
            @if let Some(sentence) = form.refused() { (notice::refused(sentence)) }
            form.form method="post" action=(view.href("people")) {
                (view.stamp(None))
                (Field::new("name", "Name").value(form.value("name")).error(form.error("name")).max_length(200).required().text())
                (Field::new("mail", "Mail address").value(form.value("mail")).error(form.error("mail")).hint("For their invitation, check-in reminders and relays. May be left empty.").email())
                div.formend { (Button::new("Add person").primary().render()) }
            }
        }
    }
}

pub(super) async fn add(view: View, mut form: Form) -> Result<Response, WebError> {
    let name = form.title("name");
    let mail = mail(&view, &mut form, "mail", None);
    let person = PersonId(rand::random());
    if !form.is_wrong() {
        let profile = Profile { workspace: view.desk.key, person, name: name.to_string(), mail, handle: None };
        let command: Command = AddPerson { person, origin: None }.into();
        let mut submission = Submission::new(Actor::Person(view.person), Via::Web, vec![command]).once(view.idempotency_key(&form));
        submission.profiles = vec![profile];
        match view.hand_in(submission).await {
            Ok(done) => {
                let added = done.events.iter().find_map(|r| if let Event::PersonJoined(e) = &r.event { Some(e.person) } else { None });
                return Ok(view.go(&added.map_or_else(|| "people".to_owned(), |person| format!("people/{person}")), &done));
            }
            Err(error) => form.refuse(error)?,
        }
    }
    Ok((form.status(), page(&view, &form)).into_response())
}

/// The mail address of a person (none yet: somebody new), or nothing. Two people do not share one: nobody could tell whom a mail or
/// an account is for.
pub(super) fn mail(view: &View, form: &mut Form, name: &str, of: Option<PersonId>) -> Option<String> {
    let written = form.value(name).trim().to_owned();
    if written.is_empty() {
        return None;
    }
    if !crate::address::is_address(&written) {
        form.wrong(name, "This is not a mail address. Write it as name@example.org.");
        return None;
    }
    let is_same = |profile: &Profile| profile.mail.as_deref().is_some_and(|mail| mail.eq_ignore_ascii_case(&written));
    if let Some(other) = view.profiles().iter().find(|profile| Some(profile.person) != of && is_same(profile)) {
        form.wrong(name, format!("{} has this address already. Give each person their own, or leave it empty.", other.name));
        return None;
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::in_words;

    fn held(roles: &[(&str, &str)]) -> String {
        in_words(&roles.iter().map(|(role, of)| ((*role).to_owned(), (*of).to_owned())).collect::<Vec<_>>())
    }

    #[test]
    fn a_role_held_several_times_is_named_once() {
        assert_eq!(held(&[("Ambassador", "Search"), ("Scrum Master", "Search")]), "Ambassador of Search; Scrum Master of Search");
        let three = [("Product Owner", "Product"), ("Administrator", ""), ("Product Owner", "Data")];
        assert_eq!(held(&three), "Product Owner of Product and Data; Administrator");
    }
}
