//! The strip at the top: how long until the meeting, who has checked in and who has not, the way into it.

use super::Shown;
use crate::ui::button::Button;
use crate::ui::{avatar, clock, format};
use crate::view::View;
use crate::worth;
use maud::{Markup, html};
use rowlock_domain::checkin::query::{Missing, due_at, missing};
use rowlock_domain::group::Group;
use rowlock_domain::meeting::agenda::{Agenda, Worth, plan_by};
use rowlock_domain::meeting::{Meeting, MeetingState, Occasion};
use rowlock_domain::series::query::{Upcoming, last_closed};
use rowlock_domain::{Act, Instant, Member, PersonId, Thing};
use std::sync::Arc;

/// Seats drawn one by one; a larger group reads its numbers.
const SEATS: usize = 16;
/// People named as missing.
const NAMED: usize = 6;

/// The next meeting, or what there is to do so that there is one.
pub(super) fn strip(shown: &Shown<'_>) -> Markup {
    match &shown.next {
        Some(next) => html! {
            section.strip aria-label="Next meeting" {
                (when(shown, next))
                (check_ins(shown, next))
                (actions(shown, next))
            }
        },
        None => none(shown),
    }
}

fn none(shown: &Shown<'_>) -> Markup {
    let may = shown.view.may(Act::Lead(shown.group.id));
    html! {
        section.strip aria-label="Next meeting" {
            div { p.count { small { "No meeting is planned" } } p.sub { "A Scrum of Scrums needs a day and a time: twice a week, 15 minutes, is a good start." } }
            div class="mid stack-2" {
                @if may { (Button::new("Set day and time").primary().link(&shown.href("settings"))) }
                @else { p.meta { "The Scrum of Scrums Master sets it." } }
            }
        }
    }
}

/// The agenda of a group's next meeting as it would be fixed now, with the occasion for which it was made.
pub(crate) struct Planned {
    occasion: Occasion,
    worth: Worth,
    /// `None` = there is no such meeting.
    pub agenda: Option<Agenda>,
}

/// The agenda of the next meeting, kept per version; made anew when another meeting has become the next.
pub(crate) fn agenda_of(view: &View, group: &Group, next: &Upcoming) -> Arc<Planned> {
    let worth = worth::talking(view, group.id).map(|talking| talking.worth.clone()).unwrap_or_default();
    let make = || {
        let agenda = plan_by(&view.model, &**view.site.engine.calendar(), view.now, next.occasion, &worth);
        Planned { occasion: next.occasion, worth: worth.clone(), agenda }
    };
    let kept: Arc<Planned> = view.memo_whole("agenda of the next meeting", Thing::Group(group.id), &group.zone, make);
    if kept.occasion == next.occasion && kept.worth == worth { kept } else { Arc::new(make()) }
}

fn when(shown: &Shown<'_>, next: &Upcoming) -> Markup {
    let (view, zone) = (shown.view, &shown.group.zone);
    let starts = view.local(next.starts_at, zone);
    let ends = view.local(next.starts_at.plus_seconds(i64::from(next.minutes) * 60), zone);
    let place = if next.place.is_empty() { String::new() } else { format!(", {}", next.place) };
    let is_open = next.state == MeetingState::Open;
    let is_first = last_closed(&view.model, shown.group.id).is_none();
    let planned = agenda_of(view, shown.group, next);
    html! {
        div {
            @if is_open { p.count { small { b { "The meeting is open" } } } }
            @else { (clock::count_down(next.starts_at.0, view.now.0, if is_first { "to the first meeting" } else { "to the meeting" })) }
            p.sub data-live="next-when" { (format::capital(&format::appointment(starts, shown.today))) " to " (format::time_of_day(ends.time())) (place) }
            @if let Some(agenda) = &planned.agenda {
                p.meta data-live="next-agenda" { (planned_words(agenda, next.minutes)) }
            }
        }
    }
}

/// "5 topics planned, 15 of 20 min".
fn planned_words(agenda: &Agenda, minutes: u32) -> String {
    let topics = format::counted(agenda.topics().count(), "topic", "topics");
    let planned = agenda.planned_seconds().div_ceil(60);
    let topics = if agenda.topics().next().is_none() { "No topics".to_owned() } else { topics };
    format!("{topics} planned, {planned} of {minutes} min")
}

fn numbered<'a>(shown: &'a Shown<'_>, next: &Upcoming) -> Option<&'a Arc<Meeting>> {
    match next.occasion {
        Occasion::Meeting(id) => shown.view.model.meeting(id),
        Occasion::Occurrence(..) => None,
    }
}

fn check_ins(shown: &Shown<'_>, next: &Upcoming) -> Markup {
    let (view, group) = (shown.view, shown.group);
    let meeting = numbered(shown, next);
    let day = view.local(next.starts_at, &group.zone).date();
    let absent = missing(&view.model, group.id, meeting.map(|m| &**m), day);
    // Whom one can remind comes first; many empty seats are said in one sentence below the strip.
    let few = absent.iter().filter(|seat| seat.ambassador.is_none()).count() <= 3;
    let mut named: Vec<&Missing> = absent.iter().filter(|seat| few || seat.ambassador.is_some()).collect();
    named.sort_by_key(|seat| seat.ambassador.is_none());
    let seats = shown.figures.members.len();
    let given = seats.saturating_sub(absent.len());
    let due = format::moment(view.local(due_at(next.starts_at, &group.rules), &group.zone), shown.today);
    let heading = match given {
        0 => "No check-ins yet".to_owned(),
        given if given == seats => format!("All {seats} check-ins are in"),
        given => format!("{given} of {seats} check-ins are in"),
    };
    html! {
        div {
            div class="m0 sechead" { h2 data-live="check-ins" { (heading) } p { "due " (near(&due)) } }
            @if seats <= SEATS { (muster(shown, meeting)) }
            // A mark that is not shown as missing any more is found here by rows that still stand on an open page.
            div hidden { @for (member, at) in in_since(shown, meeting) { span.meta data-live=(format!("mark-{}", member.thing())) { "in " (at) } } }
            ul.missing {
                @for seat in named.iter().take(NAMED) { (missing_row(shown, meeting, seat.member, seat.ambassador)) }
                @if absent.len() > named.len().min(NAMED) { li { span.meta { "and " (format::count(absent.len() - named.len().min(NAMED))) " more missing" } } }
            }
        }
    }
}

/// Seats that have checked in, with the moment in short.
fn in_since(shown: &Shown<'_>, meeting: Option<&Arc<Meeting>>) -> Vec<(Member, String)> {
    let given = |member: &Member| meeting.and_then(|m| m.check_ins.get(member));
    let members = shown.figures.members.iter();
    members.filter_map(|member| Some((*member, short_moment(shown, given(member).map(|c| c.amended_at.unwrap_or(c.given_at))?)))).collect()
}

/// "at 09:20", "Thu 09:20".
fn near(due: &str) -> String {
    if due.starts_with(|c: char| c.is_ascii_digit()) { format!("at {due}") } else { due.to_owned() }
}

fn muster(shown: &Shown<'_>, meeting: Option<&Arc<Meeting>>) -> Markup {
    let view = shown.view;
    html! {
        ul.muster {
            @for member in &shown.figures.members {
                @let given = meeting.and_then(|m| m.check_ins.get(member));
                li data-s=(if given.is_some() { "in" } else { "miss" }) data-live=(format!("in-{}", member.thing())) {
                    b { (view.model.member_name(*member)) }
                    @match given {
                        Some(check_in) => (short_moment(shown, check_in.amended_at.unwrap_or(check_in.given_at))),
                        None => "missing",
                    }
                }
            }
        }
    }
}

/// "08:51" today, "Mon" before.
fn short_moment(shown: &Shown<'_>, at: Instant) -> String {
    let local = shown.view.local(at, &shown.group.zone);
    if local.date() == shown.today { format::time_of_day(local.time()) } else { local.strftime("%a").to_string() }
}

fn missing_row(shown: &Shown<'_>, meeting: Option<&Arc<Meeting>>, member: Member, ambassador: Option<PersonId>) -> Markup {
    let view = shown.view;
    let name = view.model.member_name(member);
    let reminded = meeting.and_then(|m| m.reminded.get(&member));
    let may = view.may(Act::Lead(shown.group.id));
    html! {
        li data-row=(format!("missing-{}", member.thing())) {
            @match ambassador {
                Some(person) => (avatar::person(view.name(person))),
                None => (avatar::nobody(&format!("{name}: no ambassador"))),
            }
            span.mark data-live=(format!("mark-{}", member.thing())) { @match reminded {
                Some(at) => span.meta { "reminded " (format::moment(view.local(*at, &shown.group.zone), shown.today)) },
                None => {
                    @if may && ambassador.is_some() {
                        form method="post" action=(shown.href(&format!("check-in/{}/reminder", crate::group::member_key(member)))) {
                            (view.stamp(None))
                            (Button::new("Remind").small().spoken(&format!("Remind {name}")).render())
                        }
                    }
                }
            } }
        }
    }
}

fn actions(shown: &Shown<'_>, next: &Upcoming) -> Markup {
    let view = shown.view;
    let meeting = shown.href("meeting");
    let leads = view.may(Act::Lead(shown.group.id));
    let words = match (next.state == MeetingState::Open, leads) {
        (true, _) => "Join the meeting",
        (false, true) => "Open the meeting",
        (false, false) => "See the agenda",
    };
    // On the first day the main action is the next step, below.
    let begins = super::first_day::is(shown) && next.state != MeetingState::Open;
    let may_check_in = !leads && !view.is_past;
    html! {
        div class="mid stack-2" {
            @if begins { (Button::new(words).link(&meeting)) } @else { (Button::new(words).primary().large().link(&meeting)) }
            @if leads && begins { (Button::new("Change the schedule").link(&shown.href("settings"))) }
            @else if leads && next.state != MeetingState::Open { (Button::new("Change the agenda").link(&format!("{meeting}#agenda"))) }
            @if may_check_in { (Button::new("Check in").link(&shown.href("check-in"))) }
        }
    }
}
