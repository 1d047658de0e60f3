//! Every kind of event has a golden file, and no golden file is of a kind that nobody knows.

use crate::{Event, testing::golden_path};
use std::{collections::BTreeSet, fs};

fn kinds_with_golden_file() -> BTreeSet<String> {
    let nouns = fs::read_dir(golden_path("")).unwrap().flatten();
    let files = nouns.filter_map(|noun| fs::read_dir(noun.path().join("golden")).ok()).flat_map(Iterator::flatten);
    // `Kind-form.json` shows another form of a kind: one with a field that older events do not have.
    let kind = |stem: &str| stem.split('-').next().unwrap_or(stem).to_owned();
    files.map(|file| kind(&file.path().file_stem().unwrap().to_string_lossy())).collect()
}

#[test]
fn every_golden_file_is_of_a_known_kind() {
    let unknown: Vec<_> = kinds_with_golden_file().into_iter().filter(|kind| !Event::KINDS.contains(&kind.as_str())).collect();
    assert!(unknown.is_empty(), "stored events are promises; these kinds are gone: {unknown:?}");
}

#[test]
fn every_kind_has_a_golden_file() {
    let there = kinds_with_golden_file();
    let missing: Vec<_> = Event::KINDS.iter().filter(|kind| !there.contains(**kind)).collect();
    assert!(missing.is_empty(), "add these to `examples()` of their noun and run with ROWLOCK_BLESS=1: {missing:?}");
}
