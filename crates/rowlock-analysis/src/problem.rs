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

    /// With the line and the field where they stand in a JSON document, as far as one of the two is known.
    #[must_use]
    pub(crate) fn in_json(self, text: &str) -> Self {
        match (self.line, self.field.as_str()) {
            (0, field) if !field.is_empty() => Self { line: crate::place::line_of(text, field).unwrap_or(0), ..self },
            _ => self,
        }
    }

    /// What a JSON document does not have the form asked for, with its line and its field.
    pub(crate) fn of_json(error: &serde_json::Error, text: &str) -> Self {
        let field = crate::place::path_at(text, error.line(), error.column()).unwrap_or_default();
        let whole = error.to_string();
        let what = whole.split(" at line ").next().unwrap_or(&whole);
        Self::line(error.line(), field, format!("{what}. The formats are described in docs/analyze.md."))
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
