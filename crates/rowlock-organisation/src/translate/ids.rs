//! Which thing of the workspace an id of the file means, and the other way round.
//!
//! Things carry their origin. A series that ended or a dependency that was withdrawn is made anew when it comes back: its origin's key
//! is then the id, a space (which no id holds) and a number; the newest one is meant. People are known by the record of the last file, else by their handle, since the log holds no handles.

use super::{SYSTEM, Standing};
use crate::file::File;
use rowlock_domain::{DependencyId, GoalId, GroupId, ItemId, Member, Origin, PersonId, SeriesId, TeamId, Workspace};
use std::collections::{BTreeMap, HashMap};

/// Ids of one noun, both ways.
#[derive(Clone, Debug)]
pub struct Both<T> {
    by_file: HashMap<String, T>,
    by_thing: HashMap<T, String>,
    made: HashMap<String, usize>,
}

impl<T: Copy + Eq + std::hash::Hash> Both<T> {
    fn new() -> Self {
        Self { by_file: HashMap::new(), by_thing: HashMap::new(), made: HashMap::new() }
    }

    fn of(things: impl Iterator<Item = (Option<Origin>, T)>) -> Self {
        let mut both = Self::new();
        for (origin, thing) in things {
            if let Some(origin) = origin.filter(|origin| &*origin.system == SYSTEM) {
                let id = origin.key.split(' ').next().unwrap_or_default();
                both.insert(id, thing);
                *both.made.entry(id.to_owned()).or_default() += 1;
            }
        }
        both
    }

    pub fn insert(&mut self, id: &str, thing: T) {
        self.by_file.insert(id.to_owned(), thing);
        self.by_thing.insert(thing, id.to_owned());
    }

    /// Where the next thing of that id comes from.
    pub fn origin(&self, id: &str) -> Option<Origin> {
        let key = match self.made.get(id) {
            Some(made) => format!("{id} {}", made + 1),
            None => id.to_owned(),
        };
        Some(Origin { system: SYSTEM.into(), key: key.into(), url: None })
    }

    pub fn get(&self, id: &str) -> Option<T> {
        self.by_file.get(id).copied()
    }

    pub fn id(&self, thing: T) -> Option<&str> {
        self.by_thing.get(&thing).map(String::as_str)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, T)> {
        self.by_file.iter().map(|(id, thing)| (id.as_str(), *thing))
    }
}

/// Everything that a file and the workspace both name.
#[derive(Clone, Debug)]
pub struct Ids {
    pub groups: Both<GroupId>,
    pub teams: Both<TeamId>,
    pub people: Both<PersonId>,
    pub series: Both<SeriesId>,
    pub goals: Both<GoalId>,
    pub items: Both<ItemId>,
    pub dependencies: Both<DependencyId>,
}

impl Ids {
    pub fn of(workspace: &Workspace, file: &File, standing: Standing<'_>) -> Self {
        Self {
            groups: Both::of(workspace.groups.iter().map(|x| (x.origin.clone(), x.id))),
            teams: Both::of(workspace.teams.iter().map(|x| (x.origin.clone(), x.id))),
            people: people(workspace, file, standing),
            series: Both::of(workspace.series.iter().map(|x| (x.origin.clone(), x.id))),
            goals: Both::of(workspace.goals.iter().map(|x| (x.origin.clone(), x.id))),
            items: Both::of(workspace.items.iter().map(|x| (x.origin.clone(), x.id))),
            dependencies: Both::of(workspace.dependencies.iter().map(|x| (x.origin.clone(), x.id))),
        }
    }

    /// The member that holds a seat: a team or a child group.
    pub fn member(&self, team: Option<&str>, child: Option<&str>) -> Option<Member> {
        match (team, child) {
            (Some(team), _) => self.teams.get(team).map(Member::Team),
            (None, Some(child)) => self.groups.get(child).map(Member::Group),
            (None, None) => None,
        }
    }

    /// Who is who, as it is kept for the next file.
    pub fn people_record(&self) -> BTreeMap<String, String> {
        self.people.iter().map(|(id, person)| (id.to_owned(), person.to_string())).collect()
    }
}

fn people(workspace: &Workspace, file: &File, standing: Standing<'_>) -> Both<PersonId> {
    let mut people = Both::new();
    for (id, person) in standing.last.into_iter().flat_map(|last| &last.people) {
        if let Some(person) = person.parse().ok().filter(|person| workspace.people.contains_key(person)) {
            people.insert(id, person);
        }
    }
    let lower = |handle: &str| handle.to_lowercase();
    let by_handle: HashMap<String, PersonId> =
        standing.profiles.iter().filter_map(|profile| Some((lower(profile.handle.as_deref()?), profile.person))).collect();
    for written in &file.people {
        let known = by_handle.get(&lower(&written.handle)).filter(|person| workspace.people.contains_key(*person));
        if let Some(person) = known.filter(|person| people.get(&written.id).is_none() && people.id(**person).is_none()) {
            people.insert(&written.id, *person);
        }
    }
    people
}
