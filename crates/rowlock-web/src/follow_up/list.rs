//! A group's follow-ups: overdue first, then by date; done ones below.

use crate::choices::{chosen_person, person_field, team_field};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::field::Field;
use crate::ui::section::{page_head, section};
use crate::ui::status::{self, State};
use crate::ui::table::{self, column};
use crate::ui::{avatar, format};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::follow_up::command::AssignFollowUp;
use rowlock_domain::follow_up::{FollowUp, FollowUpState, query};
use rowlock_domain::group::Group;
use rowlock_domain::{Act, Date, TeamId, Thing};
use std::sync::Arc;

/// Rows before "more".
const ROWS: usize = 50;

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    page(&view, &slug, &Refused::default())
}

fn page(view: &View, slug: &str, refused: &Refused) -> Result<Markup, WebError> {
    let group = view.group(slug)?.clone();
    let today = view.today(&group.zone);
    let open = query::open_in(&view.model, group.id);
    let overdue = open.iter().filter(|f| f.overdue_days(today).is_some()).count();
    let closed: Vec<&Arc<FollowUp>> =
        view.model.follow_ups.iter().rev().filter(|f| !f.is_open() && view.model.is_within(f.group, group.id)).take(20).collect();
    let from: usize = Form::parse(view.here.split_once('?').map_or("", |(_, q)| q).as_bytes())?.value("from").parse().unwrap_or(0);
    let shown: Vec<_> = open.iter().skip(from).take(ROWS).collect();
    let until = from + shown.len();
    let more = format!("{}?from={until}", view.href(&format!("groups/{slug}/follow-ups")));
    let sentence = match (open.len(), overdue) {
        (0, _) => "None is open.".to_owned(),
        (all, 0) => format!("{} open.", format::count(all)),
        (all, overdue) => format!("{} open, {} overdue.", format::count(all), format::count(overdue)),
    };
    Ok(view.page(&Frame::of_group("Follow-ups", Place::FollowUps, group.id), html! {
        (page_head("Follow-ups", sentence, None))
        @if open.is_empty() { (empty("Nothing is left to be done", "What is agreed in a meeting and has an owner and a date would be here until it is done.", None)) }
        @else { (table::table("follow-ups", "Open follow-ups", &[column("What will happen"), column("Owner"), column("Due")], html! { @for f in &shown { (row(view, f, today)) } })) }
        @if until < open.len() { (table::more(until, open.len(), "follow-ups", &more)) }
        @if view.may(Act::Lead(group.id)) { (assign_form(view, &group, refused)) }
        @if !closed.is_empty() { (section("h-closed", "Closed lately", "", None, html! { ul.plain { @for f in closed { (closed_row(view, f)) } } })) }
    }))
}

fn row(view: &View, f: &FollowUp, today: Date) -> Markup {
    table::row(
        &f.id.to_string(),
        html! {
            (table::head_cell(html! { a href=(view.thing_href(Thing::FollowUp(f.id))) { (f.text) } small { (f.id) @if let Some(thing) = f.about { ", about " (thing.label()) } } }))
            (table::cell("Owner", html! { @match f.owner { Some(owner) => (avatar::person(view.name(owner))), None => (status::status(State::NoneYet, "No owner")) } }))
            (table::cell("Due", html! { span data-live=(format!("due-{}", f.id)) { (due_words(f, today)) } }))
        },
    )
}

/// "4 d late", "today", "Fri 27 Nov".
pub(crate) fn due_words(f: &FollowUp, today: Date) -> Markup {
    match (f.overdue_days(today), f.due) {
        (Some(days), _) => status::status(State::Late, format!("{days} d late")),
        (None, Some(due)) if due == today => status::status(State::Owned, "Today"),
        (None, Some(due)) => html! { (format::day(due, today)) },
        (None, None) => html! { span.meta { "no date" } },
    }
}

fn closed_row(view: &View, f: &FollowUp) -> Markup {
    html! {
        li data-row=(f.id) {
            @match &f.state {
                FollowUpState::Dropped(why) => { (status::status(State::New, "Dropped")) b { a href=(view.thing_href(Thing::FollowUp(f.id))) { (f.text) } } small { (why) ", " (f.id) } },
                _ => { (status::status(State::Done, "Done")) b { a href=(view.thing_href(Thing::FollowUp(f.id))) { (f.text) } } small { @if let Some(owner) = f.owner { (view.name(owner)) ", " } (f.id) } },
            }
        }
    }
}

fn assign_form(view: &View, group: &Group, refused: &Refused) -> Markup {
    let form = refused.form("assign");
    section(
        "h-assign",
        "Assign a follow-up",
        "one owner, one date",
        None,
        html! {
            (refused.notice("assign"))
            form.form method="post" action=(view.href(&format!("groups/{}/follow-ups", group.slug))) {
                (view.stamp(None))
                (Field::new("text", "What will happen?").value(form.value("text")).error(form.error("text")).placeholder("Post the enrolment API draft").text())
                (person_field(view, Field::new("owner", "Owner").value(form.value("owner")).error(form.error("owner")), "Choose a person"))
                (Field::new("due", "Due").value(form.value("due")).error(form.error("due")).date())
                (team_field(view, Field::new("team", "For which team").value(form.value("team")).error(form.error("team")), group.id, "None"))
                div.formend { (Button::new("Assign it").render()) }
            }
        },
    )
}

pub(super) async fn assign(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.id;
    let (text, owner, due, team) = (form.text("text"), chosen_person(&view, &mut form, "owner"), form.optional_date("due"), form.id("team", TeamId));
    if owner.is_none() {
        form.wrong("owner", "Choose who does it.");
    }
    let commands = owner.map(|owner| AssignFollowUp { group, text, owner, team, due, meeting: None, about: None }.into()).into_iter().collect();
    let path = format!("groups/{slug}/follow-ups");
    send(view, "assign", form, (None, commands), &path, move |view, refused| page(view, &slug, refused)).await
}
