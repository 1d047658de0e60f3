//! The JSON Schema of the organisation file, for editors and other programs. It lives in `docs/organisation-file.schema.json`.

use crate::file::File;

/// The schema as indented JSON, ending in a line break.
#[must_use]
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(File);
    schema.insert("title".to_owned(), "Rowlock organisation file".into());
    let text = serde_json::to_string_pretty(schema.as_value()).unwrap_or_default();
    format!("{text}\n")
}
