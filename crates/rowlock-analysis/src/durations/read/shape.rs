//! Which file it is and which columns matter.
//!
//! Names are compared without case, spaces and marks. A column of a plain table counts as moments only if its cells are.

use super::table::{Table, plain};
use super::{Asked, moment};
use crate::Problem;
use serde::Serialize;

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Jira's CSV export, or pages of its search.
    Jira,
    /// GitHub issues, as its command line or interface gives them.
    Github,
    /// GitLab's CSV export, or its interface.
    Gitlab,
    /// Any other table.
    Table,
}

impl Shape {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Jira => "a Jira export",
            Self::Github => "a list of GitHub issues",
            Self::Gitlab => "a GitLab export",
            Self::Table => "a table",
        }
    }
}

/// The names of the columns that are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// When a thing began.
    pub begin: Option<String>,
    /// When it ended.
    pub end: Option<String>,
    /// How many days it took.
    pub days: Option<String>,
    /// Whether it ended.
    pub ended: Option<String>,
    /// How it ended.
    pub outcome: Option<String>,
    /// Where it stands: a closing date of something open again is void.
    pub state: Option<String>,
    /// When it last changed: tells how new the file is.
    pub updated: Option<String>,
    /// Its name.
    pub id: Option<String>,
    /// Its kind.
    pub by: Option<String>,
}

impl Columns {
    /// "begin “Created”, end “Resolved”, how it ended “Resolution”": what was read, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let all = [
            ("begin", &self.begin),
            ("end", &self.end),
            ("days", &self.days),
            ("whether it ended", &self.ended),
            ("how it ended", &self.outcome),
            ("state", &self.state),
            ("last change", &self.updated),
            ("name", &self.id),
            ("kind", &self.by),
        ];
        let known = all.iter().filter_map(|(what, name)| name.as_ref().filter(|name| !name.is_empty()).map(|name| format!("{what} “{name}”")));
        known.collect::<Vec<_>>().join(", ")
    }
}

const BEGIN: [&str; 21] = [
    "created",
    "createdat",
    "createddate",
    "createdon",
    "creationdate",
    "opened",
    "openedat",
    "openedon",
    "raised",
    "raisedat",
    "reported",
    "reportedat",
    "started",
    "startedat",
    "startdate",
    "start",
    "began",
    "daterequested",
    "requestedat",
    "arrived",
    "arrivedat",
];
const END: [&str; 25] = [
    "resolved",
    "resolvedat",
    "resolveddate",
    "resolutiondate",
    "closed",
    "closedat",
    "closeddate",
    "closedon",
    "finished",
    "finishedat",
    "finisheddate",
    "finishdate",
    "done",
    "doneat",
    "donedate",
    "completed",
    "completedat",
    "completeddate",
    "completiondate",
    "ended",
    "endedat",
    "enddate",
    "end",
    "datereviewed",
    "reviewedat",
];
const DAYS: [&str; 9] = ["days", "durationdays", "cycletimedays", "leadtimedays", "daysopen", "agedays", "duration", "cycletime", "leadtime"];
const ENDED: [&str; 8] = ["ended", "closed", "event", "resolved", "done", "finished", "completed", "iscomplete"];
const ID: [&str; 7] = ["issuekey", "key", "id", "number", "issueid", "iid", "name"];

/// Recognises a file and picks its columns; what is asked for goes before.
pub(super) fn recognise(table: &Table, asked: &Asked) -> Result<(Shape, Columns), Problem> {
    let named = |name: &Option<String>| name.as_deref().map(|name| table.must(name).map(|at| table.columns[at].clone())).transpose();
    let withdrawn = asked.withdrawn.as_ref().map(|(column, _)| column.clone());
    let by_hand = Columns {
        begin: named(&asked.begin)?,
        end: named(&asked.end)?,
        days: named(&asked.days)?,
        ended: named(&asked.ended)?,
        outcome: named(&withdrawn)?,
        id: named(&asked.id)?,
        by: named(&asked.by)?,
        ..Columns::default()
    };
    let (shape, found) = if by_hand.begin.is_some() || by_hand.days.is_some() {
        (Shape::Table, Columns { id: first_of(table, &ID), ..Columns::default() })
    } else {
        tracker(table).or_else(|| any(table).map(|columns| (Shape::Table, columns))).ok_or_else(|| unknown(table))?
    };
    if by_hand.begin.is_some() && by_hand.end.is_none() {
        let sentence = format!(
            "There is a beginning, but no end. Name the column with the end: --end COLUMN; empty cells in it are open. The file has: {}.",
            names(table)
        );
        return Err(Problem::line(1, "--end", sentence));
    }
    let columns = Columns {
        begin: by_hand.begin.or(found.begin),
        end: by_hand.end.or(found.end),
        days: by_hand.days.or(found.days),
        ended: by_hand.ended.or(found.ended),
        outcome: by_hand.outcome.or(found.outcome),
        state: found.state,
        updated: found.updated,
        id: by_hand.id.or(found.id),
        by: by_hand.by,
    };
    Ok((shape, columns))
}

fn first_of(table: &Table, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| table.columns.iter().find(|column| plain(column) == *name).cloned())
}

fn tracker(table: &Table) -> Option<(Shape, Columns)> {
    let has = |name: &str| table.columns.iter().any(|column| plain(column) == name);
    let pick = |names: &[&str]| first_of(table, names);
    let updated = pick(&["updated", "updatedat", "updatedatutc"]);
    if (has("issuekey") || has("key")) && has("created") && (has("status") || has("resolution") || has("issuetype")) {
        let columns = Columns {
            begin: pick(&["created"]),
            end: Some(pick(&["resolved", "resolutiondate"]).unwrap_or_default()),
            outcome: pick(&["resolution"]),
            state: pick(&["statuscategory", "status"]),
            id: pick(&["issuekey", "key"]),
            updated,
            ..Columns::default()
        };
        return Some((Shape::Jira, columns));
    }
    let closing = Columns {
        begin: pick(&["createdat", "createdatutc"]),
        end: Some(pick(&["closedat", "closedatutc"]).unwrap_or_default()),
        outcome: pick(&["statereason"]),
        state: pick(&["state", "closed"]),
        updated,
        ..Columns::default()
    };
    if has("createdatutc") || (has("iid") && has("createdat")) || (has("projectid") && has("createdat")) {
        return Some((Shape::Gitlab, Columns { id: pick(&["iid", "issueid", "id"]), ..closing }));
    }
    if has("number") && has("createdat") && (has("state") || has("closedat")) {
        return Some((Shape::Github, Columns { id: pick(&["number"]), ..closing }));
    }
    None
}

/// Any table: days with a mark whether it ended, else two moments, else days alone.
fn any(table: &Table) -> Option<Columns> {
    let most = |column: &str, holds: &dyn Fn(&str) -> bool| {
        let at = table.find(column)?;
        let filled = || table.rows.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty()).take(200);
        (filled().next().is_some() && filled().filter(|cell| holds(cell)).count() * 2 > filled().count()).then(|| table.columns[at].clone())
    };
    let pick = |names: &[&str], holds: &dyn Fn(&str) -> bool| names.iter().find_map(|name| most(name, holds));
    let is_moment = |cell: &str| moment::read(cell, Some(super::DateOrder::DayMonth)).is_some();
    let is_number = |cell: &str| cell.parse::<f64>().is_ok();
    let is_mark = |cell: &str| rows_mark(cell).is_some();
    let id = first_of(table, &ID);
    let days = pick(&DAYS, &is_number);
    let ended = pick(&ENDED, &is_mark);
    if let (Some(days), Some(ended)) = (&days, ended) {
        return Some(Columns { days: Some(days.clone()), ended: Some(ended), id, ..Columns::default() });
    }
    match (pick(&BEGIN, &is_moment), pick(&END, &is_moment)) {
        (Some(begin), Some(end)) => Some(Columns { begin: Some(begin), end: Some(end), id, ..Columns::default() }),
        _ => days.map(|days| Columns { days: Some(days), id, ..Columns::default() }),
    }
}

/// Whether a cell says that something ended.
pub(super) fn rows_mark(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "1" | "true" | "yes" | "y" | "closed" | "done" | "resolved" | "finished" | "completed" => Some(true),
        "" | "0" | "false" | "no" | "n" | "open" | "opened" | "reopened" => Some(false),
        _ => None,
    }
}

fn names(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(String::as_str).filter(|name| !name.is_empty()).take(30).collect();
    names.join(", ")
}

fn unknown(table: &Table) -> Problem {
    Problem::line(
        1,
        "",
        format!(
            "This is no export of Jira, GitHub or GitLab, and no columns with a beginning and an end were found. Name them: --begin COLUMN --end COLUMN, or --days COLUMN. The file has: {}.",
            names(table)
        ),
    )
}
