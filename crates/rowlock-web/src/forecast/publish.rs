//! "Save this forecast": what is shown now is kept, to be compared later with what came.

use super::page::{Sheet, has_numbers};
use crate::error::WebError;
use crate::form::Form;
use crate::ui::button::Button;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_analysis::model::outlook::{GoalOutlook, Outlook, TRIALS};
use rowlock_domain::forecast::{Foretold, command::PublishForecast};
use rowlock_domain::{Act, Actor, GroupId, Via};
use rowlock_engine::Submission;
use std::sync::Arc;

pub(super) fn button(sheet: &Sheet<'_>) -> Option<Markup> {
    let may = sheet.view.may(Act::SetGoals(sheet.group.id)) && sheet.outlook.goals.iter().any(has_numbers);
    may.then(|| {
        html! {
            form method="post" action=(sheet.view.href(&format!("groups/{}/forecast", sheet.group.slug))) {
                (sheet.view.stamp(None))
                (Button::new("Save this forecast").render())
            }
        }
    })
}

pub(super) async fn publish(view: View, Path((_, slug)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let group = Arc::clone(view.group(&slug)?);
    view.must(Act::SetGoals(group.id))?;
    let outlook = view.outlook(&group).await?;
    let command = command(&outlook, group.id);
    view.act(&form, None, command, &format!("groups/{slug}/forecast")).await
}

/// Saves the forecast as it is after a meeting, in the name of nobody: so there is something to compare later with what
/// came, without anybody thinking of it. Where nothing can be forecast nothing is saved, and nobody waits for it.
pub(crate) fn save_after_meeting(view: &View, group: GroupId) {
    let mut view = view.clone();
    tokio::spawn(async move {
        let snapshot = view.desk.snapshot();
        view.model = Arc::clone(&snapshot.model);
        view.snapshot = snapshot;
        let Some(known) = view.model.group(group).cloned() else { return };
        let Ok(outlook) = view.outlook(&known).await else { return };
        let command = command(&outlook, group);
        if command.goals.is_empty() {
            return;
        }
        let submission = Submission::new(Actor::Reactor, Via::Web, vec![command.into()]);
        if let Err(error) = view.desk.submit(submission).await {
            tracing::info!(%error, "the forecast after the meeting was not saved");
        }
    });
}

/// What an outlook says, as a statement.
fn command(outlook: &Outlook, group: GroupId) -> PublishForecast {
    let goals = outlook.goals.iter().filter(|goal| has_numbers(goal)).filter_map(foretold).collect();
    let futures = u32::try_from(TRIALS).unwrap_or(u32::MAX);
    PublishForecast { group, as_of: outlook.as_of, from_version: outlook.ahead.seed, futures, goals }
}

fn foretold(goal: &GoalOutlook) -> Option<Foretold> {
    let chance_percent = goal.chance.map(|chance| (chance.clamp(0.0, 1.0) * 100.0).round() as u8);
    Some(Foretold { goal: goal.goal, target: goal.target, chance_percent, even: goal.even?, sure: goal.sure? })
}
