//! Asked of you: where the seat stands on the agenda, follow-ups due, help that is asked, the relay not yet known.

use super::seat::Seat;
use crate::changes::changed_for;
use crate::overview::strip::agenda_of;
use crate::ui::format;
use crate::ui::section::section_head;
use crate::ui::status::{self, State};
use maud::{Markup, html};
use rowlock_domain::impediment::query::asked_of;
use rowlock_domain::meeting::{About, AgendaLine};
use rowlock_domain::series::query::{Upcoming, last_closed};
use rowlock_domain::{Member, TeamId, Thing, relay};

/// Lines of each kind.
const LINES: usize = 4;

pub(super) fn asked(seat: &Seat<'_>, next: &Upcoming) -> Markup {
    let lines = [relay_line(seat), changed(seat), follow_ups(seat), help(seat), on_the_agenda(seat, next)];
    let nothing = lines.iter().all(Option::is_none);
    html! {
        aside class="stack-4 aside" aria-label="Asked of you" {
            (section_head("h-asked", "Asked of you", "", None))
            @if nothing { p.meta { "Nothing is asked of you today." } }
            ul.plain { @for line in lines.into_iter().flatten() { (line) } }
        }
    }
}

/// What others changed for the team since the last meeting: the newest of each thing.
fn changed(seat: &Seat<'_>) -> Option<Markup> {
    let team = seat.team()?.id;
    let view = seat.view;
    let since = last_closed(&view.model, seat.group.id)?.closed_at?;
    let changes = changed_for(view, seat.zone(), team, since);
    let all = view.href(&format!("groups/{}/changes?team={}", seat.group.slug, seat.team()?.code));
    (!changes.is_empty()).then(|| {
        html! {
            @for telling in changes.iter().take(LINES) {
                li data-row=[telling.thing.map(|thing| format!("changed-{thing}"))] {
                    (status::status(telling.state, "Changed for you"))
                    b { @match telling.thing { Some(thing) => a href=(view.thing_href(thing)) { (telling.headline) }, None => (telling.headline) } }
                    @if !telling.more.is_empty() { small { (telling.more) } }
                }
            }
            @if changes.len() > LINES { li { a.link href=(all) { "and " (format::count(changes.len() - LINES)) " more changes" } } }
        }
    })
}

/// Topics that concern the team.
fn on_the_agenda(seat: &Seat<'_>, next: &Upcoming) -> Option<Markup> {
    let team = seat.team()?.id;
    let view = seat.view;
    let planned = agenda_of(view, &seat.group, next);
    let agenda = planned.agenda.as_ref()?;
    let topics: Vec<(usize, &AgendaLine)> = agenda.topics().enumerate().filter(|(_, line)| concerns(seat, team, line)).collect();
    (!topics.is_empty()).then(|| {
        html! {
            @for (n, line) in topics.iter().take(LINES) {
                li {
                    (status::status(State::Risk, "On the agenda"))
                    b { @match line.about { About::Thing(thing) => a href=(view.thing_href(thing)) { "Topic " (n + 1) ": " (line.title) }, _ => { "Topic " (n + 1) ": " (line.title) } } }
                    small { (format::minutes_seconds(i64::from(line.planned_seconds))) " min" @if !line.why.is_empty() { ", " (line.why) } }
                }
            }
        }
    })
}

fn concerns(seat: &Seat<'_>, team: TeamId, line: &AgendaLine) -> bool {
    let model = &seat.view.model;
    match line.about {
        About::Thing(Thing::Impediment(id)) => {
            model.impediment(id).is_some_and(|i| i.team == Some(team) || i.holds_back.contains(&team) || i.asked.contains(&team))
        }
        About::Thing(Thing::Dependency(id)) => model.dependency(id).is_some_and(|d| d.joins(team)),
        About::Thing(Thing::FollowUp(id)) => model.follow_up(id).is_some_and(|f| f.team == Some(team)),
        About::Thing(Thing::Risk(id)) => model.risk(id).is_some_and(|r| r.team == Some(team)),
        About::Requests(consumer, provider) => consumer == team || provider == team,
        About::Relay(_, member) => member == Member::Team(team),
        _ => false,
    }
}

/// Open follow-ups of the viewer, and of the team.
fn follow_ups(seat: &Seat<'_>) -> Option<Markup> {
    let view = seat.view;
    let team = seat.team().map(|team| team.id);
    let mut open: Vec<_> =
        view.model.follow_ups.iter().filter(|f| f.is_open() && (f.owner == Some(view.person) || (team.is_some() && f.team == team))).collect();
    open.sort_by_key(|f| (f.due.is_none(), f.due, f.id));
    (!open.is_empty()).then(|| {
        html! {
            @for follow_up in open.iter().take(LINES) {
                li data-row=(follow_up.id) {
                    @match follow_up.overdue_days(seat.today) { Some(days) => (status::status(State::Late, format!("{} late", format::days(days)))), None => (status::status(State::Follow, "Follow-up")) }
                    b { a href=(view.thing_href(Thing::FollowUp(follow_up.id))) { (follow_up.text) } }
                    small { (follow_up.id) @if let Some(due) = follow_up.due { ", due " (format::near_day(due, seat.today)) } }
                }
            }
        }
    })
}

/// Impediments of others that ask this team for help.
fn help(seat: &Seat<'_>) -> Option<Markup> {
    let team = seat.team()?.id;
    let view = seat.view;
    let asked: Vec<_> = asked_of(&view.model, team).filter(|i| i.team != Some(team)).collect();
    (!asked.is_empty()).then(|| {
        html! {
            @for impediment in asked.iter().take(LINES) {
                li data-row=(format!("help-{}", impediment.id)) {
                    (status::status(State::NoneYet, "Help is asked"))
                    b { a href=(view.thing_href(Thing::Impediment(impediment.id))) { (impediment.title) } }
                    small { (impediment.id) @if let Some(team) = impediment.team { ", by " (view.model.member_name(Member::Team(team))) } }
                }
            }
        }
    })
}

/// The last meeting's relay, while nobody of the team has said that they know it.
fn relay_line(seat: &Seat<'_>) -> Option<Markup> {
    let view = seat.view;
    let last = last_closed(&view.model, seat.group.id)?;
    relay::query::not_acknowledged(&view.model, last).contains(&seat.member).then(|| {
        html! {
            li {
                (status::status(State::Missing, "Not acknowledged"))
                b { a href=(view.href(&format!("groups/{}/relay", seat.group.slug))) { "The relay of the last meeting" } }
                small { "say that your team knows it, or ask back" }
            }
        }
    })
}
