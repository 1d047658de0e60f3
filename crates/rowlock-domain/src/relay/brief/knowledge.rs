//! What is good to know: what the seat waits for without news, heads-ups, the group's other decisions, dates of its goals.

use super::{View, changes::binds, line, promises::mark};
use crate::{
    Event, Thing,
    dependency::DependencyState,
    relay::{Line, Mark, Section},
};

/// Facts without anything to do.
pub(super) fn all(view: &View<'_>) -> Vec<Line> {
    let mut lines = waits_for(view);
    lines.extend(goals(view));
    lines.extend(heads_ups(view));
    lines.extend(decisions(view));
    lines
}

fn know(mark: Mark, thing: Thing, text: &str, more: &str) -> Line {
    line(Section::Know, mark, Some(thing), text, more)
}

fn waits_for(view: &View<'_>) -> Vec<Line> {
    let waits = view.workspace.dependencies.iter().filter(|d| view.waits(d));
    let mut open: Vec<_> = waits.filter(|d| matches!(d.state, DependencyState::Promised | DependencyState::Requested)).collect();
    open.sort_by_key(|d| (d.promised_for().is_none(), d.promised_for(), d.id));
    open.into_iter()
        .map(|d| {
            let provider = view.name(d.provider);
            let text = match d.promised_for() {
                Some(on) => format!("{}: still {}", d.title, view.day(on)),
                None => format!("{}: no promise of {provider} yet", d.title),
            };
            let more = d.needed_by().map_or_else(String::new, |need| format!("You need it on {}.", view.day(need)));
            know(mark(d.promised_for(), d.needed_by(), view.today), Thing::Dependency(d.id), &text, &more)
        })
        .collect()
}

fn goals(view: &View<'_>) -> Vec<Line> {
    let workspace = view.workspace;
    let dated = view.news().filter_map(|r| match &r.event {
        Event::GoalDated(e) => Some((e.goal, e.why.to_string())),
        Event::GoalMet(e) => Some((e.goal, String::new())),
        Event::GoalMissed(e) => Some((e.goal, e.why.to_string())),
        _ => None,
    });
    dated
        .filter_map(|(id, why)| {
            let goal = workspace.goal(id).filter(|g| matches!(g.of, crate::goal::GoalOf::Group(of) if of == view.meeting.group))?;
            let text = match (&goal.state, goal.date()) {
                (crate::goal::GoalState::Met, _) => format!("Goal met: {}", goal.title),
                (crate::goal::GoalState::Missed, _) => format!("Goal missed: {}", goal.title),
                (_, Some(date)) => format!("{}: now by {}", goal.title, view.day(date)),
                (_, None) => format!("{}: no date any more", goal.title),
            };
            let mark = if goal.state == crate::goal::GoalState::Met { Mark::Done } else { Mark::AtRisk };
            Some(know(mark, Thing::Goal(id), &text, &why))
        })
        .collect()
}

fn heads_ups(view: &View<'_>) -> Vec<Line> {
    let current = view.workspace.heads_ups.iter().filter(|h| h.over_at.is_none() && h.until >= view.today);
    let touching = current.filter(|h| h.touches.iter().any(|team| view.teams.contains(team)));
    touching
        .map(|h| {
            let from = format!("{}, {} to {}", view.name(h.team), view.day(h.from), view.day(h.until));
            know(Mark::AtRisk, Thing::HeadsUp(h.id), h.text.as_str(), &from)
        })
        .collect()
}

fn decisions(view: &View<'_>) -> Vec<Line> {
    let news = view.workspace.decisions.iter().filter(|d| view.is_news(d.made_at) && d.superseded_by.is_none());
    let others = news.filter(|d| d.group == view.meeting.group && !binds(view, d));
    others
        .map(|d| {
            let because = if d.because.is_empty() { String::new() } else { format!("Because {}", d.because) };
            know(Mark::Done, Thing::Decision(d.id), &format!("Decided: {}", d.text), &because)
        })
        .collect()
}
