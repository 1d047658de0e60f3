//! `rowlock man [COMMAND…]`

use crate::operator::Failure;
use clap_mangen::Man as Page;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Print the manual page of the program or of one command.
#[derive(Debug, clap::Args)]
pub struct Man {
    /// Command whose page is printed, such as serve or user create; without one that of the program
    command: Vec<String>,
    /// Write all pages into this folder instead
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    out: Option<PathBuf>,
}

impl Man {
    pub fn run(self) -> anyhow::Result<()> {
        // The help that clap adds has no page of its own, so no page names it.
        let mut program = super::command().disable_help_subcommand(true).mut_subcommands(|below| below.disable_help_subcommand(true));
        program.build();
        if let Some(out) = &self.out {
            std::fs::create_dir_all(out)?;
            return write_all(&program, out);
        }
        let mut wanted = &program;
        for name in &self.command {
            wanted = below(wanted).find(|command| command.get_name() == name).ok_or_else(|| unknown(wanted, name))?;
        }
        Ok(std::io::stdout().write_all(&page(wanted)?)?)
    }
}

fn unknown(command: &clap::Command, name: &str) -> Failure {
    let known: Vec<&str> = below(command).map(clap::Command::get_name).collect();
    Failure::usage(format!("There is no command “{name}” here. There are: {}.", known.join(", ")))
}

/// The commands below one.
fn below(command: &clap::Command) -> impl Iterator<Item = &clap::Command> {
    command.get_subcommands()
}

/// The page of one command, and its environment.
fn page(command: &clap::Command) -> anyhow::Result<Vec<u8>> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let mut page = Vec::new();
    Page::new(command.clone()).title(name.to_uppercase()).render(&mut page)?;
    let mut variables: Vec<(String, String)> = command.get_arguments().filter_map(variable).collect();
    variables.sort();
    if !variables.is_empty() {
        writeln!(page, ".SH ENVIRONMENT")?;
    }
    for (variable, meaning) in variables {
        writeln!(page, ".TP\n\\fB{variable}\\fR\n{meaning}")?;
    }
    Ok(page)
}

/// The variable of a setting, and what it stands for.
fn variable(argument: &clap::Arg) -> Option<(String, String)> {
    let variable = argument.get_env()?.to_string_lossy().into_owned();
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    Some((variable, format!("As \\-\\-{}: {help}", argument.get_long()?.replace('-', "\\-"))))
}

fn write_all(command: &clap::Command, out: &Path) -> anyhow::Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    std::fs::write(out.join(format!("{name}.1")), page(command)?)?;
    below(command).try_for_each(|command| write_all(command, out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_its_options_and_variables() {
        let out = tempfile::tempdir().unwrap();
        Man { command: Vec::new(), out: Some(out.path().to_owned()) }.run().unwrap();
        let read = |name: &str| std::fs::read_to_string(out.path().join(name)).unwrap();
        let serve = read("rowlock-serve.1");
        assert!(serve.contains("ROWLOCK_LISTEN") && serve.contains("ROWLOCK_DATABASE") && serve.contains("public\\-url"), "{serve}");
        assert!(read("rowlock-user-create.1").contains("ROWLOCK_WORKSPACE"));
        // A page that another one names is there.
        let program = read("rowlock.1").replace(['\\', '\n'], " ").replace(" -", "-");
        let named: Vec<&str> =
            program.split("(1)").filter_map(|before| before.split_whitespace().next_back()).filter(|word| word.starts_with("rowlock-")).collect();
        assert!(named.len() > 10, "{named:?}");
        for named in named {
            assert!(out.path().join(format!("{named}.1")).is_file(), "{named}");
        }
    }
}
