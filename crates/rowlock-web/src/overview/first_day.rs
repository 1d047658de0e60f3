//! The first day: before any meeting was held and while there is little, the next step stands first.

use super::Shown;
use crate::ui::button::Button;
use crate::ui::format;
use crate::ui::section::section_head;
use crate::ui::status::{self, State};
use maud::{Markup, html};
use rowlock_domain::group::GroupRole;
use rowlock_domain::series::query::last_closed;
use rowlock_domain::{Act, Member};

/// Whether the group has not yet begun: no meeting held, nothing that needs it, few teams.
pub(super) fn is(shown: &Shown<'_>) -> bool {
    let figures = &shown.figures;
    let quiet = figures.open_impediments == 0 && figures.dependencies.open() == 0;
    shown.group.archived_at.is_none() && quiet && figures.teams_within <= 20 && last_closed(&shown.view.model, shown.group.id).is_none()
}

/// One step: whether it is done, its words, what is missing, and where it is done.
struct Step {
    done: bool,
    words: String,
    missing: String,
    action: (&'static str, String),
    may: bool,
}

/// The steps, done ones first, the first open one as the page's main action.
pub(super) fn steps(shown: &Shown<'_>) -> Markup {
    let steps = all(shown);
    let done = steps.iter().filter(|step| step.done).count();
    let first_open = steps.iter().position(|step| !step.done);
    if done == steps.len() {
        return html! {};
    }
    html! {
        section class="sec narrow" aria-labelledby="h-begin" {
            (section_head("h-begin", "Get the boat moving", &format!("{done} of {} done", steps.len()), None))
            ul class="box rows" {
                @for (n, step) in steps.iter().enumerate() { (row(step, first_open == Some(n))) }
            }
        }
    }
}

fn row(step: &Step, is_next: bool) -> Markup {
    let button = Button::new(step.action.0);
    let button = if is_next { button.primary() } else { button };
    html! {
        li class="row row-3" data-row=(step.action.0) {
            (status::mark(if step.done { State::Done } else { State::New }))
            @if step.done { span.sub { (step.words) } }
            @else {
                span {
                    b { (step.words) }
                    @if !step.missing.is_empty() { br; span class="t13 sub" { (step.missing) } }
                }
                @if step.may { span.push { (button.link(&step.action.1)) } }
            }
        }
    }
}

fn all(shown: &Shown<'_>) -> Vec<Step> {
    let (view, group, figures) = (shown.view, shown.group, &shown.figures);
    let (lead, arrange) = (view.may(Act::Lead(group.id)), view.may(Act::Arrange(group.id)));
    let settings = shown.href("settings");
    let seats = figures.members.len();
    let step = |done, words: String, missing: String, action: (&'static str, &str), may| Step {
        done,
        words,
        missing,
        action: (action.0, action.1.to_owned()),
        may,
    };
    let teams = figures.members.iter().filter(|member| matches!(member, Member::Team(_))).count();
    let master = group.roles.iter().any(|(role, ..)| *role == GroupRole::Master);
    let meets = shown.next.is_some();
    let has_goal = view.model.upwards(group.id).any(|id| view.model.product_goals(id).any(|goal| goal.date().is_some()));
    vec![
        step(true, format!("Create the group “{}”", group.name), String::new(), ("Create", &settings), false),
        step(seats >= 2, added(teams, seats), "Two are enough to begin.".to_owned(), ("Add teams", &settings), arrange),
        step(
            master,
            "Name the Scrum of Scrums Master".to_owned(),
            "The administrator names one.".to_owned(),
            ("Name the Master", &settings),
            arrange,
        ),
        step(
            meets,
            "Set day and time of the meeting".to_owned(),
            "Twice a week, 15 minutes, is a good start.".to_owned(),
            ("Set day and time", &settings),
            lead,
        ),
        step(
            seats > 0 && figures.without_ambassador.is_empty(),
            "Name one ambassador for each team".to_owned(),
            unnamed(shown),
            ("Name ambassadors", &settings),
            arrange,
        ),
        step(
            has_goal,
            "Write down one product goal with a date".to_owned(),
            String::new(),
            ("Add a goal", &shown.href("goals")),
            view.may(Act::SetGoals(group.id)),
        ),
        step(
            !figures.last_in.is_empty(),
            "Check in for the first meeting".to_owned(),
            "It takes a minute.".to_owned(),
            ("Check in", &shown.href("check-in")),
            !view.is_past,
        ),
    ]
}

fn added(teams: usize, seats: usize) -> String {
    match (teams, seats) {
        (0, 0) => "Add the first teams".to_owned(),
        (0, groups) => format!("Add {}", format::counted(groups, "group", "groups")),
        (teams, _) => format!("Add {}", format::counted(teams, "team", "teams")),
    }
}

fn unnamed(shown: &Shown<'_>) -> String {
    let without = &shown.figures.without_ambassador;
    let names: Vec<&str> = without.iter().filter_map(|id| shown.view.model.team(*id)).map(|team| team.name.as_str()).collect();
    let named = shown.figures.teams_within - without.len();
    format!("{named} of {} named; missing: {}", shown.figures.teams_within, format::listed(&names))
}
