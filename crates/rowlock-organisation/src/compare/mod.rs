//! Three-way comparison, field by field: the file now, the file applied last, what stands in Rowlock.
//!
//! Only what changed in the file since it was last applied is written. What people changed here stays: where both changed the
//! same field, the file's value waits and is reported each time, until `overwrite` takes it. What left the file is reported
//! each time, until `prune` archives it. Which commands carry a plan out is in `translate`.

mod applied;
mod plan;
mod print;

pub use applied::Applied;
pub use plan::{Archival, Change, Kept, Outcome, Plan, Planned};

use crate::{
    entry::{Entry, Fields, Noun, entries},
    file::File,
    handshake,
    problem::Place,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What stands in the workspace of what a file could say, under the file's ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PresentState {
    /// By noun and the file's id.
    pub entries: BTreeMap<(Noun, String), Present>,
}

/// One thing as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Present {
    /// Its fields, in the file's words.
    pub fields: Fields,
    /// Whether it was archived, ended, dropped or left.
    pub is_archived: bool,
}

/// What an operator asks for besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Where both changed, take the file's.
    pub overwrite: bool,
    /// Archive what left the file.
    pub prune: bool,
}

/// Compares a file with the one applied last and with what stands.
///
/// # Errors
/// Where the file changes what cannot change, such as the two ends of a dependency.
pub fn compare(file: &File, last: Option<&Applied>, present: &PresentState, options: Options) -> Result<Plan, Vec<(Place, String)>> {
    let nothing = Applied::default();
    let comparison = Comparison { last: last.unwrap_or(&nothing), present, options };
    let written = entries(file);
    let findings: Vec<_> = written.iter().flat_map(|entry| comparison.fixed(entry)).collect();
    if !findings.is_empty() {
        return Err(findings);
    }
    let ids: BTreeSet<(Noun, &str)> = written.iter().map(|entry| (entry.noun, entry.id.as_str())).collect();
    let mut planned: Vec<Planned> = Vec::with_capacity(written.len());
    for (key, was) in comparison.last.iter().filter(|((noun, id), _)| !ids.contains(&(*noun, *id))) {
        planned.extend(comparison.left_out(key, was));
    }
    planned.extend(written.iter().map(|entry| comparison.planned(entry)));
    Ok(Plan { entries: planned })
}

struct Comparison<'a> {
    last: &'a Applied,
    present: &'a PresentState,
    options: Options,
}

impl Comparison<'_> {
    fn present(&self, noun: Noun, id: &str) -> Option<&Present> {
        self.present.entries.get(&(noun, id.to_owned()))
    }

    /// Fields that differ from what was applied although they cannot.
    fn fixed(&self, entry: &Entry) -> Vec<(Place, String)> {
        let was = self.last.get(entry.noun, &entry.id).or_else(|| self.present(entry.noun, &entry.id).map(|p| &p.fields));
        let Some(was) = was else { return Vec::new() };
        let differs = |field: &&&str| was.get(**field) != entry.fields.get(**field);
        let noun = entry.noun.singular();
        let say = |field: &&str| {
            let message = format!("`{field}` of a {noun} cannot change once it was applied. Give the entry a new id, so that it is another {noun}.");
            (Place::new(entry.noun.word(), entry.index, *field), message)
        };
        entry.noun.fixed().iter().filter(differs).map(say).collect()
    }

    fn planned(&self, entry: &Entry) -> Planned {
        let last = self.last.get(entry.noun, &entry.id);
        let mut planned = Planned::new(entry);
        let Some(present) = self.present(entry.noun, &entry.id) else {
            return match last {
                Some(was) if !self.options.overwrite => {
                    planned.kept.push(Kept::Gone);
                    planned.applied = Some(was.clone());
                    planned
                }
                _ => Planned { outcome: Outcome::Created, ..planned },
            };
        };
        if present.is_archived {
            if let Some(was) = last.filter(|_| !self.options.overwrite) {
                planned.kept.push(Kept::Archived);
                planned.applied = Some(was.clone());
                return planned;
            }
            planned.outcome = Outcome::Restored;
        }
        self.fields(entry, last, present, &mut planned);
        if planned.outcome == Outcome::Unchanged && !planned.changes.is_empty() {
            planned.outcome = Outcome::Changed;
        }
        planned
    }

    fn fields(&self, entry: &Entry, last: Option<&Fields>, present: &Present, planned: &mut Planned) {
        let names: BTreeSet<&String> = entry.fields.keys().chain(last.into_iter().flat_map(|l| l.keys())).chain(present.fields.keys()).collect();
        for name in names {
            let (new, here, was) = (entry.fields.get(name), present.fields.get(name), last.and_then(|last| last.get(name)));
            let is_derived = entry.noun.derived().contains(&name.as_str());
            let is_settled = new == here || (is_derived && new.is_none()) || (last.is_some() && new == was);
            if is_settled {
                continue;
            }
            let is_ours = match last {
                Some(_) => here == was || (is_derived && was.is_none()),
                None => planned.outcome == Outcome::Restored,
            };
            let overwrites = !is_ours && self.options.overwrite;
            let change = Change { field: name.clone(), old: value(here), new: value(new), overwrites };
            let is_frozen = entry.noun == Noun::Dependencies && handshake::is_frozen(&present.fields, &entry.fields, name);
            if (is_ours || self.options.overwrite) && !is_frozen {
                planned.changes.push(change);
                continue;
            }
            planned.kept.push(if is_frozen { Kept::Frozen(change) } else { Kept::BothChanged(change) });
            planned.keep_as_applied(name, was, last.is_some());
        }
        if entry.noun == Noun::Dependencies && planned.keeps("state") {
            planned.keep_back("promised_by", last);
            if handshake::is_past(handshake::state(&present.fields)) {
                planned.keep_back("needed_by", last);
                planned.keep_back("done_when", last);
            }
        }
    }

    fn left_out(&self, key: (Noun, &str), was: &Fields) -> Option<Planned> {
        let (noun, id) = key;
        let present = self.present(noun, id).filter(|present| !present.is_archived)?;
        let outcome = Outcome::LeftOut(if self.options.prune { Archival::Now } else { Archival::Waits });
        let fields = present.fields.clone();
        Some(Planned { noun, id: id.to_owned(), index: None, outcome, fields, changes: Vec::new(), kept: Vec::new(), applied: Some(was.clone()) })
    }
}

fn value(value: Option<&Value>) -> Value {
    value.cloned().unwrap_or(Value::Null)
}
