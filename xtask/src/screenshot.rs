//! `cargo xtask screenshot`: makes the pictures in `docs/images` anew, from the sample organisation in a real browser.
//!
//! What is on them stands in `e2e/screenshot.ts`; the browser and its packages are those of the stories (`test/browser.rs`).

use crate::test::pictures;
use anyhow::Result;

/// Makes the pictures.
///
/// # Errors
/// When the binary cannot be built, or the browser does not show the pages.
pub(crate) fn run() -> Result<()> {
    pictures()
}
