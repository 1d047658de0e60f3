//! Words that say nothing, marks of unfinished work, and addresses that do not belong into the repository.

use super::{Finding, source::Tree};

/// Names of modules that say nothing about what is inside.
const EMPTY_NAMES: [&str; 7] = ["util", "utils", "common", "helper", "helpers", "manager", "service"];
/// Marks of unfinished work; the text of this very file must not hold them.
const UNFINISHED: [&str; 6] =
    [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("dbg", "!("), concat!("FIX", "ME"), concat!("XX", "X"), concat!("#[ig", "nore")];
/// Places of one machine.
const PLACES: [&str; 3] = [concat!("/wo", "rk/"), concat!("/tmp/bash", "_jobs"), concat!("/ro", "ot/")];
/// Registries: an address in a lock file or a script would bind every builder to it.
const REGISTRIES: [&str; 4] =
    [concat!("registry.npm", "js"), concat!("npm", "mirror"), concat!("crates", ".io/api"), concat!("registry.yarn", "pkg")];

fn names(tree: &Tree) -> Vec<Finding> {
    let sources = tree.files.iter().filter(|file| ["rs", "ts", "js", "mjs", "css"].iter().any(|end| file.is(end)));
    sources
        .filter(|file| file.path.split(['/', '.', '_', '-']).any(|word| EMPTY_NAMES.contains(&word)))
        .map(|file| Finding::new(&file.path, "The name says nothing about what is inside. Name it by what it talks about (DOMAIN.md's words)."))
        .collect()
}

fn unfinished(tree: &Tree) -> Vec<Finding> {
    let sources = tree.files.iter().filter(|file| ["rs", "ts", "js", "mjs", "css"].iter().any(|end| file.is(end)));
    sources
        .flat_map(|file| lines_with(&file.path, &file.text, &UNFINISHED))
        .map(|(place, mark)| {
            Finding::new(place, format!("“{mark}” marks unfinished work. Finish it, or write it into an issue and take the mark out."))
        })
        .collect()
}

fn places(tree: &Tree) -> Vec<Finding> {
    tree.files
        .iter()
        .flat_map(|file| lines_with(&file.path, &file.text, &PLACES))
        .map(|(place, path)| {
            Finding::new(place, format!("“{path}” is a place of one machine. Take the path from a setting or from beside the repository."))
        })
        .collect()
}

fn registries(tree: &Tree) -> Vec<Finding> {
    let checked = tree.files.iter().filter(|file| !file.path.ends_with("Cargo.lock"));
    checked
        .flat_map(|file| lines_with(&file.path, &file.text, &REGISTRIES))
        .map(|(place, host)| {
            Finding::new(
                place,
                format!("“{host}” binds every builder to one registry. Write lock files with omit-lockfile-registry-resolved=true (.npmrc)."),
            )
        })
        .collect()
}

/// Where marks stand, not as part of a longer word.
fn lines_with(path: &str, text: &str, marks: &[&'static str]) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let stands = |mark: &&str| line.match_indices(*mark).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        found.extend(marks.iter().filter(|mark| stands(mark)).map(|mark| (format!("{path}:{}", number + 1), *mark)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_what_they_talk_about() {
        super::super::assert_tidy(names);
    }

    #[test]
    fn nothing_is_marked_as_unfinished() {
        super::super::assert_tidy(unfinished);
    }

    #[test]
    fn no_path_of_one_machine_is_written_down() {
        super::super::assert_tidy(places);
    }

    #[test]
    fn no_registry_is_named_outside_cargo_lock() {
        super::super::assert_tidy(registries);
    }

    #[test]
    fn names_that_say_nothing_and_marks_are_found() {
        let tree = Tree::of(&[("src/string_util.rs", ""), ("src/utility.rs", ""), ("a.rs", concat!("a\n// FIX", "ME\n"))]);
        assert_eq!(names(&tree).len(), 1);
        assert_eq!(unfinished(&tree)[0].place, "a.rs:2");
    }
}
