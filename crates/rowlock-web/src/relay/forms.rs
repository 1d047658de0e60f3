//! What is said to a relay: the team knows, a question back, its answer, a follow-up done.

use super::page::{Sheet, page};
use crate::error::WebError;
use crate::form::Form;
use crate::refused;
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_domain::follow_up::command::FinishFollowUp;
use rowlock_domain::relay::command::{AcknowledgeRelay, AnswerRelay, AskBack};
use rowlock_domain::{Command, FollowUpId, MeetingId, Member};

type Address = Path<(String, String, String)>;

fn addressed(view: &View, (meeting, key): (&str, &str)) -> Result<(MeetingId, Member, String), WebError> {
    let sheet = Sheet::of(view, meeting, key)?;
    Ok((sheet.meeting.id, sheet.member, sheet.path()))
}

async fn send(view: View, (meeting, key): (String, String), name: &'static str, form: Form, command: Command) -> Result<Response, WebError> {
    let (_, _, path) = addressed(&view, (&meeting, &key))?;
    let back = form.value("back").parse::<u32>().ok().filter(|id| view.model.meeting(MeetingId(*id)).is_some());
    if let Some(back) = back.filter(|_| !form.is_wrong()) {
        view.submit(&form, None, move |_| Ok(vec![command.clone()])).await?;
        return Ok(Redirect::to(&format!("/{}/meetings/{back}", view.desk.slug)).into_response());
    }
    refused::send(view, name, form, (None, vec![command]), &path, move |view, refused| Ok(page(&Sheet::of(view, &meeting, &key)?, refused))).await
}

pub(super) async fn acknowledge(view: View, Path((_, meeting, key)): Address, form: Form) -> Result<Response, WebError> {
    let (id, member, _) = addressed(&view, (&meeting, &key))?;
    send(view, (meeting, key), "acknowledgement", form, AcknowledgeRelay { meeting: id, member }.into()).await
}

pub(super) async fn ask(view: View, Path((_, meeting, key)): Address, mut form: Form) -> Result<Response, WebError> {
    let (id, member, _) = addressed(&view, (&meeting, &key))?;
    let question = form.text("question");
    send(view, (meeting, key), "question", form, AskBack { meeting: id, member, question }.into()).await
}

pub(super) async fn answer(view: View, Path((_, meeting, key)): Address, mut form: Form) -> Result<Response, WebError> {
    let (id, member, _) = addressed(&view, (&meeting, &key))?;
    let answer = form.text("answer");
    send(view, (meeting, key), "answer", form, AnswerRelay { meeting: id, member, answer }.into()).await
}

pub(super) async fn finish(view: View, Path((_, meeting, key)): Address, mut form: Form) -> Result<Response, WebError> {
    addressed(&view, (&meeting, &key))?;
    let follow_up = form.id("follow_up", FollowUpId).ok_or(WebError::NotFound)?;
    send(view, (meeting, key), "done", form, FinishFollowUp { follow_up }.into()).await
}
