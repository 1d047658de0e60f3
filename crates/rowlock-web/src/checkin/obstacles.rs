//! Obstacles: known ones first, then new ones, each solved by the team itself or asked of another.

use super::fill::rows;
use super::page;
use super::seat::Seat;
use crate::choices::teams;
use crate::form::Form;
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field, error, tick};
use crate::ui::format;
use crate::ui::seg::{self, Part};
use maud::{Markup, html};
use rowlock_domain::goal::GoalOf;
use rowlock_domain::impediment::Impediment;
use rowlock_domain::impediment::query::{age_days, open_of_team, similar};
use rowlock_domain::{Act, Member, Thing};
use std::sync::Arc;

/// Known ones asked about.
const KNOWN: usize = 8;
/// Rows for new ones at most.
const ROWS: usize = 12;

pub(super) fn step(seat: &Seat<'_>, form: &Form) -> Markup {
    let known = known(seat);
    let adds = form.value("add") == "obstacle";
    let rows = rows(form, "obstacle-", adds, ROWS);
    let choices = Choices::of(seat);
    let title = if seat.team().is_some() { "Obstacles" } else { "What needs the parent group" };
    page::step(
        "3",
        "s3",
        title,
        "",
        html! {
            @for impediment in known.iter().take(KNOWN) { (known_row(seat, form, impediment)) }
            @if known.len() > KNOWN { (others(seat, known.len() - KNOWN)) }
            @for n in 0..rows { (row(seat, form, (n, adds && n + 1 == rows), &choices)) }
            div { (Button::new("Add a line").small().sends("add", "obstacle").skips_checks().render()) }
        },
    )
}

/// Those that are not asked about stay as they are; the list holds them all.
fn others(seat: &Seat<'_>, count: usize) -> Markup {
    let (group, filter) = match seat.member {
        Member::Team(team) => (&seat.group.slug, format!("?team={}", team.0)),
        Member::Group(id) => (seat.view.model.group(id).map_or(&seat.group.slug, |group| &group.slug), String::new()),
    };
    let list = seat.view.href(&format!("groups/{group}/impediments{filter}"));
    html! { p.meta { "and " (count) " more that stay as they are: " a.link href=(list) { "all of them" } } }
}

/// Open impediments of the seat, those that stop work first, then the oldest.
fn known<'a>(seat: &Seat<'a>) -> Vec<&'a Arc<Impediment>> {
    let model = &seat.view.model;
    let mut open: Vec<&Arc<Impediment>> = match seat.member {
        Member::Team(team) => open_of_team(model, team).collect(),
        Member::Group(group) => model
            .impediments
            .iter()
            .filter(|i| i.is_open() && model.is_within(i.group, group) && rowlock_domain::impediment::query::is_escalated(i))
            .collect(),
    };
    open.sort_by_key(|i| (!i.stops_work(), i.raised_at, i.id));
    open
}

fn known_row(seat: &Seat<'_>, form: &Form, impediment: &Impediment) -> Markup {
    let view = seat.view;
    let name = format!("imp-{}", impediment.id.0);
    let chosen = if form.has(&name) { form.value(&name) } else { "yes" };
    let days = age_days(&view.moment(&seat.group.zone), impediment);
    let raiser = match impediment.team {
        Some(team) if Member::Team(team) == seat.member => "raised by you".to_owned(),
        Some(team) => format!("raised by {}", view.model.member_name(Member::Team(team))),
        None => "raised for the group".to_owned(),
    };
    let owner = impediment.owner.map_or_else(|| "nobody owns it".to_owned(), |owner| format!("{} has it", view.name(owner)));
    let own = impediment.team.is_some_and(|team| Member::Team(team) == seat.member);
    let mut parts = vec![Part::new("yes", if impediment.stops_work() { "Still blocks us" } else { "Still slows us" })];
    if view.may(Act::Tend(impediment.id)) {
        parts.push(Part::new("solved", "Solved").opens());
    }
    if !own {
        parts.push(Part::new("no", "Not us"));
    }
    html! {
        div class="pt0 answer" {
            div {
                b { a href=(view.thing_href(Thing::Impediment(impediment.id))) { (impediment.title) } }
                span class="t13 sub" { (raiser) " " (ago(days)) ", " (owner) " " } span.id { (impediment.id) }
            }
            (seg::radios(&name, &impediment.id.to_string(), &parts, chosen))
            @if view.may(Act::Tend(impediment.id)) { (solution(seat, form, impediment)) }
        }
    }
}

/// What solved it and its cause, both may stay open.
fn solution(seat: &Seat<'_>, form: &Form, impediment: &Impediment) -> Markup {
    let [what, cause] = ["solved-by", "cause"].map(|name| format!("{name}-{}", impediment.id.0));
    let causes: Vec<String> = seat.view.model.causes.iter().map(ToString::to_string).collect();
    let mut choices = vec![Choice { value: "", words: "Not said" }];
    choices.extend(causes.iter().map(|cause| Choice { value: cause, words: cause }));
    html! {
        div.full.opened {
            div.fl {
                (Field::new(&what, "What solved it?").value(form.value(&what)).error(form.error(&what)).max_length(2_000).text())
                (Field::new(&cause, "Its cause").value(form.value(&cause)).error(form.error(&cause)).select(&choices))
            }
        }
    }
}

/// "today", "3 d ago".
fn ago(days: i64) -> String {
    if days == 0 { "today".to_owned() } else { format!("{} ago", format::days(days)) }
}

/// What can be chosen in every row.
struct Choices {
    helpers: Vec<(String, String)>,
    goals: Vec<(String, String)>,
}

impl Choices {
    fn of(seat: &Seat<'_>) -> Self {
        let model = &seat.view.model;
        let top = model.upwards(seat.group.id).last().unwrap_or(seat.group.id);
        let own = seat.team().map(|team| team.id.0.to_string());
        let helpers = teams(seat.view, top).into_iter().filter(|(id, _)| Some(id) != own.as_ref()).collect();
        let above: Vec<_> = model.upwards(seat.group.id).collect();
        let sprint = seat.team().and_then(|team| model.sprint_goal_on(team.id, seat.today)).filter(|goal| goal.is_open());
        let product = model.goals.iter().filter(|goal| goal.is_open() && matches!(goal.of, GoalOf::Group(id) if above.contains(&id)));
        let sprint = sprint.map(|goal| (goal.id.0.to_string(), format!("{} (sprint goal)", goal.title)));
        let goals = sprint.into_iter().chain(product.take(12).map(|goal| (goal.id.0.to_string(), goal.title.to_string())));
        Self { helpers, goals: goals.collect() }
    }
}

fn row(seat: &Seat<'_>, form: &Form, (n, is_new): (usize, bool), choices: &Choices) -> Markup {
    let [title, solve, help, holds, stops] = ["obstacle", "solve", "help", "holds", "stops"].map(|name| format!("{name}-{n}"));
    let (id_help, id_holds) = (format!("f-{help}"), format!("f-{holds}"));
    let solved = if form.value(&solve) == "others" || seat.team().is_none() { "others" } else { "self" };
    let mut helpers = vec![Choice { value: "", words: "Not sure" }];
    helpers.extend(choices.helpers.iter().map(|(value, words)| Choice { value, words }));
    let mut goals = vec![Choice { value: "", words: "Nothing named" }];
    goals.extend(choices.goals.iter().map(|(value, words)| Choice { value, words }));
    html! {
        div.answer {
            div.full { (Field::new(&title, "What stands in the way?").value(form.value(&title)).error(form.error(&title)).max_length(200).focused(is_new).text()) (closest(seat, form.value(&title))) }
            @if seat.team().is_some() { div.full { (solve_choice(&solve, solved)) } }
            div.full.opened[seat.team().is_some()] {
                div.fl {
                    (Field::new(&help, "Of whom is help needed?").id(&id_help).value(form.value(&help)).error(form.error(&help)).select(&helpers))
                    (Field::new(&holds, "What does it hold up?").id(&id_holds).value(form.value(&holds)).error(form.error(&holds)).select(&goals))
                }
                (tick(&stops, "yes", !form.value(&stops).is_empty(), "work stops until it is solved"))
            }
            @if seat.team().is_none() { input type="hidden" name=(solve) value="others"; }
            @if let Some(problem) = form.error(&solve) { (error(&format!("{solve}-error"), problem)) }
        }
    }
}

fn solve_choice(name: &str, chosen: &str) -> Markup {
    html! {
        fieldset.seg {
            legend.vh { "Who solves it?" }
            label { input type="radio" name=(name) value="self" checked[chosen == "self"]; "We solve it ourselves" }
            label { input type="radio" name=(name) value="others" checked[chosen == "others"] data-opens; "We need others" }
        }
    }
}

/// The closest known one, while a title stands there.
fn closest(seat: &Seat<'_>, title: &str) -> Markup {
    let view = seat.view;
    let found = if title.is_empty() { None } else { similar(&view.model, title, 1).first().and_then(|id| view.model.impediment(*id)) };
    html! {
        @if let Some(known) = found {
            span.hint {
                "Closest known: " a href=(view.thing_href(Thing::Impediment(known.id))) { (known.id) " " (known.title) }
                @if !known.what_solved.is_empty() { ", solved by: " (known.what_solved) }
            }
        }
    }
}
