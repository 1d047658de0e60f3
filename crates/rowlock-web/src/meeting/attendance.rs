//! Who is here, who stands in, who speaks: one tap each.

use super::address::{self, Parts};
use super::plan::Plan;
use super::room::{Room, may};
use super::screen::{Screen, again, meeting_of, quietly};
use super::{facts, words};
use crate::choices;
use crate::error::WebError;
use crate::form::Form;
use crate::group::{member_key, parse_member};
use crate::refused::Refused;
use crate::ui::avatar;
use crate::ui::button::Button;
use crate::ui::clock::Clock;
use crate::ui::field::{Choice, Field, fold, hidden};
use crate::ui::section::section;
use crate::view::View;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::meeting::command::{CallSpeaker, NoteAttendance, NoteOtherAttendance};
use rowlock_domain::meeting::{About, Occasion, query};
use rowlock_domain::series::MeetingKind;
use rowlock_domain::{Event, Instant, Member, PersonId, Thing};
use std::collections::BTreeSet;

/// The most seats listed; a group of more has its own trouble.
const ROWS: usize = 60;
/// A seat's minute in the round.
const SEAT_MS: i64 = 60_000;

/// A tap that notes somebody on a seat, if the viewer may.
fn tap(
    view: &View,
    occasion: Occasion,
    action: &str,
    (member, person, here): (Member, PersonId, bool),
    button: Button<'_>,
    screen: Screen,
) -> Markup {
    let allowed = may(view, &NoteAttendance { occasion, member, person, here });
    html! {
        @if allowed {
            form method="post" action=(action) {
                (view.stamp(None)) (screen.field())
                (hidden("member", &member_key(member))) (hidden("person", &person.to_string())) (hidden("here", if here { "1" } else { "0" }))
                (button.render())
            }
        }
    }
}

/// Before the meeting: who will sit where, and one tap to stand in.
pub(super) fn expected(plan: &Plan<'_>, refused: &Refused) -> Markup {
    let view = plan.view;
    if let Some(meeting) = plan.meeting.filter(|meeting| meeting.kind == MeetingKind::FollowUp) {
        return section(
            "h-expected",
            "Who is needed",
            "",
            None,
            html! {
                @if meeting.people.is_empty() { p.meta { "Nobody in particular." } }
                ul.att { @for person in &meeting.people { li { (avatar::small(view.name(*person))) (view.name(*person)) } } }
            },
        );
    }
    let calendar = &**view.site.engine.calendar();
    let day = view.local(plan.starts_at, &plan.group.zone).date();
    let seats = query::seats_in_order(&view.model, plan.group.id);
    let sitter = |member| match plan.meeting {
        Some(meeting) => query::sitter(&view.model, calendar, meeting, member),
        None => query::holder_on(&view.model, plan.group.id, member, day),
    };
    section(
        "h-expected",
        "Who comes",
        "",
        None,
        html! {
            ul.att { @for member in seats.into_iter().take(ROWS) { (expected_row(plan, member, sitter(member))) } }
            @if plan.leads() { (stand_in(view, &plan.action("attendance"), plan.group.id, refused, Screen::Main)) }
        },
    )
}

fn expected_row(plan: &Plan<'_>, member: Member, sitter: Option<PersonId>) -> Markup {
    let view = plan.view;
    let name = view.model.member_name(member);
    let me = view.person;
    let said = plan.meeting.and_then(|meeting| meeting.attendance.get(&member));
    let away = said.is_some_and(|attendance| !attendance.here);
    let action = plan.action("attendance");
    let words = format!("I am here for {name}");
    let mine = sitter == Some(me);
    html! {
        li data-row={ "seat-" (member.thing()) } data-s=[(away || sitter.is_none()).then_some("away")] {
            @match sitter { Some(person) => { (avatar::small(view.name(person))) (view.name(person)) } None => { (avatar::nobody("No ambassador")) } }
            small { (name) @if away { ", cannot come" } @else if said.is_some() { ", comes" } }
            @if mine && !away { (tap(view, plan.occasion, &action, (member, me, false), Button::new("I cannot come").small().quiet(), Screen::Main)) }
            @else if mine || !plan.leads() { (tap(view, plan.occasion, &action, (member, me, true), Button::new(&words).small(), Screen::Main)) }
        }
    }
}

/// Lets somebody else sit on a seat.
fn stand_in(view: &View, action: &str, group: rowlock_domain::GroupId, refused: &Refused, screen: Screen) -> Markup {
    let form = refused.form("attendance");
    let seats: Vec<(String, String)> =
        query::seats_in_order(&view.model, group).into_iter().map(|member| (member_key(member), view.model.member_name(member).to_owned())).collect();
    let mut choices = vec![Choice { value: "", words: "Which seat" }];
    choices.extend(seats.iter().map(|(key, name)| Choice { value: key, words: name }));
    fold(
        "Somebody stands in",
        refused.is("attendance"),
        html! {
            (refused.notice("attendance"))
            form.form method="post" action=(action) {
                (view.stamp(None)) (screen.field()) (hidden("here", "1"))
                (Field::new("member", "Seat").id("f-stand-in-seat").value(form.value("member")).error(form.error("member")).required().select(&choices))
                (choices::person_field(view, Field::new("person", "Who sits there").id("f-stand-in-person").value(form.value("person")).error(form.error("person")).required(), "Choose a person"))
                div.formend { (Button::new("Note stand-in").small().render()) }
            }
        },
    )
}

/// In the meeting: who is here, with a tap for each seat.
pub(super) fn here(room: &Room<'_>, refused: &Refused, screen: Screen) -> Markup {
    if room.meeting.kind == MeetingKind::FollowUp {
        return invited(room, refused, screen);
    }
    let seats = room.seats();
    let present = seats.iter().filter(|member| room.is_here(**member)).count();
    let beside = room.beside();
    html! {
        div class="sechead mt4" { h2 { "Here" } p data-live="here" { (present + beside.len()) " of " (seats.len() + beside.len()) } }
        ul.att {
            @for member in seats.into_iter().take(ROWS) { (seat_row(room, member, screen)) }
            @for person in beside { (other_row(room, person, screen)) }
        }
        @if room.steers() { (stand_in(room.view, &room.action("attendance"), room.group.id, refused, screen)) (welcome(room, refused, screen)) }
    }
}

/// A follow-up meeting has people, not seats.
fn invited(room: &Room<'_>, refused: &Refused, screen: Screen) -> Markup {
    let people: BTreeSet<PersonId> = room.meeting.people.iter().copied().chain(room.everybody()).collect();
    let present = room.everybody().len();
    html! {
        div class="sechead mt4" { h2 { "Here" } p data-live="here" { (present) " of " (people.len()) } }
        ul.att { @for person in people { (other_row(room, person, screen)) } }
        @if room.leads() { (welcome(room, refused, screen)) }
    }
}

fn seat_row(room: &Room<'_>, member: Member, screen: Screen) -> Markup {
    let (view, here) = (room.view, room.is_here(member));
    let sitter = room.sitter(member);
    let occasion = Occasion::Meeting(room.meeting.id);
    let action = room.action("attendance");
    let name = sitter.map_or("", |person| view.name(person));
    html! {
        li data-row={ "seat-" (member.thing()) } data-s=[(!here).then_some("away")] {
            @match sitter { Some(_) => { (avatar::small(name)) (name) } None => { (avatar::nobody("No ambassador")) } }
            small { (room.seat(member)) @if !here { span.vh { ", not here" } } }
            @if let Some(person) = sitter {
                @if here { (tap(view, occasion, &action, (member, person, false), Button::new("Gone").small().quiet().spoken(&format!("Gone: {name}")), screen)) }
                @else { (tap(view, occasion, &action, (member, person, true), Button::new("Here").small().spoken(&format!("Here: {name}")), screen)) }
            }
        }
    }
}

fn other_row(room: &Room<'_>, person: PersonId, screen: Screen) -> Markup {
    let name = room.view.name(person);
    let noted = room.meeting.others_here.contains(&person);
    let here = noted || room.meeting.facilitator == Some(person);
    let (value, words) = if noted { ("0", "Gone") } else { ("1", "Here") };
    html! {
        li data-row={ "other-" (person) } data-s=[(!here).then_some("away")] {
            (avatar::small(name)) (name)
            small { (room.role(person)) @if !here { span.vh { ", not here" } } }
            @if room.leads() && (noted || !here) {
                form method="post" action=(room.action("others")) {
                    (room.view.stamp(None)) (screen.field()) (hidden("person", &person.to_string())) (hidden("here", value))
                    (Button::new(words).small().quiet().spoken(&format!("{words}: {name}")).render())
                }
            }
        }
    }
}

/// Notes somebody without a seat.
fn welcome(room: &Room<'_>, refused: &Refused, screen: Screen) -> Markup {
    let form = refused.form("others");
    fold(
        "Somebody else is here",
        refused.is("others"),
        html! {
            (refused.notice("others"))
            form.form method="post" action=(room.action("others")) {
                (room.view.stamp(None)) (screen.field()) (hidden("here", "1"))
                (choices::person_field(room.view, Field::new("person", "Who").id("f-other").value(form.value("person")).error(form.error("person")).required(), "Choose a person"))
                div.formend { (Button::new("Note as here").small().render()) }
            }
        },
    )
}

/// Who speaks now and who is next.
pub(super) fn speaks(room: &Room<'_>) -> Markup {
    let speaker = room.meeting.speaker;
    let in_round = room.meeting.current().is_some_and(|topic| topic.about == About::Round);
    let next = if in_round { after(room, speaker).into_iter().collect() } else { concerned(room, speaker) };
    html! {
        div.speak {
            p { "Speaks now" }
            @match speaker {
                Some(member) => { b { (person_of(room, member)) } p { (room.seat(member)) } @if let Some(clock) = minute(room) { p { (clock.rest(room.view.now.0)) } } }
                None => { b { @if in_round { "Read together" } @else { "Everybody" } } p { @if in_round { "or call one seat after the other" } @else { "call a seat, if it helps" } } }
            }
        }
        @for (place, member) in next.into_iter().enumerate() { (next_row(room, member, if place == 0 { "Then " } else { "and " })) }
        @if room.steers() && speaker.is_some() { div.row { (call_form(room, None, Button::new("Nobody in particular").small().quiet())) } }
    }
}

fn person_of(room: &Room<'_>, member: Member) -> String {
    room.sitter(member).map_or_else(|| room.seat(member).to_owned(), |person| room.view.name(person).to_owned())
}

fn next_row(room: &Room<'_>, member: Member, word: &str) -> Markup {
    let name = room.seat(member);
    html! {
        div class="row mt2 t13 sub" {
            span { (word) b { (person_of(room, member)) } " (" (name) ")" }
            @if room.steers() { span.push {} (call_form(room, Some(member), Button::new("Call").small().quiet().spoken(&format!("Call {name}")))) }
        }
    }
}

/// Seats that the topic's thing concerns: whoever asks, then whoever is asked. At most three, without the one that speaks.
fn concerned(room: &Room<'_>, speaker: Option<Member>) -> Vec<Member> {
    let thing = room.meeting.current().and_then(|topic| words::thing_of(&topic.about));
    let teams = thing.map(|thing| facts::concerned(room, thing)).unwrap_or_default();
    let seats = room.seats();
    let members = teams.into_iter().map(Member::Team).filter(|member| seats.contains(member) && Some(*member) != speaker);
    members.take(3).collect()
}

/// The form that lets a seat speak, or nobody.
pub(super) fn call_form(room: &Room<'_>, member: Option<Member>, button: Button<'_>) -> Markup {
    let key = member.map_or_else(String::new, member_key);
    html! { form method="post" action=(room.action("speaker")) { (room.view.stamp(None)) (hidden("member", &key)) (button.render()) } }
}

/// The seat behind the one that speaks, among those that are here.
fn after(room: &Room<'_>, speaker: Option<Member>) -> Option<Member> {
    let seats: Vec<Member> = room.seats().into_iter().filter(|member| room.is_here(*member) || Some(*member) == speaker).collect();
    let place = speaker.and_then(|speaker| seats.iter().position(|member| *member == speaker)).map_or(0, |place| place + 1);
    seats.get(place).copied()
}

/// The 60 s of the seat that was called last.
fn minute(room: &Room<'_>) -> Option<Clock> {
    let called = room.view.model.history(Thing::Meeting(room.meeting.id)).rev().take(64);
    let at: Instant = called.into_iter().find(|recorded| matches!(recorded.event, Event::SpeakerCalled(_))).map(|recorded| recorded.stamp.at)?;
    Some(Clock { started_at_ms: Some(at.0), elapsed_ms: 0, planned_ms: SEAT_MS })
}

fn unreadable(sentence: &str) -> WebError {
    WebError::Bad { status: StatusCode::UNPROCESSABLE_ENTITY, sentence: sentence.to_owned() }
}

fn person(view: &View, form: &mut Form) -> PersonId {
    let person = choices::chosen_person(view, form, "person");
    if person.is_none() {
        form.wrong("person", "Choose a person from the list.");
    }
    person.unwrap_or(PersonId(0))
}

fn member(form: &mut Form) -> Option<Member> {
    let member = parse_member(form.value("member"));
    if member.is_none() {
        form.wrong("member", "Choose a seat from the list.");
    }
    member
}

pub(super) async fn note(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let occasion = address::occasion(&view, &parts)?;
    // Sitting down oneself names nobody; the stand-in form always has the field.
    let person = if form.has("person") { person(&view, &mut form) } else { view.person };
    let member = member(&mut form);
    let id = if let Occasion::Meeting(id) = occasion { Some(id) } else { None };
    let (id, member) = match (id, member.filter(|_| !form.is_wrong())) {
        (id, Some(member)) => (id, member),
        (Some(id), None) => return again(&view, id, ("attendance", form)),
        (None, None) => return Err(unreadable("Choose a seat and a person from the lists.")),
    };
    let command = NoteAttendance { occasion, member, person, here: form.value("here") != "0" };
    if let Some(id) = id {
        return quietly(&view, id, ("attendance", form), command).await;
    }
    view.submit(&form, None, move |_| Ok(vec![command.clone().into()])).await?;
    let path = address::path_of(&view.model, &**view.site.engine.calendar(), occasion);
    Ok(Redirect::to(&view.href(&path)).into_response())
}

pub(super) async fn note_other(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    let person = person(&view, &mut form);
    let here = form.value("here") != "0";
    quietly(&view, meeting, ("others", form), NoteOtherAttendance { meeting, person, here }).await
}

pub(super) async fn call(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    let member = if form.value("member").is_empty() { None } else { member(&mut form) };
    quietly(&view, meeting, ("speaker", form), CallSpeaker { meeting, member }).await
}
