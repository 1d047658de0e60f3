//! Drafts of check-ins: kept on the server while somebody writes, theirs alone, thrown away when it is sent.

use super::seat::Seat;
use crate::error::WebError;
use crate::form::Form;
use crate::view::View;
use axum::extract::Path;
use axum::http::StatusCode;
use rowlock_engine::plain::{Draft, PlainChange};

/// Fields that belong to one rendering of the form.
const NOT_KEPT: [&str; 4] = ["key", "version", "add", "occasion"];

/// Keeps what was typed so far.
pub(super) async fn save(view: View, Path((_, slug, key)): Path<(String, String, String)>, form: Form) -> Result<StatusCode, WebError> {
    let seat = Seat::of(&view, &slug, &key)?;
    if !seat.may() {
        return Err(WebError::Forbidden(format!("Only those who act for {} can check in for it.", seat.name())));
    }
    keep(&seat, &form).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps a form of the seat as the viewer's draft.
pub(super) async fn keep(seat: &Seat<'_>, form: &Form) -> Result<(), WebError> {
    let view = seat.view;
    let fields: Vec<(&str, &str)> = form.values().filter(|(name, value)| !NOT_KEPT.contains(name) && !value.is_empty()).collect();
    let content = serde_json::to_string(&fields).map_err(|_| WebError::Inside)?;
    let draft = Draft { workspace: view.desk.key, person: view.person, form: seat.draft(), content, saved_at: view.site.engine.clock().now() };
    view.must_have_looked()?;
    Ok(view.site.engine.change(vec![PlainChange::put(&draft)]).await?)
}

/// The draft as a form, and when it was saved.
pub(super) async fn restored(seat: &Seat<'_>) -> Result<Option<(Form, rowlock_domain::Instant)>, WebError> {
    let view = seat.view;
    let draft = Draft::of(&**view.site.engine.store(), view.desk.key, view.person, &seat.draft()).await?;
    Ok(draft.and_then(|draft| {
        let fields: Vec<(String, String)> = serde_json::from_str(&draft.content).ok()?;
        let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Some((Form::filled(&pairs), draft.saved_at))
    }))
}

/// Throws it away with the events of what it became.
pub(super) fn discard(seat: &Seat<'_>) -> PlainChange {
    Draft::discard(seat.view.desk.key, seat.view.person, &seat.draft())
}
