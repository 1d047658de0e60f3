//! What a converted organisation does not hold, or holds only by assumption: counted by reason, printed as a table.

use super::snapshot::Snapshot;
use serde_json::{Map, Value};
use std::{collections::BTreeMap, fmt};

/// Counts of what was left out or assumed.
#[derive(Debug, Default, PartialEq)]
pub struct LeftOut {
    counts: BTreeMap<(String, String), (usize, Vec<String>)>,
}

impl LeftOut {
    /// One thing more that was left out for this reason; `example` names it.
    pub fn add(&mut self, what: &str, why: &str, example: &str) {
        self.add_many(what, why, 1);
        if let Some((_, examples)) = self.counts.get_mut(&(what.to_owned(), why.to_owned()))
            && examples.len() < 3
        {
            examples.push(example.chars().take(60).collect());
        }
    }

    /// Several things more.
    pub fn add_many(&mut self, what: &str, why: &str, count: usize) {
        if count > 0 {
            self.counts.entry((what.to_owned(), why.to_owned())).or_default().0 += count;
        }
    }

    /// How many things of that name were left out.
    #[cfg(test)]
    pub fn count(&self, what: &str) -> usize {
        self.counts.iter().filter(|((w, _), _)| w == what).map(|(_, (count, _))| count).sum()
    }

    /// Fields that the converter does not carry over.
    pub fn add_rests(&mut self, snapshot: &Snapshot) {
        for (list, rest) in snapshot.rests() {
            for (field, value) in rest {
                let is_empty =
                    value.is_null() || *value == "" || value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty);
                self.add_many(&format!("{field} of {list}"), "no place in the organisation file", usize::from(!is_empty));
            }
        }
    }

    /// What the snapshot itself says it left out of its source.
    pub fn add_snapshots_own(&mut self, snapshot: &Snapshot) {
        let Value::Object(lists) = &snapshot.left_out else { return };
        for (name, list) in lists {
            self.add_many(&format!("{name} of the source"), "left out of the snapshot already", leaves(list));
        }
    }
}

/// A list counts its entries; a number counts itself.
fn leaves(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.len(),
        Value::Object(map) => map.values().map(leaves).sum(),
        Value::Number(n) => n.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0),
        Value::Null => 0,
        _ => 1,
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.counts.is_empty() {
            return writeln!(f, "Nothing was left out.");
        }
        writeln!(f, "Left out or assumed:")?;
        let widest = self.counts.keys().map(|(what, _)| what.chars().count()).max().unwrap_or(0);
        for ((what, why), (count, examples)) in &self.counts {
            write!(f, "{count:>7}  {what:<widest$}  {why}")?;
            if !examples.is_empty() {
                let more = if examples.len() < *count { ", …" } else { "" };
                write!(f, " ({}{more})", examples.join(", "))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
