//! Teams whose weeks are too few to count, and what they think instead: who said it, when, and whether it is used.

use super::page::Sheet;
use crate::refused::Refused;
use crate::team::opinion::{row, said};
use crate::ui::section::section;
use crate::view::View;
use maud::{Markup, html};
use rowlock_analysis::model::forecast::FEWEST_WEEKS;
use rowlock_analysis::model::outlook::GoalOutlook;
use rowlock_domain::TeamId;
use std::collections::BTreeSet;

/// "An opinion: Payments thinks it finishes 2 to 6 stories a week, said by Otto on 3 Nov." beside each figure that rests on it.
pub(super) fn mark(view: &View, goal: &GoalOutlook) -> Markup {
    let said: Vec<String> = goal.opinions.iter().filter_map(|team| said(view, view.model.team(*team)?)).collect();
    html! { @if !said.is_empty() { p.t13.sub.mt1 data-opinion { "An opinion: " (said.join("; ")) "." } } }
}

/// The section: teams behind the goals that have too few weeks, or that said something which is no longer used.
pub(super) fn listed(sheet: &Sheet<'_>) -> Markup {
    let view = sheet.view;
    let behind: BTreeSet<TeamId> = sheet.outlook.goals.iter().flat_map(|goal| goal.teams.iter().copied()).collect();
    let known = behind.into_iter().filter_map(|id| Some((view.model.team(id)?, sheet.outlook.ahead.paces.get(id.index())?.weeks.len())));
    let asked: Vec<_> = known.filter(|(team, weeks)| *weeks < FEWEST_WEEKS || team.opinion.is_some()).collect();
    let back = format!("groups/{}/forecast", sheet.group.slug);
    html! {
        @if !asked.is_empty() {
            (section("h-opinions", "Teams with too few weeks", "what they think stands in for what they did; such a forecast is not saved", None, html! {
                ul.plain { @for (team, weeks) in &asked { (row(view, team, *weeks, (&Refused::default(), Some(&back)))) } }
            }))
        }
    }
}
