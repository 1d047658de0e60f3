//! Each refusal must be shown by a test of its noun: in `tests.rs` or a file under `tests/`.

use super::golden_path;
use std::{fs, path::Path};

/// Asserts that each of the refusals' names stands in the tests of the noun (its folder's name).
/// A refusal of a field is compared with `then_refusal(refusal::ItsName(…))`, so its name stands there too.
///
/// # Panics
/// When one is shown by no test.
pub fn assert_each_refusal_shown(noun: &str, names: &[&str]) {
    let mut tests = String::new();
    read(&golden_path(noun), false, &mut tests);
    let missing: Vec<_> = names.iter().filter(|name| !tests.contains(**name)).collect();
    assert!(missing.is_empty(), "no test of {noun} shows {missing:?}; write one with then_refused or then_refusal");
}

fn read(folder: &Path, inside_tests: bool, into: &mut String) {
    for entry in fs::read_dir(folder).expect("the noun has a folder").flatten() {
        let path = entry.path();
        let is_tests = inside_tests || path.file_stem().is_some_and(|name| name == "tests");
        if path.is_dir() {
            read(&path, is_tests, into);
        } else if is_tests {
            into.push_str(&fs::read_to_string(&path).unwrap_or_default());
        }
    }
}
