//! The form that raises an impediment. While it is written, similar ones and what solved them are one look away.

use crate::choices::teams;
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::field::{self, Choice, Field, tick};
use crate::ui::notice;
use crate::ui::section::page_head;
use crate::ui::seg::{self, Part};
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::impediment::command::RaiseImpediment;
use rowlock_domain::impediment::{Severity, query};
use rowlock_domain::{Act, Command, Event, GoalId, TeamId, Thing};

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    let query = view.here.split_once('?').map_or("", |(_, query)| query);
    let form = Form::parse(query.as_bytes())?.or("team", own_team(&view, &group)).or("severity", "slows");
    Ok(page(&view, &group, &form))
}

/// The viewer's own team in this group, as the form's first choice.
fn own_team(view: &View, group: &Group) -> String {
    view.model
        .teams_within(group.id)
        .find(|team| view.may(Act::ForTeam(team.id)) && !view.may(Act::Lead(group.id)))
        .map_or_else(String::new, |team| team.id.0.to_string())
}

fn page(view: &View, group: &Group, form: &Form) -> Markup {
    let list = format!("groups/{}/impediments", group.slug);
    let frame = Frame { scopes: Vec::new(), ..Frame::of_group("Raise an impediment", Place::Impediments, group.id).below("Impediments", &list) };
    view.page(&frame, html! {
        (page_head("Raise an impediment", "What stands in the way and needs others. Small things your team solves itself belong into the check-in.", None))
        @if let Some(sentence) = form.refused() { (notice::refused(sentence)) }
        form.form method="post" action=(view.href(&list)) {
            (view.stamp(None))
            (Field::new("title", "What stands in the way?").value(form.value("title")).error(form.error("title")).placeholder("Device test lab is booked until 2 December").required().max_length(200).autofocus().text())
            (similar(view, form.value("title")))
            (Field::new("details", "What do you need, of whom, until when?").value(form.value("details")).error(form.error("details")).textarea(3))
            (seg::radios("severity", "How much does it hold you back?", &[Part::new("stops", "Work stops"), Part::new("slows", "Work slows")], form.value("severity")))
            @if let Some(problem) = form.error("severity") { (field::error("f-severity-error", problem)) }
            (team_field(view, group, form))
            (asked(view, group, form))
            (goal_field(view, group, form))
            div.formend { (Button::new("Raise it").primary().shows_key("Ctrl Enter").render()) span { "Everybody in this workspace can read it." } }
        }
    })
}

fn team_field(view: &View, group: &Group, form: &Form) -> Markup {
    crate::choices::team_field(
        view,
        Field::new("team", "Which team raises it?")
            .value(form.value("team"))
            .error(form.error("team"))
            .hint("It is confirmed by that team when it is solved."),
        group.id,
        "No team, the group itself",
    )
}

fn asked(view: &View, group: &Group, form: &Form) -> Markup {
    let ticked = |name: &str, id: &str| form.all(name).any(|value| value == id);
    let teams = teams(view, group.id);
    if teams.len() > 30 {
        let choices: Vec<Choice<'_>> = std::iter::once(Choice { value: "", words: "Nobody yet" })
            .chain(teams.iter().map(|(id, name)| Choice { value: id, words: name }))
            .collect();
        return Field::new("asked", "Who could help?").value(form.value("asked")).error(form.error("asked")).select(&choices);
    }
    html! {
        fieldset { legend { "Who could help?" } div.row { @for (id, name) in &teams { (tick("asked", id, ticked("asked", id), name)) } } }
        fieldset { legend { "Whom else does it hold back?" } div.row { @for (id, name) in &teams { (tick("held", id, ticked("held", id), name)) } } }
    }
}

fn goal_field(view: &View, group: &Group, form: &Form) -> Markup {
    let goals: Vec<(String, String)> = view
        .model
        .goals
        .iter()
        .filter(|goal| goal.is_open() && goal_is_here(view, group, goal))
        .map(|goal| (goal.id.0.to_string(), goal.title.to_string()))
        .take(100)
        .collect();
    let mut choices = vec![Choice { value: "", words: "No goal" }];
    choices.extend(goals.iter().map(|(id, title)| Choice { value: id, words: title }));
    html! { @if !goals.is_empty() { (Field::new("goal", "What does it endanger?").value(form.value("goal")).error(form.error("goal")).select(&choices)) } }
}

fn goal_is_here(view: &View, group: &Group, goal: &rowlock_domain::goal::Goal) -> bool {
    use rowlock_domain::goal::GoalOf;
    match goal.of {
        GoalOf::Group(id) => view.model.is_within(group.id, id) || view.model.is_within(id, group.id),
        GoalOf::Sprint(team, _) => view.model.team_is_within(team, group.id),
    }
}

/// Known ones that sound alike, with what solved them.
fn similar(view: &View, title: &str) -> Markup {
    let found = query::similar(&view.model, title, 3);
    html! {
        @if !found.is_empty() {
            ul.plain aria-label="Similar ones" {
                @for id in found { @if let Some(impediment) = view.model.impediment(id) {
                    li { b { a href=(view.thing_href(Thing::Impediment(id))) { (id) " " (impediment.title) } }
                        small { @if impediment.what_solved.is_empty() { "still open" } @else { "solved by: " (impediment.what_solved) } } }
                } }
            }
        }
    }
}

pub(super) async fn raise(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let command = read(&view, &group, &mut form);
    if !form.is_wrong() {
        match view.submit(&form, None, move |_| Ok(vec![Command::from(command.clone())])).await {
            Ok(done) => {
                let number = done.events.iter().find_map(|r| if let Event::ImpedimentRaised(e) = &r.event { Some(e.impediment.0) } else { None });
                let path = number.map_or_else(|| format!("groups/{slug}/impediments"), |n| format!("impediments/{n}"));
                return Ok(view.go(&path, &done));
            }
            Err(error) => form.refuse(error)?,
        }
    }
    Ok((form.status(), page(&view, &group, &form)).into_response())
}

fn read(view: &View, group: &Group, form: &mut Form) -> RaiseImpediment {
    let title = form.title("title");
    let details = form.optional_text("details");
    let severity = Severity::parse(form.value("severity"));
    if severity.is_none() {
        form.wrong("severity", "Say how much it holds you back: does work stop, or slow down?");
    }
    let severity = severity.unwrap_or(Severity::Slows);
    let team = form.id("team", TeamId);
    if team.is_some_and(|team| view.model.team(team).is_none()) {
        form.wrong("team", "This team is not here. Choose one from the list.");
    }
    let asked = form.ids("asked", TeamId);
    let mut holds_back = form.ids("held", TeamId);
    holds_back.extend(team.filter(|team| !holds_back.contains(team)));
    let goal = form.id("goal", GoalId);
    let home = team.and_then(|id| view.model.team(id)).map_or(group.id, |team| team.home);
    RaiseImpediment { title, details, team, group: home, severity, holds_back, asked, goal, origin: None }
}
