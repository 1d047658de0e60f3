//! What is wrong with an input file.

/// Why a file cannot be analysed: what happened, where, what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{sentence}", place(*line, field))]
pub struct Problem {
    /// The line, from 1; 0 where it is about the whole file.
    pub line: usize,
    /// The column, or the field's path; empty where it is about the whole line or file.
    pub field: String,
    /// What happened, why, what to do.
    pub sentence: String,
}

fn place(line: usize, field: &str) -> String {
    match (line, field) {
        (0, "") => String::new(),
        (0, field) => format!("{field}: "),
        (line, "") => format!("line {line}: "),
        (line, field) => format!("line {line}, {field}: "),
    }
}

impl Problem {
    /// About the whole file.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { line: 0, field: String::new(), sentence: sentence.into() }
    }

    /// About a field.
    pub fn field(field: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { line: 0, field: field.into(), sentence: sentence.into() }
    }

    /// About a line and a field of it.
    pub fn line(line: usize, field: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { line, field: field.into(), sentence: sentence.into() }
    }
}

/// From a JSON document that does not have the form asked for.
impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::line(error.line(), "", format!("{error}. The formats are described in docs/analyze.md."))
    }
}
