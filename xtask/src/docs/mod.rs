//! `cargo xtask docs`: writes the documents that are made from the source. A test fails when one of them is not fresh.

mod declarations;
mod events;

use crate::test::root;
use anyhow::{Context, Result};
use std::fs;

/// The catalogue of events.
const EVENTS: &str = "docs/events.md";

/// Writes them.
///
/// # Errors
/// When the source cannot be read or a document cannot be written.
pub(crate) fn run() -> Result<()> {
    let path = root().join(EVENTS);
    fs::write(&path, events::catalogue()?).with_context(|| format!("{} cannot be written", path.display()))?;
    println!("{EVENTS} is fresh.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_of_events_is_fresh() {
        let written = fs::read_to_string(root().join(EVENTS)).unwrap_or_default();
        assert!(written == events::catalogue().unwrap(), "{EVENTS} is not fresh. Run `cargo xtask docs`, read what changed, commit it.");
    }
}
