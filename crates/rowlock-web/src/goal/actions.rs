//! What can be done to a goal: wording, date, what it supports, how it ended.

use super::detail::{home, known, page};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::team::supports;
use crate::ui::button::Button;
use crate::ui::field::Field;
use crate::ui::format;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::goal::command::{DateGoal, DropGoal, MeetGoal, MissGoal, ReopenGoal, RetitleGoal, SupportGoals, TellGoal};
use rowlock_domain::goal::{Goal, GoalOf};
use rowlock_domain::{Act, Command, GoalId, Thing};

type Number = Path<(String, String)>;

fn may(view: &View, goal: &Goal) -> bool {
    match goal.of {
        GoalOf::Group(group) => view.may(Act::SetGoals(group)),
        GoalOf::Sprint(team, _) => view.may(Act::ForTeam(team)),
    }
}

/// Everything the viewer may do to it now.
pub(super) fn panel(view: &View, goal: &Goal, refused: &Refused) -> Markup {
    html! {
        @if may(view, goal) {
            section.stack-2 aria-label="What you can do" { @if goal.is_open() { (open_actions(view, goal, refused)) } @else { (again(view, goal, refused)) } (wording(view, goal, refused)) }
        } @else if !view.is_past {
            p.meta { (who_may(view, goal)) }
        }
    }
}

fn who_may(view: &View, goal: &Goal) -> String {
    let name = home(view, goal).and_then(|id| view.model.group(id)).map_or_else(String::new, |group| group.name.to_string());
    match goal.of {
        GoalOf::Group(_) => format!("The Product Owners of {name} and its Scrum of Scrums Master can change it."),
        GoalOf::Sprint(..) => "Those who act for the team and the Scrum of Scrums Master can change it.".to_owned(),
    }
}

fn href(view: &View, goal: &Goal, noun: &str) -> String {
    view.href(&format!("goals/{}/{noun}", goal.id.0))
}

fn folded(view: &View, goal: &Goal, refused: &Refused, (noun, words): (&str, &str), fields: Markup) -> Markup {
    refused.folded(view, (noun, &href(view, goal, noun)), (words, Thing::Goal(goal.id)), fields)
}

fn press(view: &View, goal: &Goal, refused: &Refused, noun: &str, button: Button<'_>) -> Markup {
    html! { (refused.notice(noun)) form method="post" action=(href(view, goal, noun)) { (view.stamp(Some(Thing::Goal(goal.id)))) (button.render()) } }
}

fn why(refused: &Refused, noun: &str, label: &str) -> Markup {
    let form = refused.form(noun);
    Field::new("why", label).id(&format!("f-{noun}-why")).value(form.value("why")).error(form.error("why")).textarea(2)
}

fn again(view: &View, goal: &Goal, refused: &Refused) -> Markup {
    press(view, goal, refused, "reopening", Button::new("Work for it again"))
}

fn open_actions(view: &View, goal: &Goal, refused: &Refused) -> Markup {
    html! {
        (press(view, goal, refused, "met", Button::new("It is met").primary()))
        (folded(view, goal, refused, ("missed", "It is missed"), why(refused, "missed", "Why")))
        (folded(view, goal, refused, ("drop", "Give it up"), why(refused, "drop", "Why")))
        @match goal.of {
            GoalOf::Group(_) => (date_form(view, goal, refused)),
            GoalOf::Sprint(team, _) => { @if let Some(team) = view.model.team(team) {
                (folded(view, goal, refused, ("supports", "Say what it supports"), supports(view, team, &ticked(goal, refused))))
            } }
        }
    }
}

/// The product goals it supports, as ticks: those that were chosen, else those of now.
fn ticked(goal: &Goal, refused: &Refused) -> Form {
    let now = |form: Form| goal.supports.iter().fold(form, |form, id| form.and("supports", &id.0.to_string()));
    if refused.is("supports") { refused.form("supports") } else { now(Form::default()) }
}

fn date_form(view: &View, goal: &Goal, refused: &Refused) -> Markup {
    let form = refused.form("date").or("date", goal.date().map(format::iso).unwrap_or_default());
    folded(
        view,
        goal,
        refused,
        ("date", "Move its date"),
        html! {
            (Field::new("date", "By when").value(form.value("date")).error(form.error("date")).hint("Every date it had stays visible.").date())
            (Field::new("why", "Why").id("f-date-why").value(form.value("why")).error(form.error("why")).text())
        },
    )
}

fn wording(view: &View, goal: &Goal, refused: &Refused) -> Markup {
    let title = refused.form("title").or("title", goal.title.as_str());
    let tell = refused.form("tell").or("tell", goal.tell.as_str());
    html! {
        (folded(view, goal, refused, ("tell", "Say how one can tell"), Field::new("tell", "It is met when").value(tell.value("tell")).error(tell.error("tell")).textarea(2)))
        (folded(view, goal, refused, ("title", "Word it otherwise"), Field::new("title", "Title").value(title.value("title")).error(title.error("title")).max_length(200).text()))
    }
}

async fn act(view: View, id: GoalId, name: &'static str, form: Form, command: impl Into<Command>) -> Result<Response, WebError> {
    let path = format!("goals/{}", id.0);
    send(view, name, form, (Some(Thing::Goal(id)), vec![command.into()]), &path, move |view, refused| page(view, id, refused)).await
}

pub(super) async fn retitle(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (goal, title) = (known(&view, &n)?, form.title("title"));
    act(view, goal, "title", form, RetitleGoal { goal, title }).await
}

pub(super) async fn tell(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (goal, tell) = (known(&view, &n)?, form.optional_text("tell"));
    act(view, goal, "tell", form, TellGoal { goal, tell }).await
}

pub(super) async fn date(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (goal, date, why) = (known(&view, &n)?, form.optional_date("date"), form.optional_text("why"));
    act(view, goal, "date", form, DateGoal { goal, date, why }).await
}

pub(super) async fn support(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (goal, supports) = (known(&view, &n)?, form.ids("supports", GoalId));
    act(view, goal, "supports", form, SupportGoals { goal, supports }).await
}

pub(super) async fn meet(view: View, Path((_, n)): Number, form: Form) -> Result<Response, WebError> {
    let goal = known(&view, &n)?;
    act(view, goal, "met", form, MeetGoal { goal }).await
}

pub(super) async fn miss(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (goal, why) = (known(&view, &n)?, form.optional_text("why"));
    act(view, goal, "missed", form, MissGoal { goal, why }).await
}

pub(super) async fn drop(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (goal, why) = (known(&view, &n)?, form.optional_text("why"));
    act(view, goal, "drop", form, DropGoal { goal, why }).await
}

pub(super) async fn reopen(view: View, Path((_, n)): Number, form: Form) -> Result<Response, WebError> {
    let goal = known(&view, &n)?;
    act(view, goal, "reopening", form, ReopenGoal { goal }).await
}
