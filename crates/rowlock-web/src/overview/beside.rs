//! Beside the topics: product goals with what is wrong with them, and follow-ups due.

use super::Shown;
use crate::forecast::{Brief, Chance};
use crate::ui::format;
use crate::ui::section::section_head;
use crate::ui::status::{self, State};
use maud::{Markup, html};
use rowlock_domain::follow_up::{FollowUp, query::open_in};
use rowlock_domain::goal::{Goal, GoalOf};
use rowlock_domain::relay::Mark;
use rowlock_domain::time::{days_between, plus_days};
use rowlock_domain::{Act, Thing};
use std::sync::Arc;

/// Goals shown.
const GOALS: usize = 5;
/// Follow-ups shown.
const FOLLOW_UPS: usize = 5;
/// Days ahead that count as due.
const AHEAD_DAYS: i64 = 7;

/// Open product goals of the group, else those of the group above it.
pub(super) fn goals(shown: &Shown<'_>) -> Markup {
    let model = &shown.view.model;
    let open: Vec<&Arc<Goal>> = shown.figures.goals.iter().filter_map(|id| model.goal(*id)).collect();
    let whose = match open.first().map(|goal| goal.of) {
        Some(GoalOf::Group(id)) if id != shown.group.id => model.group(id).map(|group| format!("of {}", group.name)),
        _ => None,
    };
    let all = shown.href("goals");
    let brief = Brief::of(shown.view, shown.group);
    let rows: Vec<(&Goal, Option<Chance>)> =
        open.iter().take(GOALS).map(|goal| (&***goal, brief.as_ref().and_then(|brief| brief.chance(goal.id)))).collect();
    let is_foretold = rows.iter().any(|(_, chance)| chance.is_some());
    let remark: Vec<String> = whose.into_iter().chain(is_foretold.then(|| "chance by date".to_owned())).collect();
    html! {
        section.sec aria-labelledby="h-goals" {
            (section_head("h-goals", "Product goals", &remark.join(", "), Some(("All goals", &all))))
            @if open.is_empty() { (no_goal(shown, &all)) }
            ul.goals { @for (goal, chance) in &rows { (goal_row(shown, goal, chance.as_ref())) } }
            @if open.len() > GOALS { p class="ruled meta" { "and " (format::count(open.len() - GOALS)) " more" } }
            @if let Some(brief) = brief.filter(|_| is_foretold) { (brief.how()) }
        }
    }
}

fn no_goal(shown: &Shown<'_>, all: &str) -> Markup {
    html! {
        p.meta {
            (status::status(State::Missing, "No product goal"))
            " Without one nobody can tell what matters most."
            @if shown.view.may(Act::SetGoals(shown.group.id)) { " " a.link href=(all) { "Set one" } }
        }
    }
}

/// The chance by its date, in numbers or in words; the days left where nothing is foretold.
fn standing(goal: &Goal, left: Option<i64>, chance: Option<&Chance>) -> Markup {
    html! {
        span.p data-live=(format!("left-{}", goal.id)) {
            @match (left, chance) {
                (Some(days), _) if days < 0 => (status::status(State::Late, format!("{} past", format::days(-days)))),
                (_, Some(chance)) if chance.has_numbers => (chance.words),
                (_, Some(chance)) => small { (chance.words) },
                (Some(days), None) => { (days) small { " d left" } },
                (None, None) => (status::status(State::NoneYet, "No date")),
            }
        }
    }
}

/// ", 25 d left" beside the date, where the chance stands in its place.
fn days_left(left: Option<i64>, chance: Option<&Chance>) -> String {
    match (left, chance) {
        (Some(days), Some(_)) if days >= 0 => format!(", {} left", format::days(days)),
        _ => String::new(),
    }
}

fn goal_row(shown: &Shown<'_>, goal: &Goal, chance: Option<&Chance>) -> Markup {
    let view = shown.view;
    let left = goal.date().map(|date| days_between(shown.today, date));
    let supporters = view.model.supporters(goal.id).filter(|g| g.is_open()).count();
    html! {
        li data-row=(goal.id) {
            div.gt {
                b { a href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) } }
                (standing(goal, left, chance))
            }
            div.gm {
                span data-live=(format!("by-{}", goal.id)) {
                    @if let Some(date) = goal.date() { "by " (format::day(date, shown.today)) (days_left(left, chance)) ", " }
                    (format::counted(supporters, "sprint goal supports it", "sprint goals support it"))
                }
                @if let Some(change) = chance.and_then(|chance| chance.change.as_ref()) { (change) }
                @if let Some((mark, sentence)) = shown.figures.troubles.get(&goal.id) {
                    span data-live=(format!("trouble-{}", goal.id)) { (status::status(state_of(*mark), sentence)) }
                }
            }
        }
    }
}

fn state_of(mark: Mark) -> State {
    match mark {
        Mark::Late => State::Late,
        Mark::AtRisk => State::Risk,
        Mark::Missing => State::NoneYet,
        Mark::OnTrack | Mark::Open => State::Ok,
        Mark::Done => State::Done,
    }
}

/// Overdue follow-ups, those without owner, and those due within a week.
pub(super) fn follow_ups(shown: &Shown<'_>) -> Markup {
    let open = open_in(&shown.view.model, shown.group.id);
    let soon = plus_days(shown.today, AHEAD_DAYS);
    let due: Vec<&Arc<FollowUp>> = open.iter().filter(|f| f.owner.is_none() || f.due.is_some_and(|due| due <= soon)).collect();
    let all = shown.href("follow-ups");
    let words = format!("All {}", format::count(open.len()));
    html! {
        section.sec aria-labelledby="h-follow-ups" {
            (section_head("h-follow-ups", "Follow-ups due", "", (!open.is_empty()).then_some((&words, &all))))
            @if due.is_empty() { p.meta { "Nothing is due within a week." } }
            ul.plain { @for follow_up in due.iter().take(FOLLOW_UPS) { (follow_up_row(shown, follow_up)) } }
            @if due.len() > FOLLOW_UPS { p.meta { "and " (format::count(due.len() - FOLLOW_UPS)) " more" } }
        }
    }
}

fn follow_up_row(shown: &Shown<'_>, follow_up: &FollowUp) -> Markup {
    let (state, words) = match (follow_up.overdue_days(shown.today), follow_up.due) {
        (Some(days), _) => (State::Late, format!("{} late", format::days(days))),
        (None, Some(due)) if due == shown.today => (State::Owned, "Today".to_owned()),
        (None, Some(due)) => (State::Owned, format::near_day(due, shown.today)),
        (None, None) => (State::NoneYet, "No date".to_owned()),
    };
    html! {
        li data-row=(follow_up.id) {
            span data-live=(format!("due-{}", follow_up.id)) { (status::status(state, words)) }
            b { a href=(shown.thing(Thing::FollowUp(follow_up.id))) { (follow_up.text) } }
            small {
                @match follow_up.owner { Some(owner) => (shown.view.name(owner)), None => "nobody owns it" }
                ", " (follow_up.id)
                @if let Some(due) = follow_up.due.filter(|due| *due < shown.today) { ", was due " (format::day(due, shown.today)) }
            }
        }
    }
}
