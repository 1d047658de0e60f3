//! What those who act for a team do on its page: report progress, set the sprint goal.

use super::page::page;
use super::progress;
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::ui::button::Button;
use crate::ui::field::{Field, fold, tick};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::goal::command::SetSprintGoal;
use rowlock_domain::goal::{Goal, GoalOf};
use rowlock_domain::team::command::ReportProgress;
use rowlock_domain::team::rhythm::Sprint;
use rowlock_domain::team::{Progress, Team};
use rowlock_domain::time::plus_days;
use rowlock_domain::{Act, Command, Date, GoalId, Thing, Workspace};
use std::sync::Arc;

/// The folded forms below the sprint, for those who may.
pub(super) fn forms(view: &View, team: &Team, sprint: Option<&Sprint>, refused: &Refused) -> Markup {
    html! {
        @if view.may(Act::ForTeam(team.id)) && team.archived_at.is_none() {
            (progress_form(view, team, sprint, refused))
            @if let Some(sprint) = sprint && view.model.sprint_goals.get(&(team.id, sprint.start)).is_none() { (goal_form(view, team, refused)) }
        }
    }
}

fn progress_form(view: &View, team: &Team, sprint: Option<&Sprint>, refused: &Refused) -> Markup {
    let today = view.today(&team.zone);
    let latest = sprint.and_then(|sprint| progress::of(team, sprint, today)).map(|p| p.latest);
    let number = |pick: fn(&Progress) -> u32| latest.map_or_else(String::new, |p| pick(&p).to_string());
    let form = refused.form("progress").or("planned", number(|p| p.planned)).or("done", number(|p| p.done)).or("added", number(|p| p.added));
    fold(
        "Give progress",
        refused.is("progress"),
        html! {
            (refused.notice("progress"))
            form.form method="post" action=(view.href(&format!("teams/{}/progress", team.code))) {
                (view.stamp(None))
                div.fl {
                    (Field::new("planned", "Stories planned").value(form.value("planned")).error(form.error("planned")).bounds("0", "9999").number())
                    (Field::new("done", "Done so far").value(form.value("done")).error(form.error("done")).bounds("0", "9999").number())
                    (Field::new("added", "Added since the start").value(form.value("added")).error(form.error("added")).bounds("0", "9999").number())
                }
                div.formend { (Button::new("Save progress").render()) }
            }
        },
    )
}

fn goal_form(view: &View, team: &Team, refused: &Refused) -> Markup {
    let form = refused.form("sprint-goal");
    fold(
        "Set the sprint goal",
        refused.is("sprint-goal"),
        html! {
            (refused.notice("sprint-goal"))
            form.form method="post" action=(view.href(&format!("teams/{}/sprint-goal", team.code))) {
                (view.stamp(None))
                (Field::new("title", "What shall be so at the end of the sprint?").value(form.value("title")).error(form.error("title")).required().max_length(200).text())
                (Field::new("tell", "How can one tell?").value(form.value("tell")).error(form.error("tell")).text())
                (supports(view, team, &form))
                div.formend { (Button::new("Set the goal").render()) }
            }
        },
    )
}

/// Ticks for the product goals that a sprint goal can support.
pub(crate) fn supports(view: &View, team: &Team, form: &Form) -> Markup {
    let goals = product_goals(&view.model, team);
    html! {
        @if !goals.is_empty() {
            fieldset { legend { "Which product goals does it support?" }
                div.stack-2 { @for goal in goals { (tick("supports", &goal.id.0.to_string(), form.all("supports").any(|id| id == goal.id.0.to_string()), goal.title.as_str())) } } }
        }
    }
}

/// Open product goals of the team's group and those above, nearest first; at most twelve.
fn product_goals<'a>(model: &'a Workspace, team: &Team) -> Vec<&'a Arc<Goal>> {
    let above: Vec<_> = model.upwards(team.home).collect();
    let mut goals: Vec<_> =
        model.goals.iter().filter(|goal| goal.is_open() && matches!(goal.of, GoalOf::Group(group) if above.contains(&group))).collect();
    goals.sort_by_key(|goal| (goal.date().is_none(), goal.date(), goal.id));
    goals.truncate(12);
    goals
}

/// The first day of the sprint that holds the date; without sprints the Monday of its week.
pub(crate) fn sprint_start(team: &Team, date: Date) -> Date {
    team.sprint_on(date).map_or_else(|| plus_days(date, -i64::from(date.weekday().to_monday_zero_offset())), |sprint| sprint.start)
}

pub(super) async fn report(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let on = view.today(&team.zone);
    let (planned, done, added) = (form.number("planned", 0, 9_999), form.number("done", 0, 9_999), form.optional_number("added", 0, 9_999));
    let progress = Progress { sprint: sprint_start(&team, on), planned, done, added: added.unwrap_or(0) };
    act(view, &team, "progress", form, ReportProgress { team: team.id, on, progress }).await
}

pub(super) async fn set_goal(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let sprint = sprint_start(&team, view.today(&team.zone));
    let (title, tell, supports) = (form.title("title"), form.optional_text("tell"), form.ids("supports", GoalId));
    act(view, &team, "sprint-goal", form, SetSprintGoal { team: team.id, sprint, title, tell, supports, origin: None }).await
}

/// Sends one of the page's forms.
pub(super) async fn act(view: View, team: &Team, name: &'static str, form: Form, command: impl Into<Command>) -> Result<Response, WebError> {
    let code = team.code.to_string();
    let path = format!("teams/{code}");
    let thing = form.shown().map(|_| Thing::Team(team.id));
    send(view, name, form, (thing, vec![command.into()]), &path, move |view, refused| page(view, &code, refused)).await
}
