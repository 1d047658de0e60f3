//! The projection of an open meeting: time bar and clock, agenda left, topic in the middle, people right.

use super::room::Room;
use super::screen::Screen;
use super::{attendance, topic, words};
use crate::refused::Refused;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::clock::Clock;
use crate::ui::field::{Choice, Field, fold, hidden};
use crate::ui::icon::logo;
use crate::ui::notice;
use crate::ui::page::{LiveMode, live_status};
use crate::ui::status::{State, mark};
use crate::ui::timebar::{Phase, Segment, time_bar};
use maud::{Markup, html};
use rowlock_domain::meeting::{About, Outcome, Topic};
use rowlock_domain::{Act, Thing};
use std::sync::Arc;

/// The page.
pub(super) fn page(room: &Room<'_>, refused: &Refused) -> Markup {
    let current = room.meeting.current();
    let is_round = current.is_some_and(|topic| topic.about == About::Round);
    let topics = agenda(room, refused);
    let on = current.map(|topic| topic::now(room, topic, refused, Screen::Main));
    let people = attendance::here(room, refused, Screen::Main);
    room.view.stage(
        &frame(room, &room.day()),
        html! {
            (head(room))
            main id="main" class={ "stagebody" @if is_round { " round-on" } } tabindex="-1" {
                (topics)
                section.now aria-labelledby="topic" {
                    (past(room))
                    (to_phone(room))
                    (refused.left_over())
                    @if let Some(on) = on { (on) }
                }
                aside aria-label="People" { (attendance::speaks(room)) (people) (absent(room)) }
            }
            (foot(room, current))
        },
    )
}

/// The frame of every screen of an open meeting: changes show at once.
pub(super) fn frame<'a>(room: &Room<'_>, title: &'a str) -> Frame<'a> {
    let mut frame = Frame::of_thing(title, Place::Meeting, room.group.id, Thing::Meeting(room.meeting.id));
    frame.scopes.push(Thing::Group(room.group.id));
    frame.scopes.extend(room.meeting.current().and_then(|topic| words::thing_of(&topic.about)));
    frame.mode = LiveMode::Meeting;
    frame
}

/// On a phone the projection is long: the view made for it stands first.
fn to_phone(room: &Room<'_>) -> Markup {
    html! { p class="tophone" { (Button::new("To the phone view").primary().large().link(&room.href("phone"))) } }
}

/// A projection has no notice of its own for past moments.
fn past(room: &Room<'_>) -> Markup {
    html! {
        @if room.view.is_past {
            (notice::notice(notice::Tone::Attention, html! { b { "As it was then." } " Nothing can be changed here." }))
        }
    }
}

/// Title, live status, the box's clock, the time bar.
pub(super) fn head(room: &Room<'_>) -> Markup {
    let meeting = room.meeting;
    let now = room.view.now;
    let running = meeting.clock.as_ref().and_then(|clock| clock.running_since);
    let elapsed: i64 = meeting.topics.iter().map(|topic| topic.spent_ms).sum();
    let whole = Clock { started_at_ms: running.map(|at| at.0), elapsed_ms: elapsed, planned_ms: meeting.box_ms() };
    html! {
        header.stagetop {
            a.brand href=(room.view.thing_href(Thing::Group(room.group.id))) { (logo()) span.hide { "Rowlock" } }
            h1 { (room.day()) " " span class="w4 sub hide" { (meeting.title) } }
            @if !room.view.is_past { (live_status(&room.time(room.view.site.engine.clock().now()))) }
            span.clock { (whole.used(now.0)) " " small { "of " (words::clock(meeting.box_ms())) ", ends " (room.time(meeting.ends_at(now))) } }
        }
        (time_bar(&segments(room)))
    }
}

fn segments<'a>(room: &'a Room<'_>) -> Vec<Segment<'a>> {
    let now = room.view.now;
    let seconds = |ms: i64| u32::try_from(ms / 1000).unwrap_or(0);
    let agenda: Vec<&Arc<Topic>> = room.meeting.announced_agenda().collect();
    let segment = |topic: &'a Topic| Segment {
        label: room.title(topic),
        planned_seconds: topic.planned_seconds,
        used_seconds: seconds(room.meeting.spent_ms(topic.id, now)),
        phase: phase(room, topic),
        clock: is_now(room, topic).then(|| topic::clock_of(room, topic)),
    };
    agenda.into_iter().map(|topic| segment(topic)).collect()
}

fn is_now(room: &Room<'_>, topic: &Topic) -> bool {
    room.meeting.clock.as_ref().is_some_and(|clock| clock.topic == topic.id)
}

fn phase(room: &Room<'_>, topic: &Topic) -> Phase {
    match (is_now(room, topic), topic.outcome.is_some() || topic.spent_ms > 0) {
        (true, _) => Phase::Now,
        (false, true) => Phase::Past,
        (false, false) => Phase::ToCome,
    }
}

/// The agenda with a field for one more topic.
pub(super) fn agenda(room: &Room<'_>, refused: &Refused) -> Markup {
    let over = room.meeting.over_plan_ms(room.view.now);
    html! {
        nav aria-label="Agenda" {
            div.sechead {
                h2 { "Agenda" }
                span class="push meta" data-live="over-plan" { @if over >= 1000 { (words::clock(over)) " over plan" } @else { "in time" } }
            }
            ol.agenda { @for topic in room.meeting.announced_agenda() { (line(room, topic)) } }
            @if room.takes_part() { (add(room, refused)) }
            @if room.leads() { (to_come(room)) }
        }
    }
}

fn line(room: &Room<'_>, topic: &Topic) -> Markup {
    let phase = phase(room, topic);
    let spent = room.meeting.spent_ms(topic.id, room.view.now);
    let over = spent > topic.planned_ms();
    let state = match phase {
        Phase::Now => "now",
        Phase::Past if over => "over",
        Phase::Past => "past",
        Phase::ToCome => "todo",
    };
    let glyph = match (phase, topic.outcome) {
        (Phase::Now, _) => State::Owned,
        (Phase::Past, Some(outcome)) if !matches!(topic.about, About::Opening | About::Round | About::Close) => words::outcome_state(outcome),
        (Phase::Past, _) => State::Done,
        (Phase::ToCome, _) => State::New,
    };
    html! {
        li data-row={ "topic-" (topic.id.0) } data-s=(state) aria-current=[(phase == Phase::Now).then_some("step")] {
            (mark(glyph)) b { (room.title(topic)) }
            @match phase {
                Phase::Now => (topic::clock_of(room, topic).rest(room.view.now.0)),
                Phase::Past => span.t data-s=[over.then_some("over")] { (words::clock(spent)) },
                Phase::ToCome => span.t { (words::clock(topic.planned_ms())) },
            }
            small { (remark(topic, phase, spent)) }
        }
    }
}

/// "DEP-41, Solved, of 4:00, 1:10 over".
fn remark(topic: &Topic, phase: Phase, spent: i64) -> String {
    let label = words::thing_of(&topic.about).filter(|thing| words::has_label(*thing)).map(Thing::label);
    let mut parts: Vec<String> = label.into_iter().collect();
    if phase == Phase::Past {
        parts.extend(
            topic.outcome.filter(|_| !matches!(topic.about, About::Opening | About::Round)).map(|outcome| words::outcome(outcome).to_owned()),
        );
        parts.push(format!("of {}", words::clock(topic.planned_ms())));
        let over = spent - topic.planned_ms();
        if over >= 1000 {
            parts.push(format!("{} over", words::clock(over)));
        }
    }
    parts.join(", ")
}

fn add(room: &Room<'_>, refused: &Refused) -> Markup {
    let form = refused.form("topic");
    html! {
        hr class="my4";
        (refused.notice("topic"))
        form method="post" action=(room.action("topics")) {
            (room.view.stamp(None))
            (Field::new("title", "Add a topic").id("f-add-topic").hidden_label().placeholder("Add a topic").value(form.value("title")).error(form.error("title")).required().max_length(200).autocomplete("off").text())
            div class="mt2 row" { (Button::new("Add topic").small().quiet().render()) }
        }
    }
}

/// What is still to come: begin it now, move it, leave it out.
fn to_come(room: &Room<'_>) -> Markup {
    let topics: Vec<_> = room.meeting.to_come().filter_map(|id| room.meeting.topic(id)).collect();
    let fixed = |topic: &Topic| matches!(topic.about, About::Opening | About::Round | About::Close);
    let waits = room.meeting.order != room.meeting.announced;
    html! {
        @if waits { p class="meta mt3" data-row="new-order" { "The new order shows on all screens with the next topic." } }
        @if !topics.is_empty() {
            (fold("Change what is to come", false, html! {
                ul.plain {
                    @for topic in topics {
                        li data-row={ "come-" (topic.id.0) } {
                            span { (room.title(topic)) }
                            div.row {
                                (topic_form(room, topic, "start", html! { (Button::new("Now").small().spoken(&format!("Now: {}", topic.title)).render()) }))
                                @if !fixed(topic) {
                                    (topic_form(room, topic, "place", html! {
                                        (Button::new("Up").small().quiet().sends("move", "up").spoken(&format!("Up: {}", topic.title)).render())
                                        (Button::new("Down").small().quiet().sends("move", "down").spoken(&format!("Down: {}", topic.title)).render())
                                    }))
                                    (topic_form(room, topic, "removal", html! { (Button::new("Leave out").small().quiet().spoken(&format!("Leave out: {}", topic.title)).render()) }))
                                }
                            }
                        }
                    }
                }
            }))
        }
    }
}

fn topic_form(room: &Room<'_>, topic: &Topic, noun: &str, buttons: Markup) -> Markup {
    html! { form method="post" action=(room.action(&format!("topics/{}/{noun}", topic.id.0))) { (room.view.stamp(None)) (buttons) } }
}

/// Seats that are not here get the relay all the same.
fn absent(room: &Room<'_>) -> Markup {
    let away: Vec<&str> = room.seats().into_iter().filter(|member| !room.is_here(*member)).map(|member| room.seat(member)).collect();
    html! {
        @if !away.is_empty() && room.meeting.attendance.values().any(|attendance| attendance.here) {
            p class="mt3 meta" { (crate::ui::format::listed(&away[..away.len().min(6)])) @if away.len() > 6 { " and " (away.len() - 6) " more" } " will get the relay." }
        }
    }
}

/// Previous, next with the outcome, phone, close.
fn foot(room: &Room<'_>, current: Option<&Arc<Topic>>) -> Markup {
    let next = current.and_then(|topic| room.meeting.after(topic.id)).and_then(|id| room.meeting.topic(id));
    html! {
        footer.stagefoot {
            @if let Some(topic) = current.filter(|_| room.steers()) { (steering(room, topic, next.is_some())) }
            @if let Some(next) = next { span class="meta hide" { "Next: " (room.title(next)) ", " (words::clock(next.planned_ms())) } }
            span.push {}
            a class="btn" href=(room.href("phone")) { "Phone view" }
            @if room.steers() { (closing_link(room, current)) }
            @else if !room.view.may(Act::Lead(room.group.id)) { span.meta { "The Master steers; you see everything at once." } }
        }
    }
}

fn closing_link(room: &Room<'_>, current: Option<&Arc<Topic>>) -> Markup {
    let button = Button::new("Close the meeting");
    let is_close = current.is_some_and(|topic| topic.about == About::Close);
    if is_close { button.link(&room.href("close")) } else { button.quiet().link(&room.href("close")) }
}

fn steering(room: &Room<'_>, topic: &Topic, has_next: bool) -> Markup {
    let from = topic.id.0.to_string();
    let fixed = matches!(topic.about, About::Opening | About::Round | About::Close);
    html! {
        @if room.meeting.before(topic.id).is_some() {
            form method="post" action=(room.action("previous")) { (room.view.stamp(None)) (hidden("from", &from)) (Button::new("Previous").hotkey("B").render()) }
        }
        @if has_next {
            form.next method="post" action=(room.action("next")) {
                (room.view.stamp(None)) (hidden("from", &from))
                @if !fixed { (outcomes(topic)) }
                (Button::new("Next topic").primary().hotkey("N").render())
            }
        }
    }
}

/// How the topic ends: as what happened says, or chosen.
fn outcomes(topic: &Topic) -> Markup {
    let mut choices = vec![Choice { value: "", words: "Ends as it happened" }];
    choices.extend(
        Outcome::ALL
            .iter()
            .filter(|outcome| **outcome != Outcome::Parked)
            .map(|outcome| Choice { value: outcome.word(), words: words::outcome(*outcome) }),
    );
    Field::new("outcome", "How the topic ends").hidden_label().value(topic.outcome.map_or("", Outcome::word)).select(&choices)
}
