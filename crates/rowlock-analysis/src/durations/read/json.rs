//! JSON lists of issues as the trackers' interfaces answer them: a list, or an object that holds it as `issues` or `items`.
//!
//! An object in a field gives its name or key (`status` → "Closed"), a Jira issue's `fields` stand beside its key.

use super::table::{Row, Table};
use crate::Problem;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

pub(super) fn read(text: &str) -> Result<Table, Problem> {
    let list = match serde_json::from_str(text)? {
        Value::Array(list) => list,
        Value::Object(mut object) => match object.remove("issues").or_else(|| object.remove("items")) {
            Some(Value::Array(list)) => list,
            _ => return Err(nothing_listed()),
        },
        _ => return Err(nothing_listed()),
    };
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows = Vec::with_capacity(list.len());
    for (at, issue) in list.iter().enumerate() {
        let Value::Object(issue) = issue else {
            return Err(Problem::field(format!("[{at}]"), "This is no object. Each entry of the list is an issue with fields."));
        };
        let mut cells: Vec<String> = Vec::new();
        for (name, value) in flat(issue) {
            let next = columns.len();
            let column = *columns.entry(name).or_insert(next);
            cells.resize(cells.len().max(column + 1), String::new());
            cells[column] = value;
        }
        rows.push(Row { line: 0, cells });
    }
    let mut names = vec![String::new(); columns.len()];
    for (name, column) in columns {
        names[column] = name;
    }
    Ok(Table { columns: names, rows })
}

fn nothing_listed() -> Problem {
    Problem::new("This JSON holds no list of issues. Give a list, or an object with `issues` or `items`, as the trackers' interfaces answer.")
}

fn flat(issue: &Map<String, Value>) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    for (name, value) in issue {
        match value {
            Value::Object(fields) if name == "fields" => cells.extend(flat(fields)),
            Value::Object(inner) => {
                let of_status = inner.get("statusCategory").and_then(|category| category.get("name"));
                cells.extend(of_status.and_then(Value::as_str).map(|category| ("Status Category".to_owned(), category.to_owned())));
                let shown = ["name", "key", "title", "url"].iter().find_map(|key| inner.get(*key).and_then(Value::as_str));
                cells.push((name.clone(), shown.unwrap_or("yes").to_owned()));
            }
            Value::String(text) => cells.push((name.clone(), text.clone())),
            Value::Number(number) => cells.push((name.clone(), number.to_string())),
            Value::Bool(flag) => cells.push((name.clone(), flag.to_string())),
            Value::Null | Value::Array(_) => {}
        }
    }
    cells
}
