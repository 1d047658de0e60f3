//! The small forms of a meeting to come: open, propose, put off, order, move, call off, remind.

use super::address::{self, Parts};
use super::plan::{self, Plan};
use super::screen::{meeting_of, quietly, send};
use super::steer::topic_of;
use crate::error::WebError;
use crate::form::Form;
use crate::group::{member_key, parse_member};
use crate::refused::{self, Refused};
use crate::ui::button::Button;
use crate::ui::field::{Field, fold, hidden};
use crate::ui::section::section;
use crate::ui::status::{State, status};
use crate::view::View;
use crate::worth;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::checkin::command::RemindCheckIn;
use rowlock_domain::meeting::command::{
    CancelMeeting, LeaveOutTopic, MoveMeeting, NumberOccurrence, OpenByWorth, OpenMeeting, OrderTopics, ProposeTopic, PutOffThing, ReinstateMeeting,
    SkipMeeting, TakeThingBackIn,
};
use rowlock_domain::meeting::{About, AgendaLine, Occasion, Topic, decide};
use rowlock_domain::{Act, Command, DateTime, Decide, Instant, Member, Refusal, Thing, TopicId};
use rowlock_engine::SubmitError;
use std::sync::Arc;

/// The buttons of one line of the agenda, for whoever leads.
pub(super) fn line_forms(plan: &Plan<'_>, line: &AgendaLine, topic: Option<&Arc<Topic>>) -> Markup {
    if let Some(topic) = topic {
        let place = plan.action(&format!("topics/{}/place", topic.id.0));
        return html! {
            form method="post" action=(place) {
                (plan.view.stamp(None))
                (Button::new("Up").small().quiet().sends("move", "up").spoken(&format!("Up: {}", topic.title)).render())
                (Button::new("Down").small().quiet().sends("move", "down").spoken(&format!("Down: {}", topic.title)).render())
            }
            form method="post" action=(plan.action(&format!("topics/{}/removal", topic.id.0))) {
                (plan.view.stamp(None)) (Button::new("Leave out").small().spoken(&format!("Leave out: {}", topic.title)).render())
            }
        };
    }
    match line.about {
        About::Thing(thing) => html! {
            form method="post" action=(plan.action("put-off")) {
                (plan.view.stamp(None)) (hidden("thing", &thing.to_string()))
                (Button::new("Put off").small().spoken(&format!("Put off: {}", line.title)).render())
            }
        },
        _ => html! {},
    }
}

/// Takes a thing that was put off back in.
pub(super) fn back_in(plan: &Plan<'_>, thing: Thing) -> Markup {
    html! {
        form method="post" action=(plan.action("put-off/end")) {
            (plan.view.stamp(None)) (hidden("thing", &thing.to_string()))
            (Button::new("Take back in").small().spoken(&format!("Take back in: {}", thing.label())).render())
        }
    }
}

/// Propose a topic.
pub(super) fn proposal(plan: &Plan<'_>, refused: &Refused) -> Markup {
    let form = refused.form("topic");
    section(
        "h-propose",
        "Propose a topic",
        "everybody may",
        None,
        html! {
            (refused.notice("topic"))
            form.form method="post" action=(plan.action("topics")) {
                (plan.view.stamp(None))
                (Field::new("title", "What shall we talk about?").value(form.value("title")).error(form.error("title")).required().max_length(200).text())
                (Field::new("minutes", "Minutes").value(form.value("minutes")).error(form.error("minutes")).hint("Left empty, it gets the usual time.").bounds("1", "60").number())
                div.formend { (Button::new("Propose topic").render()) }
            }
        },
    )
}

/// Move, skip, cancel.
pub(super) fn change(plan: &Plan<'_>, refused: &Refused) -> Markup {
    let local = plan.view.local(plan.starts_at, &plan.group.zone);
    let start = refused.form("start").or("starts_at", local.date().to_string()).or("time", local.strftime("%H:%M").to_string());
    let off = refused.form("off");
    let why = |form: &Form, id: &str, required: bool| {
        let value = form.value("why").to_owned();
        let error = form.error("why").map(str::to_owned);
        let field = Field::new("why", "Why").id(id).value(&value).error(error.as_deref()).max_length(500);
        if required { field.required().text() } else { field.text() }
    };
    section(
        "h-change",
        "Change this meeting",
        "everybody is told",
        None,
        html! {
            (fold("Move it", refused.is("start"), html! {
                (refused.notice("start"))
                form.form method="post" action=(plan.action("start")) {
                    (plan.view.stamp(None))
                    (Field::new("starts_at", "Day").value(start.value("starts_at")).error(start.error("starts_at")).required().date())
                    (Field::new("time", "Time").value(start.value("time")).error(start.error("time")).required().time())
                    (why(&start, "f-why-move", false))
                    div.formend { (Button::new("Move the meeting").render()) }
                }
            }))
            (fold("Do not hold it", refused.is("off"), html! {
                (refused.notice("off"))
                form.form method="post" action=(plan.action("skip")) {
                    (plan.view.stamp(None))
                    (why(&off, "f-why-off", true))
                    div.formend {
                        (Button::new("Skip: nobody needs it").render())
                        (Button::new("Cancel it").posts_to(&plan.action("cancellation")).render())
                    }
                }
            }))
        },
    )
}

/// One seat: in since when, or missing with a way to remind.
pub(super) fn check_in_row(plan: &Plan<'_>, member: Member, given_at: Option<Instant>) -> Markup {
    let view = plan.view;
    let name = view.model.member_name(member);
    let key = member_key(member);
    let (asked, reminded) = plan.meeting.map_or((None, None), |m| (m.asked.get(&member), m.reminded.get(&member)));
    let at = |at: Instant| crate::ui::format::moment(view.local(at, &plan.group.zone), plan.today);
    html! {
        li data-row={ "in-" (member.thing()) } {
            @match given_at {
                Some(given) => { (status(State::Done, name)) small { "in, " (at(given)) } }
                None => {
                    (status(State::Missing, name))
                    small { @if let Some(when) = reminded { "reminded, " (at(*when)) } @else if let Some(when) = asked { "asked, " (at(*when)) } @else { "not yet" } }
                    @if plan.leads() {
                        form method="post" action=(plan.action("reminders")) {
                            (view.stamp(None)) (hidden("member", &key))
                            (Button::new("Remind").small().spoken(&format!("Remind {name}")).render())
                        }
                    }
                }
            }
        }
    }
}

/// Sends a form of a plan; a refused one comes back on the plan's page.
async fn send_plan(view: View, occasion: Occasion, name: &'static str, form: Form, command: Command) -> Result<Response, WebError> {
    let path = address::path_of(&view.model, &**view.site.engine.calendar(), occasion);
    refused::send(view, name, form, (None, vec![command]), &path, move |view, refused| match occasion {
        Occasion::Meeting(id) if view.model.meeting(id).is_some_and(|m| m.state == rowlock_domain::meeting::MeetingState::Open) => {
            Ok(super::stage::page(&super::room::Room::enter(view, id)?, refused))
        }
        _ => plan::page(view, occasion, refused),
    })
    .await
}

/// Opens it and goes to its projection. Long before its time it asks first.
pub(super) async fn open(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let occasion = address::occasion(&view, &parts)?;
    let plan = Plan::of(&view, occasion)?;
    if plan.is_early() && plan.is_on() && form.value("early") != "yes" {
        let act = OpenMeeting { occasion }.act(&view.model).map_err(SubmitError::Refused)?;
        view.must(act)?;
        return Ok(Redirect::to(&view.href(&format!("{}?open=early", plan.path))).into_response());
    }
    let group = plan.group.clone();
    view.outlook(&group).await?;
    let command = match worth::talking(&view, group.id).map(|talking| talking.worth.clone()).filter(|worth| !worth.0.is_empty()) {
        Some(worth) => OpenByWorth { occasion, worth }.into(),
        None => OpenMeeting { occasion }.into(),
    };
    send_plan(view, occasion, "opening", form, command).await
}

pub(super) async fn move_to(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let occasion = address::occasion(&view, &parts)?;
    let zone = Plan::of(&view, occasion)?.group.zone.clone();
    let (day, time, why) = (form.date("starts_at"), form.time("time"), form.optional_text("why"));
    let starts_at = view.site.engine.calendar().instant(DateTime::from_parts(day, time), &zone);
    send_plan(view, occasion, "start", form, MoveMeeting { occasion, starts_at, why }.into()).await
}

pub(super) async fn skip(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let occasion = address::occasion(&view, &parts)?;
    let why = form.optional_text("why");
    send_plan(view, occasion, "off", form, SkipMeeting { occasion, why }.into()).await
}

pub(super) async fn cancel(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let occasion = address::occasion(&view, &parts)?;
    let why = form.optional_text("why");
    send_plan(view, occasion, "off", form, CancelMeeting { occasion, why }.into()).await
}

pub(super) async fn reinstate(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    send(view, meeting, "opening", form, (None, ReinstateMeeting { meeting }.into())).await
}

/// Proposes free words, or a thing (`thing=impediment:12`) under its own title.
pub(super) async fn propose(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let occasion = address::occasion(&view, &parts)?;
    let about = optional_thing(&form)?;
    let title = match about {
        Some(thing) if form.value("title").is_empty() => shortened(&super::words::title(&view.model, thing)),
        _ => form.title("title"),
    };
    let minutes = form.optional_number("minutes", 1, 60);
    send_plan(view, occasion, "topic", form, ProposeTopic { occasion, about, title, minutes }.into()).await
}

fn shortened(written: &str) -> rowlock_domain::Title {
    let line: String = written.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect();
    rowlock_domain::Title::new(&line).unwrap_or_default()
}

fn optional_thing(form: &Form) -> Result<Option<Thing>, WebError> {
    if form.value("thing").is_empty() { Ok(None) } else { thing_of(form).map(Some) }
}

/// The thing that a form names.
fn thing_of(form: &Form) -> Result<Thing, WebError> {
    let sentence = "The form does not say what it is about. Reload the page and try again.";
    form.value("thing").parse().map_err(|()| WebError::Bad { status: StatusCode::UNPROCESSABLE_ENTITY, sentence: sentence.to_owned() })
}

pub(super) async fn put_off(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let occasion = address::occasion(&view, &parts)?;
    let thing = thing_of(&form)?;
    send_plan(view, occasion, "put-off", form, PutOffThing { occasion, thing }.into()).await
}

pub(super) async fn take_back_in(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    let thing = thing_of(&form)?;
    send(view, meeting, "put-off", form, (None, TakeThingBackIn { meeting, thing }.into())).await
}

pub(super) async fn leave_out(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let (meeting, topic) = topic_of(&view, &parts)?;
    send(view, meeting, "topic", form, (None, LeaveOutTopic { meeting, topic }.into())).await
}

/// Moves a topic to come one place up or down, as the order is when its turn comes.
pub(super) async fn place(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let (meeting, topic) = topic_of(&view, &parts)?;
    let up = form.value("move") == "up";
    let build = move |context: &rowlock_domain::Context<'_>| {
        let held = context.workspace.meeting(meeting).ok_or(Refusal::Unknown)?;
        let mut order: Vec<TopicId> = held.to_come().collect();
        let Some(place) = order.iter().position(|id| *id == topic) else { return Ok(vec![]) };
        let other = if up { place.checked_sub(1) } else { Some(place + 1).filter(|other| *other < order.len()) };
        if let Some(other) = other {
            order.swap(place, other);
        }
        Ok(vec![OrderTopics { meeting, order }.into()])
    };
    view.must(Act::Lead(view.model.meeting(meeting).ok_or(WebError::NotFound)?.group))?;
    view.submit(&form, None, build).await?;
    Ok(Redirect::to(&view.thing_href(Thing::Meeting(meeting))).into_response())
}

/// Reminds a seat; the occurrence gets its number first if it has none.
pub(super) async fn remind(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let occasion = address::occasion(&view, &parts)?;
    let member = parse_member(form.value("member")).ok_or(WebError::NotFound)?;
    if let Occasion::Meeting(meeting) = occasion {
        return quietly(&view, meeting, ("reminder", form), RemindCheckIn { meeting, member }).await;
    }
    let build = move |context: &rowlock_domain::Context<'_>| {
        let (meeting, _) = decide::resolve(context, occasion)?;
        Ok(vec![NumberOccurrence { occasion }.into(), RemindCheckIn { meeting, member }.into()])
    };
    view.submit(&form, None, build).await?;
    let path = address::path_of(&view.model, &**view.site.engine.calendar(), occasion);
    Ok(Redirect::to(&view.href(&path)).into_response())
}
