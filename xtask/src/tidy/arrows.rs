//! Which of our crates may import which: the table of ARCHITECTURE.md. Dependencies of tests alone are free.

use super::{Finding, source::Tree};

/// A crate and what it may import of ours.
const MAY_IMPORT: [(&str, &[&str]); 11] = [
    ("rowlock-domain", &[]),
    ("rowlock-calendar", &["rowlock-domain"]),
    ("rowlock-analysis", &["rowlock-domain", "rowlock-calendar"]),
    ("rowlock-history", &[]),
    ("rowlock-store", &["rowlock-domain"]),
    ("rowlock-engine", &["rowlock-domain", "rowlock-calendar", "rowlock-store"]),
    ("rowlock-integrations", &["rowlock-domain", "rowlock-engine"]),
    ("rowlock-organisation", &["rowlock-domain", "rowlock-calendar"]),
    ("rowlock-web", &["rowlock-analysis", "rowlock-domain", "rowlock-calendar", "rowlock-engine", "rowlock-integrations", "rowlock-organisation"]),
    (
        "rowlock",
        &[
            "rowlock-analysis",
            "rowlock-domain",
            "rowlock-calendar",
            "rowlock-store",
            "rowlock-engine",
            "rowlock-integrations",
            "rowlock-organisation",
            "rowlock-web",
        ],
    ),
    ("xtask", &["rowlock-analysis", "rowlock-domain", "rowlock-calendar", "rowlock-history", "rowlock-organisation", "rowlock-store"]),
];

fn rule(tree: &Tree) -> Vec<Finding> {
    let manifests = tree.files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    manifests.flat_map(|file| wrong_arrows(&file.path, &file.text)).collect()
}

fn wrong_arrows(path: &str, text: &str) -> Vec<Finding> {
    let crate_name = path.trim_end_matches("/Cargo.toml").rsplit('/').next().unwrap_or_default();
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == crate_name) else {
        return vec![Finding::new(path, "This crate has no row in ARCHITECTURE.md's table of rooms. Add one there and in xtask/src/tidy/arrows.rs.")];
    };
    let wrong = imports(text).into_iter().filter(|name| !allowed.contains(&name.as_str()));
    wrong
        .map(|name| {
            let remedy =
                format!("{crate_name} may not import {name} (ARCHITECTURE.md, table of rooms). Move the code to a crate that may, or pass it in.");
            Finding::new(path, remedy)
        })
        .collect()
}

/// Our crates among the dependencies of a manifest (those of its tests left out).
fn imports(text: &str) -> Vec<String> {
    let mut section = String::new();
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']').to_owned();
        } else if section.ends_with("dependencies") && !section.ends_with("dev-dependencies") && line.starts_with("rowlock") {
            found.push(line.split(['.', '=', ' ']).next().unwrap_or_default().to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_between_our_crates_point_the_way_that_architecture_says() {
        super::super::assert_tidy(rule);
    }

    #[test]
    fn a_page_that_reads_the_store_is_found() {
        let manifest = "[dependencies]\nrowlock-store.workspace = true\n[dev-dependencies]\nrowlock = { path = \"\" }\n";
        let findings = rule(&Tree::of(&[("crates/rowlock-web/Cargo.toml", manifest)]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].remedy.contains("rowlock-web may not import rowlock-store"));
    }
}
