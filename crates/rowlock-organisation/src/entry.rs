//! The file as plain entries: noun, id, fields. Comparison, plan and the record of what was applied all speak of these.
//!
//! Defaults are resolved here, so that "not said" and "said to be the default" are the same; an absent field is one without a value.
//! Lists whose order means nothing are sorted.

use crate::{
    file::{DependencyState, File, SeriesKind, Weekday},
    sprint::Sprints,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

/// What an entry is about, in the order in which things are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// The workspace itself; not counted.
    Workspace,
    /// Groups.
    Groups,
    /// Teams.
    Teams,
    /// People.
    People,
    /// Roles.
    Roles,
    /// Seats.
    Seats,
    /// Series.
    Series,
    /// Sprints.
    Sprints,
    /// Goals.
    Goals,
    /// Items.
    Items,
    /// Progress.
    Progress,
    /// Dependencies.
    Dependencies,
}

impl Noun {
    /// Every noun that is counted.
    pub const COUNTED: [Self; 11] = [
        Self::Groups,
        Self::Teams,
        Self::People,
        Self::Roles,
        Self::Seats,
        Self::Series,
        Self::Sprints,
        Self::Goals,
        Self::Items,
        Self::Progress,
        Self::Dependencies,
    ];

    /// The name of its list in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::Groups => "groups",
            Self::Teams => "teams",
            Self::People => "people",
            Self::Roles => "roles",
            Self::Seats => "seats",
            Self::Series => "series",
            Self::Sprints => "sprints",
            Self::Goals => "goals",
            Self::Items => "items",
            Self::Progress => "progress",
            Self::Dependencies => "dependencies",
        }
    }

    /// One of it.
    #[must_use]
    pub fn singular(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::Groups => "group",
            Self::Teams => "team",
            Self::People => "person",
            Self::Roles => "role",
            Self::Seats => "seat",
            Self::Series => "series",
            Self::Sprints => "sprint",
            Self::Goals => "goal",
            Self::Items => "item",
            Self::Progress => "progress",
            Self::Dependencies => "dependency",
        }
    }

    /// What becomes of one that left the file and is pruned.
    #[must_use]
    pub fn ended(self) -> &'static str {
        match self {
            Self::Workspace | Self::Groups | Self::Teams => "archived",
            Self::People => "let go",
            Self::Roles => "taken",
            Self::Seats => "emptied",
            Self::Series => "ended",
            Self::Sprints => "removed",
            Self::Goals | Self::Items => "dropped",
            Self::Progress => "kept as reported",
            Self::Dependencies => "withdrawn",
        }
    }

    /// Fields that cannot change once the entry exists: an entry that differs in them is another one and needs another id.
    #[must_use]
    pub fn fixed(self) -> &'static [&'static str] {
        match self {
            Self::Seats => &["group", "team", "child"],
            Self::Series => &["group", "team"],
            Self::Sprints => &["team"],
            Self::Goals => &["group", "team", "sprint"],
            Self::Progress => &["team", "item", "date"],
            Self::Dependencies => &["consumer", "provider"],
            _ => &[],
        }
    }

    /// Fields that Rowlock fills in by itself where the file says nothing.
    #[must_use]
    pub fn derived(self) -> &'static [&'static str] {
        match self {
            Self::Teams => &["code"],
            Self::Seats => &["from"],
            _ => &[],
        }
    }
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The values of an entry's fields; absent fields have none.
pub type Fields = BTreeMap<String, Value>;

/// An entry of the file with its defaults resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is about.
    pub noun: Noun,
    /// Its identity in the file.
    pub id: String,
    /// Its place in its list.
    pub index: usize,
    /// What it says.
    pub fields: Fields,
}

/// Every entry of the file, in the order of the nouns and then of the file.
#[must_use]
pub fn entries(file: &File) -> Vec<Entry> {
    let zones = Zones::of(file);
    let mut all = vec![Entry {
        noun: Noun::Workspace,
        id: "workspace".to_owned(),
        index: 0,
        fields: Fields::from([("name".to_owned(), json!(file.workspace))]),
    }];
    structure(file, &zones, &mut all);
    series(file, &zones, &mut all);
    work(file, &mut all);
    all
}

fn structure(file: &File, zones: &Zones<'_>, all: &mut Vec<Entry>) {
    push(all, Noun::Groups, &file.groups, |group, fields| {
        fields.insert("time_zone".to_owned(), json!(zones.of_group(&group.id)));
        let mut days: Vec<Value> = group
            .closing_days
            .iter()
            .map(|d| json!({"from": d.from, "until": d.until.as_ref().unwrap_or(&d.from), "why": d.why.as_deref().unwrap_or_default().trim()}))
            .collect();
        days.sort_by_key(|days| days["from"].as_str().map(str::to_owned));
        fields.insert("closing_days".to_owned(), Value::Array(days));
    });
    push(all, Noun::Teams, &file.teams, |team, fields| {
        fields.insert("time_zone".to_owned(), json!(team.time_zone.as_deref().unwrap_or_else(|| zones.of_group(&team.group))));
        let mut days = team.working_days.clone();
        if days.is_empty() {
            days = vec![Weekday::Mo, Weekday::Tu, Weekday::We, Weekday::Th, Weekday::Fr];
        }
        days.sort_unstable();
        days.dedup();
        fields.insert("working_days".to_owned(), json!(days));
        sort_list(fields, "holidays");
        if let Some(rhythm) = &team.rhythm {
            fields.insert("rhythm".to_owned(), json!({"start": rhythm.start, "weeks": rhythm.weeks, "number": rhythm.number.unwrap_or(1)}));
        }
    });
    push(all, Noun::People, &file.people, |person, fields| {
        fields.entry("name".to_owned()).or_insert_with(|| json!(person.handle));
    });
    push(all, Noun::Roles, &file.roles, |_, _| {});
    push(all, Noun::Seats, &file.seats, |seat, fields| {
        fields.insert("decides".to_owned(), json!(seat.decides.unwrap_or(false)));
    });
}

fn series(file: &File, zones: &Zones<'_>, all: &mut Vec<Entry>) {
    push(all, Noun::Series, &file.series, |series, fields| {
        let zone = series.group.as_deref().map_or_else(|| zones.of_team(series.team.as_deref()), |group| zones.of_group(group));
        fields.entry("time_zone".to_owned()).or_insert_with(|| json!(zone));
        let usual = if series.group.is_some() { SeriesKind::ScrumOfScrums } else { SeriesKind::Other };
        fields.entry("kind".to_owned()).or_insert_with(|| json!(usual));
        if let Some(start) = series.start.date_time() {
            fields.insert("start".to_owned(), json!(crate::file::WallClock::from(start)));
        }
    });
}

fn work(file: &File, all: &mut Vec<Entry>) {
    let sprints = Sprints::of(file);
    push(all, Noun::Sprints, &file.sprints, |_, _| {});
    push(all, Noun::Goals, &file.goals, |goal, fields| {
        fields.insert("state".to_owned(), json!(goal.state.unwrap_or_default()));
        sort_list(fields, "supports");
    });
    push(all, Noun::Items, &file.items, |item, fields| {
        fields.insert("state".to_owned(), json!(item.state.unwrap_or_default()));
        for field in ["needs", "part_of", "replaces"] {
            sort_list(fields, field);
        }
    });
    push(all, Noun::Progress, &file.progress, |progress, fields| {
        if progress.team.is_some() {
            fields.insert("added".to_owned(), json!(progress.added.unwrap_or(0)));
            let sprint = progress.sprint.clone().or_else(|| sprints.first_day(progress));
            fields.insert("sprint".to_owned(), json!(sprint));
        }
    });
    push(all, Noun::Dependencies, &file.dependencies, |dependency, fields| {
        let usual = if dependency.promised_by.is_some() { DependencyState::Promised } else { DependencyState::Requested };
        fields.insert("state".to_owned(), json!(dependency.state.unwrap_or(usual)));
        sort_list(fields, "waits_for");
    });
}

fn push<T: Serialize>(all: &mut Vec<Entry>, noun: Noun, list: &[T], resolve: impl Fn(&T, &mut Fields)) {
    for (index, thing) in list.iter().enumerate() {
        let mut fields = match serde_json::to_value(thing) {
            Ok(Value::Object(map)) => map.into_iter().map(|(key, value)| (key, trimmed(value))).collect(),
            _ => Fields::new(),
        };
        let id = match fields.remove("id") {
            Some(Value::String(id)) => id,
            _ => String::new(),
        };
        resolve(thing, &mut fields);
        fields.retain(|_, value| !is_absent(value));
        all.push(Entry { noun, id, index, fields });
    }
}

/// Texts are kept without the spaces around them, as the domain keeps them.
fn trimmed(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.trim().replace("\r\n", "\n")),
        other => other,
    }
}

fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

fn sort_list(fields: &mut Fields, field: &str) {
    if let Some(Value::Array(list)) = fields.get_mut(field) {
        list.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
        list.dedup();
    }
}

/// Which time zone holds where.
struct Zones<'a> {
    file: &'a File,
    groups: HashMap<&'a str, &'a str>,
    homes: HashMap<&'a str, (&'a str, Option<&'a str>)>,
}

impl<'a> Zones<'a> {
    fn of(file: &'a File) -> Self {
        let by_id: HashMap<&str, &crate::file::Group> = file.groups.iter().map(|g| (g.id.as_str(), g)).collect();
        let groups = file
            .groups
            .iter()
            .map(|group| {
                let mut above = Some(group);
                let mut zone = None;
                for _ in 0..=file.groups.len() {
                    let Some(here) = above else { break };
                    zone = here.time_zone.as_deref();
                    if zone.is_some() {
                        break;
                    }
                    above = here.parent.as_deref().and_then(|id| by_id.get(id).copied());
                }
                (group.id.as_str(), zone.unwrap_or(&file.time_zone))
            })
            .collect();
        let homes = file.teams.iter().map(|t| (t.id.as_str(), (t.group.as_str(), t.time_zone.as_deref()))).collect();
        Self { file, groups, homes }
    }

    fn of_group(&self, id: &str) -> &str {
        self.groups.get(id).copied().unwrap_or(&self.file.time_zone)
    }

    fn of_team(&self, id: Option<&str>) -> &str {
        match id.and_then(|id| self.homes.get(id)) {
            Some((_, Some(zone))) => zone,
            Some((home, None)) => self.of_group(home),
            None => &self.file.time_zone,
        }
    }
}
