//! The way to the viewer's own relay after a group's last meeting; who has several or none chooses.

use super::href;
use super::parts::{knows, words_of};
use crate::error::WebError;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::section::{page_head, section};
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::meeting::{Meeting, query::seats_in_order};
use rowlock_domain::series::query::last_closed;
use rowlock_domain::{Member, Thing};
use std::sync::Arc;

pub(super) async fn last(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let Some(meeting) = last_closed(&view.model, group.id).cloned() else { return Ok(none(&view, &group).into_response()) };
    let choose = view.here.contains("choose=1");
    match own(&view, &group) {
        Some(member) if !choose => Ok(Redirect::to(&href(&view, meeting.id, member)).into_response()),
        _ => Ok(choice(&view, &group, &meeting).into_response()),
    }
}

/// The seat of the viewer's own team or child group: the one they hold, else the one of a team they belong to.
fn own(view: &View, group: &Group) -> Option<Member> {
    let me = view.person;
    let today = view.today(&group.zone);
    let seats = seats_in_order(&view.model, group.id);
    let holds = |member: &Member| group.seats.get(member).and_then(|seat| seat.holder_on(today)).is_some_and(|tenure| tenure.person == me);
    let belongs = |member: &Member| match member {
        Member::Team(id) => view.model.team(*id).is_some_and(|team| team.roles.iter().any(|(_, person)| *person == me)),
        Member::Group(id) => view.model.group(*id).is_some_and(|child| child.roles.iter().any(|(_, person, _)| *person == me)),
    };
    seats.iter().find(|member| holds(member)).or_else(|| seats.iter().find(|member| belongs(member))).copied()
}

fn none(view: &View, group: &Group) -> Markup {
    let frame = Frame::of_group("Relay", Place::Relay, group.id);
    let meeting = view.href(&format!("groups/{}/meeting", group.slug));
    let action = Button::new("To the next meeting").link(&meeting);
    view.page(
        &frame,
        html! {
            (page_head("Relay", "What the last meeting means for each team.", None))
            (empty("No relay yet", "After the first meeting each team gets its own: what changed for it, what it does, what is good to know.", Some(action)))
        },
    )
}

fn choice(view: &View, group: &Group, meeting: &Arc<Meeting>) -> Markup {
    let mut frame = Frame::of_group("Relay", Place::Relay, group.id);
    frame.scopes.push(Thing::Meeting(meeting.id));
    let sent = meeting.relays.values().any(|relay| relay.sent_at.is_some());
    let (know, all) = rowlock_domain::relay::query::who_knows(meeting);
    let day = crate::meeting::words::day(view, group, meeting.began_at());
    view.page(
        &frame,
        html! {
            (page_head("Relay", format!("What the meeting of {day} means for each team."), None))
            @if sent { (section("h-knows", &format!("{know} of {all} teams know"), "", None, each(view, meeting))) }
            @else { (not_sent(view, group, meeting)) }
        },
    )
}

/// Each team with what it was told and whether it knows.
fn each(view: &View, meeting: &Meeting) -> Markup {
    let seats = seats_in_order(&view.model, meeting.group);
    let sent = seats.into_iter().filter_map(|member| Some((member, meeting.relays.get(&member).filter(|relay| relay.sent_at.is_some())?)));
    html! {
        ul class="box rows things" {
            @for (member, relay) in sent {
                li data-row={ "knows-" (member.thing()) } {
                    div.what {
                        b { a href=(href(view, meeting.id, member)) { (view.model.member_name(member)) } }
                        p { (words_of(view, meeting, member).headline) }
                        div.why { span data-live={ "knows-" (member.thing()) } { (knows(view, meeting, relay)) } }
                    }
                }
            }
        }
    }
}

fn not_sent(view: &View, group: &Group, meeting: &Arc<Meeting>) -> Markup {
    let words = if meeting.relays_held_until.is_some() { "They go out 30 seconds after the close." } else { "They were taken back." };
    section(
        "h-held",
        "Not sent yet",
        words,
        None,
        html! {
            ul.plain { @for member in seats_in_order(&view.model, group.id).into_iter().take(60) { li { b { a href=(href(view, meeting.id, member)) { (view.model.member_name(member)) } } } } }
        },
    )
}
