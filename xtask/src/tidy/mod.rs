//! The house rules that a machine can check, as tests: `cargo xtask test tidy`. Each finding names its place and its remedy.
//!
//! Not here: golden files and refusals shown by tests (`rowlock-domain` tests itself), rows of the permission matrix (`rowlock-web`).

mod arrows;
mod repository;
mod sizes;
mod source;
mod style;
mod words;

use source::Tree;

/// Something that breaks a rule, and what to do about it.
#[derive(Debug, PartialEq)]
struct Finding {
    place: String,
    remedy: String,
}

impl Finding {
    fn new(place: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { place: place.into(), remedy: remedy.into() }
    }
}

/// Asserts that a rule finds nothing in this repository.
fn assert_tidy(rule: impl Fn(&Tree) -> Vec<Finding>) {
    let findings = rule(&Tree::of_repository());
    let lines: Vec<String> = findings.iter().map(|finding| format!("{}\n    {}", finding.place, finding.remedy)).collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
}
