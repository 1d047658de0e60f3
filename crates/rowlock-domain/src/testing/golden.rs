//! Golden files: one stored event of each kind, as the log holds it. A file that no longer loads is a broken promise.

use crate::Event;
use std::{fs, path::PathBuf};

/// Where the golden file of a kind lies.
#[must_use]
pub fn golden_path(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src").join(file)
}

/// Asserts that the file (such as `impediment/golden/ImpedimentRaised.json`) decodes to the event and the event encodes to the file.
/// With `ROWLOCK_BLESS=1` the file is written first.
///
/// # Panics
/// When they differ, or the file is missing.
pub fn golden(file: &str, event: impl Into<Event>) {
    let event = event.into();
    let path = golden_path(file);
    if std::env::var_os("ROWLOCK_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a golden file lies in a folder")).expect("the folder can be made");
        fs::write(&path, event.payload() + "\n").expect("the golden file can be written");
    }
    let stored = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{file} is missing. Run the tests with ROWLOCK_BLESS=1, read it, commit it."));
    let decoded = Event::decode(event.kind(), stored.trim()).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert_eq!(decoded, event, "{file} holds another event than its example");
    assert_eq!(event.payload(), stored.trim(), "{file}: the event is written otherwise than it was stored");
}

/// Asserts the golden files of all examples of one noun (its folder's name).
///
/// # Panics
/// As [`golden`].
pub fn goldens(noun: &str, examples: Vec<Event>) {
    for event in examples {
        golden(&format!("{noun}/golden/{}.json", event.kind()), event);
    }
}
