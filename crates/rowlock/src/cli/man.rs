//! `rowlock man`

use std::io::Write as _;

/// Prints the manual page of the whole command line.
pub fn run() -> anyhow::Result<()> {
    let mut page = Vec::new();
    clap_mangen::Man::new(super::command()).render(&mut page)?;
    // A reader that stops early, such as `head`, is no error.
    let _ = std::io::stdout().write_all(&page);
    Ok(())
}
