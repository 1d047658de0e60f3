//! One decision, with what it is about and what took its place.

use super::list::binds;
use crate::error::WebError;
use crate::shell::{Frame, Place};
use crate::ui::format;
use crate::ui::section::{pairs, section};
use crate::ui::status::{self, State};
use crate::view::View;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_domain::decision::Decision;
use rowlock_domain::{DecisionId, Thing};

pub(super) async fn show(view: View, Path((_, number)): Path<(String, String)>) -> Result<Markup, WebError> {
    let number: u32 = number.parse().map_err(|_| WebError::NotFound)?;
    let decision = view.model.decision(DecisionId(number)).ok_or(WebError::NotFound)?.clone();
    let group = view.model.group(decision.group).ok_or(WebError::NotFound)?;
    let title = decision.id.to_string();
    let frame = Frame::of_thing(&title, Place::Decisions, group.id, Thing::Decision(decision.id))
        .below("Decisions", &format!("groups/{}/decisions", group.slug));
    Ok(view.page(&frame, html! {
        header.pagehead { div.narrow {
            p class="m0 mb1 row" {
                @if decision.superseded_by.is_some() { (status::status(State::New, "No longer holds")) } @else { (status::status(State::Ok, "Holds")) }
                span.id { (decision.id) }
            }
            h1 { (decision.text) }
        } }
        div class="cols cols-main" {
            div.stack {
                @if !decision.because.is_empty() { (section("h-because", "Because", "", None, html! { p.measure.prose { (decision.because) } })) }
                (section("h-history", "History", "", None, crate::changes::history(&view, Thing::Decision(decision.id), 10)))
            }
            aside.panel { (facts(&view, &decision)) }
        }
    }))
}

fn facts(view: &View, decision: &Decision) -> Markup {
    let today = view.today(&view.model.zone);
    let mut shown = vec![
        (
            "Decided",
            html! { (format::moment(view.local(decision.made_at, &view.model.zone), today)) @if let Some(meeting) = decision.meeting { ", " a.link href=(view.thing_href(Thing::Meeting(meeting))) { "in the meeting" } } },
        ),
        ("Binds", html! { @if decision.binds.is_empty() { "nobody in particular" } @else { (binds(view, decision)) } }),
    ];
    if let Some(by) = decision.made_by {
        shown.push(("Written down by", html! { (view.name(by)) }));
    }
    if let Some(day) = decision.review_on {
        shown.push(("Look again", html! { (format::day(day, today)) }));
    }
    if let Some(thing) = decision.about {
        shown.push(("About", html! { a.link href=(view.thing_href(thing)) { (thing.label()) } }));
    }
    if let Some(by) = decision.superseded_by {
        shown.push(("In its place", html! { a.link href=(view.thing_href(Thing::Decision(by))) { (by) } }));
    }
    if let Some(old) = view.model.decisions.iter().find(|d| d.superseded_by == Some(decision.id)) {
        shown.push(("In the place of", html! { a.link href=(view.thing_href(Thing::Decision(old.id))) { (old.id) " " (old.text) } }));
    }
    pairs(shown)
}
