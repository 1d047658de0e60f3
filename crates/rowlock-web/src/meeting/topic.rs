//! The topic in the middle of the projection and of each phone.

use super::room::Room;
use super::screen::Screen;
use super::{acts, capture, facts, round, words};
use crate::refused::Refused;
use crate::relay;
use crate::ui::button::Button;
use crate::ui::clock::Clock;
use crate::ui::field::hidden;
use crate::ui::format;
use crate::ui::notice::{self, Tone};
use crate::ui::status::{State, status};
use maud::{Markup, html};
use rowlock_domain::dependency::{Dependency, DependencyState};
use rowlock_domain::meeting::{About, Topic};
use rowlock_domain::{Member, TeamId, Thing};

/// Requests of one pair shown one by one.
const REQUESTS: usize = 12;

/// The clock of the topic that is on.
pub(super) fn clock_of(room: &Room<'_>, topic: &Topic) -> Clock {
    let running = room.meeting.clock.as_ref().filter(|clock| clock.topic == topic.id).and_then(|clock| clock.running_since);
    Clock { started_at_ms: running.map(|at| at.0), elapsed_ms: topic.spent_ms, planned_ms: topic.planned_ms() }
}

/// Head, clock, body, capture.
pub(super) fn now(room: &Room<'_>, topic: &Topic, refused: &Refused, screen: Screen) -> Markup {
    let facts = words::thing_of(&topic.about).map(|thing| facts::of(room, thing));
    html! {
        (eyebrow(room, topic, facts.as_ref().and_then(|facts| facts.state.clone())))
        h2 id="topic" { (title(room, topic)) }
        (remaining(room, topic, screen))
        (body(room, topic, facts.as_ref(), refused, screen))
        @if !matches!(topic.about, About::Close) { (capture::section(room, topic, refused, screen)) }
    }
}

fn title(room: &Room<'_>, topic: &Topic) -> Markup {
    match topic.about {
        About::Opening => html! { "Welcome" },
        About::Round => html! { "What changed for each team" },
        About::Close => html! { "Close: pulse and relays" },
        _ => html! { (room.title(topic)) },
    }
}

fn eyebrow(room: &Room<'_>, topic: &Topic, state: Option<(State, String)>) -> Markup {
    let (place, all) = room.place_of(topic);
    html! {
        p.eyebrow {
            span {
                @match topic.about {
                    About::Opening => "Opening",
                    About::Round => "Round",
                    About::Close => "Close",
                    _ => { "Topic " (place) " of " (all) }
                }
            }
            @if topic.about == About::Round { span { (round::pace(room)) } }
            @if let Some((state, words)) = state { (status(state, words)) }
            @if let Some(thing) = words::thing_of(&topic.about).filter(|thing| words::has_label(*thing)) {
                a.id href=(room.view.thing_href(thing)) { (thing.label()) }
            }
            @if let Some(outcome) = topic.outcome { (status(words::outcome_state(outcome), words::outcome(outcome))) }
            @if !room.why(topic).is_empty() && !matches!(topic.about, About::Round) { span.meta { (room.why(topic)) } }
        }
    }
}

fn remaining(room: &Room<'_>, topic: &Topic, screen: Screen) -> Markup {
    let (clock, now) = (clock_of(room, topic), room.view.now.0);
    html! {
        div.remain {
            (clock.left(now))
            div {
                div.remainhead {
                    @if room.meeting.is_paused() { span { "the clock stands at " (format::minutes_seconds(clock.used_ms(now) / 1000)) " of " (words::clock(topic.planned_ms())) } }
                    @else { (clock.left_words(now)) }
                    @if room.steers() { (time_forms(room, topic, screen)) }
                }
                (clock.meter(now))
            }
        }
        (clock.announcer())
    }
}

fn time_forms(room: &Room<'_>, topic: &Topic, screen: Screen) -> Markup {
    let more = room.action(&format!("topics/{}/time", topic.id.0));
    let (pause, words) = if room.meeting.is_paused() { ("pause/end", "Go on") } else { ("pause", "Pause") };
    html! {
        span.row {
            form method="post" action=(room.action(pause)) { (room.view.stamp(None)) (screen.field()) (Button::new(words).small().quiet().render()) }
            form method="post" action=(more) { (room.view.stamp(None)) (screen.field()) (hidden("seconds", "60")) (Button::new("Add 1 minute").small().hotkey("+").render()) }
        }
    }
}

fn body(room: &Room<'_>, topic: &Topic, facts: Option<&facts::Facts>, refused: &Refused, screen: Screen) -> Markup {
    match topic.about {
        About::Opening => opening(room),
        About::Round => round::of(room),
        About::Thing(thing) => html! { @if let Some(facts) = facts { (facts.render()) } (acts::of(room, thing, refused, screen)) },
        About::Relay(meeting, member) => relay::topic(room.view, room.meeting.id, (meeting, member)),
        About::Requests(consumer, provider) => requests(room, (consumer, provider), refused, screen),
        About::Free => free(room, topic),
        About::Close => closing(room, screen),
    }
}

fn free(room: &Room<'_>, topic: &Topic) -> Markup {
    if let Some(person) = topic.proposed_by {
        return html! { p.ask { span { "Proposed by" } (room.view.name(person)) } };
    }
    // The only free topic that nobody proposed: several relays of the last meeting that were not acknowledged.
    let last = rowlock_domain::series::query::last_closed(&room.view.model, room.group.id);
    html! { @if let Some(last) = last { (relay::who_knows(room.view, last)) } }
}

/// What the group left with last time, and who has checked in.
fn opening(room: &Room<'_>) -> Markup {
    let model = &room.view.model;
    let seats = room.seats();
    let inside = seats.iter().filter(|member| room.meeting.check_ins.contains_key(*member)).count();
    let open = model.follow_ups.iter().filter(|f| f.group == room.group.id && f.is_open());
    let (open, late) = open.fold((0, 0), |(all, late), f| (all + 1, late + usize::from(f.due.is_some_and(|due| due < room.today))));
    let last = rowlock_domain::series::query::last_closed(model, room.group.id);
    let known = last.map(|meeting| rowlock_domain::relay::query::who_knows(meeting));
    let missing: Vec<&str> =
        seats.iter().filter(|member| !room.meeting.check_ins.contains_key(*member)).map(|member| room.seat(*member)).take(9).collect();
    html! {
        dl.facts {
            div { dt { "Checked in" } dd { (inside) " of " (seats.len()) @if !missing.is_empty() { small { "missing: " (format::listed(&missing)) } } } }
            div { dt { "Follow-ups" } dd { (open) " open" small { (late) " past their date" } } }
            @if let Some((know, all)) = known { div { dt { "Last relay" } dd { (know) " of " (all) small { "teams know" } } } }
            div { dt { "Can wait" } dd { (room.meeting.can_wait.len()) small { (if room.meeting.can_wait.is_empty() { "everything fits" } else { "did not fit" }) } } }
        }
        p.ask { span { "First" } "Who is here? One tap on the right, or on your phone." }
    }
}

/// Many unanswered requests of one pair of teams, each with its own answer.
fn requests(room: &Room<'_>, (consumer, provider): (TeamId, TeamId), refused: &Refused, screen: Screen) -> Markup {
    let open =
        room.view.model.dependencies.iter().filter(|d| d.consumer == consumer && d.provider == provider && d.state == DependencyState::Requested);
    let open: Vec<_> = open.collect();
    let is_refused = |d: &&&std::sync::Arc<Dependency>| refused.thing() == Some(Thing::Dependency(d.id));
    let shown = open.iter().take(REQUESTS).chain(open.iter().skip(REQUESTS).filter(is_refused));
    let name = |team| room.seat(Member::Team(team)).to_owned();
    html! {
        p.ask { span { "What " (name(consumer)) " asks of " (name(provider)) } (format::counted(open.len(), "request has no answer", "requests have no answer")) "." }
        ul class="box rows things mt4" {
            @for dependency in shown {
                li data-row=(Thing::Dependency(dependency.id)) {
                    div.what {
                        b { a href=(room.view.thing_href(Thing::Dependency(dependency.id))) { (dependency.title) } }
                        p { @match dependency.needed_by() { Some(need) => { "needed by " (format::day(need, room.today)) } None => "no date yet" } }
                        (acts::of(room, Thing::Dependency(dependency.id), refused, screen))
                    }
                    span.id { (dependency.id) }
                }
            }
        }
        @if open.len() > REQUESTS { p.meta { (format::count(open.len() - REQUESTS)) " more requests of this pair." } }
    }
}

fn closing(room: &Room<'_>, screen: Screen) -> Markup {
    if screen == Screen::Phone {
        return html! { p.sub { "The Scrum of Scrums Master closes the meeting; then each team gets its relay." } };
    }
    let words = html! { "Look at what we leave with, give your ballot, then close. Each team gets its relay." };
    html! {
        p.ask { (words) }
        div class="row mt4" { (Button::new("To the close").primary().large().link(&room.href("close"))) (Button::new("Phone view").link(&room.href("phone"))) }
        @if !room.steers() { (notice::notice(Tone::Neutral, "The Scrum of Scrums Master closes the meeting.")) }
    }
}
