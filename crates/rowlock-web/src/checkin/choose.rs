//! Which seat: the viewer's own, or one of the list. One tap to stand in; a reminder by hand.

use super::seat::Seat;
use crate::error::WebError;
use crate::form::Form;
use crate::group::member_key;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::section::page_head;
use crate::ui::status::{self, State};
use crate::ui::{avatar, format};
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::checkin::command::RemindCheckIn;
use rowlock_domain::group::Group;
use rowlock_domain::meeting::command::{NoteAttendance, NumberOccurrence};
use rowlock_domain::meeting::query::seats_in_order;
use rowlock_domain::meeting::{Occasion, decide};
use rowlock_domain::team::TeamRole;
use rowlock_domain::{Act, Command, Context, Member, Refusal};
use std::sync::Arc;

/// Seats listed.
const ROWS: usize = 60;

/// Leads to the viewer's own seat; whoever has none or several chooses.
pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let mine: Vec<Member> = seats_in_order(&view.model, group.id).into_iter().filter(|member| is_mine(&view, &group, *member)).collect();
    if let [only] = mine.as_slice() {
        return Ok(Redirect::to(&view.href(&format!("groups/{slug}/check-in/{}", member_key(*only)))).into_response());
    }
    Ok(list(&view, &group, &mine).into_response())
}

/// Whether the viewer sits there, or works for the team as its Scrum Master or Product Owner.
fn is_mine(view: &View, group: &Arc<Group>, member: Member) -> bool {
    let seat = Seat::at(view, group.clone(), member);
    let acts = |role: &TeamRole| seat.team().is_some_and(|team| team.roles.contains(&(*role, view.person)));
    seat.sitter() == Some(view.person) || [TeamRole::ScrumMaster, TeamRole::ProductOwner].iter().any(acts)
}

fn list(view: &View, group: &Arc<Group>, mine: &[Member]) -> Markup {
    let frame = Frame::of_group("Check-in", Place::CheckIn, group.id);
    let sentence =
        if mine.is_empty() { "You hold no seat here. Choose one to read what it said, or to stand in." } else { "Choose for whom you check in." };
    let seats = seats_in_order(&view.model, group.id);
    view.page(
        &frame,
        html! {
            (page_head("Check-in", sentence, None))
            ul.seats {
                @for member in seats.iter().take(ROWS) { (row(view, group, *member)) }
            }
            @if seats.len() > ROWS { p.meta { "and " (format::count(seats.len() - ROWS)) " more; their pages lead to their check-ins" } }
        },
    )
}

fn row(view: &View, group: &Arc<Group>, member: Member) -> Markup {
    let seat = Seat::at(view, group.clone(), member);
    html! {
        li data-row=(format!("seat-{}", seat.key)) {
            b { a href=(view.href(&seat.path())) { (seat.name()) } }
            @match seat.sitter() { Some(person) => (avatar::person(view.name(person))), None => (avatar::nobody("No ambassador")) }
            @match seat.given() {
                Some(given) => (status::status(State::Done, format::moment(view.local(given.amended_at.unwrap_or(given.given_at), seat.zone()), seat.today))),
                None => (status::usual(State::Missing)),
            }
        }
    }
}

/// "I am here for Search today", for whoever may sit there and does not.
pub(super) fn stand_in_button(seat: &Seat<'_>) -> Markup {
    let view = seat.view;
    let may = !view.is_past && (view.may(Act::ForMember(seat.member)) || view.may(Act::Know(seat.member)));
    let offered = may && seat.next.is_some() && seat.sitter() != Some(view.person);
    html! {
        @if offered {
            form method="post" action=(view.href(&format!("{}/stand-in", seat.path()))) {
                (view.stamp(None))
                (Button::new(&format!("I am here for {} today", seat.name())).render())
            }
        }
    }
}

/// Notes the viewer as the seat's stand-in for the meeting to come.
pub(super) async fn stand_in(view: View, Path((_, slug, key)): Path<(String, String, String)>, form: Form) -> Result<Response, WebError> {
    let seat = Seat::of(&view, &slug, &key)?;
    let (path, member, person) = (seat.path(), seat.member, view.person);
    let occasion = occasion(&seat)?;
    view.act(&form, None, NoteAttendance { occasion, member, person, here: true }, &path).await
}

fn occasion(seat: &Seat<'_>) -> Result<Occasion, WebError> {
    let none = || WebError::Conflict("No meeting is planned. Its Scrum of Scrums Master sets day and time first.".to_owned());
    seat.next.as_ref().map(|next| next.occasion).ok_or_else(none)
}

/// Reminds a seat's ambassador; the occurrence gets its number first if it has none.
pub(super) async fn remind(view: View, Path((_, slug, key)): Path<(String, String, String)>, form: Form) -> Result<Response, WebError> {
    let seat = Seat::of(&view, &slug, &key)?;
    view.must(Act::Lead(seat.group.id))?;
    let (occasion, member) = (occasion(&seat)?, seat.member);
    let build = move |context: &Context<'_>| -> Result<Vec<Command>, Refusal> {
        let (meeting, numbered) = decide::resolve(context, occasion)?;
        let number = (!numbered.is_empty()).then(|| NumberOccurrence { occasion }.into());
        Ok(number.into_iter().chain([RemindCheckIn { meeting, member }.into()]).collect())
    };
    let done = view.submit(&form, None, build).await?;
    Ok(view.go(&format!("groups/{slug}"), &done))
}
