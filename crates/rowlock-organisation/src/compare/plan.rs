//! What applying a file would do, entry by entry, and its count.

use super::Applied;
use crate::entry::{Entry, Fields, Noun};
use serde_json::{Map, Value, json};

/// What happens to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Created,
    /// It was archived and is in the file again.
    Restored,
    /// Some of its fields are written.
    Changed,
    /// Nothing is written.
    Unchanged,
    /// It was applied once and is no longer in the file.
    LeftOut(Archival),
}

/// What becomes of what left the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archival {
    /// It is archived.
    Now,
    /// It stays until somebody prunes.
    Waits,
}

/// A field's new value.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The field.
    pub field: String,
    /// What stands here now; null for nothing.
    pub old: Value,
    /// What the file says; null for nothing.
    pub new: Value,
    /// Whether people changed it here, and the file's value is taken all the same.
    pub overwrites: bool,
}

/// Why something of the file is not written.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// The file changed the field, and so did people here.
    BothChanged(Change),
    /// What happened here since can no longer be changed so.
    Frozen(Change),
    /// People removed it here.
    Gone,
    /// People archived it here.
    Archived,
}

/// One entry of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// What it is about.
    pub noun: Noun,
    /// Its id in the file.
    pub id: String,
    /// Its place in the file's list; none if it left the file.
    pub index: Option<usize>,
    /// What happens.
    pub outcome: Outcome,
    /// What the file says (what stands here, if it left the file).
    pub fields: Fields,
    /// Fields that are written; empty for what is created.
    pub changes: Vec<Change>,
    /// What is not written because people changed it here.
    pub kept: Vec<Kept>,
    /// What counts as applied afterwards; nothing if what was applied before is not known and people's values stay.
    pub applied: Option<Fields>,
}

impl Planned {
    pub(super) fn new(entry: &Entry) -> Self {
        Self {
            noun: entry.noun,
            id: entry.id.clone(),
            index: Some(entry.index),
            outcome: Outcome::Unchanged,
            fields: entry.fields.clone(),
            changes: Vec::new(),
            kept: Vec::new(),
            applied: Some(entry.fields.clone()),
        }
    }

    /// The field's earlier value stays on record, so that the difference is found again.
    pub(super) fn keep_as_applied(&mut self, field: &str, was: Option<&Value>, is_known: bool) {
        match &mut self.applied {
            Some(applied) if is_known => {
                match was {
                    Some(was) => applied.insert(field.to_owned(), was.clone()),
                    None => applied.remove(field),
                };
            }
            _ => self.applied = None,
        }
    }

    /// Whether the file's value of a field is kept back.
    pub(super) fn keeps(&self, field: &str) -> bool {
        self.kept.iter().any(|kept| matches!(kept, Kept::BothChanged(change) | Kept::Frozen(change) if change.field == field))
    }

    /// Keeps a change back after all, because it makes no sense without another one that is kept back.
    pub(super) fn keep_back(&mut self, field: &str, last: Option<&Fields>) {
        let Some(place) = self.changes.iter().position(|change| change.field == field) else { return };
        let change = self.changes.remove(place);
        self.kept.push(Kept::BothChanged(change));
        self.keep_as_applied(field, last.and_then(|last| last.get(field)), last.is_some());
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        ["name", "title", "handle"].iter().find_map(|field| self.fields.get(*field)).and_then(Value::as_str)
    }
}

/// What applying a file does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What left the file first, then the file's entries in the order in which they are made.
    pub entries: Vec<Planned>,
}

impl Plan {
    /// Whether nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.iter().all(|e| matches!(e.outcome, Outcome::Unchanged | Outcome::LeftOut(Archival::Waits)))
    }

    /// How many entries of a noun have such an outcome.
    #[must_use]
    pub fn count(&self, noun: Noun, is_such: impl Fn(&Planned) -> bool) -> usize {
        self.entries.iter().filter(|e| e.noun == noun && is_such(e)).count()
    }

    /// The counts as `apply --json` prints them. An entry of which something was kept back counts under `kept` too.
    #[must_use]
    pub fn counts(&self) -> Value {
        let counts = |is_such: &dyn Fn(&Planned) -> bool| {
            let of = |noun: &Noun| (noun.word().to_owned(), json!(self.count(*noun, is_such)));
            Value::Object(Noun::COUNTED.iter().map(of).collect::<Map<_, _>>())
        };
        json!({
            "created": counts(&|e| e.outcome == Outcome::Created),
            "changed": counts(&|e| matches!(e.outcome, Outcome::Changed | Outcome::Restored)),
            "unchanged": counts(&|e| e.outcome == Outcome::Unchanged),
            "left_out": counts(&|e| matches!(e.outcome, Outcome::LeftOut(_))),
            "kept": counts(&|e| !e.kept.is_empty()),
        })
    }

    /// What is to be kept as applied once the plan was carried out; people's ids are added by whoever knows them.
    #[must_use]
    pub fn applied(&self) -> Applied {
        let mut applied = Applied::default();
        for entry in self.entries.iter().filter(|e| e.outcome != Outcome::LeftOut(Archival::Now)) {
            if let Some(fields) = &entry.applied {
                applied.insert(entry.noun, &entry.id, fields.clone());
            }
        }
        applied
    }
}
