//! Files of known answers: any file in that format is computed anew, so that everybody can check the methods with
//! numbers of their own. The format stands in docs/analyze.md; what is `expected` is not read.

mod calendar;

use crate::Problem;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The form of such files.
const SCHEMA: &str = include_str!("../../../docs/analyze-cases.schema.json");

/// A file of cases.
#[derive(Debug, Deserialize)]
struct File {
    format: u64,
    kind: String,
    /// What all cases of a file share (the titles of `duplicates`) stands beside them.
    #[serde(flatten)]
    rest: serde_json::Map<String, Value>,
}

/// Every case with what was computed for it.
#[derive(Debug, Serialize)]
pub struct Computed {
    /// The file's kind.
    pub kind: String,
    /// In the file's order.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Debug, Serialize)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// The same fields as `expected`.
    pub result: Value,
}

/// Computes every case of a file.
///
/// # Errors
/// The file is not JSON, not of format 1, of a kind unknown here, or a case lacks its input.
pub fn compute(text: &str) -> Result<Computed, Problem> {
    let file = File::deserialize(crate::form::json(text)?)?;
    let schema: Value = serde_json::from_str(SCHEMA)?;
    if file.format != 1 {
        return Err(Problem::field("format", format!("This is format {}; only format 1 is known.", file.format)));
    }
    let Some(compute) = method(&file.kind) else {
        return Err(Problem::field(
            "kind",
            format!("“{}” is not a kind of case. Known: {}.", file.kind, KINDS.iter().map(|(kind, _)| *kind).collect::<Vec<_>>().join(", ")),
        ));
    };
    let cases = match file.rest.get("cases") {
        Some(Value::Array(cases)) => cases.clone(),
        _ => vec![Value::Object(file.rest)],
    };
    let cases = cases.iter().enumerate().map(|(at, case)| {
        let name = case.get("name").and_then(Value::as_str).map_or_else(|| format!("case {}", at + 1), str::to_owned);
        let result = crate::form::check_case(case, &file.kind, &schema)
            .and_then(|()| compute(case))
            .map_err(|problem| Problem { field: format!("{name}: {}", problem.field), ..problem })?;
        Ok(Case { name, result })
    });
    let cases = cases.collect::<Result<_, Problem>>()?;
    Ok(Computed { kind: file.kind, cases })
}

/// Computes one case.
type Method = fn(&Value) -> Result<Value, Problem>;

/// The kinds and who computes them.
const KINDS: &[(&str, Method)] = &[
    ("agenda", crate::agenda::cases::agenda),
    ("calendar", calendar::compute),
    ("critical_path", crate::network::cases::critical_path),
    ("dependency_graph", crate::network::cases::dependency_graph),
    ("duplicates", crate::overlap::cases::compute),
    ("flow", crate::flow::cases::compute),
    ("kaplan_meier", crate::durations::cases::compute),
    ("monte_carlo", crate::forecast::known::compute),
];

fn method(kind: &str) -> Option<Method> {
    KINDS.iter().find(|(name, _)| *name == kind).map(|(_, method)| *method)
}
