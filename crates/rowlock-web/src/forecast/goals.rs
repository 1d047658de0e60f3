//! The table of goals: target, curve, chance, how it moved since the last saved forecast, even odds, 85 %, biggest risk.

use super::page::Sheet;
use super::risk;
use crate::chart::Mini;
use crate::ui::table::{cell, column, figure_cell, figures, head_cell, row, table};
use crate::ui::{format, teamcode};
use crate::view::View;
use maud::{Markup, html};
use rowlock_analysis::Status;
use rowlock_analysis::model::outlook::GoalOutlook;
use rowlock_analysis::model::outlook_words::{likely, sentence};
use rowlock_domain::{Date, GoalId, time::days_between, workspace::Measure};

/// Teams named beside a goal.
const TEAMS: usize = 6;

pub(super) fn chances(sheet: &Sheet<'_>, chosen: Option<GoalId>) -> Markup {
    let columns = [
        column("Goal"),
        column("Target"),
        column("Chance by date"),
        figures("Chance"),
        column("Since saved"),
        column("Even odds"),
        column("85 % sure"),
        column("Biggest risk"),
    ];
    let end = sheet.outlook.goals.iter().map(|goal| span(sheet, goal)).fold(14.0, f64::max);
    let rows = html! { @for goal in &sheet.outlook.goals { (one(sheet, goal, chosen == Some(goal.goal), end)) } };
    let caption = "Chance of each goal by its target";
    html! { div data-answer="goals" { (table("three goalchances", caption, &columns, rows)) } }
}

/// Days that the small curves must reach.
fn span(sheet: &Sheet<'_>, goal: &GoalOutlook) -> f64 {
    let target = goal.target.map_or(0, |target| days_between(sheet.outlook.as_of, target) + 7);
    (goal.curve.len() as f64).max(target as f64).min(400.0)
}

fn one(sheet: &Sheet<'_>, goal: &GoalOutlook, is_chosen: bool, end: f64) -> Markup {
    let href = sheet.view.href(&format!("groups/{}/forecast?goal={}", sheet.group.slug, goal.goal.0));
    let title = sheet.title(goal);
    let day = |date| sheet.day(date);
    let words = sentence(&title, goal, sheet.today, &day);
    let name = html! {
        a href=(href) aria-current=[is_chosen.then_some("true")] { (title) }
        br;
        small.w4 { (teams(sheet, goal)) }
        @if !matches!(goal.status, Status::Ok) || goal.target.is_some_and(|target| target < sheet.today) { p.t13.sub.mt1 { (words) } }
        (super::opinions::mark(sheet.view, goal))
    };
    let dated = |date: Option<Date>| date.map_or_else(|| "–".to_owned(), day);
    row(
        &goal.goal.to_string(),
        html! {
            (head_cell(name))
            (cell("Target", html! { span.nw { (dated(goal.target)) } }))
            (cell("Curve", mini(sheet, goal, end)))
            (figure_cell("Chance", html! { @if goal.chance.is_some() { b."t16 w6 nw" { (chance(goal)) } } @else { (chance(goal)) } }))
            (cell("Since saved", since(sheet.view, goal, sheet.today, sheet.outlook.ahead.measure).unwrap_or_else(|| html! { "–" })))
            (cell("Even odds", html! { (foretold(sheet, goal, goal.even)) }))
            (cell("85 % sure", html! { (foretold(sheet, goal, goal.sure)) }))
            (cell("Biggest risk", risk::biggest(sheet, goal)))
        },
    )
}

/// A date of the futures; with little history a word, since a date would say more than anybody knows.
fn foretold(sheet: &Sheet<'_>, goal: &GoalOutlook, date: Option<Date>) -> Markup {
    match (&goal.status, date) {
        (Status::Ok, Some(date)) => html! { span.nw { (sheet.day(date)) } },
        (Status::LittleHistory, _) => html! { span.sub { "too early to say" } },
        _ => html! { "–" },
    }
}

fn teams(sheet: &Sheet<'_>, goal: &GoalOutlook) -> Markup {
    let known: Vec<_> = goal.teams.iter().filter_map(|team| sheet.view.model.team(*team)).collect();
    html! {
        @for team in known.iter().take(TEAMS) { (teamcode::team_code(team.code.as_str(), team.name.as_str())) " " }
        @if known.len() > TEAMS { "and " (known.len() - TEAMS) " more " }
        @if goal.stories_left > 0 { (format::counted(goal.stories_left as usize, "story", "stories")) " left in " (format::counted(goal.items_left, "item", "items")) }
    }
}

/// In steps of 5 points; in words while history is short.
pub(super) fn chance(goal: &GoalOutlook) -> String {
    match (&goal.status, goal.chance) {
        (Status::Ok, Some(chance)) => format::chance(chance),
        (Status::LittleHistory, Some(chance)) => likely(chance).to_owned(),
        _ => "–".to_owned(),
    }
}

fn mini(sheet: &Sheet<'_>, goal: &GoalOutlook, end: f64) -> Markup {
    if goal.status != Status::Ok {
        return html! { "–" };
    }
    let now = super::curve::points(&goal.curve);
    let target_day = goal.target.map(|target| (days_between(sheet.outlook.as_of, target) + 1) as f64).filter(|day| *day >= 0.0);
    Mini { days: end, now: &now, target_day }.render()
}

/// How far the chance moved since the last forecast that was saved before today; `None` where there are no two numbers.
pub(super) fn since(view: &View, goal: &GoalOutlook, today: Date, measure: Measure) -> Option<Markup> {
    let saved = view.model.goal(goal.goal)?.forecasts.iter().rev().find(|published| published.as_of < today)?;
    let (percent, chance) = saved.said.chance_percent.zip(goal.chance.filter(|_| goal.has_numbers()))?;
    let moved = format::points_between(f64::from(percent) / 100.0, chance);
    let counted = if saved.measure == measure { String::new() } else { format!(", impediments {}", saved.measure.in_words()) };
    let title = format!("saved {}{counted}", format::short_day(saved.as_of, today));
    Some(html! {
        @match moved {
            0 => span.delta title=(title) { "no change" },
            up if up > 0 => span.delta data-d="up" title=(title) { "up " (up) " points" },
            down => span.delta data-d="down" title=(title) { "down " (-down) " points" },
        }
    })
}
