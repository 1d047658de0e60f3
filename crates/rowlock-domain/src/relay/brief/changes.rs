//! What changes for the seat: promises, impediments, decisions that bind it.

use super::{Fact, View, line, promises};
use crate::{
    DependencyId, Event, ImpedimentId, Thing,
    decision::Decision,
    impediment::{Impediment, Level, Severity},
    relay::{Mark, Section},
};
use imbl::{OrdMap, OrdSet};

/// Every change since the meeting before, in no order.
pub(super) fn all(view: &View<'_>) -> Vec<Fact> {
    let workspace = view.workspace;
    let changed: OrdSet<DependencyId> = view.news().filter_map(|r| dependency_of(&r.event)).collect();
    let of_dependencies = changed.iter().filter_map(|id| workspace.dependency(*id)).filter_map(|d| {
        if view.waits(d) {
            promises::for_consumer(view, d)
        } else if view.owes(d) {
            promises::for_provider(view, d)
        } else {
            None
        }
    });
    let mut latest: OrdMap<ImpedimentId, &Event> = OrdMap::new();
    for recorded in view.news() {
        if let Some(id) = impediment_of(&recorded.event) {
            latest.insert(id, &recorded.event);
        }
    }
    let of_impediments = latest.iter().filter_map(|(id, event)| impediment(view, workspace.impediment(*id)?, event));
    let decided = workspace.decisions.iter().filter(|d| view.is_news(d.made_at) && d.superseded_by.is_none() && binds(view, d));
    of_dependencies.chain(of_impediments).chain(decided.map(|d| decision(d))).collect()
}

pub(super) fn binds(view: &View<'_>, decision: &Decision) -> bool {
    decision.binds.iter().any(|team| view.teams.contains(team))
}

/// The dependency whose handshake the event moves.
fn dependency_of(event: &Event) -> Option<DependencyId> {
    match event {
        Event::DependencyRequested(e) => Some(e.dependency),
        Event::NeedMoved(e) => Some(e.dependency),
        Event::DependencyPromised(e) => Some(e.dependency),
        Event::PromiseMoved(e) => Some(e.dependency),
        Event::DependencyCountered(e) => Some(e.dependency),
        Event::DependencyDeclined(e) => Some(e.dependency),
        Event::DependencyRenewed(e) => Some(e.dependency),
        Event::DependencyDelivered(e) => Some(e.dependency),
        Event::DeliveryRefused(e) => Some(e.dependency),
        Event::DependencyAccepted(e) => Some(e.dependency),
        Event::DependencyWithdrawn(e) => Some(e.dependency),
        _ => None,
    }
}

/// The impediment whose life the event moves.
fn impediment_of(event: &Event) -> Option<ImpedimentId> {
    match event {
        Event::ImpedimentRaised(e) => Some(e.impediment),
        Event::HelpAsked(e) => Some(e.impediment),
        Event::ImpedimentOwned(e) => Some(e.impediment),
        Event::ImpedimentEscalated(e) => Some(e.impediment),
        Event::ImpedimentReturned(e) => Some(e.impediment),
        Event::ImpedimentResolved(e) => Some(e.impediment),
        Event::ImpedimentReopened(e) => Some(e.impediment),
        _ => None,
    }
}

fn impediment(view: &View<'_>, impediment: &Impediment, event: &Event) -> Option<Fact> {
    if !view.concerns(impediment) {
        return None;
    }
    let heavy = if impediment.severity == Severity::Stops { 20 } else { 0 };
    let title = &impediment.title;
    let (weight, mark, said, more) = match event {
        Event::ImpedimentRaised(_) | Event::HelpAsked(_) => raised(view, impediment)?,
        Event::ImpedimentOwned(_) => (25, Mark::OnTrack, format!("Somebody removes it now: {title}"), String::new()),
        Event::ImpedimentEscalated(e) => {
            let to = match e.to {
                Level::Group(group) => view.workspace.group(group).map_or_else(String::new, |g| g.name.to_string()),
                Level::Person(_) => "the sponsor".to_owned(),
            };
            (35, Mark::AtRisk, format!("Taken up to {to}: {title}"), e.why.to_string())
        }
        Event::ImpedimentReturned(e) => (40, Mark::Open, format!("Answered from above: {title}"), e.answer.to_string()),
        Event::ImpedimentResolved(e) => (45, Mark::Done, format!("Resolved: {title}"), e.what_solved.to_string()),
        Event::ImpedimentReopened(e) => (45, Mark::AtRisk, format!("It is back: {title}"), e.why.to_string()),
        _ => return None,
    };
    Some(Fact {
        weight: weight + heavy,
        headline: said.clone(),
        line: line(Section::Changes, mark, Some(Thing::Impediment(impediment.id)), &said, &more),
    })
}

/// News of one raised by another team: of whom help is asked hears so, whom it holds back as well.
fn raised(view: &View<'_>, impediment: &Impediment) -> Option<(i64, Mark, String, String)> {
    if impediment.team.is_some_and(|team| view.teams.contains(&team)) {
        return None;
    }
    let by = impediment.team.map_or("Somebody", |team| view.name(team));
    let asked = impediment.asked.iter().any(|team| view.teams.contains(team));
    let said = if asked { format!("{by} asks you for help: {}", impediment.title) } else { format!("It holds you back: {}", impediment.title) };
    Some((if asked { 50 } else { 40 }, if asked { Mark::Missing } else { Mark::AtRisk }, said, impediment.details.to_string()))
}

fn decision(decision: &Decision) -> Fact {
    let because = if decision.because.is_empty() { String::new() } else { format!("Because {}", decision.because) };
    let headline = format!("Decided: {}", decision.text);
    let line = line(Section::Changes, Mark::Open, Some(Thing::Decision(decision.id)), decision.text.as_str(), &because);
    Fact { weight: 60, headline, line }
}
