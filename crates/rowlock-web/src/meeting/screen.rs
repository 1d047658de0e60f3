//! The three screens of a meeting that is held: projection, phone, close. A form goes back to the one it came from.

use super::address::{self, Parts};
use super::room::Room;
use super::{ballot, close, minutes, phone, plan, stage};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{self, Refused};
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::meeting::MeetingState;
use rowlock_domain::{Command, MeetingId, Thing};

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Screen {
    /// The meeting's page: plan, projection or minutes.
    Main,
    /// A participant's phone.
    Phone,
    /// The close step.
    Close,
}

impl Screen {
    /// The one a form came from.
    pub fn of(form: &Form) -> Self {
        match form.value("screen") {
            "phone" => Self::Phone,
            "close" => Self::Close,
            _ => Self::Main,
        }
    }

    /// The hidden field that names it.
    pub fn field(self) -> Markup {
        let word = match self {
            Self::Main => return html! {},
            Self::Phone => "phone",
            Self::Close => "close",
        };
        html! { input type="hidden" name="screen" value=(word); }
    }

    /// Its path in the workspace.
    pub fn path(self, id: MeetingId) -> String {
        match self {
            Self::Main => format!("meetings/{}", id.0),
            Self::Phone => format!("meetings/{}/phone", id.0),
            Self::Close => format!("meetings/{}/close", id.0),
        }
    }

    fn render(self, view: &View, id: MeetingId, refused: &Refused) -> Result<Markup, WebError> {
        let room = Room::enter(view, id)?;
        match (self, &room.meeting.state) {
            (_, MeetingState::Planned | MeetingState::Skipped(_) | MeetingState::Cancelled(_)) => plan::numbered(view, id, refused),
            (_, MeetingState::Closed) => Ok(minutes::page(&room, refused)),
            (Self::Main, MeetingState::Open) => Ok(stage::page(&room, refused)),
            (Self::Phone, MeetingState::Open) => Ok(phone::page(&room, refused, None)),
            (Self::Close, MeetingState::Open) => Ok(close::page(&room, refused, None)),
        }
    }
}

fn id(view: &View, parts: &Parts) -> Result<MeetingId, WebError> {
    address::number(view, parts.get("meeting").map_or("", String::as_str))
}

pub(super) async fn main(view: View, Path(parts): Path<Parts>) -> Result<Markup, WebError> {
    let room = Room::enter(&view, id(&view, &parts)?)?;
    if room.meeting.state == MeetingState::Planned {
        view.outlook(room.group).await?;
    }
    Screen::Main.render(&view, id(&view, &parts)?, &Refused::default())
}

/// The phone leads to the meeting's page as long as, or once, it is not held.
pub(super) async fn phone(view: View, Path(parts): Path<Parts>) -> Result<Response, WebError> {
    let id = id(&view, &parts)?;
    let room = Room::enter(&view, id)?;
    if room.meeting.state == MeetingState::Closed {
        return Ok(Redirect::to(&room.href("")).into_response());
    }
    if room.meeting.state != MeetingState::Open {
        view.outlook(room.group).await?;
        return Ok(plan::numbered(&view, id, &Refused::default())?.into_response());
    }
    let voting = ballot::standing(&view, id).await?;
    Ok(phone::page(&room, &Refused::default(), Some(&voting)).into_response())
}

pub(super) async fn close(view: View, Path(parts): Path<Parts>) -> Result<Response, WebError> {
    let id = id(&view, &parts)?;
    let room = Room::enter(&view, id)?;
    if room.meeting.state != MeetingState::Open {
        return Ok(Redirect::to(&room.href("")).into_response());
    }
    let voting = ballot::standing(&view, id).await?;
    Ok(close::page(&room, &Refused::default(), Some(&voting)).into_response())
}

/// The meeting of an address and its form, for handlers.
pub(super) fn meeting_of(view: &View, parts: &Parts) -> Result<MeetingId, WebError> {
    id(view, parts)
}

/// Sends one of a meeting's forms, then shows the screen it came from and what just happened.
pub(super) async fn send(
    view: View,
    id: MeetingId,
    name: &'static str,
    form: Form,
    (thing, command): (Option<Thing>, Command),
) -> Result<Response, WebError> {
    let screen = Screen::of(&form);
    refused::send(view, name, form, (thing, vec![command]), &screen.path(id), move |view, refused| screen.render(view, id, refused)).await
}

/// Sends a command whose effect everybody sees at once: no notice, back to the screen. A refused one says so there.
pub(super) async fn quietly(
    view: &View,
    id: MeetingId,
    (name, mut form): (&'static str, Form),
    command: impl Into<Command>,
) -> Result<Response, WebError> {
    let command = command.into();
    let screen = Screen::of(&form);
    if form.is_wrong() {
        return again(view, id, (name, form));
    }
    match view.submit(&form, None, move |_| Ok(vec![command.clone()])).await {
        Ok(_) => Ok(Redirect::to(&format!("/{}/{}", view.desk.slug, screen.path(id))).into_response()),
        Err(error) => {
            form.refuse(error)?;
            again(view, id, (name, form))
        }
    }
}

/// The screen once more, with the refused form of that name.
pub(super) fn again(view: &View, id: MeetingId, (name, form): (&'static str, Form)) -> Result<Response, WebError> {
    let (screen, status) = (Screen::of(&form), form.status());
    Ok((status, screen.render(view, id, &Refused::of(name, form))?).into_response())
}
