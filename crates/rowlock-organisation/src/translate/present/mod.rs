//! What stands in the workspace, in the file's words and under the file's ids.

mod people;
mod structure;
mod work;

use super::{Standing, ids::Ids};
use crate::{
    compare::{Present, PresentState},
    entry::{Fields, Noun, entries},
    file::File,
};
use rowlock_domain::{GroupId, PersonId, TeamId, Workspace};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};

/// Reads the model.
pub struct Reader<'a> {
    pub workspace: &'a Workspace,
    pub ids: &'a Ids,
    pub file: &'a File,
    pub standing: Standing<'a>,
}

impl Reader<'_> {
    /// Everything that a file could say of the workspace.
    pub fn state(&self) -> PresentState {
        let mut state = PresentState::default();
        if self.workspace.version > 0 {
            put(&mut state, Noun::Workspace, "workspace", Fields::from([("name".to_owned(), json!(self.workspace.name.as_str()))]), false);
        }
        self.structure(&mut state);
        self.people(&mut state);
        self.work(&mut state);
        self.unnamed(&mut state);
        state
    }

    /// Entries that have no identity of their own in Rowlock (roles, seats, sprints, progress) are looked up by what the last file
    /// said of them, else by what this one says.
    fn unnamed(&self, state: &mut PresentState) {
        let is_unnamed = |noun: Noun| matches!(noun, Noun::Roles | Noun::Seats | Noun::Sprints | Noun::Progress);
        let mut wanted: BTreeMap<(Noun, String), Fields> =
            entries(self.file).into_iter().filter(|e| is_unnamed(e.noun)).map(|e| ((e.noun, e.id), e.fields)).collect();
        for ((noun, id), fields) in self.standing.last.into_iter().flat_map(|last| last.iter()).filter(|((noun, _), _)| is_unnamed(*noun)) {
            wanted.insert((noun, id.to_owned()), fields.clone());
        }
        for ((noun, id), fields) in wanted {
            let found = match noun {
                Noun::Roles => self.role(&fields),
                Noun::Seats => self.seat(&fields),
                Noun::Sprints => self.sprint(&fields),
                _ => self.progress(&fields),
            };
            if let Some(found) = found {
                put(state, noun, &id, found, false);
            }
        }
    }

    /// Dropped or withdrawn things count as archived where the file does not speak of them any more, or speaks of them anew.
    fn is_archived(&self, noun: Noun, id: &str, is_given_up: bool, in_file: &HashSet<&str>) -> bool {
        let is_known = self.standing.last.is_some_and(|last| last.get(noun, id).is_some());
        is_given_up && !(is_known && in_file.contains(id))
    }

    fn group_id(&self, group: GroupId) -> Value {
        self.ids.groups.id(group).map_or_else(|| json!(format!("here:{group}")), |id| json!(id))
    }

    fn team_id(&self, team: TeamId) -> Value {
        self.ids.teams.id(team).map_or_else(|| json!(format!("here:{team}")), |id| json!(id))
    }

    /// A person by the file's id, else by handle.
    fn person_id(&self, person: PersonId) -> Value {
        if let Some(id) = self.ids.people.id(person) {
            return json!(id);
        }
        let handle = self.standing.profiles.iter().find(|profile| profile.person == person).and_then(|profile| profile.handle.as_deref());
        json!(handle.map_or_else(|| person.to_string(), |handle| format!("here:{handle}")))
    }
}

/// Notes something that stands; fields without a value are absent.
fn put(state: &mut PresentState, noun: Noun, id: &str, mut fields: Fields, is_archived: bool) {
    fields.retain(|_, value| !(value.is_null() || *value == "" || value.as_array().is_some_and(Vec::is_empty)));
    state.entries.insert((noun, id.to_owned()), Present { fields, is_archived });
}

/// The fields of one thing.
macro_rules! fields {
    ($($name:literal : $value:expr),* $(,)?) => {
        $crate::entry::Fields::from([$(($name.to_owned(), serde_json::json!($value))),*])
    };
}
use fields;

fn day(date: rowlock_domain::Date) -> String {
    date.to_string()
}
