//! `rowlock completions SHELL`

use clap_complete::Shell;
use std::io::Write as _;

/// Print completions for a shell.
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// Which shell
    shell: Shell,
}

impl Completions {
    pub fn run(&self) -> anyhow::Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::command(), "rowlock", &mut script);
        // A reader that stops early, such as `head`, is no error.
        let _ = std::io::stdout().write_all(&script);
        Ok(())
    }
}
