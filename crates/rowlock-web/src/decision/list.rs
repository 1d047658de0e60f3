//! A group's decisions that hold, newest first, those to look at again on top; and the form that records one.

use crate::choices::teams;
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::field::{Field, tick};
use crate::ui::section::{page_head, section};
use crate::ui::status::{self, State};
use crate::ui::{format, teamcode};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::decision::Decision;
use rowlock_domain::decision::command::MakeDecision;
use rowlock_domain::group::Group;
use rowlock_domain::{Act, Date, DecisionId, TeamId, Thing};

/// Rows before the rest is folded into a sentence.
const ROWS: usize = 50;

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    page(&view, &slug, &Refused::default())
}

fn page(view: &View, slug: &str, refused: &Refused) -> Result<Markup, WebError> {
    let group = view.group(slug)?.clone();
    let today = view.today(&group.zone);
    let asked = Form::parse(view.here.split_once('?').map_or("", |(_, q)| q).as_bytes())?;
    let words = asked.value("q").trim().to_lowercase();
    let all = asked.value("all") == "1";
    let held = view.model.decisions.iter().rev().filter(|d| view.model.is_within(d.group, group.id) && (all || d.superseded_by.is_none()));
    let mut held: Vec<_> = held.filter(|d| words.is_empty() || d.text.as_str().to_lowercase().contains(&words)).collect();
    held.sort_by_key(|d| !d.is_due(today));
    let due = held.iter().filter(|d| d.is_due(today)).count();
    let sentence = format!(
        "{}{}.",
        format::sentence_case(&format::counted(held.len(), "decision", "decisions")),
        if due > 0 { format!(", {due} to look at again") } else { String::new() }
    );
    let base = view.href(&format!("groups/{slug}/decisions"));
    Ok(view.page(&Frame::of_group("Decisions", Place::Decisions, group.id), html! {
        (page_head("Decisions", sentence, None))
        form.filters method="get" action=(base) {
            (Field::new("q", "Contains").hidden_label().placeholder("Contains").value(asked.value("q")).text())
            (tick("all", "1", all, "also those that no longer hold"))
            (Button::new("Filter").small().render())
        }
        @if held.is_empty() { (empty("No decision yet", "What the group decides, with its reason and whom it binds, would be here, so that nobody has to ask twice.", None)) }
        @if !held.is_empty() { ul class="box rows things" { @for decision in held.iter().take(ROWS) { (row(view, decision, today)) } } }
        @if held.len() > ROWS { p.meta { (format::count(held.len() - ROWS)) " older ones; search for them above." } }
        @if view.may(Act::Lead(group.id)) { (make_form(view, &group, refused)) }
    }))
}

fn row(view: &View, decision: &Decision, today: Date) -> Markup {
    html! {
        li data-row=(decision.id) {
            div.what {
                b { a href=(view.thing_href(Thing::Decision(decision.id))) { (decision.text) } }
                @if !decision.because.is_empty() { p { "because " (decision.because) } }
                small {
                    (format::moment(view.local(decision.made_at, &view.model.zone), today)) ", " (decision.id)
                    @if let Some(day) = decision.review_on { ", look again " (format::near_day(day, today)) }
                }
            }
            div.do {
                @if decision.is_due(today) { (status::status(State::Risk, "Look again")) }
                @if decision.superseded_by.is_some() { (status::status(State::New, "No longer holds")) }
                (binds(view, decision))
            }
        }
    }
}

/// The teams it binds, as codes.
pub(super) fn binds(view: &View, decision: &Decision) -> Markup {
    let teams: Vec<_> = decision.binds.iter().filter_map(|id| view.model.team(*id)).cloned().collect();
    html! { @if !teams.is_empty() { (teamcode::team_codes(teams.iter().map(|team| (team.code.as_str(), team.name.as_str())))) } }
}

fn make_form(view: &View, group: &Group, refused: &Refused) -> Markup {
    let form = refused.form("decision");
    let all = teams(view, group.id);
    section(
        "h-make",
        "Record a decision",
        "outside a meeting",
        None,
        html! {
            (refused.notice("decision"))
            form.form method="post" action=(view.href(&format!("groups/{}/decisions", group.slug))) {
                (view.stamp(None))
                (Field::new("text", "What was decided?").value(form.value("text")).error(form.error("text")).textarea(2))
                (Field::new("because", "Because").value(form.value("because")).error(form.error("because")).text())
                @if all.len() <= 60 { fieldset { legend { "It binds" } div.row { @for (id, name) in &all { (tick("binds", id, form.all("binds").any(|v| v == id), name)) } } } }
                @if let Some(error) = form.error("binds") { (crate::ui::field::error("e-binds", error)) }
                (Field::new("review_on", "Look at it again on").value(form.value("review_on")).error(form.error("review_on")).date())
                (Field::new("supersedes", "In place of decision number").value(form.value("supersedes")).error(form.error("supersedes")).number())
                div.formend { (Button::new("Record it").render()) }
            }
        },
    )
}

pub(super) async fn make(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.id;
    let command = MakeDecision {
        group,
        text: form.text("text"),
        because: form.optional_text("because"),
        binds: form.ids("binds", TeamId),
        review_on: form.optional_date("review_on"),
        meeting: None,
        about: None,
        supersedes: form.id("supersedes", DecisionId),
    };
    let path = format!("groups/{slug}/decisions");
    send(view, "decision", form, (None, vec![command.into()]), &path, move |view, refused| page(view, &slug, refused)).await
}
