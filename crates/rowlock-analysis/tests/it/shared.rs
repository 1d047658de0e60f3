//! Answers and data that are shared between the makers of Rowlock. They are not part of the repository:
//! `ROWLOCK_SHARED` names their folder, and without it the tests that need them say so and pass.

/// A file's text, or `None` and a word about it where there is no such folder.
pub fn text(path: &str) -> Option<String> {
    let Ok(folder) = std::env::var("ROWLOCK_SHARED") else {
        eprintln!("skipped: ROWLOCK_SHARED does not name the folder with {path}");
        return None;
    };
    let whole = format!("{folder}/{path}");
    Some(std::fs::read_to_string(&whole).unwrap_or_else(|error| panic!("{whole}: {error}")))
}
