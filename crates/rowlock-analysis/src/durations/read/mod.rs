//! Reading durations from a file: an export of Jira, GitHub or GitLab as it is, or any table by its columns.
//!
//! What cannot be true (an end before its beginning) or cannot be read is counted and told, never averaged in. Nothing is
//! taken from a clock: open things are as old as the newest moment in the file says, unless another moment is given.

mod json;
mod moment;
mod rows;
mod shape;
mod table;

pub use moment::{DateOrder, Millis};
pub use shape::{Columns, Shape};

use super::Span;
use crate::{Basis, Problem, Watch};

/// What the caller says about the file; everything may be left to recognition.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Column with the moment at which a thing began.
    pub begin: Option<String>,
    /// Column with the moment at which it ended; empty = open.
    pub end: Option<String>,
    /// Column with the duration in days, instead of two moments.
    pub days: Option<String>,
    /// Column that says whether it ended (1, true, yes, closed, done); beside `days`.
    pub ended: Option<String>,
    /// Column and values that mean it ended in another way.
    pub withdrawn: Option<(String, Vec<String>)>,
    /// Column that names a thing.
    pub id: Option<String>,
    /// Column by which to split.
    pub by: Option<String>,
    /// The moment up to which things were looked at.
    pub as_of: Option<Millis>,
    /// Moments after this one cannot be: now. They are reported, and make nothing older.
    pub latest: Option<Millis>,
    /// Look only from this moment on: what was open by then enters at its age.
    pub since: Option<Millis>,
    /// How dates such as 03/04/2024 are meant.
    pub dates: Option<DateOrder>,
    /// Count every ending as the one asked about, also duplicates and "won't do".
    pub any_end: bool,
}

/// One thing of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    /// What it is called; the line where it has no name.
    pub name: String,
    /// Its kind, where asked for.
    pub label: String,
    /// How long.
    pub span: Span,
}

/// What a file says.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What kind of file it is.
    pub shape: Shape,
    /// The columns that were read.
    pub columns: Columns,
    /// In the file's order.
    pub things: Vec<Thing>,
    /// As of when, and what was left out.
    pub basis: Basis,
    /// How many rows end before they begin.
    pub impossible: usize,
    /// All rows of the file.
    pub rows: usize,
}

/// Reads one or several files of the same shape (pages of a search are one list).
///
/// # Errors
/// A file that is no table, columns that are not there or not recognised, dates that may mean two days.
pub fn read<'a>(texts: impl IntoIterator<Item = &'a str>, asked: &Asked) -> Result<Reading, Problem> {
    read_watched(texts, asked, &|_, _| {})
}

/// The same; `watch` hears how many rows of how many were read.
///
/// # Errors
/// As of [`read`].
pub fn read_watched<'a>(texts: impl IntoIterator<Item = &'a str>, asked: &Asked, watch: Watch<'_>) -> Result<Reading, Problem> {
    let mut table: Option<table::Table> = None;
    for text in texts {
        let next = table::Table::read(text)?;
        match &mut table {
            None => table = Some(next),
            Some(table) => table.append(next),
        }
    }
    let table = table.ok_or_else(|| Problem::new("There is no file to read."))?;
    let (shape, columns) = shape::recognise(&table, asked)?;
    rows::read(&table, (shape, columns), asked, watch)
}

/// A moment written by hand: a date, or a date with a time and an offset. Local ones count as UTC.
#[must_use]
pub fn moment(text: &str) -> Option<Millis> {
    moment::read(text, None)
}
