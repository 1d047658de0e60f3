//! The sprint: the goal of the one that ended, the goal of the next, progress, confidence with its reason.

use super::page;
use super::seat::Seat;
use crate::form::Form;
use crate::team::{progress, supports};
use crate::ui::field::{Field, error};
use crate::ui::format;
use crate::ui::seg::{self, CONFIDENCE_WORDS, Part};
use maud::{Markup, html};
use rowlock_domain::goal::Goal;
use rowlock_domain::team::Team;
use std::sync::Arc;

pub(super) fn steps(seat: &Seat<'_>, form: &Form) -> Markup {
    let Some(team) = seat.team() else { return html! {} };
    let model = &seat.view.model;
    let ended: Vec<&Arc<Goal>> = model.sprint_goals_to_judge(team.id, seat.today).collect();
    let sprint = team.sprint_on(seat.today);
    let goal = model.sprint_goal_on(team.id, seat.today);
    html! {
        @if !ended.is_empty() {
            (page::step("✓", "s-ended", "Your last sprint has ended", "", html! { @for goal in ended.iter().take(3) { (judge(form, goal)) } }))
        }
        @if sprint.is_some() && goal.is_none() { (page::step("→", "s-goal", "What is the goal of this sprint?", "may stay empty", next_goal(seat, form, team))) }
        @if sprint.is_none() { (page::step("6", "s6", "Progress", "may stay empty", counted(form))) }
        @else { (confidence(seat, form, team)) }
    }
}

/// Confidence with its reason, and progress in one optional line.
fn confidence(seat: &Seat<'_>, form: &Form, team: &Team) -> Markup {
    let goal = seat.view.model.sprint_goal_on(team.id, seat.today);
    html! {
        (page::step("6", "s6", "How sure are you of the sprint goal?", "", html! {
            p.sub { (where_it_stands(seat, team, goal)) }
            (seg::scale("confidence", "Confidence from 1 to 5", CONFIDENCE_WORDS, form.value("confidence").parse().ok()))
            @if let Some(problem) = form.error("confidence") { (error("confidence-error", problem)) }
            (Field::new("confidence_reason", "If it fell: why?").value(form.value("confidence_reason")).error(form.error("confidence_reason")).text())
            (counted(form))
        }))
    }
}

fn judge(form: &Form, goal: &Goal) -> Markup {
    let name = format!("judge-{}", goal.id.0);
    let missed = format!("missed-{}", goal.id.0);
    let chosen = form.value(&name);
    html! {
        div.answer {
            div { b { "“" (goal.title) "”" } span class="t13 sub" { "Was the goal met?" } }
            (seg::radios(&name, goal.title.as_str(), &[Part::new("met", "Met"), Part::new("missed", "Missed"), Part::new("", "Say it later")], chosen))
            div.full { (Field::new(&missed, "If missed: what came in between?").value(form.value(&missed)).error(form.error(&missed)).text()) }
        }
    }
}

fn next_goal(seat: &Seat<'_>, form: &Form, team: &Team) -> Markup {
    html! {
        (Field::new("sprint_goal", "The goal of this sprint").hidden_label().placeholder("What shall be so at its end").value(form.value("sprint_goal")).error(form.error("sprint_goal")).max_length(200).text())
        (supports(seat.view, team, form))
    }
}

/// "“Passkey sign-in ready for Mobile”, 4 days left, 10 of 16 done. Last time: 3."
fn where_it_stands(seat: &Seat<'_>, team: &Team, goal: Option<&Arc<Goal>>) -> String {
    let mut parts = vec![goal.map_or_else(|| "No sprint goal is set".to_owned(), |goal| format!("“{}”", goal.title))];
    if let Some(sprint) = team.sprint_on(seat.today) {
        let left = usize::try_from(sprint.days_left(seat.today)).unwrap_or(0);
        parts.push(format!("{} left", format::counted(left, "day", "days")));
        if let Some(progress) = progress::of(team, &sprint, seat.today) {
            parts.push(format!("{} done", format::part_of(progress.done, progress.scope)));
        }
    }
    let before = team.confidences.iter().rev().find(|c| seat.meeting().is_none_or(|m| m.id != c.meeting));
    let last = before.map(|c| format!(" Last time: {}.", c.value)).unwrap_or_default();
    format!("{}.{last}", parts.join(", "))
}

/// Progress in one optional line.
fn counted(form: &Form) -> Markup {
    html! {
        div.fl {
            (Field::new("planned", "Stories planned").value(form.value("planned")).error(form.error("planned")).bounds("0", "9999").number())
            (Field::new("stories_done", "Done so far").value(form.value("stories_done")).error(form.error("stories_done")).bounds("0", "9999").number())
            (Field::new("added", "Added since").value(form.value("added")).error(form.error("added")).bounds("0", "9999").number())
        }
        p.meta { "Progress may stay as it is, or empty." }
    }
}
