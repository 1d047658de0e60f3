//! A plan as people read it: like a diff, then one line of counts.

use super::{Archival, Change, Kept, Outcome, Plan, Planned};
use crate::entry::Noun;
use serde_json::Value;
use std::fmt;

/// Prints only what is written, kept back or left out.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for entry in &self.entries {
            print(f, entry)?;
        }
        summary(self, f)
    }
}

fn print(f: &mut fmt::Formatter<'_>, entry: &Planned) -> fmt::Result {
    let name = entry.name().filter(|name| *name != entry.id).map(|name| format!(" “{name}”")).unwrap_or_default();
    let head = format!("{} {}{name}", entry.noun.singular(), entry.id);
    match entry.outcome {
        Outcome::Created => {
            writeln!(f, "+ {head}")?;
            for (field, value) in entry.fields.iter().filter(|(field, _)| !matches!(field.as_str(), "name" | "title")) {
                writeln!(f, "+   {field}: {}", shown(value))?;
            }
        }
        Outcome::Restored => writeln!(f, "+ {head} takes part again")?,
        Outcome::Changed => writeln!(f, "~ {head}")?,
        Outcome::LeftOut(Archival::Now) => writeln!(f, "- {head} left the file: {}", entry.noun.ended())?,
        Outcome::LeftOut(Archival::Waits) => writeln!(f, "? {head} left the file; it stays here; with --prune it is {}", entry.noun.ended())?,
        Outcome::Unchanged if entry.kept.is_empty() => return Ok(()),
        Outcome::Unchanged => writeln!(f, "= {head}")?,
    }
    for change in &entry.changes {
        changed(f, change)?;
    }
    entry.kept.iter().try_for_each(|kept| keep(f, kept))
}

fn changed(f: &mut fmt::Formatter<'_>, change: &Change) -> fmt::Result {
    if !change.old.is_null() {
        writeln!(f, "-   {}: {}", change.field, shown(&change.old))?;
    }
    if !change.new.is_null() {
        writeln!(f, "+   {}: {}", change.field, shown(&change.new))?;
    }
    if change.overwrites {
        writeln!(f, "!   {}: {}, written here, gives way to the file's {}", change.field, shown(&change.old), shown(&change.new))?;
    }
    Ok(())
}

fn keep(f: &mut fmt::Formatter<'_>, kept: &Kept) -> fmt::Result {
    match kept {
        Kept::BothChanged(change) => {
            let (field, here, file) = (&change.field, shown(&change.old), shown(&change.new));
            writeln!(f, "!   {field}: {here} stays, because it was changed here; the file says {file} (--overwrite takes the file's)")
        }
        Kept::Frozen(change) => {
            let (field, here, file) = (&change.field, shown(&change.old), shown(&change.new));
            writeln!(f, "!   {field}: {here} stays, because this part of the handshake is over; the file says {file}")
        }
        Kept::Gone => writeln!(f, "!   it was removed here and stays so (--overwrite brings it back)"),
        Kept::Archived => writeln!(f, "!   it was archived here and stays so (--overwrite brings it back)"),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.replace('\n', " ⏎ "),
        Value::Array(list) => list.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(map) => map.iter().filter(|(_, v)| **v != "").map(|(k, v)| format!("{k} {}", shown(v))).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn summary(plan: &Plan, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let total = |is_such: &dyn Fn(&Planned) -> bool| Noun::COUNTED.iter().map(|noun| plan.count(*noun, is_such)).sum::<usize>();
    write!(
        f,
        "{} created, {} changed, {} unchanged, {} left the file",
        total(&|e| e.outcome == Outcome::Created),
        total(&|e| matches!(e.outcome, Outcome::Changed | Outcome::Restored)),
        total(&|e| e.outcome == Outcome::Unchanged),
        total(&|e| matches!(e.outcome, Outcome::LeftOut(_))),
    )?;
    let kept = total(&|e| !e.kept.is_empty());
    if kept > 0 {
        write!(f, "; {kept} kept as people changed them here")?;
    }
    Ok(())
}
