//! The choices that many forms share: people, teams, groups, zones.

use crate::ui::field::{Choice, Field};
use crate::view::View;
use maud::{Markup, html};
use rowlock_domain::goal::{Goal, GoalOf};
use rowlock_domain::item::ItemState;
use rowlock_domain::{GroupId, TeamId};

mod person;

pub use person::{chosen as chosen_person, names_for_fields, person_field, person_field_with};

/// Living teams of a group and everything below it: (number, name).
#[must_use]
pub fn teams(view: &View, group: GroupId) -> Vec<(String, String)> {
    view.model.teams_within(group).map(|team| (team.id.0.to_string(), team.name.to_string())).collect()
}

/// A choice of one team of a group.
#[must_use]
pub fn team_field(view: &View, field: Field<'_>, group: GroupId, none: &str) -> Markup {
    let teams = teams(view, group);
    let mut choices = vec![Choice { value: "", words: none }];
    choices.extend(teams.iter().map(|(id, name)| Choice { value: id, words: name }));
    field.select(&choices)
}

/// Choices of a list, beginning with the words of none.
#[must_use]
pub fn with_none<'a>(none: &'a str, list: &'a [(String, String)]) -> Vec<Choice<'a>> {
    let mut choices = vec![Choice { value: "", words: none }];
    choices.extend(list.iter().map(|(value, words)| Choice { value, words }));
    choices
}

/// Open goals that concern a group: product goals of it, above and below it, then sprint goals of its teams: (number, title).
#[must_use]
pub fn goals(view: &View, group: GroupId) -> Vec<(String, String)> {
    let model = &view.model;
    let is_here = |goal: &&std::sync::Arc<Goal>| match goal.of {
        GoalOf::Group(id) => model.is_within(group, id) || model.is_within(id, group),
        GoalOf::Sprint(team, _) => model.team_is_within(team, group),
    };
    let mut open: Vec<_> = model.goals.iter().filter(|goal| goal.is_open()).filter(is_here).collect();
    open.sort_by_key(|goal| (matches!(goal.of, GoalOf::Sprint(..)), goal.date().is_none(), goal.date(), goal.id));
    open.into_iter().take(MOST_GOALS).map(|goal| (goal.id.0.to_string(), format!("{}, {}", goal.title, goal.id))).collect()
}

/// Items of a team that are not over: (number, title).
#[must_use]
pub fn items(view: &View, team: TeamId) -> Vec<(String, String)> {
    let open = view.model.items.iter().filter(|item| item.team == team && matches!(item.state, ItemState::Open | ItemState::InProgress));
    open.map(|item| (item.id.0.to_string(), format!("{}, {}", item.title, item.id))).collect()
}

/// Goals offered at most.
const MOST_GOALS: usize = 100;

/// Common time zones, offered under a field that takes any.
const ZONES: &[&str] = &[
    "Etc/UTC",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Rome",
    "Europe/Warsaw",
    "Europe/Athens",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Africa/Cairo",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Singapore",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Australia/Perth",
    "Australia/Sydney",
    "Pacific/Auckland",
    "America/St_Johns",
    "America/Halifax",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Bogota",
    "America/Sao_Paulo",
    "America/Buenos_Aires",
    "Pacific/Honolulu",
];

/// A field for a time zone with suggestions.
#[must_use]
pub fn zone_field(field: Field<'_>) -> Markup {
    html! {
        (field.suggestions("zones").text())
        datalist id="zones" { @for zone in ZONES { option value=(zone) {} } }
    }
}
