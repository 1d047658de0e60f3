//! Reports that look like a clean-up, of all teams behind the forecast: asked about, left out, or confirmed as work.

use super::page::Sheet;
use crate::team::clean_up::{CleanUp, of, row};
use crate::ui::section::section;
use maud::{Markup, html};
use rowlock_domain::team::Team;
use std::sync::Arc;

/// Those of every team, by team and day.
pub(super) fn all<'a>(sheet: &'a Sheet<'_>) -> impl Iterator<Item = (&'a Arc<Team>, CleanUp)> {
    let teams = sheet.view.model.teams.iter().zip(&sheet.outlook.ahead.paces);
    teams.flat_map(|(team, pace)| of(team, pace).into_iter().map(move |clean_up| (team, clean_up)))
}

/// The section; nothing where every report looks like work.
pub(super) fn listed(sheet: &Sheet<'_>) -> Markup {
    let back = format!("groups/{}/forecast", sheet.group.slug);
    let known: Vec<_> = all(sheet).collect();
    html! {
        @if !known.is_empty() {
            (section("h-clean-ups", "Clean-ups", "stories closed at once that may be no work", None, html! {
                ul.plain { @for (team, clean_up) in &known { (row(sheet.view, team, clean_up, Some(&back))) } }
            }))
        }
    }
}
