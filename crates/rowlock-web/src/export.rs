//! Tables to take along, as CSV or JSON. Cells that a spreadsheet would take for a formula get an apostrophe in front.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A CSV file of these rows below their headings.
pub(crate) fn csv(name: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Response {
    let mut text = heads.join(",");
    text.push_str("\r\n");
    for row in rows {
        text.push_str(&row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","));
        text.push_str("\r\n");
    }
    file(name, "text/csv; charset=utf-8", text)
}

/// A JSON file.
pub(crate) fn json(name: &str, value: &serde_json::Value) -> Response {
    file(name, "application/json", format!("{value:#}\n"))
}

fn file(name: &str, kind: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], text).into_response()
}

fn quoted(cell: &str) -> String {
    let guarded = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() };
    if guarded.contains(['"', ',', '\n', '\r', ';']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_never_breaks_its_row() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("say \"no\""), "\"say \"\"no\"\"\"");
        assert_eq!(quoted("@home, \"x\""), "\"'@home, \"\"x\"\"\"");
    }
}
