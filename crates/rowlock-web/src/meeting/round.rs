//! The round: what changed for each seat, as quiet rows, then who needs help from whom.

use super::attendance;
use super::facts::{self, outlook};
use super::room::Room;
use crate::ui::button::Button;
use crate::ui::confidence::confidence;
use crate::ui::format;
use crate::ui::section::section;
use crate::ui::status::{State, status, usual};
use maud::{Markup, html};
use rowlock_domain::checkin::query::{ChangedLine, LineKind};
use rowlock_domain::checkin::query::{changed_in, last_before};
use rowlock_domain::dependency::query::Outlook;
use rowlock_domain::impediment::{ImpedimentState, Severity};
use rowlock_domain::meeting::query::{HelpWanted, who_needs_whom};
use rowlock_domain::series::query::closed_before;
use rowlock_domain::{ImpedimentId, Member, Thing};

/// Seats without a check-in that get a row each.
const MISSING_EACH: usize = 4;
/// Lines of "who needs help" before the rest is counted.
const HELPS: usize = 20;

/// What a seat says, under the words that stand before it.
const SAYS: &[(&str, &[LineKind])] = &[
    ("Done", &[LineKind::Done, LineKind::DoneUnplanned]),
    ("Next", &[LineKind::Next, LineKind::StillNext]),
    ("Dropped", &[LineKind::Dropped]),
    ("Obstacles", &[LineKind::Impediment, LineKind::Obstacle, LineKind::ObstacleGone]),
    ("With others", &[LineKind::Dependency]),
    ("To know", &[LineKind::Others]),
    ("Confidence", &[LineKind::Confidence]),
    ("Product", &[LineKind::ProductOwner]),
];

/// The seats with what they said, and the helps.
pub(super) fn of(room: &Room<'_>) -> Markup {
    let needs = who_needs_whom(&room.view.model, room.group.id);
    let outlook = outlook(room);
    let (said, silent): (Vec<Member>, Vec<Member>) = room.seats().into_iter().partition(|member| room.meeting.check_ins.contains_key(member));
    let each = silent.len() <= MISSING_EACH;
    let shown = if each { room.seats() } else { said };
    html! {
        ol.round {
            @for member in shown.into_iter().take(60) { (seat(room, &outlook, member)) }
            @if !each { (missing(room, &silent)) }
        }
        (section("h-helps", "Who needs help from whom", &needs.len().to_string(), None, html! {
            @if needs.is_empty() { p.meta { "Nobody waits for an answer. That is rare: say so." } }
            ul.helps { @for need in needs.iter().take(HELPS) { (help(room, &outlook, need)) } }
            @if needs.len() > HELPS { p.meta { (format::count(needs.len() - HELPS)) " more on the group's overview." } }
        }))
    }
}

/// Many seats without a check-in in one row.
fn missing(room: &Room<'_>, silent: &[Member]) -> Markup {
    let names: Vec<&str> = silent.iter().take(40).map(|member| room.seat(*member)).collect();
    html! {
        li data-row="round-missing" data-s="miss" {
            div.seat { b { (format::count(silent.len())) " seats" } small { "no check-in" } }
            p.sub { (format::listed(&names)) @if silent.len() > names.len() { " and " (format::count(silent.len() - names.len())) " more" } "." }
        }
    }
}

fn seat(room: &Room<'_>, outlook: &Outlook<'_>, member: Member) -> Markup {
    let said = room.meeting.check_ins.get(&member);
    let speaks = room.meeting.speaker == Some(member);
    let who = room.sitter(member).map_or("no ambassador", |person| room.view.name(person));
    html! {
        li data-row={ "round-" (member.thing()) } data-s=[said.is_none().then_some("miss")] aria-current=[speaks.then_some("step")] {
            div.seat {
                b { (room.seat(member)) } small { (who) }
                @if let Some(value) = said.and_then(|said| said.words.confidence) { (confidence(value, before(room, member))) }
                @if room.steers() && !speaks { (attendance::call_form(room, Some(member), Button::new("Call").small().quiet().spoken(&format!("Call {}", room.seat(member))))) }
            }
            @if said.is_some() { (lines(room, outlook, member)) }
            @else { p.sub { (usual(State::Missing)) " No check-in." } }
        }
    }
}

/// The seat's confidence at the meeting before.
fn before(room: &Room<'_>, member: Member) -> Option<u8> {
    let (_, last) = last_before(&room.view.model, room.group.id, member, room.meeting.began_at())?;
    last.words.confidence
}

/// What the team got done since the meeting before, when it reported: "9 of 24 done, 7 last time".
fn progress(room: &Room<'_>, member: Member) -> Option<String> {
    let Member::Team(id) = member else { return None };
    let (view, team) = (room.view, room.view.model.team(id)?);
    let before = closed_before(&view.model, room.group.id, room.meeting.began_at());
    let last_day = before.and_then(|meeting| meeting.closed_at).map(|at| view.local(at, &room.group.zone).date());
    let (day, latest) = team.progress.range(..=room.today).next_back()?;
    let was = last_day.and_then(|last| team.progress.range(..=last).next_back()).map(|(_, progress)| progress);
    if last_day.is_some_and(|last| *day <= last) || was == Some(latest) {
        return None;
    }
    let last_time =
        was.filter(|was| was.sprint == latest.sprint).map_or_else(String::new, |was| format!(", {} last time", format::count(was.done as usize)));
    Some(format!("{} done{last_time}", format::part_of(latest.done, latest.planned + latest.added)))
}

fn lines(room: &Room<'_>, outlook: &Outlook<'_>, member: Member) -> Markup {
    let changed = changed_in(&room.view.model, room.meeting, member);
    let progress = progress(room, member);
    html! {
        @if changed.is_empty() && progress.is_none() { p.sub { "Nothing changed." } }
        @else {
            dl.lines {
                @for (what, kinds) in SAYS {
                    @let said: Vec<&ChangedLine> = changed.iter().filter(|line| kinds.contains(&line.kind)).collect();
                    @if !said.is_empty() { dt { (what) } dd { ul { @for line in said { li { (one(room, outlook, line)) } } } } }
                }
                @if let Some(progress) = progress { dt { "Progress" } dd { (progress) } }
            }
        }
    }
}

fn one(room: &Room<'_>, outlook: &Outlook<'_>, line: &ChangedLine) -> Markup {
    let remark = match line.kind {
        LineKind::DoneUnplanned => "came in between",
        LineKind::StillNext => "still",
        LineKind::Obstacle => "the team solves it",
        LineKind::ObstacleGone => "gone",
        _ => "",
    };
    match line.thing {
        Some(Thing::Impediment(id)) => impediment(room, id, &line.text),
        Some(thing @ Thing::Dependency(id)) => {
            let state = room.view.model.dependency(id).map(|dependency| facts::dependency_state(outlook, dependency));
            html! { a href=(room.view.thing_href(thing)) { (line.text) } @if let Some((state, words)) = state { " " (status(state, words)) } }
        }
        _ => html! { (line.text) @if !remark.is_empty() { " " span.sub { (remark) } } },
    }
}

fn impediment(room: &Room<'_>, id: ImpedimentId, title: &str) -> Markup {
    let state = room.view.model.impediment(id).map_or(State::New, |impediment| match (&impediment.state, impediment.severity) {
        (ImpedimentState::Resolved | ImpedimentState::Confirmed, _) => State::Done,
        (ImpedimentState::New, _) => State::NoneYet,
        (_, Severity::Stops) => State::Risk,
        _ => State::Owned,
    });
    html! { (status(state, html! { a href=(room.view.thing_href(Thing::Impediment(id))) { (title) } })) " " span.id { (id) } }
}

fn help(room: &Room<'_>, outlook: &Outlook<'_>, need: &HelpWanted) -> Markup {
    let team = |id| room.seat(Member::Team(id)).to_owned();
    let from = need.from.map_or_else(|| "Somebody".to_owned(), team);
    let of: Vec<String> = need.of.iter().map(|id| team(*id)).collect();
    let state = match need.thing {
        Thing::Dependency(id) => room.view.model.dependency(id).map(|d| facts::dependency_state(outlook, d)),
        _ if need.stops => Some((State::Risk, "Work stops".to_owned())),
        _ => Some((State::Owned, "Slows".to_owned())),
    };
    html! {
        li data-row=(need.thing) {
            b { (from) " needs " (format::listed(&of)) }
            span { a href=(room.view.thing_href(need.thing)) { (need.title) } " " span.id { (need.thing.label()) } }
            @if let Some((state, words)) = state { (status(state, words)) }
        }
    }
}

/// "60 s" of the seat that speaks, in the round's head.
pub(super) fn pace(room: &Room<'_>) -> Markup {
    let planned = room.meeting.current().map_or(0, |topic| topic.planned_seconds);
    let seats = u32::try_from(room.seats().len().max(1)).unwrap_or(1);
    html! { "read together, or " (planned / seats) " s a seat" }
}
