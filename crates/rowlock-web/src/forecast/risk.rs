//! What drives the risk of a goal, in words: what would be won without each thing, and lost if it goes badly, by the
//! same futures.

use super::page::{Chosen, Sheet};
use crate::chart::Tornado;
use crate::chart::tornado::Swing;
use crate::ui::{format, section};
use maud::{Markup, html};
use rowlock_analysis::Status;
use rowlock_analysis::model::forecast::Change;
use rowlock_analysis::model::outlook::{Cause, Delayed, Element, GoalOutlook};
use rowlock_analysis::model::outlook_words::{futures, loses, wins};

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
    let lines: Vec<Line> = causes.iter().take(ROWS).map(|(cause, delayed)| line(sheet, chosen, cause, delayed)).collect();
    let swings: Vec<Swing<'_>> = lines.iter().map(Line::swing).collect();
    let tornado = Tornado { finding: &words, centre: 0.0, rows: &swings };
    section::section(
        "h-risk",
        "What drives the risk",
        "days won without each one thing, and lost if it goes badly, by the same futures",
        None,
        html! { p.mb3 { (words) } (tornado.render()) (tornado.figures().render()) p.meta.mt2 { (BADLY) } },
    )
}

/// What is taken as going badly.
const BADLY: &str = "Badly: an impediment or a dependency takes as long as 85 of 100 such take at most, or work grows as much as in 85 of 100 \
                     sprints. Where one item only waits for another there is no such figure.";

/// One row of the drawing.
struct Line {
    name: String,
    note: String,
    won: (f64, String),
    lost: Option<(f64, String)>,
}

impl Line {
    fn swing(&self) -> Swing<'_> {
        Swing {
            name: &self.name,
            note: &self.note,
            worse: self.lost.as_ref().map(|(days, words)| (*days, words.as_str())),
            better: Some((self.won.0, self.won.1.as_str())),
        }
    }
}

fn line(sheet: &Sheet<'_>, chosen: &Chosen<'_>, cause: &Cause, delayed: &Delayed) -> Line {
    let (name, what, _) = told(sheet, cause.element);
    let words = |days: f64, chance: Option<f64>| {
        let chance = chance.map_or_else(String::new, |chance| format!(", {}", format::chance(chance)));
        (days, format!("{}{chance}", format::half_days(days)))
    };
    let lost = delayed.badly.filter(|badly| badly.mean_days >= LEAST_DAYS);
    Line {
        name,
        note: format!("{what}; drives the date in {}", futures(cause.drives)),
        won: words(delayed.mean_days, chance_without(chosen, cause, delayed)),
        lost: lost.map(|badly| words(badly.mean_days, badly.chance)),
    }
}

/// What the what-if says of the same change, where it offers it: both stand on one page.
fn chance_without(chosen: &Chosen<'_>, cause: &Cause, delayed: &Delayed) -> Option<f64> {
    let Element::Impediment(id) = cause.element else { return delayed.chance_without };
    let offered = chosen.offers.iter().find(|offer| offer.change == Change::Clear(id));
    offered.map_or(delayed.chance_without, |offer| offer.then.chance)
}

/// "What would help most: clear “No card-terminal sandbox” (wins 4 days), then bring “Refund API” (wins 2 days). What would hurt most:
/// “Refund API” going badly (loses 3 days)."
fn helps(sheet: &Sheet<'_>, goal: &GoalOutlook, causes: &[(&Cause, &Delayed)]) -> String {
    let deed = |(cause, delayed): &(&Cause, &Delayed)| {
        let (name, _, _) = told(sheet, cause.element);
        let verb = if matches!(cause.element, Element::Impediment(_)) { "clear" } else { "bring" };
        let won = if goal.status == Status::Ok { format!(" ({})", wins(delayed.mean_days)) } else { String::new() };
        format!("{verb} “{name}”{won}")
    };
    let deeds: Vec<String> = causes.iter().filter(|(cause, _)| can_be_won(cause)).take(2).map(deed).collect();
    let help = match deeds.as_slice() {
        [] => "No impediment or dependency delays it by half a day or more: what remains is the work itself.".to_owned(),
        [one] => format!("What would help most: {one}."),
        [one, two, ..] => format!("What would help most: {one}, then {two}."),
    };
    format!("{help}{}", hurts(sheet, goal, causes))
}

/// What would hurt most, with a space before it; nothing where little can be lost.
fn hurts(sheet: &Sheet<'_>, goal: &GoalOutlook, causes: &[(&Cause, &Delayed)]) -> String {
    let lost = |(cause, delayed): &(&Cause, &Delayed)| Some((delayed.badly?.mean_days, cause.element));
    let most = causes.iter().filter_map(lost).filter(|(days, _)| *days >= LEAST_DAYS).max_by(|one, other| one.0.total_cmp(&other.0));
    most.map_or_else(String::new, |(days, element)| {
        let (name, _, _) = told(sheet, element);
        let lost = if goal.status == Status::Ok { format!(" ({})", loses(days)) } else { String::new() };
        format!(" What would hurt most: “{name}” going badly{lost}.")
    })
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
