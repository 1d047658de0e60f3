//! One goal: how it stands, every date it had, what serves it, what stands in its way, its history.

use super::page::sprint_goal;
use super::words::{date_words, goal_status, vague_words, whose};
use super::{actions, words};
use crate::changes;
use crate::error::WebError;
use crate::refused::Refused;
use crate::shell::{Frame, Place};
use crate::team::dependency_status;
use crate::ui::section::{pairs, section};
use crate::ui::{format, notice};
use crate::view::View;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_domain::dependency::Dependency;
use rowlock_domain::dependency::query::Outlook;
use rowlock_domain::goal::{Goal, GoalOf, GoalState};
use rowlock_domain::group::Group;
use rowlock_domain::ranking::goals::Signs;
use rowlock_domain::team::Team;
use rowlock_domain::{Date, GoalId, GroupId, Thing};
use std::sync::Arc;

/// Rows of one list.
const ROWS: usize = 50;

pub(super) async fn show(view: View, Path((_, number)): Path<(String, String)>) -> Result<Markup, WebError> {
    let id = known(&view, &number)?;
    if let Some(group) = view.model.goal(id).filter(|goal| goal.is_open()).and_then(|goal| forecast_in(&view, goal)) {
        view.outlook(group).await?;
    }
    page(&view, id, &Refused::default())
}

/// The group of a product goal: its forecast is looked up there.
fn forecast_in<'a>(view: &'a View, goal: &Goal) -> Option<&'a Arc<Group>> {
    match goal.of {
        GoalOf::Group(group) => view.model.group(group),
        GoalOf::Sprint(..) => None,
    }
}

/// What lies ahead of an open goal: the chances of a product goal, the burn-up behind a sprint goal while its sprint runs.
fn ahead(view: &View, goal: &Goal) -> Markup {
    let runs = |team: &Team, start: Date| team.sprint_on(view.today(&team.zone)).is_some_and(|sprint| sprint.start == start);
    let team = match goal.of {
        GoalOf::Sprint(team, start) => view.model.team(team).filter(|team| runs(team, start)),
        GoalOf::Group(_) => None,
    };
    html! {
        @if goal.is_open() {
            @if let Some(group) = forecast_in(view, goal) { (crate::forecast::of_goal(view, group, goal.id)) }
            @if let Some(team) = team { (crate::burn_up::of_team(view, team)) }
        }
    }
}

/// The goal of an address.
pub(super) fn known(view: &View, number: &str) -> Result<GoalId, WebError> {
    let number: u32 = number.parse().map_err(|_| WebError::NotFound)?;
    view.model.goal(GoalId(number)).map(|goal| goal.id).ok_or(WebError::NotFound)
}

/// The group on whose pages the goal is shown.
pub(super) fn home(view: &View, goal: &Goal) -> Option<GroupId> {
    match goal.of {
        GoalOf::Group(group) => Some(group),
        GoalOf::Sprint(team, _) => view.model.team(team).map(|team| team.home),
    }
}

pub(super) fn page(view: &View, id: GoalId, refused: &Refused) -> Result<Markup, WebError> {
    let goal = view.model.goal(id).ok_or(WebError::NotFound)?;
    let group = home(view, goal).and_then(|id| view.model.group(id)).ok_or(WebError::NotFound)?;
    let outlook = Outlook::new(view.moment(&group.zone));
    let signs = Signs::of(&outlook);
    let title = id.to_string();
    let frame = Frame::of_thing(&title, Place::Goals, group.id, Thing::Goal(id)).below("Goals", &format!("groups/{}/goals", group.slug));
    let vague = view.model.vague(goal);
    Ok(view.page(
        &frame,
        html! {
            header.pagehead { div.narrow {
                p class="m0 mb1 row" data-live="state" { (goal_status(&outlook, &signs, goal)) span.id { (id) } }
                h1 { (goal.title) }
                p { (whose(view, goal)) ", " (date_words(goal, outlook.moment.today)) }
            } }
            @if vague.len() > 1 { (notice::notice(notice::Tone::Attention, format!("It is vague: {}.", vague_words(&vague)))) }
            div class="cols cols-main" {
                div.stack {
                    (told(goal))
                    (ahead(view, goal))
                    (served_by(view, goal))
                    (items(view, goal))
                    (dependencies(view, &outlook, goal))
                    (in_the_way(view, goal))
                    (dates(view, &outlook, goal))
                    (section("h-history", "History", "", None, changes::history(view, Thing::Goal(id), 50)))
                }
                aside.panel {
                    (actions::panel(view, goal, refused))
                    hr;
                    (facts(view, &outlook, goal))
                }
            }
        },
    ))
}

fn told(goal: &Goal) -> Markup {
    html! {
        @if !goal.tell.is_empty() { (section("h-tell", "How one can tell that it is met", "", None, html! { p.measure.prose { (goal.tell) } })) }
        @if let GoalState::Dropped(why) = &goal.state { (section("h-why", "Why it was given up", "", None, html! { p.measure { (why) } })) }
    }
}

/// For a product goal the sprint goals that support it, for a sprint goal the product goals that it supports.
fn served_by(view: &View, goal: &Goal) -> Markup {
    let supporters: Vec<&Arc<Goal>> = view.model.supporters(goal.id).rev().collect();
    html! { @match goal.of {
        GoalOf::Group(_) => (section("h-sprint-goals", "Sprint goals that support it", "latest first", None, html! {
            @if supporters.is_empty() { p.meta { "None yet." } }
            div.goaltree { ul.supports { @for supporter in supporters.iter().take(ROWS) { (sprint_goal(view, supporter)) } } }
            @if supporters.len() > ROWS { p.meta { "and " (format::count(supporters.len() - ROWS)) " more" } }
        })),
        GoalOf::Sprint(..) => (section("h-supports", "Product goals that it supports", "", None, html! {
            @if goal.supports.is_empty() { p.meta { "None. A sprint goal that supports no product goal is called unsupported." } }
            ul.plain { @for product in goal.supports.iter().filter_map(|id| view.model.goal(*id)) {
                li { b { a href=(view.thing_href(Thing::Goal(product.id))) { (product.title) } } small { (whose(view, product)) ", " (product.id) } }
            } }
        })),
    } }
}

fn items(view: &View, goal: &Goal) -> Markup {
    let items: Vec<_> = view.model.items_serving(goal.id).collect();
    let words = words::items_words(view, goal).unwrap_or_default();
    html! { @if !items.is_empty() {
        (section("h-items", "Items that serve it", &words, None, html! {
            ul.plain { @for item in items.iter().take(ROWS) {
                li { (crate::item::item_status(item)) b { a href=(view.thing_href(Thing::Item(item.id))) { (item.title) } }
                    small { (view.model.member_name(rowlock_domain::Member::Team(item.team))) ", " (item.id) } }
            } }
            @if items.len() > ROWS { p.meta { "and " (format::count(items.len() - ROWS)) " more" } }
        }))
    } }
}

fn serves(view: &View, dependency: &Dependency, goal: GoalId) -> bool {
    let through_item = dependency.consumer_item.and_then(|item| view.model.item(item)).and_then(|item| item.goal);
    dependency.goal.or(through_item) == Some(goal)
}

fn dependencies(view: &View, outlook: &Outlook<'_>, goal: &Goal) -> Markup {
    let open: Vec<_> = view.model.dependencies.iter().filter(|d| d.is_open() && serves(view, d, goal.id)).collect();
    html! { @if !open.is_empty() {
        (section("h-needs", "Dependencies that serve it", "", None, html! {
            ul.plain { @for d in open.iter().take(ROWS) {
                li data-row=(d.id) { span data-live=(format!("state-{}", d.id)) { (dependency_status(outlook, d)) }
                    b { a href=(view.thing_href(Thing::Dependency(d.id))) { (d.title) } } small { (outlook.why(d)) " " (d.id) } }
            } }
            @if open.len() > ROWS { p.meta { "and " (format::count(open.len() - ROWS)) " more" } }
        }))
    } }
}

fn in_the_way(view: &View, goal: &Goal) -> Markup {
    let open: Vec<_> = view.model.impediments.iter().filter(|i| i.is_open() && i.goal == Some(goal.id)).collect();
    html! { @if !open.is_empty() {
        (section("h-way", "Impediments in its way", "", None, html! {
            ul.plain { @for i in open.iter().take(ROWS) { li data-row=(i.id) { b { a href=(view.thing_href(Thing::Impediment(i.id))) { (i.title) } } small { (i.id) } } } }
        }))
    } }
}

/// Every date it had, newest first, with who moved it and why.
fn dates(view: &View, outlook: &Outlook<'_>, goal: &Goal) -> Markup {
    let today = outlook.moment.today;
    let day = |date: Option<rowlock_domain::Date>| date.map_or_else(|| "no date".to_owned(), |date| format::day(date, today));
    html! { @if goal.dates.len() > 1 {
        (section("h-dates", "Dates", "every one it had", None, html! {
            ol.hist { @for set in goal.dates.iter().rev() {
                @let on = outlook.moment.date_of(set.at);
                li { time datetime=(format::iso(on)) { (format::day(on, today)) } span.dot {} div {
                    b.w6 { "By " (day(set.date)) }
                    span.sub { @if let Some(by) = set.by { (view.name(by)) } @if !set.why.is_empty() { ": " (set.why) } }
                } }
            } }
        }))
    } }
}

fn facts(view: &View, outlook: &Outlook<'_>, goal: &Goal) -> Markup {
    let set = format::day(outlook.moment.date_of(goal.set_at), outlook.moment.today);
    let mut shown = vec![("Of", html! { (whose(view, goal)) }), ("Set", html! { (set) })];
    if let GoalOf::Sprint(team, _) = goal.of
        && let Some(team) = view.model.team(team)
    {
        shown.push(("Confidence", super::sprints::sure(view, team, view.model.goal(goal.id))));
    }
    pairs(shown)
}
