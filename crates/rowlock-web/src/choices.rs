//! The choices that many forms share: people, teams, groups, zones.

use crate::ui::field::{Choice, Field};
use crate::view::View;
use maud::{Markup, html};
use rowlock_domain::{GroupId, PersonId};

/// People who belong to the workspace, by name: (id, name).
#[must_use]
pub fn people(view: &View) -> Vec<(PersonId, String)> {
    let living = view.model.people.values().filter(|person| person.left_at.is_none());
    let mut people: Vec<(PersonId, String)> = living.map(|person| (person.id, view.name(person.id).to_owned())).collect();
    people.sort_by(|a, b| a.1.to_lowercase().cmp(&b.1.to_lowercase()));
    people
}

/// A choice of one person; `nobody` are the words of the empty choice.
#[must_use]
pub fn person_field(view: &View, field: Field<'_>, nobody: &str) -> Markup {
    let people: Vec<(String, String)> = people(view).into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let mut choices = vec![Choice { value: "", words: nobody }];
    choices.extend(people.iter().map(|(id, name)| Choice { value: id, words: name }));
    field.select(&choices)
}

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
