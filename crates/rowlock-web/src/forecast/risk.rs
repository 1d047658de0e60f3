//! What drives the risk of a goal, in words: what would be won without each thing, by the same futures.

use super::page::{Chosen, Sheet};
use crate::chart::Tornado;
use crate::chart::tornado::Swing;
use crate::ui::{format, section};
use maud::{Markup, html};
use rowlock_analysis::Status;
use rowlock_analysis::model::forecast::Change;
use rowlock_analysis::model::outlook::{Cause, Delayed, Element, GoalOutlook};
use rowlock_analysis::model::outlook_words::{futures, wins};

/// Rows of the drawing.
const ROWS: usize = 8;
/// Less than this many days is no risk to name.
const LEAST_DAYS: f64 = 0.25;

/// Causes of a goal with what they delay, the most first.
fn causes<'a>(sheet: &'a Sheet<'_>, goal: &GoalOutlook) -> Vec<(&'a Cause, &'a Delayed)> {
    let of = |cause: &'a Cause| cause.goals.iter().find(|delayed| delayed.goal == goal.goal).map(|delayed| (cause, delayed));
    let mut causes: Vec<_> = sheet.outlook.causes.iter().filter_map(of).filter(|(_, delayed)| delayed.mean_days >= LEAST_DAYS).collect();
    causes.sort_by(|one, other| other.1.mean_days.total_cmp(&one.1.mean_days));
    causes
}

/// Only what somebody can clear or bring: that a team's work takes time is no risk.
fn can_be_won(cause: &Cause) -> bool {
    !matches!(cause.element, Element::Work(_))
}

/// The largest one, linked.
pub(super) fn biggest(sheet: &Sheet<'_>, goal: &GoalOutlook) -> Markup {
    let found = causes(sheet, goal).into_iter().find(|(cause, _)| can_be_won(cause));
    match found {
        Some((cause, _)) => {
            let (name, _, href) = told(sheet, cause.element);
            html! { a href=(href) { (name) } }
        }
        None if goal.status == Status::Ok => html! { span.sub { "its own work" } },
        None => html! { "–" },
    }
}

pub(super) fn section(sheet: &Sheet<'_>, chosen: &Chosen<'_>) -> Markup {
    let causes = causes(sheet, chosen.goal);
    if causes.is_empty() {
        return html! {};
    }
    let words = helps(sheet, chosen.goal, &causes);
    if chosen.goal.status != Status::Ok {
        return section::section("h-risk", "What drives the risk", "in words, while history is short", None, html! { p { (words) } });
    }
    let rows: Vec<(String, String, f64, String)> = causes.iter().take(ROWS).map(|(cause, delayed)| line(sheet, chosen, cause, delayed)).collect();
    let swings: Vec<Swing<'_>> =
        rows.iter().map(|(name, note, days, bar)| Swing { name, note, worse: None, better: Some((*days, bar.as_str())) }).collect();
    let tornado = Tornado { finding: &words, centre: 0.0, rows: &swings };
    section::section(
        "h-risk",
        "What drives the risk",
        "how much earlier it would be done without each one thing, by the same futures",
        None,
        html! { p.mb3 { (words) } (tornado.render()) (tornado.figures().render()) },
    )
}

fn line(sheet: &Sheet<'_>, chosen: &Chosen<'_>, cause: &Cause, delayed: &Delayed) -> (String, String, f64, String) {
    let (name, what, _) = told(sheet, cause.element);
    let drives = format!("{what}; drives the date in {}", futures(cause.drives));
    let chance = chance_without(chosen, cause, delayed).map_or_else(String::new, |chance| format!(", {}", format::chance(chance)));
    (name, drives, delayed.mean_days, format!("{}{chance}", format::half_days(delayed.mean_days)))
}

/// What the what-if says of the same change, where it offers it: both stand on one page.
fn chance_without(chosen: &Chosen<'_>, cause: &Cause, delayed: &Delayed) -> Option<f64> {
    let Element::Impediment(id) = cause.element else { return delayed.chance_without };
    let offered = chosen.offers.iter().find(|offer| offer.change == Change::Clear(id));
    offered.map_or(delayed.chance_without, |offer| offer.then.chance)
}

/// "What would help most: clear “No card-terminal sandbox” (wins 4 days), then bring “Refund API” (wins 2 days)."
fn helps(sheet: &Sheet<'_>, goal: &GoalOutlook, causes: &[(&Cause, &Delayed)]) -> String {
    let deed = |(cause, delayed): &(&Cause, &Delayed)| {
        let (name, _, _) = told(sheet, cause.element);
        let verb = if matches!(cause.element, Element::Impediment(_)) { "clear" } else { "bring" };
        let won = if goal.status == Status::Ok { format!(" ({})", wins(delayed.mean_days)) } else { String::new() };
        format!("{verb} “{name}”{won}")
    };
    let deeds: Vec<String> = causes.iter().filter(|(cause, _)| can_be_won(cause)).take(2).map(deed).collect();
    match deeds.as_slice() {
        [] => "No impediment or dependency delays it by half a day or more: what remains is the work itself.".to_owned(),
        [one] => format!("What would help most: {one}."),
        [one, two, ..] => format!("What would help most: {one}, then {two}."),
    }
}

/// Name, what it is, where it stands.
fn told(sheet: &Sheet<'_>, element: Element) -> (String, String, String) {
    let view = sheet.view;
    match element {
        Element::Impediment(id) => {
            let title = view.model.impediment(id).map_or_else(String::new, |known| known.title.to_string());
            (title, format!("impediment {id}"), view.thing_href(rowlock_domain::Thing::Impediment(id)))
        }
        Element::Dependency(id) => {
            let known = view.model.dependency(id);
            let provider = known.and_then(|known| view.model.team(known.provider)).map_or("", |team| team.name.as_str());
            let title = known.map_or_else(String::new, |known| known.title.to_string());
            (title, format!("{id} from {provider}"), view.thing_href(rowlock_domain::Thing::Dependency(id)))
        }
        Element::Work(team) => {
            let name = view.model.team(team).map_or_else(String::new, |team| team.name.to_string());
            (format!("Work left at {name}"), "if it were done already".to_owned(), view.thing_href(rowlock_domain::Thing::Team(team)))
        }
    }
}
