//! A file as columns and rows: CSV with comma, semicolon or tab, or a JSON list of flat objects.

use super::json;
use crate::Problem;
use std::collections::HashMap;

/// Columns and rows.
#[derive(Debug)]
pub(super) struct Table {
    /// As written.
    pub columns: Vec<String>,
    /// With the line on which each begins; 0 in JSON.
    pub rows: Vec<Row>,
}

#[derive(Debug)]
pub(super) struct Row {
    pub line: usize,
    pub cells: Vec<String>,
}

impl Row {
    /// A cell, trimmed; empty where the row is too short.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

impl Table {
    pub fn read(text: &str) -> Result<Self, Problem> {
        let text = text.trim_start_matches('\u{feff}');
        if text.trim_start().starts_with(['[', '{']) { json::read(text) } else { csv(text) }
    }

    /// Adds the rows of a further file, its columns matched by name.
    pub fn append(&mut self, other: Self) {
        let mut places = Vec::with_capacity(other.columns.len());
        let mut taken: HashMap<String, usize> = HashMap::new();
        for column in other.columns {
            let nth = taken.entry(column.clone()).and_modify(|n| *n += 1).or_insert(0);
            let found = self.columns.iter().enumerate().filter(|(_, name)| **name == column).nth(*nth).map(|(at, _)| at);
            places.push(found.unwrap_or_else(|| {
                self.columns.push(column);
                self.columns.len() - 1
            }));
        }
        for row in other.rows {
            let mut cells = vec![String::new(); self.columns.len()];
            for (cell, place) in row.cells.into_iter().zip(&places) {
                cells[*place] = cell;
            }
            self.rows.push(Row { line: row.line, cells });
        }
    }

    /// The column of that name: as written, else without regard to case, spaces and marks.
    pub fn find(&self, name: &str) -> Option<usize> {
        let exact = self.columns.iter().position(|column| column == name);
        exact.or_else(|| self.columns.iter().position(|column| plain(column) == plain(name)))
    }

    /// The column asked for by name.
    pub fn must(&self, name: &str) -> Result<usize, Problem> {
        let known = || self.columns.iter().filter(|c| !c.is_empty()).take(30).cloned().collect::<Vec<_>>().join(", ");
        self.find(name).ok_or_else(|| Problem::line(1, name, format!("There is no such column. The file has: {}.", known())))
    }
}

/// Letters and digits only, in lower case: "Created At (UTC)", `created_at_utc` and `createdAtUtc` are alike.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn csv(text: &str) -> Result<Table, Problem> {
    let head = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|mark| head.bytes().filter(|byte| byte == mark).count()).unwrap_or(b',');
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let unreadable = |error: ::csv::Error| {
        let line = error.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        Problem::line(line, "", format!("This is no table: {error}. Save it as CSV with a line of column names."))
    };
    let columns: Vec<String> = reader.headers().map_err(unreadable)?.iter().map(|name| name.trim().to_owned()).collect();
    if columns.iter().all(String::is_empty) {
        return Err(Problem::new("The file is empty. The first line of a CSV file names its columns."));
    }
    let mut rows = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        // The reader's own line stops short at a carriage return, so the line breaks before the record are counted here.
        let start = record.position().map_or(counted, |position| usize::try_from(position.byte()).unwrap_or(counted));
        let breaks = text.as_bytes()[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += text.as_bytes()[counted..start + breaks].iter().filter(|byte| **byte == b'\n').count();
        counted = start + breaks;
        rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
    }
    Ok(Table { columns, rows })
}
