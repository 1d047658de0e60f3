//! The board: one lane per state, ranked inside; resolved ones are quiet. A card stands in the first lane that holds, the others are badges.

use super::detail::level_name;
use super::list;
use super::page::Shown;
use crate::ui::status::{self, State};
use crate::ui::{agebar, avatar, format, teamcode};
use maud::{Markup, html};
use rowlock_domain::Thing;
use rowlock_domain::impediment::Impediment;
use rowlock_domain::impediment::query::{self, Lane};
use rowlock_domain::scope::Scope;
use rowlock_domain::time::plus_days;
use std::sync::Arc;

/// Cards of a lane before the list takes over.
const CARDS: usize = 10;
/// Resolved ones stay on the board this long.
const RESOLVED_DAYS: i64 = 14;

const LANES: [(Lane, State, &str); 4] = [
    (Lane::New, State::New, "New"),
    (Lane::Owned, State::Owned, "Owned"),
    (Lane::InFollowUp, State::Follow, "In follow-up"),
    (Lane::Escalated, State::Escalated, "Escalated"),
];

pub(super) fn board(shown: &Shown<'_>) -> Markup {
    html! {
        @if shown.open.is_empty() { (list::nothing(shown)) }
        div class="board scroll" {
            @for (lane, state, title) in LANES { (one_lane(shown, lane, state, title)) }
            (resolved(shown))
        }
    }
}

fn one_lane(shown: &Shown<'_>, lane: Lane, state: State, title: &str) -> Markup {
    let cards: Vec<&Arc<Impediment>> = shown.open.iter().copied().filter(|i| query::lane(i, &shown.followed_up) == Some(lane)).collect();
    let id = format!("l-{}", lane.word());
    html! {
        section.lane aria-labelledby=(id) {
            h2 id=(id) { (status::mark(state)) (title) span.ct { (format::count(cards.len())) } }
            @if cards.is_empty() { p.none { "none" } }
            ol { @for impediment in cards.iter().take(CARDS) { (card(shown, impediment, lane)) } }
            @if cards.len() > CARDS { p.meta { a.link href=(format!("{}view=list", shown.filtered)) { "and " (format::count(cards.len() - CARDS)) " more in the list" } } }
        }
    }
}

fn card(shown: &Shown<'_>, impediment: &Impediment, lane: Lane) -> Markup {
    let number = impediment.id;
    html! {
        li.imp data-row=(number) {
            span.hd { span { (number) } @if impediment.stops_work() { span.push { "stops work" } } }
            b { a href=(shown.view.thing_href(Thing::Impediment(number))) { (impediment.title) } }
            span data-live=(format!("age-{number}")) { (agebar::age(shown.age(impediment), shown.usual, shown.watch.measure)) }
            span.ft {
                @match impediment.owner {
                    Some(owner) => (avatar::person(shown.view.name(owner))),
                    None => (status::status(State::NoneYet, "No owner")),
                }
                @for badge in query::badges(impediment, &shown.followed_up).into_iter().filter(|badge| *badge != lane) { (badge_words(badge)) }
            }
            @if lane == Lane::Escalated { span.meta { "at " (level_name(shown.view, impediment.level)) } }
            (codes(shown, impediment))
        }
    }
}

fn badge_words(badge: Lane) -> Markup {
    html! { @match badge {
        Lane::InFollowUp => (status::usual(State::Follow)),
        Lane::Escalated => (status::usual(State::Escalated)),
        _ => "",
    } }
}

/// The teams that wait, as codes.
pub(super) fn codes(shown: &Shown<'_>, impediment: &Impediment) -> Markup {
    let teams: Vec<_> = impediment.holds_back.iter().filter_map(|team| shown.view.model.team(*team)).take(6).collect();
    html! { @if !teams.is_empty() { span { (teamcode::team_codes(teams.iter().map(|team| (team.code.as_str(), team.name.as_str())))) } } }
}

fn resolved(shown: &Shown<'_>) -> Markup {
    let since = plus_days(shown.moment.today, -RESOLVED_DAYS);
    let model = &shown.view.model;
    let scope = Scope::below(model, shown.group.id);
    let lately = model.impediments.iter().rev().filter(|i| {
        let recent = i.resolved_at.is_some_and(|at| shown.moment.date_of(at) >= since);
        recent && query::lane(i, &shown.followed_up) == Some(Lane::Resolved) && i.is_of(model, &scope)
    });
    let mut lately: Vec<&Arc<Impediment>> = lately.filter(|i| shown.filter.holds(|i| shown.age(i), i, shown.usual.map(|u| u.most_days))).collect();
    lately.sort_by_key(|i| std::cmp::Reverse(i.resolved_at));
    html! {
        section.lane aria-labelledby="l-resolved" {
            h2 id="l-resolved" { (status::mark(State::Done)) "Resolved" span.ct { (format::count(lately.len())) " in " (RESOLVED_DAYS) " d" } }
            @if lately.is_empty() { p.none { "none" } }
            ol { @for impediment in lately.iter().take(CARDS) { (quiet_card(shown, impediment)) } }
        }
    }
}

fn quiet_card(shown: &Shown<'_>, impediment: &Impediment) -> Markup {
    let took = format::days_by(shown.age(impediment), shown.watch.measure);
    let on = impediment.resolved_at.map(|at| format::day(shown.moment.date_of(at), shown.moment.today)).unwrap_or_default();
    let unconfirmed = impediment.state == rowlock_domain::impediment::ImpedimentState::Resolved;
    html! {
        li class="imp quiet" data-row=(impediment.id) {
            b { a href=(shown.view.thing_href(Thing::Impediment(impediment.id))) { (impediment.title) } }
            span.ft { span { b { (took) } ", " (on) @if unconfirmed { ", not confirmed" } } span.id { (impediment.id) } }
        }
    }
}
