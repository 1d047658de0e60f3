//! What only a calendar can say: whether a time zone exists, whether a recurrence rule can be read and ever happens.

use super::Finding;
use crate::{file::File, problem::Place};

/// Asks a calendar about the time zones and recurrence rules of a file. `zone` says whether a zone exists;
/// `rule` gets rule, local start and zone and says what is wrong with them.
pub fn check_times(file: &File, zone: impl Fn(&str) -> bool, rule: impl Fn(&str, jiff::civil::DateTime, &str) -> Result<(), String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut known = std::collections::HashMap::new();
    let mut ask = |name: Option<&str>, place: Place| {
        let Some(name) = name else { return };
        if !*known.entry(name.to_owned()).or_insert_with(|| zone(name)) {
            findings.push((place, format!("“{name}” is not a time zone. Use a name such as Europe/Berlin.")));
        }
    };
    ask(Some(&file.time_zone), Place::of_file("time_zone"));
    for (index, group) in file.groups.iter().enumerate() {
        ask(group.time_zone.as_deref(), Place::new("groups", index, "time_zone"));
    }
    for (index, team) in file.teams.iter().enumerate() {
        ask(team.time_zone.as_deref(), Place::new("teams", index, "time_zone"));
    }
    for (index, series) in file.series.iter().enumerate() {
        ask(series.time_zone.as_deref(), Place::new("series", index, "time_zone"));
    }
    for (index, series) in file.series.iter().enumerate() {
        let Some(start) = series.start.date_time() else { continue };
        let at = series.time_zone.as_deref().filter(|name| known.get(*name) == Some(&true)).unwrap_or("UTC");
        if let Err(why) = rule(&series.rrule, start, at) {
            findings.push((Place::new("series", index, "rrule"), why));
        }
    }
    findings
}
