//! People whose id in the file changed while their handle stayed: they are who they were. The record of the last file is read
//! as if it had been written with the new ids.

use super::Profile;
use crate::{
    compare::Applied,
    entry::{Fields, Noun},
    file::File,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The record with the new ids; nothing if no id changed.
pub fn renamed(file: &File, last: &Applied, profiles: &[Profile]) -> Option<Applied> {
    let new_ids = new_ids(file, last, profiles);
    if new_ids.is_empty() {
        return None;
    }
    let new_id = |old: &str| new_ids.get(old).cloned().unwrap_or_else(|| old.to_owned());
    let mut renamed = Applied { people: last.people.iter().map(|(id, person)| (new_id(id), person.clone())).collect(), ..Applied::default() };
    for ((noun, id), fields) in last.iter() {
        let id = if noun == Noun::People { new_id(id) } else { id.to_owned() };
        renamed.insert(noun, &id, named_anew(noun, fields, &new_id));
    }
    Some(renamed)
}

/// The new id by the old one.
fn new_ids(file: &File, last: &Applied, profiles: &[Profile]) -> BTreeMap<String, String> {
    let ids: HashSet<&str> = file.people.iter().map(|person| person.id.as_str()).collect();
    let by_handle: HashMap<String, String> =
        profiles.iter().filter_map(|profile| Some((profile.handle.as_deref()?.to_lowercase(), profile.person.to_string()))).collect();
    let old_ids: HashMap<&str, &str> = last.people.iter().map(|(id, person)| (person.as_str(), id.as_str())).collect();
    let new = file.people.iter().filter(|person| !last.people.contains_key(&person.id));
    new.filter_map(|person| {
        let known = by_handle.get(&person.handle.to_lowercase())?;
        let old = old_ids.get(known.as_str()).filter(|old| !ids.contains(**old))?;
        Some(((*old).to_owned(), person.id.clone()))
    })
    .collect()
}

/// The fields, naming people by their new ids.
fn named_anew(noun: Noun, fields: &Fields, new_id: &impl Fn(&str) -> String) -> Fields {
    let mut fields = fields.clone();
    let of_person = match noun {
        Noun::Roles => "person",
        Noun::Seats => "holder",
        _ => return fields,
    };
    if let Some(serde_json::Value::String(id)) = fields.get_mut(of_person) {
        *id = new_id(id);
    }
    fields
}
