//! From topic to topic, and the clock. A form names the topic it was shown with, so two who press "next" move by one.

use super::address::Parts;
use super::screen::{meeting_of, quietly};
use crate::error::WebError;
use crate::form::Form;
use crate::view::View;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use rowlock_domain::meeting::Outcome;
use rowlock_domain::meeting::command::{AddTime, ConcludeTopic, MoveBack, MoveOn, PauseClock, ResumeClock, StartTopic};
use rowlock_domain::{MeetingId, TopicId};

fn unreadable(sentence: &str) -> WebError {
    WebError::Bad { status: StatusCode::UNPROCESSABLE_ENTITY, sentence: sentence.to_owned() }
}

/// The topic that the form names.
fn from(form: &Form) -> Result<TopicId, WebError> {
    form.value("from").parse().map(TopicId).map_err(|_| unreadable("The form does not say which topic it leaves. Reload the meeting's page."))
}

/// The topic of an address.
pub(super) fn topic_of(view: &View, parts: &Parts) -> Result<(MeetingId, TopicId), WebError> {
    let meeting = meeting_of(view, parts)?;
    let topic = parts.get("topic").and_then(|written| written.parse().ok()).map(TopicId).ok_or(WebError::NotFound)?;
    let known = view.model.meeting(meeting).and_then(|m| m.topic(topic)).is_some();
    if known { Ok((meeting, topic)) } else { Err(WebError::NotFound) }
}

pub(super) async fn next(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    let outcome = match form.value("outcome") {
        "" => None,
        word => Some(Outcome::parse(word).ok_or_else(|| unreadable("That is not one of the outcomes. Choose one from the list."))?),
    };
    let command = MoveOn { meeting, from: from(&form)?, outcome };
    quietly(&view, meeting, ("steer", form), command).await
}

pub(super) async fn previous(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    let command = MoveBack { meeting, from: from(&form)? };
    quietly(&view, meeting, ("steer", form), command).await
}

pub(super) async fn start(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let (meeting, topic) = topic_of(&view, &parts)?;
    quietly(&view, meeting, ("steer", form), StartTopic { meeting, topic }).await
}

pub(super) async fn conclude(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let (meeting, topic) = topic_of(&view, &parts)?;
    let outcome = Outcome::parse(form.value("outcome")).ok_or_else(|| unreadable("That is not one of the outcomes. Choose one from the list."))?;
    quietly(&view, meeting, ("steer", form), ConcludeTopic { meeting, topic, outcome }).await
}

pub(super) async fn add_time(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let (meeting, topic) = topic_of(&view, &parts)?;
    let seconds = form.optional_number("seconds", 1, 3_600).unwrap_or(60);
    if let Some(sentence) = form.error("seconds") {
        return Err(unreadable(sentence));
    }
    quietly(&view, meeting, ("steer", form), AddTime { meeting, topic, seconds }).await
}

pub(super) async fn pause(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    quietly(&view, meeting, ("steer", form), PauseClock { meeting }).await
}

pub(super) async fn resume(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    quietly(&view, meeting, ("steer", form), ResumeClock { meeting }).await
}
