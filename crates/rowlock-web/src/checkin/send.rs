//! The form sent: the check-in and all that it changes, in one batch, with its draft thrown away; or one more line.

use super::fill::{fill, one_more};
use super::said::commands;
use super::seat::Seat;
use super::{draft, page, read};
use crate::error::WebError;
use crate::form::Form;
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_domain::{Actor, Via};
use rowlock_engine::Submission;

/// Sends it; refused, it comes back with every word. "Add a line" keeps a draft and shows it with one line more.
pub(super) async fn send(view: View, Path((_, slug, key)): Path<(String, String, String)>, mut form: Form) -> Result<Response, WebError> {
    let seat = Seat::of(&view, &slug, &key)?;
    view.must(rowlock_domain::Act::ForMember(seat.member))?;
    if let adds @ ("obstacle" | "ask") = form.value("add") {
        draft::keep(&seat, &form).await?;
        let lines = one_more(&form, &format!("{adds}-"));
        return Ok(Redirect::to(&view.href(&format!("{}?add={adds}&lines={lines}", seat.path()))).into_response());
    }
    let said = read::said(&seat, &mut form);
    if let Some(said) = said.filter(|_| !form.is_wrong()) {
        let mut submission = Submission::built(Actor::Person(view.person), Via::Web, move |context| Ok(commands(context, &said)));
        submission = submission.once(view.idempotency_key(&form));
        submission.plain = vec![draft::discard(&seat)];
        match view.hand_in(submission).await {
            Ok(done) => return Ok(view.go(&seat.path(), &done)),
            Err(error) => form.refuse(error)?,
        }
    }
    Ok((form.status(), page::page(&seat, &fill(&seat, form), None)).into_response())
}
