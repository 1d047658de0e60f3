//! What the durations are computed from, as CSV: one row per impediment, readable by `rowlock analyze durations` too.
//!
//! Cells that a spreadsheet would take for a formula get an apostrophe in front.

use super::page::asked;
use crate::error::WebError;
use crate::form::Form;
use crate::view::View;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rowlock_analysis::model::impediments::{Of, Until, span};
use rowlock_domain::Instant;
use rowlock_domain::impediment::{Impediment, ImpedimentState};

const COLUMNS: [&str; 8] = ["id", "title", "team", "cause", "state", "created", "owned", "resolved"];

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let form = Form::parse(view.here.split_once('?').map_or("", |(_, query)| query).as_bytes())?;
    let asked = asked(&view, &group, &form);
    let of = Of { group: asked.group, team: asked.team };
    let seen = |i: &&std::sync::Arc<Impediment>| of.holds(&view.model, i) && span(i, Until::Resolved, asked.window()).is_some();
    let mut text = COLUMNS.join(",");
    text.push_str("\r\n");
    for impediment in view.model.impediments.iter().filter(seen) {
        text.push_str(&row(&view, impediment).map(|cell| quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    let name = format!("attachment; filename=\"impediments-{}.csv\"", group.slug);
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response())
}

fn row(view: &View, impediment: &Impediment) -> [String; 8] {
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
    [
        impediment.id.to_string(),
        impediment.title.to_string(),
        team,
        impediment.cause.as_ref().map_or_else(String::new, ToString::to_string),
        state.to_owned(),
        written(Some(impediment.raised_at)),
        written(impediment.owned_at),
        written(ended),
    ]
}

fn written(at: Option<Instant>) -> String {
    at.and_then(|at| jiff::Timestamp::from_millisecond(at.0).ok()).map_or_else(String::new, |at| at.to_string())
}

fn quoted(cell: &str) -> String {
    let guarded = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() };
    if guarded.contains(['"', ',', '\n', '\r', ';']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_never_breaks_its_row() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("say \"no\""), "\"say \"\"no\"\"\"");
        assert_eq!(quoted("@home, \"x\""), "\"'@home, \"\"x\"\"\"");
    }
}
