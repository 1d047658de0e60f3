//! Sentences about one dependency, from the consumer's and from the provider's side.

use super::{Fact, View, line};
use crate::{
    Date, Thing,
    dependency::{Dependency, DependencyState},
    goal::DateSet,
    relay::{Mark, Section},
    time::days_between,
    wording::{days, near_day},
};

/// The mark of a date against the date by which it is needed.
pub(super) fn mark(promised: Option<Date>, needed: Option<Date>, today: Date) -> Mark {
    match (promised, needed) {
        (None, _) => Mark::Missing,
        (Some(promised), _) if promised < today => Mark::Late,
        (Some(promised), Some(needed)) if promised > needed => Mark::Late,
        _ => Mark::OnTrack,
    }
}

fn before<'a>(view: &View<'_>, dates: &'a [DateSet]) -> Option<&'a DateSet> {
    dates.iter().rev().find(|set| !view.is_news(set.at))
}

fn fact(weight: i64, mark: Mark, thing: Thing, sentences: (String, String, String)) -> Fact {
    let (headline, text, more) = sentences;
    Fact { weight, headline, line: line(Section::Changes, mark, Some(thing), &text, &more) }
}

fn need_words(view: &View<'_>, dependency: &Dependency) -> String {
    dependency.needed_by().map_or_else(String::new, |need| format!("You need it on {}.", view.day(need)))
}

/// "one day late", "in time", "2 days later than promised".
fn lateness(promised: Date, dependency: &Dependency, was: Option<Date>) -> String {
    match (dependency.needed_by(), was) {
        (Some(need), _) if promised > need => format!(", {} late", days(days_between(need, promised))),
        (Some(_), _) => ", in time".to_owned(),
        (None, Some(was)) if promised > was => format!(", {} later than promised", days(days_between(was, promised))),
        _ => String::new(),
    }
}

/// A promise given or moved since the meeting before.
fn new_promise(view: &View<'_>, dependency: &Dependency) -> Option<Fact> {
    let last = dependency.promises.last().filter(|set| view.is_news(set.at))?;
    let promised = last.date?;
    let was = before(view, &dependency.promises).and_then(|set| set.date);
    if was == Some(promised) {
        return None;
    }
    let late = dependency.needed_by().map_or(0, |need| days_between(need, promised).max(0));
    let moved = was.map_or(2, |was| days_between(was, promised).abs());
    let headline = format!("{} reaches you {}{}", dependency.title, on(near_day(promised, view.today)), lateness(promised, dependency, was));
    let was_words = was.map_or_else(|| format!("{} promised it.", view.name(dependency.provider)), |was| format!("Was {}.", view.day(was)));
    let more = [was_words, need_words(view, dependency), last.why.to_string()].join(" ");
    let text = format!("{}: {}", dependency.title, view.day(promised));
    Some(fact(
        40 + late * 10 + moved * 5,
        mark(Some(promised), dependency.needed_by(), view.today),
        Thing::Dependency(dependency.id),
        (headline, text, more),
    ))
}

fn on(day: String) -> String {
    if day == "today" || day == "tomorrow" { day } else { format!("on {day}") }
}

/// What changed for a seat that waits for it.
pub(super) fn for_consumer(view: &View<'_>, dependency: &Dependency) -> Option<Fact> {
    let thing = Thing::Dependency(dependency.id);
    let (title, provider) = (&dependency.title, view.name(dependency.provider));
    match &dependency.state {
        DependencyState::Delivered => {
            let more = format!("Try it and accept it, or say what is missing. {}", dependency.delivery_note);
            Some(fact(45, Mark::Open, thing, (format!("{title} is delivered"), format!("{title}: delivered by {provider}"), more)))
        }
        DependencyState::Countered { on: date, offer } => {
            let date = date.map_or_else(String::new, |date| format!(" for {}", view.day(date)));
            let said = format!("{provider} offers something else{date}: {title}");
            Some(fact(55, Mark::Missing, thing, (said.clone(), said, offer.to_string())))
        }
        DependencyState::Declined(why) => {
            let said = format!("{provider} cannot give you {title}");
            Some(fact(90, Mark::Missing, thing, (said.clone(), said, why.to_string())))
        }
        DependencyState::Promised => new_promise(view, dependency),
        DependencyState::Requested | DependencyState::Accepted | DependencyState::Withdrawn(_) => None,
    }
}

/// What changed for a seat that owes it.
pub(super) fn for_provider(view: &View<'_>, dependency: &Dependency) -> Option<Fact> {
    let thing = Thing::Dependency(dependency.id);
    let (title, consumer) = (&dependency.title, view.name(dependency.consumer));
    let by = dependency.needed_by().map_or_else(|| "no date yet".to_owned(), |need| format!("by {}", view.day(need)));
    match &dependency.state {
        DependencyState::Requested => {
            let said = format!("{consumer} asks you for {title}, {by}");
            Some(fact(50, Mark::Missing, thing, (said.clone(), said, dependency.done_when.to_string())))
        }
        DependencyState::Withdrawn(why) => {
            let said = format!("{consumer} no longer needs {title}");
            Some(fact(35, Mark::Done, thing, (said.clone(), said, why.to_string())))
        }
        DependencyState::Accepted => {
            let said = format!("{consumer} accepted {title}");
            Some(fact(15, Mark::Done, thing, (said.clone(), said, String::new())))
        }
        DependencyState::Promised => new_need(view, dependency),
        _ => None,
    }
}

fn new_need(view: &View<'_>, dependency: &Dependency) -> Option<Fact> {
    let last = dependency.needs.last().filter(|set| view.is_news(set.at))?;
    let was = before(view, &dependency.needs)?;
    if was.date == last.date {
        return None;
    }
    let when = last.date.map_or_else(|| "without a date".to_owned(), |date| format!("on {}", view.day(date)));
    let said = format!("{} now needs {} {when}", view.name(dependency.consumer), dependency.title);
    let mark = mark(dependency.promised_for(), last.date, view.today);
    Some(fact(45, mark, Thing::Dependency(dependency.id), (said.clone(), said, last.why.to_string())))
}
