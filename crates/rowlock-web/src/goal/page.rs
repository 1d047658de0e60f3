//! The page of a group's goals: what is missing or vague, product goals with what serves them, sprint goals of now, the closed ones.

use super::gaps::gaps;
use super::sprints::{sprints, sure};
use super::words::{date_words, goal_status, items_words, whose};
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::field::{Field, fold};
use crate::ui::section::{page_head, section};
use crate::ui::{format, notice, table, teamcode};
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rowlock_domain::dependency::query::Outlook;
use rowlock_domain::goal::command::SetProductGoal;
use rowlock_domain::goal::{Goal, GoalOf};
use rowlock_domain::group::Group;
use rowlock_domain::ranking::goals::Signs;
use rowlock_domain::{Act, Command, GoalId, Thing};
use std::sync::Arc;

/// Product goals before "more". All lists of this page together are at most fifty rows.
const GOALS: usize = 15;
/// Sprint goals beside one product goal.
const SUPPORTERS: usize = 5;
/// Closed goals before "more".
const CLOSED: usize = 10;

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    Ok(page(&view, &group, &Form::default()))
}

fn page(view: &View, group: &Group, form: &Form) -> Markup {
    let outlook = Outlook::new(view.moment(&group.zone));
    let signs = Signs::of(&outlook);
    let all = concerned(view, group);
    let open: Vec<&Arc<Goal>> = all.iter().copied().filter(|goal| goal.is_open()).collect();
    let closed: Vec<&Arc<Goal>> = all.iter().copied().filter(|goal| !goal.is_open()).collect();
    let frame = Frame::of_group("Goals", Place::Goals, group.id);
    let items = view.href(&format!("groups/{}/items", group.slug));
    let from = |list: &str| query_from(view, list);
    let action = html! { (Button::new("Items").link(&items)) };
    view.page(
        &frame,
        html! {
            (page_head("Goals", html! { span data-live="goal-counts" { (sentence(view, group, &outlook, &signs, &open)) } }, Some(action)))
            (set_form(view, group, form))
            (gaps(view, group, outlook.moment.today))
            (section("h-product", "Product goals", "with what serves them", None, html! {
                @if open.is_empty() { (empty("No product goal", "A product goal says what shall be so, by when, and how one can tell. Sprint goals and items then name which one they serve.", None)) }
                ul.goaltree { @for goal in open.iter().skip(from("goals")).take(GOALS) { (branch(view, group, goal, (&outlook, &signs))) } }
                (more(view, group, ("goals", "product goals"), (from("goals") + GOALS, open.len())))
            }))
            (sprints(view, group, from("sprints"), (&outlook, &signs)))
            @if !closed.is_empty() {
                (section("h-closed", "Met, missed, given up", "", None, html! {
                    (closed_list(view, group, closed.get(from("closed")..).unwrap_or_default(), (&outlook, &signs)))
                    (more(view, group, ("closed", "closed goals"), (from("closed") + CLOSED, closed.len())))
                }))
            }
        },
    )
}

/// From which row on a list is asked for.
fn query_from(view: &View, list: &str) -> usize {
    let query = view.here.split_once('?').map_or("", |(_, query)| query);
    Form::parse(query.as_bytes()).map_or(0, |form| form.value(list).parse().unwrap_or(0))
}

/// The way to the rows of a list that follow: (its name in the address, its words), (shown up to, all).
pub(super) fn more(view: &View, group: &Group, (list, words): (&str, &str), (until, all): (usize, usize)) -> Markup {
    table::more(until, all, words, &view.href(&format!("groups/{}/goals?{list}={until}", group.slug)))
}

/// Product goals of the group, above it and below it: open ones by date, then closed ones, the latest first.
fn concerned<'a>(view: &'a View, group: &Group) -> Vec<&'a Arc<Goal>> {
    let model = &view.model;
    let concerns = |goal: &&Arc<Goal>| matches!(goal.of, GoalOf::Group(of) if model.is_within(of, group.id) || model.is_within(group.id, of));
    let mut goals: Vec<&Arc<Goal>> = model.goals.iter().filter(concerns).collect();
    goals.sort_by_key(|goal| (!goal.is_open(), goal.closed_at.map(std::cmp::Reverse), goal.date().is_none(), goal.date(), goal.id));
    goals
}

/// "3 product goals, 1 of them in trouble. 6 of 8 teams in a sprint have a sprint goal."
fn sentence(view: &View, group: &Group, outlook: &Outlook<'_>, signs: &Signs, open: &[&Arc<Goal>]) -> String {
    let today = outlook.moment.today;
    let troubled = open.iter().filter(|goal| signs.trouble(outlook, goal).is_some()).count();
    let sprinting = view.model.teams_within(group.id).filter(|team| team.sprint_on(today).is_some()).count();
    let without = view.model.teams_without_sprint_goal(group.id, today).count();
    let mut words = match (open.len(), troubled) {
        (0, _) => "No open product goal.".to_owned(),
        (n, 0) => format!("{}, none of them in trouble.", format::counted(n, "open product goal", "open product goals")),
        (n, troubled) => format!("{}, {troubled} in trouble.", format::counted(n, "open product goal", "open product goals")),
    };
    if sprinting > 0 {
        words += &format!(" {} of {} have a sprint goal.", sprinting - without, format::counted(sprinting, "team in a sprint", "teams in a sprint"));
    }
    words
}

fn branch(view: &View, group: &Group, goal: &Goal, (outlook, signs): (&Outlook<'_>, &Signs)) -> Markup {
    let today = outlook.moment.today;
    let supporters: Vec<&Arc<Goal>> = view.model.supporters(goal.id).rev().filter(|g| g.is_open()).collect();
    html! {
        li data-row=(goal.id) {
            div {
                h3 { a href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) } }
                p.sub {
                    (date_words(goal, today))
                    @if goal.of != GoalOf::Group(group.id) { ". Of " (whose(view, goal)) }
                }
                p data-live=(format!("goal-{}", goal.id)) { (goal_status(outlook, signs, goal)) }
                @if !goal.tell.is_empty() { p.meta { "Met when: " (goal.tell) } }
                @if let Some(items) = items_words(view, goal) { p.meta { a.link href=(items_href(view, group, goal.id)) { (items) } } }
            }
            div {
                @if supporters.is_empty() { p.meta { "No open sprint goal supports it." } }
                ul.supports { @for supporter in supporters.iter().take(SUPPORTERS) { (sprint_goal(view, supporter)) } }
                @if supporters.len() > SUPPORTERS { p.meta { "and " (format::count(supporters.len() - SUPPORTERS)) " more" } }
            }
        }
    }
}

fn items_href(view: &View, group: &Group, goal: GoalId) -> String {
    view.href(&format!("groups/{}/items?goal={}", group.slug, goal.0))
}

/// Team, title and confidence of a sprint goal.
pub(super) fn sprint_goal(view: &View, goal: &Arc<Goal>) -> Markup {
    let team = if let GoalOf::Sprint(team, _) = goal.of { view.model.team(team) } else { None };
    html! {
        li {
            @if let Some(team) = team { (teamcode::team_code(team.code.as_str(), team.name.as_str())) }
            span { a href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) } }
            @if let Some(team) = team { span data-live=(format!("sure-{}-{}", goal.id, team.id.0)) { (sure(view, team, Some(goal))) } }
        }
    }
}

fn closed_list(view: &View, group: &Group, closed: &[&Arc<Goal>], (outlook, signs): (&Outlook<'_>, &Signs)) -> Markup {
    html! {
        ul class="box rows things" {
            @for goal in closed.iter().take(CLOSED) {
                li data-row=(goal.id) {
                    div.what {
                        b { a href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) } }
                        p { (date_words(goal, outlook.moment.today)) @if goal.of != GoalOf::Group(group.id) { ", of " (whose(view, goal)) } }
                    }
                    div.do { (goal_status(outlook, signs, goal)) }
                }
            }
        }
    }
}

fn set_form(view: &View, group: &Group, form: &Form) -> Markup {
    let may = view.may(Act::SetGoals(group.id));
    let is_first = view.model.product_goals(group.id).next().is_none();
    let words = if is_first { "Set the first product goal" } else { "Set a product goal" };
    html! {
        @if may {
            (fold(words, form.is_wrong(), html! {
                @if let Some(sentence) = form.refused() { (notice::refused(sentence)) }
                form.form method="post" action=(view.href(&format!("groups/{}/goals", group.slug))) {
                    (view.stamp(None))
                    (Field::new("title", "What shall be so?").value(form.value("title")).error(form.error("title")).placeholder("Guest checkout for everyone").required().max_length(200).text())
                    (Field::new("date", "By when?").value(form.value("date")).error(form.error("date")).hint("Without a date the goal is called vague.").date())
                    (Field::new("tell", "How can one tell that it is met?").value(form.value("tell")).error(form.error("tell")).textarea(2))
                    div.formend { (Button::new("Set the goal").primary().render()) }
                }
            }))
        } @else if !view.is_past {
            p.meta { "Product goals are set by the Product Owners of " (group.name) " and its Scrum of Scrums Master; sprint goals by each team." }
        }
    }
}

pub(super) async fn set(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let command = SetProductGoal {
        group: group.id,
        title: form.title("title"),
        tell: form.optional_text("tell"),
        date: form.optional_date("date"),
        origin: None,
    };
    if !form.is_wrong() {
        match view.submit(&form, None, move |_| Ok(vec![Command::from(command.clone())])).await {
            Ok(done) => return Ok(view.go(&format!("groups/{slug}/goals"), &done)),
            Err(error) => form.refuse(error)?,
        }
    }
    Ok((form.status(), page(&view, &group, &form)).into_response())
}
