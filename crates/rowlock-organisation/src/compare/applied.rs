//! What was applied last, as it is kept beside the log: entries with resolved defaults, and which person each file id is.
//!
//! Where the file's value was kept back, the earlier value stands here, so that the difference is found again next time.

use crate::entry::{Fields, Noun};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The record of the file applied last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applied {
    /// Fields by noun and id.
    pub entries: BTreeMap<Noun, BTreeMap<String, Fields>>,
    /// The person's id in Rowlock (32 hexadecimal digits) by the file's id.
    #[serde(default)]
    pub people: BTreeMap<String, String>,
}

impl Applied {
    /// What an entry said.
    #[must_use]
    pub fn get(&self, noun: Noun, id: &str) -> Option<&Fields> {
        self.entries.get(&noun)?.get(id)
    }

    /// Every entry.
    pub fn iter(&self) -> impl Iterator<Item = ((Noun, &str), &Fields)> {
        self.entries.iter().flat_map(|(noun, of)| of.iter().map(move |(id, fields)| ((*noun, id.as_str()), fields)))
    }

    /// Notes an entry.
    pub fn insert(&mut self, noun: Noun, id: &str, fields: Fields) {
        self.entries.entry(noun).or_default().insert(id.to_owned(), fields);
    }
}
