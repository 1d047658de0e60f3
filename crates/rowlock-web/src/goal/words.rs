//! How a goal stands, in mark and words; its dates; what serves it.

use crate::ui::format;
use crate::ui::status::{self, State};
use crate::view::View;
use maud::{Markup, html};
use rowlock_domain::Date;
use rowlock_domain::dependency::query::Outlook;
use rowlock_domain::goal::query::Vague;
use rowlock_domain::goal::{Goal, GoalOf, GoalState};
use rowlock_domain::item::ItemState;
use rowlock_domain::ranking::goals::{Signs, Trouble};
use rowlock_domain::relay::Mark;

/// Mark and words of how it stands; an open one says its worst trouble.
pub(super) fn goal_status(outlook: &Outlook<'_>, signs: &Signs, goal: &Goal) -> Markup {
    let day = |at| format::short_day(outlook.moment.date_of(at), outlook.moment.today);
    let on = goal.closed_at.map(day).unwrap_or_default();
    match (&goal.state, signs.trouble(outlook, goal)) {
        (GoalState::Met, _) => status::status(State::Done, format!("Met on {on}")),
        (GoalState::Missed, _) => status::status(State::Late, format!("Missed, said on {on}")),
        (GoalState::Dropped(_), _) => status::status(State::New, format!("Given up on {on}")),
        (GoalState::Set, Some(trouble)) => status::status(state_of(trouble), trouble.sentence(outlook)),
        (GoalState::Set, None) => status::status(State::Ok, "Nothing speaks against it"),
    }
}

fn state_of(trouble: Trouble) -> State {
    match trouble.mark() {
        Mark::Late => State::Late,
        Mark::AtRisk => State::Risk,
        Mark::Missing => State::NoneYet,
        Mark::OnTrack | Mark::Open => State::Ok,
        Mark::Done => State::Done,
    }
}

/// Every way in which it is vague: "no date, nobody said how one can tell that it is met".
pub(super) fn vague_words(reasons: &[Vague]) -> String {
    let words: Vec<&str> = reasons
        .iter()
        .map(|reason| match reason {
            Vague::NoDate => "it has no date",
            Vague::NoTell => "nobody said how one can tell that it is met",
            Vague::NothingSupportsIt => "nothing serves it, no sprint goal and no item",
        })
        .collect();
    words.join("; ")
}

/// "by Fri 18 Dec, moved twice: 4 Dec, 11 Dec, then 18 Dec".
pub(super) fn date_words(goal: &Goal, today: Date) -> String {
    let by = goal.date().map_or_else(|| "no date".to_owned(), |date| format!("by {}", format::day(date, today)));
    let dates: Vec<String> = goal.dates.iter().filter_map(|set| set.date).map(|date| format::short_day(date, today)).collect();
    match dates.as_slice() {
        [] | [_] => by,
        [before @ .., last] => {
            let moves = match before.len() {
                1 => "moved once".to_owned(),
                2 => "moved twice".to_owned(),
                n => format!("moved {n} times"),
            };
            format!("{by}, {moves}: {}, then {last}", before.join(", "))
        }
    }
}

/// "12 items serve it, 5 of them done".
pub(super) fn items_words(view: &View, goal: &Goal) -> Option<String> {
    let (mut all, mut done) = (0, 0);
    for item in view.model.items_serving(goal.id).filter(|item| item.state != ItemState::Dropped) {
        all += 1;
        done += usize::from(item.state == ItemState::Done);
    }
    (all > 0).then(|| {
        format!("{}, {} done", format::counted(all, "item serves it", "items serve it"), if done == 0 { "none".to_owned() } else { done.to_string() })
    })
}

/// Whose goal it is: the group's name, or team and sprint.
pub(super) fn whose(view: &View, goal: &Goal) -> String {
    match goal.of {
        GoalOf::Group(group) => view.model.group(group).map_or_else(String::new, |group| group.name.to_string()),
        GoalOf::Sprint(team, start) => view.model.team(team).map_or_else(String::new, |team| {
            let sprint = team.sprint_on(start).map_or_else(String::new, |sprint| format!(", {}", sprint.name));
            format!("{}{sprint}", team.name)
        }),
    }
}

/// A small bar from one day to another on an axis that is shared by all, with today on it; the dates stand beside it.
pub(super) fn span_bar((from, until): (Date, Date), axis: (Date, Date), today: Date) -> Markup {
    let all = (format::days_between(axis.0, axis.1) + 1).max(1) as f64;
    let place = |date: Date| 100.0 * format::days_between(axis.0, date) as f64 / all;
    let percent = |value: f64| format!("{:.1}%", value.clamp(0.0, 100.0));
    let length = 100.0 * (format::days_between(from, until) + 1) as f64 / all;
    html! {
        svg.meter data-s="neutral" aria-hidden="true" {
            rect.tr width="100%" height="100%" rx="3" {}
            rect.v x=(percent(place(from))) width=(percent(length)) height="100%" rx="3" {}
            rect.aim x=(percent(place(today))) y="-30%" width="1.5" height="160%" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_reason_of_vagueness_is_named() {
        assert_eq!(vague_words(&[Vague::NoDate, Vague::NothingSupportsIt]), "it has no date; nothing serves it, no sprint goal and no item");
        assert_eq!(vague_words(&[]), "");
    }

    #[test]
    fn a_sprint_stands_where_its_days_lie_on_the_axis() {
        let axis = (date(2026, 11, 16), date(2026, 12, 5));
        let bar = span_bar((date(2026, 11, 16), date(2026, 11, 25)), axis, date(2026, 11, 26)).into_string();
        assert!(bar.contains(r#"x="0.0%" width="50.0%""#), "{bar}");
        assert!(bar.contains(r#"x="50.0%" y="-30%""#), "{bar}");
    }
}
