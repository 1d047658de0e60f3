//! `rowlock completions SHELL`

use clap_complete::Shell;

/// Print completions for a shell.
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// Which shell
    shell: Shell,
}

impl Completions {
    pub fn run(&self) -> anyhow::Result<()> {
        clap_complete::generate(self.shell, &mut super::command(), "rowlock", &mut std::io::stdout());
        Ok(())
    }
}
