//! The catalogue of events, from the declarations in `rowlock-domain`.

use super::declarations::{Declaration, Part, read};
use crate::test::root;
use anyhow::{Context, Result, ensure};
use rowlock_domain::Event;
use std::{collections::BTreeSet, fmt::Write, fs, path::PathBuf};

const OPENING: &str = "# The events

<!-- Made by `cargo xtask docs` from crates/rowlock-domain/src/*/event.rs. Change it there. -->

Everything that changes in a workspace is an event in its log. A stored event is a promise: every kind that a released version has written stays
readable, none is renamed, and what a kind holds does not change. New kinds may come. The kind stands beside the payload; the payload is JSON.
Each kind links to its golden file: an example that must always load.

`rowlock export` prints the log, one event a line.
";

const TYPES: &str = "
## How values are written

| type | JSON |
| --- | --- |
| a number such as ImpedimentId | a whole number: the number that people see (IMP-12 is 12) |
| PersonId | a random id as text; names and addresses never stand in the log |
| Title, Text | text: one line, or several |
| Date, DateTime | text: `2026-11-26`, `2026-11-26T10:00:00` (wall clock of the zone that belongs to it) |
| Instant | whole milliseconds since 1970-01-01T00:00:00Z |
| Zone | the IANA name of a time zone |
";

/// The catalogue as Markdown.
///
/// # Errors
/// When the source cannot be read, or an event is declared where the catalogue does not look.
pub(super) fn catalogue() -> Result<String> {
    let mut text = OPENING.to_owned();
    let mut words = Vec::new();
    let mut listed = BTreeSet::new();
    for noun in nouns()? {
        let source = fs::read_to_string(noun.join("event.rs")).with_context(|| format!("{} has no event.rs", noun.display()))?;
        let events: Vec<_> = read(&source, "events").into_iter().filter(|event| Event::KINDS.contains(&event.name.as_str())).collect();
        let folder = noun.file_name().unwrap_or_default().to_string_lossy().into_owned();
        section(&mut text, &folder, &source, &events)?;
        listed.extend(events.into_iter().map(|event| event.name));
        words.extend(words_of(&noun)?);
    }
    let missing: Vec<_> = Event::KINDS.iter().filter(|kind| !listed.contains(**kind)).collect();
    ensure!(missing.is_empty(), "{missing:?} are declared elsewhere than in events! of an event.rs: move them there.");
    text.push_str(TYPES);
    words.sort_by(|a, b| a.name.cmp(&b.name));
    word_lists(&mut text, &words)?;
    Ok(text)
}

/// The folders of nouns that have events, by name.
fn nouns() -> Result<Vec<PathBuf>> {
    let domain = root().join("crates/rowlock-domain/src");
    let entries = fs::read_dir(&domain).with_context(|| format!("{} cannot be read", domain.display()))?;
    let mut nouns: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(|path| path.join("event.rs").exists()).collect();
    nouns.sort();
    Ok(nouns)
}

/// The closed sets of words that a noun declares, in any of its files.
fn words_of(noun: &PathBuf) -> Result<Vec<Declaration>> {
    let mut files: Vec<_> =
        fs::read_dir(noun)?.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "rs")).collect();
    files.sort();
    let mut found = Vec::new();
    for file in files {
        found.extend(read(&fs::read_to_string(&file)?, "words"));
    }
    Ok(found)
}

fn section(text: &mut String, folder: &str, source: &str, events: &[Declaration]) -> Result<()> {
    let mut title = folder.replace('_', "-").replace("checkin", "check-in");
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let says = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).collect::<Vec<_>>().join(" ");
    writeln!(text, "\n## {title}\n\n{says}\n\n| kind | what happened | fields |\n| --- | --- | --- |")?;
    for event in events {
        let fields = event.parts.iter().map(field).collect::<Vec<_>>().join("<br>");
        let golden = format!("../crates/rowlock-domain/src/{folder}/golden/{}.json", event.name);
        writeln!(text, "| [{}]({golden}) | {} | {fields} |", event.name, event.says)?;
    }
    Ok(())
}

fn field(part: &Part) -> String {
    let says = if part.says.is_empty() { String::new() } else { format!(": {}", part.says.trim_end_matches('.')) };
    format!("`{}` {}{says}", part.name, type_words(&part.value))
}

/// A type in words.
fn type_words(written: &str) -> String {
    let inner = |outer: &str| written.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
    if let Some(value) = inner("Option<") {
        return format!("{} or null", type_words(value));
    }
    for list in ["Vec<", "imbl::Vector<", "Vector<", "OrdSet<", "imbl::OrdSet<", "BTreeSet<"] {
        if let Some(value) = inner(list) {
            return format!("list of {}", type_words(value));
        }
    }
    let plain = written.rsplit("::").next().unwrap_or(written);
    match plain {
        "bool" => "true or false".into(),
        "u8" | "u16" | "u32" | "u64" | "i64" | "i32" | "usize" => "whole number".into(),
        _ => plain.replace('<', "&lt;").replace('>', "&gt;"),
    }
}

fn word_lists(text: &mut String, words: &[Declaration]) -> Result<()> {
    writeln!(text, "\n## Closed sets of words\n\n| type | word | meaning |\n| --- | --- | --- |")?;
    for set in words {
        for part in &set.parts {
            writeln!(text, "| {} | `{}` | {} |", set.name, part.value, part.says)?;
        }
    }
    Ok(())
}
