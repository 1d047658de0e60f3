//! The sprint goals of now: one row per team, all sprints on one axis although their rhythms differ.

use super::words::{goal_status, span_bar};
use crate::insights;
use crate::ui::status::{self, State};
use crate::ui::table::{self, column};
use crate::ui::{confidence, format};
use crate::view::View;
use maud::{Markup, html};
use rowlock_domain::dependency::query::Outlook;
use rowlock_domain::goal::Goal;
use rowlock_domain::group::Group;
use rowlock_domain::ranking::goals::Signs;
use rowlock_domain::team::Team;
use rowlock_domain::team::rhythm::Sprint;
use rowlock_domain::{Date, Thing};
use std::sync::Arc;

/// Rows before "more".
const ROWS: usize = 15;

pub(super) fn sprints(view: &View, group: &Group, from_row: usize, (outlook, signs): (&Outlook<'_>, &Signs)) -> Markup {
    let today = outlook.moment.today;
    let teams = crate::dependency::order_of_teams(&view.model, group.id);
    let rows: Vec<(&Arc<Team>, Sprint)> =
        teams.iter().filter_map(|id| view.model.team(*id)).filter_map(|team| team.sprint_on(today).map(|sprint| (team, sprint))).collect();
    let from = rows.iter().map(|(_, sprint)| sprint.start).min().unwrap_or(today);
    let until = rows.iter().map(|(_, sprint)| sprint.end).max().unwrap_or(today);
    let columns = [column("Team"), column("Sprint"), column("On one axis"), column("Sprint goal"), column("Confidence")];
    html! {
        section.sec aria-labelledby="h-sprints" {
            header.sechead { h2 id="h-sprints" { "Sprint goals now" } p { (format::day(from, today)) " to " (format::day(until, today)) } }
            @if rows.is_empty() { p.meta { "No team of this group has sprints, so there are no sprint goals." } }
            @else {
                (table::table("sprintgoals", "Sprint goals by team", &columns, html! {
                    @for (team, sprint) in rows.iter().skip(from_row).take(ROWS) { (row(view, (team, sprint), (from, until), (outlook, signs))) }
                }))
                (super::page::more(view, group, ("sprints", "teams in a sprint"), (from_row + ROWS, rows.len())))
            }
        }
    }
}

fn row(view: &View, (team, sprint): (&Team, &Sprint), axis: (Date, Date), (outlook, signs): (&Outlook<'_>, &Signs)) -> Markup {
    let today = outlook.moment.today;
    let goal = view.model.sprint_goals.get(&(team.id, sprint.start)).and_then(|id| view.model.goal(*id));
    let key = format!("sprint-{}", team.id.0);
    table::row(
        &key,
        html! {
            (table::head_cell(html! { a href=(view.thing_href(Thing::Team(team.id))) { (team.name) } }))
            (table::cell("Sprint", html! { (sprint.name) small.b { "to " (format::day(sprint.end, today)) } }))
            (table::cell("On one axis", span_bar((sprint.start, sprint.end), axis, today)))
            (table::cell("Sprint goal", html! { span data-live=(key) { @match goal { Some(goal) => (named(view, goal, outlook, signs)), None => (status::status(State::Missing, "None")) } } }))
            (table::cell("Confidence", sure(view, team, goal)))
        },
    )
}

fn named(view: &View, goal: &Goal, outlook: &Outlook<'_>, signs: &Signs) -> Markup {
    html! {
        a href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) }
        small.b {
            @if !goal.is_open() { (goal_status(outlook, signs, goal)) }
            @else if goal.supports.is_empty() { "supports no product goal" }
            @else { "supports " @for (n, id) in goal.supports.iter().enumerate() { @if n > 0 { ", " } @if let Some(product) = view.model.goal(*id) { a href=(view.thing_href(Thing::Goal(*id))) { (product.title) } } } }
        }
    }
}

/// The last confidence in that goal, and the one before it. Once the goal has ended it would stand beside what came of it: that is for
/// the team only.
pub(super) fn sure(view: &View, team: &Team, goal: Option<&Arc<Goal>>) -> Markup {
    if goal.is_some_and(|goal| !goal.is_open()) && !insights::is_own(view, team) {
        return html! { span.meta { "shown to the team only" } };
    }
    let of_goal: Vec<u8> = team.confidences.iter().filter(|c| goal.is_some_and(|goal| c.goal == Some(goal.id))).map(|c| c.value).collect();
    let before = of_goal.len().checked_sub(2).and_then(|n| of_goal.get(n)).copied();
    html! { @match of_goal.last() { Some(value) => (confidence::confidence(*value, before)), None => span.meta { "not given" } } }
}
