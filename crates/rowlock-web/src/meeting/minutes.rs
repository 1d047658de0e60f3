//! The page of a closed meeting: what it left behind, who was there, the pulse, who knows, and corrections.

use super::address::Parts;
use super::room::Room;
use super::screen::{meeting_of, send};
use super::{ballot, door, record, words};
use crate::error::WebError;
use crate::form::Form;
use crate::impediment::level_name;
use crate::refused::Refused;
use crate::relay;
use crate::shell::{Frame, Place};
use crate::ui::button::{Button, copy_button};
use crate::ui::clock;
use crate::ui::field::{Field, fold};
use crate::ui::notice::{self, Tone};
use crate::ui::page::LiveMode;
use crate::ui::section::{page_head, section};
use crate::ui::status::status;
use crate::ui::table::{self, column};
use crate::ui::{avatar, format};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::Thing;
use rowlock_domain::meeting::About;
use rowlock_domain::meeting::command::CorrectMinutes;
use rowlock_domain::meeting::minutes::{Minutes, TopicMinutes, minutes};

/// The page.
pub(super) fn page(room: &Room<'_>, refused: &Refused) -> Markup {
    let Some(made) = minutes(&room.view.model, room.meeting.id, room.view.now) else { return html! {} };
    let title = format!("Minutes, {}", room.day());
    let mut frame = Frame::of_thing(&title, Place::Meeting, room.group.id, Thing::Meeting(room.meeting.id));
    frame = frame.below("Meetings", &format!("groups/{}/meetings", room.group.slug));
    // Until the relays are out, what becomes of them shows at once.
    if !room.meeting.relays.values().any(|relay| relay.sent_at.is_some()) {
        frame.mode = LiveMode::Meeting;
    }
    let markdown = room.href("minutes.md");
    let correct = corrections(room, &made, refused);
    room.view.page(
        &frame,
        html! {
            (page_head(&format!("{}, {}", room.meeting.title, room.day()), sentence(room, &made), Some(html! { (Button::new("Minutes as Markdown").link(&markdown)) })))
            (refused.left_over())
            (held(room))
            div class="cols cols-main" {
                div class="stack gap5" { (topics(room, &made)) (agreed(room, &made)) (promises(room, &made)) (escalations(room, &made)) (waiting(room, &made)) (correct) }
                div class="stack gap5" { (knows(room)) (who(room, &made)) (pulse(room)) (as_text(room)) (door::held(room.view, room.group, 5)) }
            }
        },
    )
}

fn sentence(room: &Room<'_>, made: &Minutes) -> String {
    let from = room.meeting.opened_at.map_or_else(String::new, |at| room.time(at));
    let until = room.meeting.closed_at.map_or_else(String::new, |at| room.time(at));
    let led = room.meeting.facilitator.map_or_else(String::new, |person| format!(", led by {}", room.view.name(person)));
    let share = if made.took_ms > 0 { made.solving_ms * 100 / made.took_ms } else { 0 };
    let planned = words::day(room.view, room.group, room.meeting.starts_at);
    let planned = if planned == room.day() { String::new() } else { format!(" It was planned for {planned}.") };
    format!(
        "{from} to {until}, {} of {}:00 minutes used, {} on solving{led}.{planned}",
        words::clock(made.took_ms),
        room.meeting.minutes,
        format::percent(share)
    )
}

/// While the relays are held, a way to take them back; taken back, a way to let them go.
fn held(room: &Room<'_>) -> Markup {
    let sent = room.meeting.relays.values().any(|relay| relay.sent_at.is_some());
    let has = room.meeting.kind == rowlock_domain::series::MeetingKind::ScrumOfScrums && !room.seats().is_empty();
    if sent || !has || room.view.is_past {
        return html! {};
    }
    let form = |noun: &str, words: &str| {
        html! { @if room.leads() { form method="post" action=(room.action(noun)) { (room.view.stamp(None)) (Button::new(words).small().render()) } } }
    };
    match room.meeting.relays_held_until {
        Some(until) => {
            let local = room.view.local(until, &room.group.zone).time().strftime("%H:%M:%S").to_string();
            let words = html! { "The relays go out at " b { (local) } " (" (clock::left_until(until.0, room.view.now.0)) ")." };
            notice::with_action(Tone::Neutral, words, Some(form("hold/end", "Take back")))
        }
        None => notice::with_action(Tone::Attention, "The relays were taken back. No team has been told yet.", Some(form("hold", "Send after all"))),
    }
}

fn topics(room: &Room<'_>, made: &Minutes) -> Markup {
    let columns = [column("Topic"), column("Ended"), column("Used"), column("Planned")];
    section(
        "h-topics",
        "What we talked about",
        "",
        None,
        table::table(
            "topics",
            "Topics with outcome and time",
            &columns,
            html! {
                @for topic in &made.topics { (topic_row(room, topic)) }
            },
        ),
    )
}

fn topic_row(room: &Room<'_>, topic: &TopicMinutes) -> Markup {
    let thing = words::thing_of(&topic.about);
    let over = topic.spent_ms > topic.planned_ms + 999;
    let outcome = topic.outcome.filter(|_| !matches!(topic.about, About::Opening | About::Round | About::Close));
    let reached = topic.outcome.is_some();
    table::row(
        &format!("topic-{}", topic.id.0),
        html! {
            (table::head_cell(html! {
                @match thing { Some(thing) => { a href=(room.view.thing_href(thing)) { (topic.title) } @if words::has_label(thing) { " " span.id { (thing.label()) } } } None => (topic.title) }
            }))
            (table::cell("Ended", html! { @match outcome { Some(outcome) => (status(words::outcome_state(outcome), words::outcome(outcome))), None if reached => {}, None => span.meta { "not reached" } } }))
            (table::cell("Used", html! { span data-s=[over.then_some("over")] { (words::clock(topic.spent_ms)) } }))
            (table::cell("Planned", html! { (words::clock(topic.planned_ms)) }))
        },
    )
}

fn agreed(room: &Room<'_>, made: &Minutes) -> Markup {
    let view = room.view;
    html! {
        (section("h-decisions", "Decisions", &made.decisions.len().to_string(), None, html! {
            @if made.decisions.is_empty() { p.meta { "None." } }
            ul class="box rows things" { @for decision in &made.decisions {
                li data-row=(decision.id) { div.what { b { a href=(view.thing_href(Thing::Decision(decision.id))) { (decision.text) } } @if !decision.because.is_empty() { p { "Because " (decision.because) } } } span.id { (decision.id) } }
            } }
        }))
        (section("h-follow-ups", "Follow-ups", &(made.follow_ups.len() + made.parked.len()).to_string(), None, html! {
            @if made.follow_ups.is_empty() && made.parked.is_empty() { p.meta { "None." } }
            ul class="box rows things" {
                @for follow_up in &made.follow_ups {
                    li data-row=(follow_up.id) { div.what { b { a href=(view.thing_href(Thing::FollowUp(follow_up.id))) { (follow_up.text) } } p { (record::owner_words(view.profiles(), follow_up, room.today)) } } span.id { (follow_up.id) } }
                }
                @for parked in &made.parked {
                    li data-row={ "meeting:" (parked.id.0) } { div.what { b { a href=(view.thing_href(Thing::Meeting(parked.id))) { (parked.title) } } p { "Follow-up meeting, " (words::day(view, room.group, parked.starts_at)) ", " (room.time(parked.starts_at)) ", " (parked.minutes) " min" } } }
                }
            }
        }))
    }
}

fn promises(room: &Room<'_>, made: &Minutes) -> Markup {
    html! {
        @if !made.promises.is_empty() {
            (section("h-promises", "Promises that changed", "", None, html! {
                ul.plain { @for change in &made.promises {
                    li {
                        b { a href=(room.view.thing_href(Thing::Dependency(change.dependency))) { (words::title(&room.view.model, Thing::Dependency(change.dependency))) } }
                        span { (format::day(change.to, room.today)) @if let Some(from) = change.from { ", was " (format::day(from, room.today)) } @if !change.why.is_empty() { ": " (change.why) } }
                        small { (change.dependency) }
                    }
                } }
            }))
        }
    }
}

fn escalations(room: &Room<'_>, made: &Minutes) -> Markup {
    html! {
        @if !made.escalations.is_empty() {
            (section("h-escalations", "Escalated", &made.escalations.len().to_string(), None, html! {
                ul.plain { @for (id, to) in &made.escalations {
                    li {
                        b { a href=(room.view.thing_href(Thing::Impediment(*id))) { (words::title(&room.view.model, Thing::Impediment(*id))) } }
                        span { "to " (level_name(room.view, *to)) }
                        small { (id) }
                    }
                } }
            }))
        }
    }
}

fn waiting(room: &Room<'_>, made: &Minutes) -> Markup {
    html! {
        @if !made.can_wait.is_empty() {
            (section("h-wait", "Did not fit", &made.can_wait.len().to_string(), None, html! {
                ul.plain { @for line in made.can_wait.iter().take(50) {
                    li { b { @match words::thing_of(&line.about) { Some(thing) => a href=(room.view.thing_href(thing)) { (line.title) }, None => (line.title) } } span { (line.why) } }
                } }
            }))
        }
    }
}

fn corrections(room: &Room<'_>, made: &Minutes, refused: &Refused) -> Markup {
    let form = refused.form("correction");
    html! {
        @if !made.corrections.is_empty() || (room.steers() && !room.view.is_past) {
            (section("h-corrections", "Corrections", "what was sent stays; this is added to it", None, html! {
                ul.plain { @for (at, by, text) in &made.corrections {
                    li { b { (text) } small { (words::day(room.view, room.group, *at)) ", " (room.time(*at)) @if let Some(by) = by { ", " (room.view.name(*by)) } } }
                } }
                @if room.steers() {
                    (refused.notice("correction"))
                    form.form method="post" action=(room.action("corrections")) {
                        (room.view.stamp(None))
                        (Field::new("text", "What was otherwise").value(form.value("text")).error(form.error("text")).required().max_length(2_000).textarea(2))
                        div.formend { (Button::new("Add correction").render()) }
                    }
                }
            }))
        }
    }
}

fn knows(room: &Room<'_>) -> Markup {
    let (know, all) = rowlock_domain::relay::query::who_knows(room.meeting);
    html! { @if all > 0 { (section("h-knows", &format!("{know} of {all} teams know"), "", None, relay::who_knows(room.view, room.meeting))) } }
}

fn who(room: &Room<'_>, made: &Minutes) -> Markup {
    section(
        "h-who",
        "Who was there",
        "",
        None,
        html! {
            ul.att {
                @for (member, said) in &made.attendance {
                    @let here = said.as_ref().filter(|attendance| attendance.here);
                    li data-s=[here.is_none().then_some("away")] {
                        @match here { Some(attendance) => { (avatar::small(room.view.name(attendance.person))) (room.view.name(attendance.person)) } None => { (avatar::nobody("not there")) } }
                        small { (room.seat(*member)) }
                    }
                }
                @for person in &made.others { li { (avatar::small(room.view.name(*person))) (room.view.name(*person)) small { (room.role(*person)) } } }
            }
        },
    )
}

fn pulse(room: &Room<'_>) -> Markup {
    section("h-pulse", "Pulse", "", None, ballot::result(room))
}

fn as_text(room: &Room<'_>) -> Markup {
    let text = record::scribe(room.view).chat(room.meeting.id).unwrap_or_default();
    fold("As text for a chat", false, html! { (copy_button("Copy as text", "minutes-text")) pre.astext id="minutes-text" { (text) } })
}

/// Adds a dated correction.
pub(super) async fn correct(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    let text = form.text("text");
    send(view, meeting, "correction", form, (None, CorrectMinutes { meeting, text }.into())).await
}
