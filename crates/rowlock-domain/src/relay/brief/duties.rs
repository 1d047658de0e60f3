//! What the seat does: answers, deliveries, acceptances, follow-ups, follow-up meetings; the nearest date first.

use super::{View, line, promises::mark};
use crate::{
    Date, PersonId, TeamId, Thing,
    dependency::{Dependency, DependencyState},
    impediment::ImpedimentState,
    meeting::{
        Meeting, MeetingState,
        query::{ambassador_on, holder_on},
    },
    relay::{Line, Mark, Section},
    series::MeetingKind,
};

type Dated = (Option<Date>, Line);

/// Everything open, the nearest date first, what has none at the end.
pub(super) fn all(view: &View<'_>) -> Vec<Line> {
    let mut duties: Vec<Dated> = view.workspace.dependencies.iter().filter_map(|d| of_dependency(view, d)).collect();
    let people = people(view);
    duties.extend(follow_ups(view, &people));
    duties.extend(view.workspace.meetings.iter().filter_map(|m| follow_up_meeting(view, m, &people)));
    duties.extend(confirmations(view));
    duties.sort_by_key(|(date, _)| (date.is_none(), *date));
    duties.into_iter().map(|(_, line)| line).collect()
}

fn duty(mark: Mark, thing: Thing, date: Option<Date>, text: &str, more: &str) -> Dated {
    (date, line(Section::Does, mark, Some(thing), text, more))
}

fn of_dependency(view: &View<'_>, dependency: &Dependency) -> Option<Dated> {
    let thing = Thing::Dependency(dependency.id);
    let title = &dependency.title;
    if view.owes(dependency) {
        let consumer = view.name(dependency.consumer);
        let need = dependency.needed_by();
        let needs = need.map_or_else(String::new, |need| format!("{consumer} needs it on {}.", view.day(need)));
        return match dependency.state {
            DependencyState::Requested => Some(duty(Mark::Missing, thing, need, &format!("Answer {consumer}: {title}"), &needs)),
            DependencyState::Promised => {
                let on = dependency.promised_for();
                let text = format!("Deliver {title} to {consumer} by {}", on.map(|on| view.day(on)).unwrap_or_default());
                Some(duty(mark(on, need, view.today), thing, on, &text, &needs))
            }
            _ => None,
        };
    }
    if !view.waits(dependency) {
        return None;
    }
    let provider = view.name(dependency.provider);
    match &dependency.state {
        DependencyState::Delivered => Some(duty(Mark::Open, thing, None, &format!("Accept {title} from {provider}, or say what is missing"), "")),
        DependencyState::Countered { on, offer } => {
            Some(duty(Mark::Missing, thing, *on, &format!("Answer the offer of {provider}: {title}"), offer.as_str()))
        }
        _ => None,
    }
}

/// The ambassadors who act for the seat.
fn people(view: &View<'_>) -> Vec<PersonId> {
    let own = holder_on(view.workspace, view.meeting.group, view.member, view.today);
    let of_teams = view.teams.iter().filter_map(|team: &TeamId| ambassador_on(view.workspace, *team, view.today));
    own.into_iter().chain(of_teams).collect()
}

fn follow_ups<'a>(view: &'a View<'_>, people: &'a [PersonId]) -> impl Iterator<Item = Dated> + 'a {
    let ours = move |f: &crate::follow_up::FollowUp| match f.team {
        Some(team) => view.teams.contains(&team),
        None => f.owner.is_some_and(|owner| people.contains(&owner)),
    };
    view.workspace.follow_ups.iter().filter(move |f| f.is_open() && ours(f)).map(move |f| {
        let late = f.due.is_some_and(|due| due < view.today);
        let by = f.due.map_or_else(String::new, |due| format!("by {}", view.day(due)));
        duty(if late { Mark::Late } else { Mark::Open }, Thing::FollowUp(f.id), f.due, f.text.as_str(), &by)
    })
}

fn follow_up_meeting(view: &View<'_>, meeting: &Meeting, people: &[PersonId]) -> Option<Dated> {
    let coming = meeting.kind == MeetingKind::FollowUp && meeting.state == MeetingState::Planned;
    if !coming || !people.iter().any(|person| meeting.people.contains(person)) {
        return None;
    }
    let zone = &view.workspace.group(meeting.group)?.zone;
    let local = view.calendar.local(meeting.starts_at, zone);
    if local.date() < view.today {
        return None;
    }
    let when = format!("{} {:02}:{:02}, {} min", view.day(local.date()), local.hour(), local.minute(), meeting.minutes);
    Some(duty(Mark::Open, Thing::Meeting(meeting.id), Some(local.date()), &format!("Follow-up meeting: {}", meeting.title), &when))
}

fn confirmations<'a>(view: &'a View<'_>) -> impl Iterator<Item = Dated> + 'a {
    let raised_here = |team: Option<TeamId>| team.is_some_and(|team| view.teams.contains(&team));
    let resolved = view.workspace.impediments.iter().filter(move |i| i.state == ImpedimentState::Resolved && raised_here(i.team));
    resolved.map(|i| duty(Mark::Open, Thing::Impediment(i.id), None, &format!("Confirm that it is gone: {}", i.title), i.what_solved.as_str()))
}
