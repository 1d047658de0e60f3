//! What is wrong in an organisation file, and where: line, field, a sentence that says what to do.

use std::fmt;

/// At most this many problems are shown at once.
pub const PROBLEMS_SHOWN: usize = 50;

/// One thing that is wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line in the file, from 1; 0 when it is not known.
    pub line: u64,
    /// Column in that line, from 1; 0 when it is not known.
    pub column: u64,
    /// The field, such as `teams[3].code`.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

/// Where in a file something stands: a list, an entry of it, a field of that (`rhythm.weeks`, `holidays.2`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The list, or a field of the whole file.
    pub list: &'static str,
    /// The entry's place in the list, from 0.
    pub index: Option<usize>,
    /// The entry's field, possibly nested; empty for the entry itself.
    pub field: String,
}

impl Place {
    /// A field of the whole file.
    #[must_use]
    pub fn of_file(field: &'static str) -> Self {
        Self { list: field, index: None, field: String::new() }
    }

    /// A field of an entry.
    #[must_use]
    pub fn new(list: &'static str, index: usize, field: impl Into<String>) -> Self {
        Self { list, index: Some(index), field: field.into() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.list)?;
        if let Some(index) = self.index {
            write!(f, "[{index}]")?;
        }
        for part in self.field.split('.').filter(|part| !part.is_empty()) {
            match part.parse::<usize>() {
                Ok(index) => write!(f, "[{index}]")?,
                Err(_) => write!(f, ".{part}")?,
            }
        }
        Ok(())
    }
}
