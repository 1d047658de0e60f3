//! "Save this forecast": what is shown now is kept, to be compared later with what came.

use super::page::Sheet;
use crate::error::WebError;
use crate::form::Form;
use crate::ui::button::Button;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_analysis::model::outlook::{GoalOutlook, Outlook, TRIALS};
use rowlock_domain::forecast::{Foretold, command::PublishForecast};
use rowlock_domain::{Act, GroupId};
use std::sync::Arc;

pub(super) fn button(sheet: &Sheet<'_>) -> Option<Markup> {
    let may = sheet.view.may(Act::SetGoals(sheet.group.id)) && sheet.outlook.goals.iter().any(GoalOutlook::has_numbers);
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

/// What an outlook says in numbers, as a statement: what was told in words, or rests on an opinion, says nothing later about how right
/// counting was.
pub(super) fn command(outlook: &Outlook, group: GroupId) -> PublishForecast {
    let goals = outlook.goals.iter().filter(|goal| goal.has_numbers()).filter_map(foretold).collect();
    let futures = u32::try_from(TRIALS).unwrap_or(u32::MAX);
    PublishForecast { group, as_of: outlook.as_of, from_version: outlook.ahead.seed, futures, goals, measure: outlook.ahead.measure }
}

fn foretold(goal: &GoalOutlook) -> Option<Foretold> {
    let chance_percent = goal.chance.map(|chance| (chance.clamp(0.0, 1.0) * 100.0).round() as u8);
    Some(Foretold { goal: goal.goal, target: goal.target, chance_percent, even: goal.even?, sure: goal.sure? })
}
