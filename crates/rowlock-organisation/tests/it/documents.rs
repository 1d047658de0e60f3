//! The documents that others read stay true.

use rowlock_organisation::{Noun, entry::entries, read, schema};
use std::path::PathBuf;

fn docs(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name)
}

#[test]
fn the_example_of_the_guide_is_a_sound_file_that_uses_every_list() {
    let guide = std::fs::read_to_string(docs("organisation-file.md")).unwrap();
    let example = guide.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let document = read(example).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let all = entries(&document.file);
    for noun in Noun::COUNTED {
        assert!(all.iter().any(|e| e.noun == noun), "the example shows no {noun}");
    }
}

#[test]
fn the_schema_in_the_documents_is_the_schema_of_the_code() {
    let path = docs("organisation-file.schema.json");
    let fresh = schema::schema();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == fresh, "docs/organisation-file.schema.json is old. Run: UPDATE_DOCS=1 cargo test -p rowlock-organisation schema");
}
