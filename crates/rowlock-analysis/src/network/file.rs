//! Files of networks: our own JSON (docs/analyze.md, docs/analyze-network.schema.json), activities with predecessors, a snapshot
//! of an organisation, or a CSV with the columns `supplier` and `customer`.

use crate::Problem;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The form of our own files.
const SCHEMA: &str = include_str!("../../../../docs/analyze-network.schema.json");

/// A network as a file says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// What is delivered; those that only edges name are not here.
    pub nodes: Vec<Node>,
    /// Supplier and customer, by id.
    pub edges: Vec<(String, String)>,
    /// What if: days of own lateness by id.
    pub late: BTreeMap<String, f64>,
    /// Supplier and customer team of each edge between teams, where the file says it beside the nodes.
    pub between_teams: Vec<(String, String)>,
}

/// Something that is delivered.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Node {
    /// Unique in the file.
    pub id: String,
    /// For people; the id otherwise.
    #[serde(default)]
    pub title: Option<String>,
    /// Whose.
    #[serde(default)]
    pub team: Option<String>,
    /// How long it takes once its suppliers are there; a milestone has 0.
    #[serde(default)]
    pub duration_days: Option<f64>,
    /// For when it is promised.
    #[serde(default)]
    pub promised: Option<Date>,
    /// By when it is needed.
    #[serde(default)]
    pub needed_by: Option<Date>,
    /// Whether it is still to come.
    #[serde(default)]
    pub state: State,
}

/// Whether something is still to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// To come.
    #[default]
    Open,
    /// There: makes nobody wait.
    Done,
    /// Cancelled or declined: what waits for it is blocked.
    Gone,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    #[serde(rename = "format")]
    _format: u64,
    #[serde(default)]
    nodes: Vec<Node>,
    edges: Vec<(String, String)>,
    #[serde(default)]
    late: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
struct Activity {
    id: String,
    duration: f64,
    #[serde(default)]
    preds: Vec<String>,
}

#[derive(Deserialize)]
struct SnapshotEdge {
    consumer_team: Option<String>,
    provider_team: Option<String>,
    for_deliverable: Option<String>,
    provider_deliverable: Option<String>,
}

/// Reads any of the formats.
///
/// # Errors
/// The text is none of them, an id stands twice, or a number is no length.
pub fn read(text: &str) -> Result<Input, Problem> {
    if text.trim_start().starts_with('{') { check(json(text)?).map_err(|problem| problem.in_json(text)) } else { check(csv(text)?) }
}

fn json(text: &str) -> Result<Input, Problem> {
    let value: Value = serde_json::from_str(text).map_err(|error| Problem::of_json(&error, text))?;
    if let Some(activities) = value.get("activities") {
        objects("activities", activities)?;
        return Ok(from_activities(Vec::<Activity>::deserialize(activities)?));
    }
    if value.get("dependencies").is_some() {
        objects("dependencies", &value["dependencies"])?;
        return Ok(from_snapshot(Vec::<SnapshotEdge>::deserialize(&value["dependencies"])?));
    }
    let own: Own = crate::form::read(text, SCHEMA)?;
    Ok(Input { nodes: own.nodes, edges: own.edges, late: own.late, between_teams: Vec::new() })
}

/// Each entry has names for what it says.
fn objects(field: &str, list: &Value) -> Result<(), Problem> {
    match list.as_array().into_iter().flatten().position(|entry| !entry.is_object()) {
        Some(at) => {
            Err(Problem::field(format!("{field}[{at}]"), "This is no object. Give each entry with the names of its fields (docs/analyze.md)."))
        }
        None => Ok(()),
    }
}

fn from_activities(activities: Vec<Activity>) -> Input {
    let mut input = Input::default();
    for activity in activities {
        input.edges.extend(activity.preds.into_iter().map(|pred| (pred, activity.id.clone())));
        input.nodes.push(Node { id: activity.id, duration_days: Some(activity.duration), ..Node::default() });
    }
    input
}

fn from_snapshot(dependencies: Vec<SnapshotEdge>) -> Input {
    let mut input = Input::default();
    for dependency in dependencies {
        if let (Some(supplier), Some(customer)) = (dependency.provider_deliverable, dependency.for_deliverable) {
            input.edges.push((supplier, customer));
        }
        if let (Some(supplier), Some(customer)) = (dependency.provider_team, dependency.consumer_team) {
            input.between_teams.push((supplier, customer));
        }
    }
    input
}

/// What parts the columns: spreadsheets of many countries write semicolons.
fn mark(text: &str) -> u8 {
    let names = text.lines().next().unwrap_or_default();
    [b';', b'\t'].into_iter().find(|mark| names.contains(char::from(*mark)) && !names.contains(',')).unwrap_or(b',')
}

fn csv(text: &str) -> Result<Input, Problem> {
    let mut reader = csv::ReaderBuilder::new().delimiter(mark(text)).trim(csv::Trim::All).flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| Problem::new(format!("This is neither JSON nor CSV: {error}.")))?.clone();
    let column = |name: &str| headers.iter().position(|header| header.eq_ignore_ascii_case(name));
    let (Some(supplier), Some(customer)) = (column("supplier"), column("customer")) else {
        return Err(Problem::line(
            1,
            "",
            "There are no columns “supplier” and “customer”. Name them so in the first line, or pass JSON (docs/analyze.md).",
        ));
    };
    let mut input = Input::default();
    for (number, record) in reader.records().enumerate() {
        let line = number + 2;
        let record = record.map_err(|error| Problem::line(line, "", format!("{error}.")))?;
        let cell = |at: usize, name: &str| {
            record
                .get(at)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
                .ok_or_else(|| Problem::line(line, name, "This is empty. Name both ends."))
        };
        input.edges.push((cell(supplier, "supplier")?, cell(customer, "customer")?));
    }
    Ok(input)
}

fn check(input: Input) -> Result<Input, Problem> {
    let mut seen = std::collections::BTreeSet::new();
    for (at, node) in input.nodes.iter().enumerate() {
        if !seen.insert(&node.id) {
            return Err(Problem::field(format!("nodes[{at}].id"), format!("“{}” stands twice. Give every node an id of its own.", node.id)));
        }
        if node.duration_days.is_some_and(|days| !(0.0..=1e9).contains(&days)) {
            return Err(Problem::field(format!("nodes[{at}].duration_days"), "This is no length. Give days from 0 on."));
        }
    }
    let ends = input.edges.iter().enumerate().flat_map(|(at, (from, to))| [(at, 0, from), (at, 1, to)]);
    let unknown = { ends }.find(|(_, _, id)| !seen.is_empty() && !seen.contains(id));
    if let Some((at, end, id)) = unknown {
        return Err(Problem::field(format!("edges[{at}][{end}]"), format!("There is no node “{id}”. Add it to “nodes”, or leave all nodes out.")));
    }
    if let Some((id, _)) = input.late.iter().find(|(_, days)| !(0.0..=1e9).contains(*days)) {
        return Err(Problem::field(format!("late.{id}"), "This is no lateness. Give days from 0 on."));
    }
    Ok(input)
}
