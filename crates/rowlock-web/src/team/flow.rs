//! What flows through a team: impediments, what it waits for and owes, its items, its follow-ups.

use crate::impediment;
use crate::ui::section::section;
use crate::ui::status::{self, State};
use crate::ui::{format, teamcode};
use crate::view::View;
use maud::{Markup, html};
use rowlock_domain::dependency::Dependency;
use rowlock_domain::dependency::query::{Outlook, Standing, open_of_team};
use rowlock_domain::impediment::query::{FollowedUp, age_days, open_of_team as impediments_of};
use rowlock_domain::impediment::{Impediment, Severity};
use rowlock_domain::item::ItemState;
use rowlock_domain::relay::Mark;
use rowlock_domain::team::Team;
use rowlock_domain::{Date, Thing};
use std::sync::Arc;

/// Rows of each list.
const ROWS: usize = 20;

/// Open impediments that it raised or that hold it back, the oldest first.
pub(super) fn impediments(view: &View, team: &Team) -> Markup {
    let mut open: Vec<&Arc<Impediment>> = impediments_of(&view.model, team.id).collect();
    open.sort_by_key(|i| (i.severity != Severity::Stops, i.raised_at, i.id));
    let moment = view.moment(&team.zone);
    let followed_up = FollowedUp::of(&view.model);
    let body = html! {
        @if open.is_empty() { p.meta { "Nothing stands in its way that needs others." } }
        ul.plain {
            @for impediment in open.iter().take(ROWS) {
                li data-row=(impediment.id) {
                    span data-live=(format!("state-{}", impediment.id)) { (impediment::standing(view, impediment, &followed_up)) }
                    b { a href=(view.thing_href(Thing::Impediment(impediment.id))) { (impediment.title) } }
                    small {
                        (impediment.id) ", " (format::days(age_days(&moment, impediment)))
                        @match impediment.owner { Some(owner) => { ", " (view.name(owner)) }, None => ", nobody owns it" }
                        @if impediment.severity == Severity::Stops { ", stops work" }
                    }
                }
            }
        }
        (more(open.len()))
    };
    section("h-impediments", "Impediments", &format!("{} open", format::count(open.len())), None, body)
}

fn more(count: usize) -> Markup {
    html! { @if count > ROWS { p.meta { "and " (format::count(count - ROWS)) " more" } } }
}

/// What other teams owe it.
pub(super) fn waits_for(view: &View, team: &Team) -> Markup {
    dependencies(view, team, ("h-waits", "Waits for", "Nobody owes it anything."), |d| d.consumer == team.id)
}

/// What it owes to other teams.
pub(super) fn owes(view: &View, team: &Team) -> Markup {
    dependencies(view, team, ("h-owes", "Owes", "It owes nobody anything."), |d| d.provider == team.id)
}

fn dependencies(view: &View, team: &Team, (id, title, none): (&str, &str, &str), side: impl Fn(&Dependency) -> bool) -> Markup {
    let outlook = Outlook::new(view.moment(&team.zone));
    let mut open: Vec<&Arc<Dependency>> = open_of_team(&view.model, team.id).filter(|d| side(d)).collect();
    open.sort_by_cached_key(|d| (order(outlook.standing(d)), d.needed_by().is_none(), d.needed_by(), d.id));
    let body = html! {
        @if open.is_empty() { p.meta { (none) } }
        ul.plain {
            @for dependency in open.iter().take(ROWS) {
                li data-row=(dependency.id) {
                    span data-live=(format!("state-{}", dependency.id)) { (dependency_status(&outlook, dependency)) }
                    b { a href=(view.thing_href(Thing::Dependency(dependency.id))) { (dependency.title) } }
                    small {
                        (dependency.id) " "
                        @let other = if dependency.consumer == team.id { dependency.provider } else { dependency.consumer };
                        @if let Some(other) = view.model.team(other) { (teamcode::team_code(other.code.as_str(), other.name.as_str())) " " }
                        (outlook.why(dependency))
                    }
                }
            }
        }
        (more(open.len()))
    };
    section(id, title, &format!("{} open", format::count(open.len())), None, body)
}

fn order(standing: Standing) -> u8 {
    match standing {
        Standing::Late(_) => 0,
        Standing::AtRisk => 1,
        Standing::NoPromise => 2,
        Standing::Delivered(_) => 3,
        _ => 4,
    }
}

/// How a dependency stands, in two or three words.
pub(crate) fn dependency_status(outlook: &Outlook<'_>, dependency: &Dependency) -> Markup {
    let state = match outlook.standing(dependency).mark() {
        Mark::Late => State::Late,
        Mark::AtRisk => State::Risk,
        Mark::Missing => State::NoneYet,
        Mark::OnTrack => State::Ok,
        Mark::Done | Mark::Open => State::Done,
    };
    let short = outlook.short(dependency);
    let mut letters = short.chars();
    let words: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    status::status(state, words)
}

/// Items in progress and open; done ones are counted.
pub(super) fn items(view: &View, team: &Team) -> Markup {
    let of_team: Vec<_> = view.model.items.iter().filter(|item| item.team == team.id).collect();
    if of_team.is_empty() {
        return html! {};
    }
    let mut open: Vec<_> = of_team.iter().filter(|item| matches!(item.state, ItemState::Open | ItemState::InProgress)).collect();
    open.sort_by_key(|item| (item.state != ItemState::InProgress, item.date.is_none(), item.date, item.id));
    let done = of_team.iter().filter(|item| item.state == ItemState::Done).count();
    let today = view.today(&team.zone);
    let body = html! {
        @if open.is_empty() { p.meta { "Nothing is open." } }
        ul.plain {
            @for item in open.iter().take(ROWS) {
                li data-row=(item.id) {
                    @if item.state == ItemState::InProgress { (status::status(State::Owned, "In progress")) } @else { (status::status(State::New, "Open")) }
                    b { (item.title) }
                    small {
                        (item.id)
                        @if let Some(date) = item.date { ", by " (format::day(date, today)) }
                        @if let Some((done, total)) = item.progress { ", " (format::part_of(done, total)) " done" }
                        @if let Some(goal) = item.goal.and_then(|id| view.model.goal(id)) { ", serves " a href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) } }
                    }
                }
            }
        }
        (more(open.len()))
    };
    section("h-items", "Items", &format!("{} open, {} done", format::count(open.len()), format::count(done)), None, body)
}

/// What somebody does for the team.
pub(super) fn follow_ups(view: &View, team: &Team, today: Date) -> Markup {
    let mut open: Vec<_> = view.model.follow_ups.iter().filter(|f| f.is_open() && f.team == Some(team.id)).collect();
    if open.is_empty() {
        return html! {};
    }
    open.sort_by_key(|f| (f.due.is_none(), f.due, f.id));
    let body = html! {
        ul.plain {
            @for follow_up in open.iter().take(ROWS) {
                li data-row=(follow_up.id) {
                    @if let Some(days) = follow_up.overdue_days(today) { (status::status(State::Late, format!("{} late", format::days(days)))) }
                    b { a href=(view.thing_href(Thing::FollowUp(follow_up.id))) { (follow_up.text) } }
                    small { @if let Some(owner) = follow_up.owner { (view.name(owner)) ", " } (follow_up.id) @if let Some(due) = follow_up.due { ", due " (format::near_day(due, today)) } }
                }
            }
        }
    };
    section("h-follow-ups", "Follow-ups", "", None, body)
}
