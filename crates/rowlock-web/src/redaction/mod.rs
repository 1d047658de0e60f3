//! Removing words for good: the texts of a thing's events, or those that a person wrote, for administrators. What goes leaves
//! the log, every page and every past moment; a mark says who did it and why.

use crate::error::WebError;
use crate::form::Form;
use crate::routes::Routes;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::field::{Field, error, hidden, tick};
use crate::ui::section::page_head;
use crate::ui::{format, notice};
use crate::view::View;
use axum::extract::RawQuery;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rowlock_domain::workspace::texts_of;
use rowlock_domain::{Act, Actor, Recorded, Text, Thing, Via};
use std::sync::Arc;

/// Texts shown at once, newest first.
const ROWS: usize = 50;
/// Events looked through at most for one page.
const FARTHEST: usize = 5_000;
/// Letters of a text shown.
const LETTERS: usize = 300;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/texts", show);
    routes.post("/{workspace}/texts", remove);
}

/// The way to the texts of a thing, for those who may remove some.
pub(crate) fn link(view: &View, thing: Thing) -> Markup {
    html! {
        @if view.may(Act::Administer) {
            p class="meta mt3" { a.link href=(view.href(&format!("texts?of={thing}"))) { @if matches!(thing, Thing::Person(_)) { "Remove what they wrote for good" } @else { "Remove a text for good" } } }
        }
    }
}

fn asked(form: &Form) -> Thing {
    form.value("of").parse().unwrap_or(Thing::Workspace)
}

async fn show(view: View, RawQuery(query): RawQuery) -> Result<Markup, WebError> {
    view.must(Act::Administer)?;
    let form = Form::parse(query.unwrap_or_default().as_bytes())?;
    Ok(page(&view, asked(&form), &Form::default()))
}

async fn remove(view: View, mut form: Form) -> Result<Response, WebError> {
    view.must(Act::Administer)?;
    let of = asked(&form);
    let texts: Vec<(u64, Text)> = form.all("text").filter_map(parse).collect();
    if texts.is_empty() {
        form.wrong("text", "Choose at least one text.");
    }
    if form.value("sure").is_empty() {
        form.wrong("sure", "Say that you know it: nobody can bring the words back.");
    }
    let why = form.text("why");
    if !form.is_wrong() {
        match view.desk.redact(Actor::Person(view.person), Via::Web, texts, why).await {
            Ok(done) => return Ok(view.go(&format!("texts?of={of}"), &done)),
            Err(refusal) => form.refuse(refusal)?,
        }
    }
    Ok((form.status(), page(&view, of, &form)).into_response())
}

/// `12:words/next/0`: version and place.
fn parse(written: &str) -> Option<(u64, Text)> {
    let (version, place) = written.split_once(':')?;
    Some((version.parse().ok()?, Text::new(place).ok()?))
}

/// One text that can go.
struct Row {
    key: String,
    words: String,
    recorded: Arc<Recorded>,
}

/// The texts of a thing's events, or all that a person wrote; newest first.
fn rows(view: &View, of: Thing) -> Vec<Row> {
    let model = &view.model;
    let events: Vec<Arc<Recorded>> = match of {
        Thing::Person(person) => model.journal.iter().rev().filter(|r| r.stamp.person() == Some(person)).take(FARTHEST).cloned().collect(),
        thing => model.history(thing).rev().take(FARTHEST).cloned().collect(),
    };
    let texts = events.into_iter().flat_map(|recorded| {
        let row =
            |(place, words): (String, String)| Row { key: format!("{}:{place}", recorded.stamp.version), words, recorded: Arc::clone(&recorded) };
        texts_of(&recorded.event).into_iter().map(row).collect::<Vec<_>>()
    });
    texts.take(ROWS + 1).collect()
}

fn page(view: &View, of: Thing, form: &Form) -> Markup {
    let name = match of {
        Thing::Person(person) => view.name(person).to_owned(),
        Thing::Workspace => view.model.name.to_string(),
        thing => crate::meeting::words::title(&view.model, thing),
    };
    let rows = rows(view, of);
    let mut frame = Frame::of_thing("Remove texts", Place::People, rowlock_domain::GroupId(0), of);
    frame.group = view.home_group();
    let sentence = "What is removed leaves the log, all pages and all past moments, wherever the same words were copied. A mark stays: who did it, when and why.";
    view.page(
        &frame,
        html! {
            (page_head(&format!("Remove texts: {name}"), sentence, Some(Button::new("Back").link(&view.thing_href(of)))))
            @if let Some(refused) = form.refused() { (notice::refused(refused)) }
            @if rows.is_empty() { (empty("There is no text here", "Nothing that somebody wrote stands in the log about this.", None)) }
            @else {
                form.form method="post" action=(view.href("texts")) {
                    (view.stamp(None)) (hidden("of", &of.to_string()))
                    @if let Some(problem) = form.error("text") { (error("f-text-error", problem)) }
                    ul.ticks { @for row in rows.iter().take(ROWS) { li data-row=(row.key) { (line(view, form, row)) } } }
                    @if rows.len() > ROWS { p.meta { "Older texts show once newer ones are gone, or on the page of their own thing." } }
                    (Field::new("why", "Why").value(form.value("why")).error(form.error("why")).hint("Shown with the mark.").required().max_length(500).text())
                    (tick("sure", "yes", !form.value("sure").is_empty(), "I know that nobody can bring these words back, not even from a backup."))
                    @if let Some(problem) = form.error("sure") { (error("f-sure-error", problem)) }
                    div.formend { (Button::new("Remove for good").primary().render()) }
                }
            }
        },
    )
}

fn line(view: &View, form: &Form, row: &Row) -> Markup {
    let zone = &view.model.zone;
    let shown: String = row.words.chars().take(LETTERS).collect();
    let by = row.recorded.stamp.person().map_or_else(String::new, |person| format!(", {}", view.name(person)));
    let when = format::moment(view.local(row.recorded.stamp.at, zone), view.today(zone));
    tick(
        "text",
        &row.key,
        form.all("text").any(|chosen| chosen == row.key),
        html! { (shown) @if row.words.chars().count() > LETTERS { "…" } small { (crate::changes::sentence(view, &row.recorded)) ", " (when) (by) } },
    )
}
