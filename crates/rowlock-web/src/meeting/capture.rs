//! The quick capture: a decision with its reason and whom it binds, a follow-up with owner and date, a parked topic.

use super::address::Parts;
use super::room::Room;
use super::screen::{Screen, meeting_of, send};
use super::words;
use crate::choices;
use crate::error::WebError;
use crate::form::Form;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{Field, hidden, tick};
use crate::ui::format;
use crate::ui::seg::{self, Part};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::decision::command::MakeDecision;
use rowlock_domain::follow_up::command::AssignFollowUp;
use rowlock_domain::meeting::command::ParkTopic;
use rowlock_domain::meeting::{About, Topic, query};
use rowlock_domain::time::plus_days;
use rowlock_domain::{Command, Date, DateTime, Instant, MeetingId, Member, PersonId, TeamId, Thing, Title, TopicId};
use std::collections::BTreeSet;

/// Captured lines shown below the form.
const ROWS: usize = 5;
/// A follow-up meeting takes so long unless said otherwise.
const FOLLOW_UP_MINUTES: &str = "20";

/// The form and what was captured before.
pub(super) fn section(room: &Room<'_>, topic: &Topic, refused: &Refused, screen: Screen) -> Markup {
    html! {
        @if room.takes_part() {
            section.capture aria-label="Quick capture" { (form(room, topic, refused, screen)) (caught(room)) }
        } @else if any_caught(room) {
            section.capture aria-label="Captured" { (caught(room)) }
        }
    }
}

fn form(room: &Room<'_>, topic: &Topic, refused: &Refused, screen: Screen) -> Markup {
    let form = defaults(room, topic, refused.form("capture"));
    let steers = room.steers() && !matches!(topic.about, About::Opening | About::Round | About::Close);
    let mut kinds = vec![Part::new("decision", "Decision").hotkey("D"), Part::new("follow-up", "Follow-up").hotkey("F")];
    if steers {
        kinds.push(Part::new("park", "Park").hotkey("P"));
    }
    let who = names(room, &people_needed(room, topic));
    html! {
        form method="post" action=(room.action("captures")) {
            (room.view.stamp(None)) (screen.field()) (hidden("topic", &topic.id.0.to_string()))
            div.kind {
                (seg::radios("kind", "Kind", &kinds, form.value("kind")))
                span.meta.only-park { "The topic becomes a follow-up meeting" @if who.is_empty() { " with only the people it needs." } @else { " with " (who) "." } }
            }
            (refused.notice("capture"))
            div.cap {
                (Field::new("text", "What will happen?").value(form.value("text")).error(form.error("text")).required().max_length(2_000).autocomplete("off").text())
                (decision_fields(room, &form)) (follow_up_fields(room, &form))
                @if steers { (park_fields(&form)) }
                (Button::new("Add").shows_key("Enter").render())
            }
        }
    }
}

fn defaults(room: &Room<'_>, topic: &Topic, form: Form) -> Form {
    let soon = next_weekday(room.today);
    let park_title = if form.value("kind") == "park" { topic.title.as_str() } else { "" };
    form.or("kind", "follow-up")
        .or("due", soon.to_string())
        .or("on", soon.to_string())
        .or("at", "11:00")
        .or("minutes", FOLLOW_UP_MINUTES)
        .or("text", park_title)
}

/// The next day that is neither Saturday nor Sunday.
fn next_weekday(today: Date) -> Date {
    let mut day = plus_days(today, 1);
    while day.weekday().to_monday_zero_offset() > 4 {
        day = plus_days(day, 1);
    }
    day
}

fn decision_fields(room: &Room<'_>, form: &Form) -> Markup {
    let teams = choices::teams(room.view, room.group.id);
    let bound: Vec<&str> = form.all("binds").collect();
    html! {
        div class="only-decision wide" { (Field::new("because", "Because").value(form.value("because")).error(form.error("because")).max_length(2_000).text()) }
        div class="only-decision wide" {
            details.act open[!bound.is_empty()] {
                summary class="btn sm" { "Binds" }
                div class="row ticks" { @for (id, name) in teams.iter().take(60) { (tick("binds", id, bound.contains(&id.as_str()), name)) } }
            }
        }
        div.only-decision { (Field::new("review_on", "Look again on").value(form.value("review_on")).error(form.error("review_on")).date()) }
    }
}

fn follow_up_fields(room: &Room<'_>, form: &Form) -> Markup {
    html! {
        div.only-follow-up { (owner_field(room, form)) }
        div.only-follow-up { (Field::new("due", "Due").value(form.value("due")).error(form.error("due")).date()) }
    }
}

/// Who does it: those who sit here first, then everybody.
fn owner_field(room: &Room<'_>, form: &Form) -> Markup {
    let here: BTreeSet<PersonId> = room.seats().into_iter().filter_map(|member| room.sitter(member)).chain(room.everybody()).collect();
    let field = Field::new("owner", "Owner").value(form.value("owner")).error(form.error("owner"));
    choices::person_field_with(room.view, field, "Choose who does it", &here)
}

fn park_fields(form: &Form) -> Markup {
    html! {
        div.only-park { (Field::new("on", "Day").value(form.value("on")).error(form.error("starts_at").or(form.error("on"))).date()) }
        div.only-park { (Field::new("at", "Time").value(form.value("at")).error(form.error("at")).time()) }
        div.only-park { (Field::new("minutes", "Minutes").value(form.value("minutes")).error(form.error("minutes")).bounds("1", "480").number()) }
    }
}

fn people_needed(room: &Room<'_>, topic: &Topic) -> Vec<PersonId> {
    let about = words::thing_of(&topic.about);
    query::people_for(&room.view.model, room.group.id, about, room.view.now, &**room.view.site.engine.calendar())
}

fn names(room: &Room<'_>, people: &[PersonId]) -> String {
    let names: Vec<&str> = people.iter().map(|person| room.view.name(*person)).collect();
    format::listed(&names)
}

fn any_caught(room: &Room<'_>) -> bool {
    !lines(room).is_empty()
}

/// What was captured in this meeting, newest first: (when, kind, text, remark, thing).
fn lines(room: &Room<'_>) -> Vec<(Instant, &'static str, String, String, Thing)> {
    let model = &room.view.model;
    let here = |of: Option<MeetingId>| of == Some(room.meeting.id);
    let decided = model.decisions.iter().rev().filter(|d| here(d.meeting)).take(ROWS);
    let agreed = model.follow_ups.iter().rev().filter(|f| here(f.meeting)).take(ROWS);
    let mut lines: Vec<_> = decided.map(|d| (d.made_at, "Decision", d.text.to_string(), String::new(), Thing::Decision(d.id))).collect();
    lines.extend(agreed.map(|f| {
        let owner = f.owner.map_or("no owner", |owner| room.view.name(owner));
        let due = f.due.map_or_else(String::new, |due| format!(", {}", format::near_day(due, room.today)));
        (f.assigned_at, "Follow-up", f.text.to_string(), format!("{owner}{due}"), Thing::FollowUp(f.id))
    }));
    lines.sort_by_key(|line| std::cmp::Reverse(line.0));
    lines.truncate(ROWS);
    lines
}

fn caught(room: &Room<'_>) -> Markup {
    html! {
        ul.caught {
            @for (at, kind, text, remark, thing) in lines(room) {
                li data-row=(thing) {
                    span { (kind) } span { (text) }
                    span.sub { @if remark.is_empty() { (room.time(at)) } @else { (remark) } }
                }
            }
        }
    }
}

pub(super) async fn catch(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    let room = Room::enter(&view, meeting)?;
    let topic = form.value("topic").parse().ok().map(TopicId).and_then(|id| room.meeting.topic(id)).cloned();
    let about = topic.as_ref().and_then(|topic| words::thing_of(&topic.about));
    let command: Command = match form.value("kind") {
        "decision" => decision(&room, about, &mut form),
        "park" => park(&room, topic.map(|topic| topic.id).ok_or(WebError::NotFound)?, &mut form),
        "follow-up" => follow_up(&room, about, &mut form),
        _ => {
            form.wrong("text", "Say whether this is a decision, a follow-up, or a topic to park.");
            rowlock_domain::meeting::command::PauseClock { meeting }.into()
        }
    };
    send(view, meeting, "capture", form, (None, command)).await
}

fn decision(room: &Room<'_>, about: Option<Thing>, form: &mut Form) -> Command {
    MakeDecision {
        group: room.group.id,
        text: form.text("text"),
        because: form.optional_text("because"),
        binds: form.ids("binds", TeamId),
        review_on: form.optional_date("review_on"),
        meeting: Some(room.meeting.id),
        about,
        supersedes: None,
    }
    .into()
}

fn follow_up(room: &Room<'_>, about: Option<Thing>, form: &mut Form) -> Command {
    let owner = choices::chosen_person(room.view, form, "owner");
    if owner.is_none() {
        form.wrong("owner", "Choose who does it: a follow-up without an owner is a wish.");
    }
    let text = form.text("text");
    let due = form.optional_date("due");
    let owner = owner.unwrap_or(room.view.person);
    AssignFollowUp { group: room.group.id, text, owner, team: team_of(room, owner), due, meeting: Some(room.meeting.id), about }.into()
}

/// The team for which somebody sits here, or the one they belong to.
fn team_of(room: &Room<'_>, person: PersonId) -> Option<TeamId> {
    let seat = room.seats().into_iter().filter(|member| room.sitter(*member) == Some(person)).find_map(|member| match member {
        Member::Team(team) => Some(team),
        Member::Group(_) => None,
    });
    let belongs = || room.view.model.teams.iter().find(|team| team.roles.iter().any(|(_, p)| *p == person)).map(|team| team.id);
    seat.or_else(belongs)
}

fn park(room: &Room<'_>, topic: TopicId, form: &mut Form) -> Command {
    let title = if form.value("text").trim().is_empty() {
        room.meeting.topic(topic).map_or_else(Title::default, |topic| topic.title.clone())
    } else {
        title(form)
    };
    let (day, time) = (form.date("on"), form.time("at"));
    let minutes = form.number("minutes", 1, 480);
    let starts_at = room.view.site.engine.calendar().instant(DateTime::from_parts(day, time), &room.group.zone);
    ParkTopic { meeting: room.meeting.id, topic, title, starts_at, minutes, people: vec![] }.into()
}

fn title(form: &mut Form) -> Title {
    form.title("text")
}
