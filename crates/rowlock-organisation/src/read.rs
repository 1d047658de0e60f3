//! From text to a checked [`File`], or every problem with its line and field. YAML; JSON is YAML.

use crate::{
    check,
    file::{self, FORMAT, File, VERSION},
    position::Node,
    problem::{PROBLEMS_SHOWN, Place, Problem},
};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A file that was read, with its text so that later findings can name their lines.
#[derive(Clone, Debug)]
pub struct Document {
    /// What it says.
    pub file: File,
    text: String,
}

impl Document {
    /// Gives findings about the file their lines, at most [`PROBLEMS_SHOWN`] of them, in the file's order.
    #[must_use]
    pub fn locate(&self, findings: Vec<(Place, String)>) -> Vec<Problem> {
        located(&self.text, findings)
    }
}

/// Reads an organisation file.
///
/// # Errors
/// Everything that is wrong in it, up to [`PROBLEMS_SHOWN`] problems, in the file's order.
pub fn read(text: &str) -> Result<Document, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = serde_saphyr::from_str_with_options::<File>(text, options()).map_err(|error| malformed(text, &error))?;
    let mut findings = check::format(&file);
    if findings.is_empty() {
        findings = check::check(&file);
    }
    if findings.is_empty() { Ok(Document { file, text: text.to_owned() }) } else { Err(located(text, findings)) }
}

fn options() -> serde_saphyr::Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: 50_000_000,
            max_nodes: 20_000_000,
            max_total_scalar_bytes: 512 * 1024 * 1024,
        },
    }
}

fn located(text: &str, mut findings: Vec<(Place, String)>) -> Vec<Problem> {
    let root = serde_saphyr::from_str_with_options::<Node>(text, options()).ok();
    let all = findings.len();
    findings.truncate(PROBLEMS_SHOWN * 4);
    let mut problems: Vec<Problem> = findings
        .into_iter()
        .map(|(place, message)| {
            let (line, column) = root.as_ref().map_or((0, 0), |root| root.find(&place));
            Problem { line, column, field: place.to_string(), message }
        })
        .collect();
    problems.sort_by_key(|p| (p.line, p.column));
    cap(problems, all)
}

fn cap(mut problems: Vec<Problem>, all: usize) -> Vec<Problem> {
    if all > PROBLEMS_SHOWN {
        problems.truncate(PROBLEMS_SHOWN - 1);
        let more = all - problems.len();
        problems.push(Problem {
            line: 0,
            column: 0,
            field: String::new(),
            message: format!("{more} more problems are not shown. Correct these first."),
        });
    }
    problems
}

/// The file does not fit its types: name every entry that does not, else what the reader said.
fn malformed(text: &str, error: &serde_saphyr::Error) -> Vec<Problem> {
    let Ok(root) = serde_saphyr::from_str_with_options::<Node>(text, options()) else {
        return vec![from_reader(text, error)];
    };
    if let Some(problem) = foreign(&root) {
        return vec![problem];
    }
    let problems = misfits(&root);
    if problems.is_empty() {
        return vec![from_reader(text, error)];
    }
    let all = problems.len();
    cap(problems, all)
}

fn from_reader(text: &str, error: &serde_saphyr::Error) -> Problem {
    let plain = error.without_snippet().to_string();
    let said = plain.lines().next().unwrap_or_default().trim_start_matches("error: ");
    let (line, column) = error.location().map_or((0, 0), |at| (at.line(), at.column()));
    let field = field_at(text, line, column).unwrap_or_default();
    Problem { line, column, field, message: in_own_words(said) }
}

/// What the reader said, without its advice to programmers.
fn in_own_words(said: &str) -> String {
    if said.contains("duplicate mapping key") {
        return "A field stands twice in one entry. Keep one of them.".to_owned();
    }
    if said.contains("from_str_multiple") {
        return "The file holds several documents, divided by `---`. An organisation file is one: take the others out.".to_owned();
    }
    if said.contains("invalid u") || said.contains("invalid i") {
        return "This is not a whole number of a size that makes sense here.".to_owned();
    }
    let said = said.split(", set ").next().unwrap_or(said);
    format!("This is neither YAML nor JSON of an organisation: {said}")
}

/// The name of the field before a place in the text.
fn field_at(text: &str, line: u64, column: u64) -> Option<String> {
    let line = text.lines().nth(usize::try_from(line).ok()?.checked_sub(1)?)?;
    let before: String = line.chars().take(usize::try_from(column).ok()?.checked_sub(1)?).collect();
    let (name, _) = before.rsplit(['{', ',']).next()?.split_once(':')?;
    let name = name.trim().trim_start_matches("- ").trim().trim_matches('"');
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    is_name.then(|| name.to_owned())
}

/// Something else than an organisation file of this version.
fn foreign(root: &Node) -> Option<Problem> {
    let at = |node: &Node, field: &str, message: String| {
        let (line, column) = node.position();
        Some(Problem { line, column, field: field.to_owned(), message })
    };
    if !root.is_map() {
        return at(root, "", format!("This is not an organisation file. It begins with `format: {FORMAT}` and `version: {VERSION}`."));
    }
    match root.get("format") {
        Some(node) if node.value() == FORMAT => {}
        Some(node) => return at(node, "format", format!("This is not an organisation file; `format` must be `{FORMAT}`.")),
        None => return at(root, "format", format!("`format: {FORMAT}` is missing, so this is not an organisation file.")),
    }
    match root.get("version") {
        Some(node) if node.value() != VERSION => at(node, "version", check::version_sentence(&node.value().to_string())),
        _ => None,
    }
}

type Probe = fn(Value) -> Result<(), String>;

fn fits<T: DeserializeOwned>(value: Value) -> Result<(), String> {
    serde_json::from_value::<T>(value).map(drop).map_err(|e| e.to_string())
}

const LISTS: [(&str, Probe); 11] = [
    ("groups", fits::<file::Group>),
    ("teams", fits::<file::Team>),
    ("people", fits::<file::Person>),
    ("roles", fits::<file::Role>),
    ("seats", fits::<file::Seat>),
    ("series", fits::<file::Series>),
    ("sprints", fits::<file::Sprint>),
    ("goals", fits::<file::Goal>),
    ("items", fits::<file::Item>),
    ("progress", fits::<file::Progress>),
    ("dependencies", fits::<file::Dependency>),
];

/// Every entry and field that does not fit its type, in the file's order.
fn misfits(root: &Node) -> Vec<Problem> {
    let mut problems = misfits_of(
        "",
        root,
        &{
            let mut head = root.value();
            if let Value::Object(map) = &mut head {
                map.retain(|key, _| !LISTS.iter().any(|(list, _)| list == key));
            }
            head
        },
        fits::<File>,
    );
    for (list, probe) in LISTS {
        let Some(node) = root.get(list) else { continue };
        if !node.is_list() {
            let (line, column) = node.position();
            problems.push(Problem { line, column, field: list.to_owned(), message: "This must be a list.".to_owned() });
        }
        for (index, entry) in node.list().iter().enumerate() {
            problems.extend(misfits_of(&format!("{list}[{index}]"), entry, &entry.value(), probe));
        }
    }
    problems.sort_by_key(|p| (p.line, p.column));
    problems
}

/// Takes one field after the other away until the rest fits; those taken are at fault.
fn misfits_of(path: &str, node: &Node, value: &Value, probe: Probe) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut rest = value.clone();
    while let Err(said) = probe(rest.clone()) {
        let missing = quoted(&said, "missing field `");
        let culprit = missing.clone().or_else(|| quoted(&said, "unknown field `")).or_else(|| culprit(&rest, &said, probe));
        let field = culprit.clone().unwrap_or_default();
        let taken = missing.is_some() && value.get(&field).is_some();
        if !taken && !tolerated(&said) {
            let (line, column) = position(node, &field);
            let dot = if path.is_empty() || field.is_empty() { "" } else { "." };
            problems.push(Problem { line, column, field: format!("{path}{dot}{field}"), message: sentence(&said) });
        }
        let Some(map) = rest.as_object_mut() else { break };
        if missing.is_some() || culprit.is_none_or(|field| map.remove(&field).is_none()) {
            break;
        }
    }
    problems
}

/// YAML's typed reader takes `name: 2024` as a text; the untyped one does not.
fn tolerated(said: &str) -> bool {
    said.ends_with("expected a string") && ["integer", "floating point", "boolean"].iter().any(|kind| said.contains(&format!("invalid type: {kind}")))
}

fn position(node: &Node, field: &str) -> (u64, u64) {
    node.keys().find(|(key, _)| *key == field).map_or_else(|| node.position(), |(_, at)| at)
}

fn quoted(said: &str, before: &str) -> Option<String> {
    let (_, after) = said.split_once(before)?;
    after.split_once('`').map(|(name, _)| name.to_owned())
}

/// The field without which the reader says something else.
fn culprit(value: &Value, said: &str, probe: Probe) -> Option<String> {
    let map = value.as_object()?;
    map.keys()
        .find(|key| {
            let mut without = map.clone();
            without.remove(*key);
            probe(Value::Object(without)).err().as_deref() != Some(said)
        })
        .cloned()
}

fn sentence(said: &str) -> String {
    if let Some(field) = quoted(said, "missing field `") {
        return format!("“{field}” is missing. Add it.");
    }
    if let Some(field) = quoted(said, "unknown field `") {
        let known = said.split_once(", expected ").map_or("", |(_, known)| known);
        return format!("“{field}” is not a field here. Known: {}.", known.trim_start_matches("one of "));
    }
    if let Some(word) = quoted(said, "unknown variant `") {
        let known = said.split_once(", expected ").map_or("", |(_, known)| known);
        return format!("“{word}” is not a word for this. Known: {}.", known.trim_start_matches("one of "));
    }
    format!("This does not fit: {said}.")
}

/// The file as YAML.
///
/// # Errors
/// If the writer refuses, which it does for no file that could be read.
pub fn to_yaml(file: &File) -> Result<String, String> {
    serde_saphyr::to_string(file).map_err(|e| e.to_string())
}
