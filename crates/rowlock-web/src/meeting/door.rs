//! The way in: the group's open meeting, else the next one; and the list of those to come and those held.
//! The bar of phones leads to the phone view of an open meeting, unless one steers it.

use super::coming::{self, Coming};
use super::screen::Screen;
use super::{room, words};
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::format;
use crate::ui::section::{page_head, section};
use crate::ui::status::{State, status};
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::meeting::command::PauseClock;
use rowlock_domain::meeting::{About, Meeting, MeetingState, Occasion};
use rowlock_domain::{Act, MeetingId, Thing};
use std::sync::Arc;

/// Rows of meetings held before "more".
const ROWS: usize = 50;

pub(super) async fn current(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Response, WebError> {
    let group = view.group(&slug)?;
    let query = Form::parse(view.here.split_once('?').map_or("", |(_, query)| query).as_bytes())?;
    let Some(next) = coming::next(&view, group) else { return Ok(page(&view, &group.clone()).into_response()) };
    let path = match next.upcoming.occasion {
        Occasion::Meeting(id) if Screen::of(&query) == Screen::Phone && joins(&view, &next, id) => Screen::Phone.path(id),
        _ => next.path,
    };
    Ok(Redirect::to(&view.href(&path)).into_response())
}

/// Whether the viewer takes part in an open meeting which somebody else steers.
fn joins(view: &View, next: &Coming, id: MeetingId) -> bool {
    next.upcoming.state == MeetingState::Open && !room::may(view, &PauseClock { meeting: id })
}

pub(super) async fn list(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    Ok(page(&view, &group))
}

fn page(view: &View, group: &Arc<Group>) -> Markup {
    let frame = Frame::of_group("Meetings", Place::Meeting, group.id);
    let coming = coming::all(view, group);
    view.page(
        &frame,
        html! {
            (page_head(&format!("Meetings of {}", group.name), "Those to come, and what the last ones left behind.", None))
            @if coming.is_empty() { (nothing_planned(view, group)) }
            @else { (section("h-coming", "To come", "", None, coming_list(view, group, &coming))) }
            (held(view, group, ROWS))
        },
    )
}

fn nothing_planned(view: &View, group: &Group) -> Markup {
    let settings = view.href(&format!("groups/{}/settings", group.slug));
    let action = view.may(Act::Lead(group.id)).then(|| Button::new("Set day and time").primary().link(&settings));
    empty("No meeting is planned", "A Scrum of Scrums needs a day and a time. Its Master sets them in the group's settings.", action)
}

/// The meetings to come, with their state.
pub(super) fn coming_list(view: &View, group: &Group, coming: &[Coming]) -> Markup {
    let row = |next: &Coming| {
        let upcoming = &next.upcoming;
        let when = format::appointment(view.local(upcoming.starts_at, &group.zone), view.today(&group.zone));
        html! {
            li data-row=(next.path) {
                b { a href=(view.href(&next.path)) { (format::capital(&when)) } }
                span { (upcoming.title) ", " (upcoming.minutes) " min" }
                small { (standing(&upcoming.state)) }
            }
        }
    };
    html! { ul.plain { @for next in coming { (row(next)) } } }
}

/// Where a meeting stands, in words and mark; nothing to say while it is planned.
pub(super) fn standing(state: &MeetingState) -> Markup {
    match state {
        MeetingState::Planned => html! {},
        MeetingState::Open => status(State::Ok, "Open now"),
        MeetingState::Closed => status(State::Done, "Held"),
        MeetingState::Skipped(_) => status(State::Missing, "Not held"),
        MeetingState::Cancelled(_) => status(State::Missing, "Cancelled"),
    }
}

/// The meetings that were held, newest first.
pub(super) fn held(view: &View, group: &Group, most: usize) -> Markup {
    let all = || view.model.meetings.iter().rev().filter(|m| m.group == group.id && m.state == MeetingState::Closed);
    let mut found: Vec<&Arc<Meeting>> = all().take(most + 200).collect();
    found.sort_by_key(|m| std::cmp::Reverse(m.closed_at));
    let more = found.len() > most;
    found.truncate(most);
    let list = view.href(&format!("groups/{}/meetings", group.slug));
    section(
        "h-held",
        "Held",
        "",
        (more && most < ROWS).then_some(("All meetings", list.as_str())),
        html! {
            @if found.is_empty() { p.meta { "No meeting has been held yet. After the first one its minutes stand here." } }
            ul.plain { @for meeting in found { (held_row(view, group, meeting)) } }
        },
    )
}

fn held_row(view: &View, group: &Group, meeting: &Meeting) -> Markup {
    let of = |of: Option<rowlock_domain::MeetingId>| of == Some(meeting.id);
    let decisions = view.model.decisions.iter().filter(|d| of(d.meeting)).count();
    let follow_ups = view.model.follow_ups.iter().filter(|f| of(f.meeting)).count();
    let counted = |about: &About| !matches!(about, About::Opening | About::Round | About::Close);
    let topics = meeting.agenda().filter(|t| counted(&t.about) && t.outcome.is_some()).count();
    let left = [
        format::counted(topics, "topic", "topics"),
        format::counted(decisions, "decision", "decisions"),
        format::counted(follow_ups, "follow-up", "follow-ups"),
    ];
    html! {
        li data-row={ "meeting:" (meeting.id.0) } {
            b { a href=(view.thing_href(Thing::Meeting(meeting.id))) { (words::day(view, group, meeting.began_at())) } }
            span { (meeting.title) }
            small { (left.join(", ")) }
        }
    }
}
