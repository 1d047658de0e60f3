//! What the durations are computed from, as CSV: one row per impediment, readable by `rowlock analyze durations` too.

use super::page::asked;
use crate::error::WebError;
use crate::export;
use crate::form::Form;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use rowlock_analysis::model::impediments::{Of, Until, days, span};
use rowlock_domain::Instant;
use rowlock_domain::impediment::stopwatch::Stopwatch;
use rowlock_domain::impediment::{Impediment, ImpedimentState};

const COLUMNS: [&str; 11] = ["id", "title", "team", "cause", "state", "created", "owned", "resolved", "days_to_own", "days_to_resolve", "days_are"];

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let form = Form::parse(view.here.split_once('?').map_or("", |(_, query)| query).as_bytes())?;
    let asked = asked(&view, &group, &form);
    let watch = view.stopwatch();
    let of = Of { group: asked.group, team: asked.team };
    let seen = |i: &&std::sync::Arc<Impediment>| of.holds(&view.model, i) && span(&watch, i, Until::Resolved, asked.window()).is_some();
    let rows = view.model.impediments.iter().filter(seen).map(|impediment| row(&view, &watch, impediment).to_vec());
    Ok(export::csv(&format!("impediments-{}.csv", group.slug), &COLUMNS, rows))
}

fn row(view: &View, watch: &Stopwatch<'_>, impediment: &Impediment) -> [String; 11] {
    let team = impediment.team.and_then(|team| view.model.team(team)).map_or_else(String::new, |team| team.name.to_string());
    let state = match impediment.state {
        ImpedimentState::New => "new",
        ImpedimentState::Owned => "owned",
        ImpedimentState::Resolved => "resolved",
        ImpedimentState::Confirmed => "confirmed",
        ImpedimentState::Withdrawn(_) => "withdrawn",
        ImpedimentState::Merged(_) => "merged",
    };
    let ended = if impediment.is_open() { None } else { impediment.resolved_at.or(impediment.closed_at) };
    let took = |until: Option<Instant>| until.map_or_else(String::new, |at| format!("{:.4}", days(watch, impediment, impediment.raised_at, at)));
    [
        impediment.id.to_string(),
        impediment.title.to_string(),
        team,
        impediment.cause.as_ref().map_or_else(String::new, ToString::to_string),
        state.to_owned(),
        written(Some(impediment.raised_at)),
        written(impediment.owned_at),
        written(ended),
        took(impediment.owned_at),
        took(ended),
        watch.measure.word().to_owned(),
    ]
}

fn written(at: Option<Instant>) -> String {
    at.and_then(|at| jiff::Timestamp::from_millisecond(at.0).ok()).map_or_else(String::new, |at| at.to_string())
}
