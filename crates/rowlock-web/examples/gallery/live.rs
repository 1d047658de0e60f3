//! A counter, a list and a stream: what a live page needs, and nothing else.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use rowlock_web::ui::button::Button;
use rowlock_web::ui::clock::Clock;
use rowlock_web::ui::field::{Field, hidden};
use rowlock_web::ui::notice;
use rowlock_web::ui::page::{self, Live, LiveMode};
use serde::Deserialize;
use tokio::sync::watch;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

#[derive(Clone, Default)]
struct Model {
    version: u64,
    value: u64,
    rows: Vec<String>,
    stored: String,
}

type Shared = Arc<watch::Sender<Model>>;

pub fn routes() -> Router {
    let rows = vec!["Checkout".to_owned(), "Mobile".to_owned()];
    let shared: Shared = Arc::new(watch::channel(Model { version: 1, rows, stored: "old".into(), value: 0 }).0);
    Router::new()
        .route("/calm", get(calm))
        .route("/live-meeting", get(meeting))
        .route("/stream", get(stream))
        .route("/touch", post(touch))
        .route("/note", post(note))
        .with_state(shared)
}

#[derive(Deserialize)]
struct Touch {
    #[serde(default)]
    row: String,
    #[serde(default)]
    stored: String,
}

/// A value changes; with a row or a stored text that changes too.
async fn touch(State(shared): State<Shared>, Form(touch): Form<Touch>) -> StatusCode {
    shared.send_modify(|model| {
        model.version += 1;
        model.value += 1;
        if !touch.row.is_empty() {
            model.rows.push(touch.row);
        }
        if !touch.stored.is_empty() {
            model.stored = touch.stored;
        }
    });
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Note {
    text: String,
    back: String,
}

/// A form of the page: refused when empty.
async fn note(State(shared): State<Shared>, Form(note): Form<Note>) -> Response {
    if note.text.trim().is_empty() {
        let model = shared.borrow().clone();
        let error = Some("Write a line. Example: Ask the lab");
        return (StatusCode::UNPROCESSABLE_ENTITY, body(&model, LiveMode::Meeting, &note.text, error)).into_response();
    }
    shared.send_modify(|model| {
        model.version += 1;
        model.rows.push(note.text);
    });
    Redirect::to(&note.back).into_response()
}

async fn stream(State(shared): State<Shared>) -> Sse<impl tokio_stream::Stream<Item = Result<Event, Infallible>>> {
    Sse::new(WatchStream::new(shared.subscribe()).map(|model| {
        let data = format!(r#"{{"timeline":"t1","version":{},"scopes":["group:1"]}}"#, model.version);
        Ok(Event::default().event("touched").id(format!("t1:{}", model.version)).data(data))
    }))
}

async fn calm(State(shared): State<Shared>) -> Markup {
    let model = shared.borrow().clone();
    body(&model, LiveMode::Calm, "", None)
}

async fn meeting(State(shared): State<Shared>) -> Markup {
    let model = shared.borrow().clone();
    body(&model, LiveMode::Meeting, "", None)
}

fn body(model: &Model, mode: LiveMode, text: &str, error: Option<&str>) -> Markup {
    let back = if mode == LiveMode::Calm { "/calm" } else { "/live-meeting" };
    let mut shell = crate::pages::shell("Live");
    let now = shell.head.server_now_ms;
    shell.live = Some(Live {
        src: "/stream".into(),
        session: "gallery".into(),
        version: model.version,
        timeline: "t1".into(),
        scopes: "group:1".into(),
        mode,
    });
    let clock = Clock { started_at_ms: Some(now / 600_000 * 600_000), elapsed_ms: 0, planned_ms: 180_000 };
    page::page(
        &shell,
        html! {
            h1 { "Live" }
            @if let Some(error) = error { (notice::refused(error)) }
            p { "Value " b data-live="value" { (model.value) } }
            div.remain { (clock.left(now)) div { (clock.meter(now)) } }
            ul class="box rows things" { @for row in &model.rows { li data-row=(row) { div.what { b { a href="#" { (row) } } } } } }
            form.form method="post" action="/note" {
                (hidden("back", back))
                (Field::new("text", "Note").value(text).error(error).text())
                (Field::new("stored", "Stored").value(&model.stored).text())
                div.row { (Button::new("Add note").primary().render()) }
            }
            details id="more" { summary { "More" } p { "Opened." } }
        },
    )
}
