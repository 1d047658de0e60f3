//! One follow-up: who does it, until when, and what becomes of it.

use super::list::due_words;
use crate::choices::{chosen_person, person_field};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::field::{Field, fold};
use crate::ui::section::{pairs, section};
use crate::ui::status::{self, State};
use crate::ui::{avatar, format};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::follow_up::command::{DateFollowUp, DropFollowUp, FinishFollowUp, HandOnFollowUp, ReopenFollowUp};
use rowlock_domain::follow_up::{FollowUp, FollowUpState};
use rowlock_domain::{Act, Command, FollowUpId, Thing};

type Number = Path<(String, String)>;

fn known(view: &View, number: &str) -> Result<FollowUpId, WebError> {
    let number: u32 = number.parse().map_err(|_| WebError::NotFound)?;
    view.model.follow_up(FollowUpId(number)).map(|f| f.id).ok_or(WebError::NotFound)
}

pub(super) async fn show(view: View, Path((_, number)): Number) -> Result<Markup, WebError> {
    page(&view, known(&view, &number)?, &Refused::default())
}

fn page(view: &View, id: FollowUpId, refused: &Refused) -> Result<Markup, WebError> {
    let f = view.model.follow_up(id).ok_or(WebError::NotFound)?;
    let group = view.model.group(f.group).ok_or(WebError::NotFound)?;
    let title = id.to_string();
    let frame =
        Frame::of_thing(&title, Place::FollowUps, group.id, Thing::FollowUp(id)).below("Follow-ups", &format!("groups/{}/follow-ups", group.slug));
    Ok(view.page(
        &frame,
        html! {
            header.pagehead { div.narrow { p class="m0 mb1 row" data-live="state" { (state(f)) span.id { (id) } } h1 { (f.text) } } }
            div class="cols cols-main" {
                (section("h-history", "History", "", None, crate::changes::history(view, Thing::FollowUp(id), 30)))
                aside.panel { (actions(view, f, refused)) hr; (facts(view, f)) }
            }
        },
    ))
}

fn state(f: &FollowUp) -> Markup {
    match &f.state {
        FollowUpState::Assigned if f.owner.is_none() => status::status(State::NoneYet, "No owner"),
        FollowUpState::Assigned => status::status(State::Owned, "To be done"),
        FollowUpState::Done => status::status(State::Done, "Done"),
        FollowUpState::Dropped(why) => html! { (status::status(State::New, "Dropped")) " " (why) },
    }
}

fn facts(view: &View, f: &FollowUp) -> Markup {
    let today = view.today(&view.model.zone);
    let mut shown = vec![
        ("Owner", html! { @match f.owner { Some(owner) => (avatar::person(view.name(owner))), None => "nobody" } }),
        ("Due", due_words(f, today)),
        (
            "Agreed",
            html! { (format::moment(view.local(f.assigned_at, &view.model.zone), today)) @if let Some(meeting) = f.meeting { ", " a.link href=(view.thing_href(Thing::Meeting(meeting))) { "in the meeting" } } },
        ),
    ];
    if let Some(team) = f.team.and_then(|id| view.model.team(id)) {
        shown.push(("For", html! { a.link href=(view.thing_href(Thing::Team(team.id))) { (team.name) } }));
    }
    if let Some(thing) = f.about {
        shown.push(("About", html! { a.link href=(view.thing_href(thing)) { (thing.label()) } }));
    }
    pairs(shown)
}

fn actions(view: &View, f: &FollowUp, refused: &Refused) -> Markup {
    let href = |noun: &str| view.href(&format!("follow-ups/{}/{noun}", f.id.0));
    let stamp = || view.stamp(Some(Thing::FollowUp(f.id)));
    if !view.may(Act::Finish(f.id)) {
        return html! { p.meta { "Its owner or the Scrum of Scrums Master can change it." } };
    }
    if !f.is_open() {
        return Button::new("Do it again after all").post(&href("reopening"), &[]);
    }
    let owner = refused.form("owner").or("owner", f.owner.map_or_else(String::new, |p| p.to_string()));
    let date = refused.form("date").or("due", f.due.map_or_else(String::new, format::iso));
    let end = refused.form("drop");
    html! {
        section.stack-2 aria-label="What you can do" {
            (Button::new("Done").primary().post(&href("completion"), &[]))
            (fold("Hand it on", refused.is("owner"), html! { (refused.notice("owner")) form.form method="post" action=(href("owner")) { (stamp())
                (person_field(view, Field::new("owner", "Owner").value(owner.value("owner")).error(owner.error("owner")), "Choose a person"))
                div.formend { (Button::new("Hand it on").render()) } } }))
            (fold("Another date", refused.is("date"), html! { (refused.notice("date")) form.form method="post" action=(href("date")) { (stamp())
                (Field::new("due", "Due").value(date.value("due")).error(date.error("due")).date())
                (Field::new("why", "Why").id("f-why-date").value(date.value("why")).error(date.error("why")).text())
                div.formend { (Button::new("Save the date").render()) } } }))
            (fold("It will not be done", refused.is("drop"), html! { (refused.notice("drop")) form.form method="post" action=(href("drop")) { (stamp())
                (Field::new("why", "Why").id("f-why-drop").value(end.value("why")).error(end.error("why")).text())
                div.formend { (Button::new("Drop it").render()) } } }))
        }
    }
}

async fn act(view: View, number: &str, name: &'static str, form: Form, command: impl Into<Command>) -> Result<Response, WebError> {
    let id = known(&view, number)?;
    let path = format!("follow-ups/{}", id.0);
    send(view, name, form, (Some(Thing::FollowUp(id)), vec![command.into()]), &path, move |view, refused| page(view, id, refused)).await
}

pub(super) async fn hand_on(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let follow_up = known(&view, &n)?;
    let owner = chosen_person(&view, &mut form, "owner");
    if owner.is_none() {
        form.wrong("owner", "Choose who does it.");
    }
    let owner = owner.unwrap_or(view.person);
    act(view, &n, "owner", form, HandOnFollowUp { follow_up, owner }).await
}

pub(super) async fn date(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (follow_up, due, why) = (known(&view, &n)?, form.optional_date("due"), form.optional_text("why"));
    act(view, &n, "date", form, DateFollowUp { follow_up, due, why }).await
}

pub(super) async fn finish(view: View, Path((_, n)): Number, form: Form) -> Result<Response, WebError> {
    let follow_up = known(&view, &n)?;
    act(view, &n, "done", form, FinishFollowUp { follow_up }).await
}

pub(super) async fn drop(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (follow_up, why) = (known(&view, &n)?, form.optional_text("why"));
    act(view, &n, "drop", form, DropFollowUp { follow_up, why }).await
}

pub(super) async fn reopen(view: View, Path((_, n)): Number, form: Form) -> Result<Response, WebError> {
    let follow_up = known(&view, &n)?;
    act(view, &n, "reopen", form, ReopenFollowUp { follow_up }).await
}
