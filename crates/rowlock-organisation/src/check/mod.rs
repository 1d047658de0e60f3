//! What must hold in an organisation file beyond its types. Every problem is found, not only the first.
//!
//! Time zones and recurrence rules need a calendar: [`check_times`] asks it. The rest is pure.

mod people;
mod structure;
mod text;
mod times;
mod work;

pub use times::check_times;

use crate::{
    file::{Day, FORMAT, File, VERSION},
    problem::Place,
};
use std::collections::HashMap;

/// What is wrong and where.
pub type Finding = (Place, String);

/// What says which version of the format is read.
#[must_use]
pub fn version_sentence(found: &str) -> String {
    format!("This file has version {found} of the format; this Rowlock reads version {VERSION}. Use a matching Rowlock or rewrite the file.")
}

/// Whether it is an organisation file of a version that can be read.
#[must_use]
pub fn format(file: &File) -> Vec<Finding> {
    if file.format != FORMAT {
        return vec![(Place::of_file("format"), format!("This is not an organisation file; `format` must be `{FORMAT}`."))];
    }
    if file.version != VERSION {
        return vec![(Place::of_file("version"), version_sentence(&file.version.to_string()))];
    }
    Vec::new()
}

/// Everything that is wrong in the file, without a calendar.
#[must_use]
pub fn check(file: &File) -> Vec<Finding> {
    let mut checker = Checker::new(file);
    checker.structure();
    checker.people();
    checker.work();
    checker.findings
}

/// The entries of each list by id, and what was found so far.
struct Checker<'a> {
    file: &'a File,
    groups: Index<'a>,
    teams: Index<'a>,
    people: Index<'a>,
    goals: Index<'a>,
    items: Index<'a>,
    dependencies: Index<'a>,
    findings: Vec<Finding>,
}

type Index<'a> = HashMap<&'a str, usize>;

fn index<'a>(ids: impl Iterator<Item = &'a str>) -> Index<'a> {
    let mut index = Index::new();
    for (place, id) in ids.enumerate() {
        index.entry(id).or_insert(place);
    }
    index
}

impl<'a> Checker<'a> {
    fn new(file: &'a File) -> Self {
        let mut checker = Self {
            file,
            groups: index(file.groups.iter().map(|g| g.id.as_str())),
            teams: index(file.teams.iter().map(|t| t.id.as_str())),
            people: index(file.people.iter().map(|p| p.id.as_str())),
            goals: index(file.goals.iter().map(|g| g.id.as_str())),
            items: index(file.items.iter().map(|i| i.id.as_str())),
            dependencies: index(file.dependencies.iter().map(|d| d.id.as_str())),
            findings: Vec::new(),
        };
        checker.ids();
        checker
    }

    fn ids(&mut self) {
        let file = self.file;
        self.ids_of("groups", file.groups.iter().map(|x| x.id.as_str()));
        self.ids_of("teams", file.teams.iter().map(|x| x.id.as_str()));
        self.ids_of("people", file.people.iter().map(|x| x.id.as_str()));
        self.ids_of("roles", file.roles.iter().map(|x| x.id.as_str()));
        self.ids_of("seats", file.seats.iter().map(|x| x.id.as_str()));
        self.ids_of("series", file.series.iter().map(|x| x.id.as_str()));
        self.ids_of("sprints", file.sprints.iter().map(|x| x.id.as_str()));
        self.ids_of("goals", file.goals.iter().map(|x| x.id.as_str()));
        self.ids_of("items", file.items.iter().map(|x| x.id.as_str()));
        self.ids_of("progress", file.progress.iter().map(|x| x.id.as_str()));
        self.ids_of("dependencies", file.dependencies.iter().map(|x| x.id.as_str()));
    }

    fn ids_of(&mut self, list: &'static str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = HashMap::new();
        for (place, id) in ids.enumerate() {
            if let Some(why) = text::id_problem(id) {
                self.say(list, place, "id", why);
            } else if let Some(first) = seen.insert(id, place) {
                self.say(list, place, "id", format!("“{id}” is already the id of {list}[{first}]. Ids are unique within a list."));
            }
        }
    }

    fn say(&mut self, list: &'static str, index: usize, field: impl Into<String>, message: impl Into<String>) {
        self.findings.push((Place::new(list, index, field), message.into()));
    }

    /// A title or name: one visible line of at most 200 characters.
    fn title(&mut self, list: &'static str, index: usize, field: &str, written: &str) {
        if let Some(why) = text::title_problem(written) {
            self.say(list, index, field, why);
        }
    }

    /// Prose that may be absent.
    fn prose(&mut self, list: &'static str, index: usize, field: &str, written: Option<&String>) {
        if let Some(why) = written.and_then(|written| text::prose_problem(written)) {
            self.say(list, index, field, why);
        }
    }

    fn day(&mut self, list: &'static str, index: usize, field: impl Into<String>, day: Option<&Day>) {
        let Some(day) = day else { return };
        match day.date() {
            Some(date) if (1970..2200).contains(&date.year()) => {}
            Some(_) => self.say(list, index, field, format!("{} lies outside the years 1970 to 2199. Check the year.", day.0)),
            None => self.say(list, index, field, format!("“{}” is not a date. Write it as 2026-11-26.", day.0)),
        }
    }

    /// A reference to an entry that must exist.
    fn refers(&mut self, list: &'static str, index: usize, field: impl Into<String>, to: (&'static str, &str)) {
        let (noun, id) = to;
        let known = match noun {
            "group" => &self.groups,
            "team" => &self.teams,
            "person" => &self.people,
            "goal" => &self.goals,
            "item" => &self.items,
            _ => &self.dependencies,
        };
        if !known.contains_key(id) {
            self.say(list, index, field, format!("There is no {noun} with the id “{id}” in this file."));
        }
    }

    fn may_refer(&mut self, list: &'static str, index: usize, field: &str, noun: &'static str, id: Option<&String>) {
        if let Some(id) = id {
            self.refers(list, index, field, (noun, id));
        }
    }

    /// References in a list, none of them to the entry itself.
    fn refer_all(&mut self, list: &'static str, index: usize, field: &str, noun: &'static str, of: (&str, &[String])) {
        let (own, ids) = of;
        for (place, id) in ids.iter().enumerate() {
            if id == own {
                self.say(list, index, format!("{field}.{place}"), format!("“{id}” names itself here. Remove it."));
            } else {
                self.refers(list, index, format!("{field}.{place}"), (noun, id));
            }
        }
    }

    /// Exactly one of two fields must be there.
    fn one_of(&mut self, list: &'static str, index: usize, fields: (&str, &str), present: (bool, bool)) {
        let (one, other) = fields;
        match present {
            (true, true) => self.say(list, index, one, format!("`{one}` and `{other}` exclude each other. Keep one of them.")),
            (false, false) => self.say(list, index, "", format!("`{one}` or `{other}` is missing. Name one of them.")),
            _ => {}
        }
    }
}
