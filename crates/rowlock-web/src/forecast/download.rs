//! The forecast to take along, as CSV or JSON: the same numbers as the page, words where it has words.

use super::asked::Asked;
use super::goals::chance;
use crate::error::WebError;
use crate::export;
use crate::form::Form;
use crate::view::View;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use rowlock_analysis::Status;
use rowlock_analysis::model::outlook::{GoalOutlook, Outlook};
use rowlock_analysis::model::outlook_words::thinks;
use rowlock_domain::Date;
use rowlock_domain::group::Group;
use rowlock_domain::workspace::Measure;
use serde_json::json;
use std::sync::Arc;

const COLUMNS: [&str; 12] = [
    "goal",
    "title",
    "status",
    "target",
    "chance",
    "even_odds",
    "sure_85",
    "items_left",
    "stories_left",
    "as_of",
    "opinion",
    "impediments_counted_in",
];

/// The outlook with the switches of the model that the page has.
async fn of(view: &View, slug: &str, query: Option<String>) -> Result<(Arc<Group>, Arc<Outlook>), WebError> {
    let group = Arc::clone(view.group(slug)?);
    let asked = Asked::read(&Form::parse(query.unwrap_or_default().as_bytes())?, &view.model);
    let outlook = view.outlook_with(&group, &asked.options).await?;
    Ok((group, outlook))
}

pub(super) async fn csv(view: View, Path((_, slug)): Path<(String, String)>, RawQuery(query): RawQuery) -> Result<Response, WebError> {
    let (group, outlook) = of(&view, &slug, query).await?;
    let as_of = view.as_of_morning(outlook.as_of, &group.zone);
    let rows = outlook.goals.iter().map(|goal| row(&view, goal, (&as_of, outlook.ahead.measure)));
    Ok(export::csv(&format!("forecast-{}.csv", group.slug), &COLUMNS, rows))
}

pub(super) async fn json(view: View, Path((_, slug)): Path<(String, String)>, RawQuery(query): RawQuery) -> Result<Response, WebError> {
    let (group, outlook) = of(&view, &slug, query).await?;
    let as_of = view.as_of_morning(outlook.as_of, &group.zone);
    let goals: Vec<serde_json::Value> = outlook.goals.iter().map(|goal| value(&view, goal)).collect();
    let document =
        json!({ "as_of": as_of, "status": outlook.status, "impediments_counted_in": outlook.ahead.measure, "basis": outlook.basis, "goals": goals });
    Ok(export::json(&format!("forecast-{}.json", group.slug), &document))
}

fn title(view: &View, goal: &GoalOutlook) -> String {
    view.model.goal(goal.goal).map_or_else(String::new, |goal| goal.title.to_string())
}

/// What teams think, where that stands in for their weeks.
fn opinions(view: &View, goal: &GoalOutlook) -> Vec<String> {
    goal.opinions.iter().filter_map(|team| thinks(view.model.team(*team)?)).collect()
}

/// A date of the futures: none while history is short, as on the page.
fn foretold(goal: &GoalOutlook, date: Option<Date>) -> Option<Date> {
    date.filter(|_| goal.status == Status::Ok)
}

fn row(view: &View, goal: &GoalOutlook, (as_of, measure): (&str, Measure)) -> Vec<String> {
    let date = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
    let chance = if goal.chance.is_some() { chance(goal) } else { String::new() };
    vec![
        goal.goal.to_string(),
        title(view, goal),
        goal.status.to_string(),
        date(goal.target),
        chance,
        date(foretold(goal, goal.even)),
        date(foretold(goal, goal.sure)),
        goal.items_left.to_string(),
        goal.stories_left.to_string(),
        as_of.to_owned(),
        opinions(view, goal).join("; "),
        measure.word().to_owned(),
    ]
}

fn value(view: &View, goal: &GoalOutlook) -> serde_json::Value {
    let date = |date: Option<Date>| date.map(|date| date.to_string());
    json!({
        "goal": goal.goal.to_string(),
        "title": title(view, goal),
        "status": goal.status,
        "target": date(goal.target),
        "chance": goal.chance.map(|_| chance(goal)),
        "even_odds": date(foretold(goal, goal.even)),
        "sure_85": date(foretold(goal, goal.sure)),
        "items_left": goal.items_left,
        "stories_left": goal.stories_left,
        "opinions": opinions(view, goal),
    })
}
