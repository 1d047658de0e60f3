//! Seats and roles: who sits for whom, who leads.

use super::{action, send, setting};
use crate::choices::{chosen_person, person_field};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::Refused;
use crate::shell::{group_role_words, held_role_words};
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field, tick};
use crate::ui::{avatar, format};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::group::command::{GiveGroupRole, GiveSeat, TakeGroupRole, VacateSeat};
use rowlock_domain::group::{Group, GroupRole};
use rowlock_domain::meeting::query::seats_in_order;
use rowlock_domain::{Act, GroupId, Member, TeamId, Thing};

/// Seats shown before the rest is folded away.
const SHOWN: usize = 50;

pub(super) fn section(view: &View, group: &Group, refused: &Refused) -> Markup {
    let members = seats_in_order(&view.model, group.id);
    let may = view.may(Act::Arrange(group.id));
    setting(
        "h-seats",
        "Seats",
        "Each team and child group sends one ambassador: somebody who can explain, decide and listen. It need not be the Scrum Master.",
        html! {
            @if members.is_empty() { p.meta { "No team is at home here yet. Add one below." } }
            ul.seats {
                @for member in members.iter().take(SHOWN) { (seat(view, group, *member)) }
            }
            @if members.len() > SHOWN { p.meta { "and " (format::count(members.len() - SHOWN)) " more; choose them in the form below" } }
            @if may && !members.is_empty() { (give_form(view, group, &members, refused)) }
        },
    )
}

fn seat(view: &View, group: &Group, member: Member) -> Markup {
    let today = view.today(&group.zone);
    let tenure = group.seats.get(&member).and_then(|seat| seat.holder_on(today));
    let key = member_key(member);
    html! {
        li data-row=(format!("seat-{key}")) data-s=[tenure.is_none().then_some("none")] {
            b { a href=(view.thing_href(member.thing())) { (view.model.member_name(member)) } }
            @match tenure {
                Some(tenure) => {
                    (avatar::person(view.name(tenure.person)))
                    span.meta { "since " (format::short_day(tenure.from, today)) @if tenure.decides { ", may decide" } }
                    @if view.may(Act::Arrange(group.id)) {
                        (Button::new("Leave empty").small().quiet().post(&action(view, group, "seats/end"), &[("member", &key)]))
                    }
                }
                None => (avatar::nobody("No ambassador")),
            }
        }
    }
}

fn give_form(view: &View, group: &Group, members: &[Member], refused: &Refused) -> Markup {
    let form = refused.form("seat").or("from", format::iso(view.today(&group.zone)));
    let keys: Vec<(String, &str)> = members.iter().map(|member| (member_key(*member), view.model.member_name(*member))).collect();
    let choices: Vec<Choice<'_>> = keys.iter().map(|(value, words)| Choice { value, words }).collect();
    html! {
        (refused.notice("seat"))
        form.form method="post" action=(action(view, group, "seats")) {
            (view.stamp(None))
            (Field::new("member", "Seat of").value(form.value("member")).error(form.error("member")).select(&choices))
            (person_field(view, Field::new("person", "Ambassador").value(form.value("person")).error(form.error("person")), "Choose a person"))
            (Field::new("from", "From").value(form.value("from")).error(form.error("from")).date())
            (tick("decides", "yes", form.value("decides") == "yes", "may decide for the team"))
            div.formend { (Button::new("Give the seat").render()) }
        }
    }
}

/// A member in a form: `team-3`, `group-2`.
pub(crate) fn member_key(member: Member) -> String {
    match member {
        Member::Team(id) => format!("team-{}", id.0),
        Member::Group(id) => format!("group-{}", id.0),
    }
}

/// The member of such a key.
pub(crate) fn parse_member(key: &str) -> Option<Member> {
    let (kind, number) = key.split_once('-')?;
    let number = number.parse().ok()?;
    match kind {
        "team" => Some(Member::Team(TeamId(number))),
        "group" => Some(Member::Group(GroupId(number))),
        _ => None,
    }
}

pub(super) async fn give(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.id;
    let member = form.choice("member", parse_member);
    let from = form.date("from");
    let person = chosen_person(&view, &mut form, "person");
    let decides = form.value("decides") == "yes";
    if person.is_none() {
        form.wrong("person", "Choose who sits there.");
    }
    let command = member.zip(person).map(|(member, person)| GiveSeat { group, member, person, from, decides }.into());
    send(view, slug, "seat", form, command.into_iter().collect()).await
}

pub(super) async fn vacate(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let from = view.today(&group.zone);
    let member = form.choice("member", parse_member);
    let command = member.map(|member| VacateSeat { group: group.id, member, from }.into());
    send(view, slug, "seat", form, command.into_iter().collect()).await
}

pub(super) fn roles(view: &View, group: &Group, refused: &Refused) -> Markup {
    let may = view.may(Act::Arrange(group.id));
    let form = refused.form("role");
    let choices: Vec<Choice<'_>> = GroupRole::ALL.iter().map(|role| Choice { value: role.word(), words: group_role_words(*role) }).collect();
    setting(
        "h-roles",
        "Roles",
        "The Master leads the meeting and removes blockers; Product Owners align goals and priorities; stakeholders read.",
        html! {
            ul.plain {
                @for (role, person, for_team) in &group.roles {
                    @let words = held_role_words(&view.model, *role, *for_team);
                    @let team = for_team.map_or_else(String::new, |team| team.0.to_string());
                    li data-row=(format!("role-{}-{person}-{team}", role.word())) {
                        b { a href=(view.thing_href(Thing::Person(*person))) { (view.name(*person)) } }
                        small { (words) }
                        @if may {
                            (Button::new("End this role").small().quiet().spoken(&format!("End this role: {}, {words}", view.name(*person)))
                                .post(&action(view, group, "roles/end"), &[("person", &person.to_string()), ("role", role.word()), ("for_team", &team)]))
                        }
                    }
                }
            }
            @if !group.roles.iter().any(|(role, ..)| *role == GroupRole::Master) { p.meta { "No Scrum of Scrums Master is named yet." } }
            @if may {
                (refused.notice("role"))
                form.form method="post" action=(action(view, group, "roles")) {
                    (view.stamp(None))
                    (person_field(view, Field::new("person", "Person").id("f-role-person").value(form.value("person")).error(form.error("person")), "Choose a person"))
                    (Field::new("role", "Role").value(form.value("role")).error(form.error("role")).select(&choices))
                    div.formend { (Button::new("Give the role").render()) }
                }
            }
        },
    )
}

pub(super) async fn give_role(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.id;
    let role = form.choice("role", GroupRole::parse);
    let person = chosen_person(&view, &mut form, "person");
    if person.is_none() {
        form.wrong("person", "Choose a person.");
    }
    let command = role.zip(person).map(|(role, person)| GiveGroupRole { group, person, role, for_team: None }.into());
    send(view, slug, "role", form, command.into_iter().collect()).await
}

pub(super) async fn take_role(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.id;
    let role = form.choice("role", GroupRole::parse);
    let person = chosen_person(&view, &mut form, "person");
    let for_team = form.optional_number("for_team", 1, u32::MAX).map(TeamId);
    let command = role.zip(person).map(|(role, person)| TakeGroupRole { group, person, role, for_team }.into());
    send(view, slug, "role", form, command.into_iter().collect()).await
}
