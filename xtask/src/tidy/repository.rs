//! What the repository must hold: lock files, README's two commands, licences, one way for CI.

use super::{Finding, source::Tree};

/// Files that must be there, and why.
const NEEDED: [(&str, &str); 7] = [
    ("Cargo.lock", "Commit the lock file: every build takes the same crates."),
    ("crates/rowlock-web/front/package-lock.json", "Commit the lock file: every build takes the same packages."),
    ("e2e/package-lock.json", "Commit the lock file: every browser test takes the same packages."),
    ("LICENSE-APACHE", "The licence is Apache-2.0 OR MIT: both texts belong here."),
    ("LICENSE-MIT", "The licence is Apache-2.0 OR MIT: both texts belong here."),
    ("CHANGELOG.md", "Who upgrades reads what changed."),
    ("CONTRIBUTING.md", "Who wants to help reads how."),
];

/// README's two commands.
const COMMANDS: [&str; 2] = ["cargo run --release", "cargo xtask test"];

fn needed(tree: &Tree) -> Vec<Finding> {
    NEEDED.iter().filter(|(path, _)| tree.file(path).is_none()).map(|(path, why)| Finding::new(*path, *why)).collect()
}

fn commands(tree: &Tree) -> Vec<Finding> {
    let readme = tree.file("README.md").map(|file| file.text.as_str()).unwrap_or_default();
    let missing = COMMANDS.iter().filter(|command| !readme.lines().any(|line| line.trim() == **command));
    missing.map(|command| Finding::new("README.md", format!("Show the command `{command}` on a line of its own in a code block."))).collect()
}

fn one_way(tree: &Tree) -> Vec<Finding> {
    let same = tree.file(".ci/run").is_some_and(|file| file.text.lines().any(|line| line.trim().ends_with("cargo xtask test")));
    if same { Vec::new() } else { vec![Finding::new(".ci/run", "CI runs exactly `cargo xtask test`, as everybody does at their desk.")] }
}

fn exact_versions(tree: &Tree) -> Vec<Finding> {
    let manifests = tree.files.iter().filter(|file| file.path.ends_with("package.json"));
    manifests
        .filter(|file| file.text.lines().any(|line| line.contains("\": \"^") || line.contains("\": \"~")))
        .map(|file| Finding::new(&file.path, "Write exact versions (no ^ or ~): npm install --save-exact."))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lock_files_licences_and_guides_are_there() {
        super::super::assert_tidy(needed);
    }

    #[test]
    fn readme_shows_the_two_commands() {
        super::super::assert_tidy(commands);
    }

    #[test]
    fn ci_runs_what_everybody_runs() {
        super::super::assert_tidy(one_way);
    }

    #[test]
    fn packages_are_named_with_exact_versions() {
        super::super::assert_tidy(exact_versions);
    }

    #[test]
    fn a_readme_without_its_commands_is_found() {
        assert_eq!(commands(&Tree::of(&[("README.md", "```\ncargo run --release\n```\n")])).len(), 1);
    }
}
