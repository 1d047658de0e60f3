//! What is missing, vague or unsupported among the goals of a group, named in words. Nobody is ranked.

use super::words::vague_words;
use crate::ui::format;
use crate::ui::status::{self, State};
use crate::view::View;
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::{Date, Thing};

/// Names in one line.
const NAMES: usize = 8;
/// Lines of one kind before the rest is counted.
const LINES: usize = 4;

/// One line per kind of gap; nothing when there is none.
pub(super) fn gaps(view: &View, group: &Group, today: Date) -> Markup {
    let model = &view.model;
    let groups: Vec<String> = model.groups_without_product_goal(group.id).map(|g| g.name.to_string()).collect();
    let teams: Vec<String> = model.teams_without_sprint_goal(group.id, today).map(|team| team.name.to_string()).collect();
    let loose: Vec<_> = model.unsupporting_sprint_goals(group.id, today).collect();
    let vague: Vec<_> = model.product_goals(group.id).map(|goal| (goal, model.vague(goal))).filter(|(_, reasons)| !reasons.is_empty()).collect();
    if groups.is_empty() && teams.is_empty() && loose.is_empty() && vague.is_empty() {
        return html! {};
    }
    html! {
        section.sec aria-labelledby="h-gaps" {
            header.sechead { h2 id="h-gaps" { "Missing, vague, unsupported" } }
            ul class="box rows things" {
                @if !groups.is_empty() { (line(State::Missing, "No product goal", &few(&groups))) }
                @for (goal, reasons) in vague.iter().take(LINES) {
                    li data-row=(format!("vague-{}", goal.id)) { div.what {
                        b { (status::status(State::NoneYet, "Vague")) " " a href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) } }
                        p { "Vague: " (vague_words(reasons)) "." }
                    } }
                }
                @if vague.len() > LINES { li { p.meta { "and " (format::count(vague.len() - LINES)) " more vague goals" } } }
                @if !teams.is_empty() { (line(State::Missing, "No sprint goal in this sprint", &few(&teams))) }
                @for goal in loose.iter().take(LINES) {
                    li data-row=(format!("loose-{}", goal.id)) { div.what {
                        b { (status::status(State::NoneYet, "Unsupported")) " " a href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) } }
                        p { "This sprint goal of " (super::words::whose(view, goal)) " names no product goal that it supports." }
                    } }
                }
                @if loose.len() > LINES { li { p.meta { "and " (format::count(loose.len() - LINES)) " more sprint goals that support no product goal" } } }
            }
        }
    }
}

fn line(state: State, word: &str, names: &str) -> Markup {
    html! { li data-row=(word) { div.what { b { (status::status(state, word)) } p { (names) "." } } } }
}

/// The first names, and how many more there are.
fn few(names: &[String]) -> String {
    if names.len() <= NAMES {
        return format::listed(names);
    }
    let shown = names.get(..NAMES - 1).unwrap_or_default().join(", ");
    format!("{shown} and {} more", format::count(names.len() + 1 - NAMES))
}

#[cfg(test)]
mod tests {
    use super::few;

    #[test]
    fn many_names_are_cut_and_the_rest_is_counted() {
        let names: Vec<String> = (1..=191).map(|n| format!("T{n}")).collect();
        assert_eq!(few(&names), "T1, T2, T3, T4, T5, T6, T7 and 184 more");
        assert_eq!(few(&names[..3]), "T1, T2 and T3");
    }
}
