//! Input that several projects' tests share; it stands beside the repository, and tests without it say so.

use serde_json::Value;
use std::path::PathBuf;

/// A file of the shared input; `None`, with a printed reason, where it is not there.
pub(crate) fn read(path: &str) -> Option<Value> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("ROWLOCK_SHARED").map_or_else(beside, PathBuf::from);
    match std::fs::read_to_string(root.join(path)) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(error) => {
            println!("skipped: {} cannot be read ({error}). Set ROWLOCK_SHARED to the folder that holds it.", root.join(path).display());
            None
        }
    }
}
