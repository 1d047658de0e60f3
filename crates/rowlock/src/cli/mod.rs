//! The command line: one module per command. Every setting is a flag and a `ROWLOCK_*` variable.

mod completions;
mod man;
mod serve;
mod user;

use crate::logging;
use crate::place::Place;
use clap::error::ErrorKind;
use clap::{Parser, Subcommand};
use std::ffi::OsString;

/// Run a Scrum of Scrums. Without a command it serves.
#[derive(Debug, Parser)]
#[command(name = "rowlock", version, about, propagate_version = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages (the default)
    Serve(Box<serve::Serve>),
    /// Let people in: accounts and links for a new password
    User(user::User),
    /// Print completions for a shell
    Completions(completions::Completions),
    /// Print the manual page
    Man,
}

/// Reads the arguments of this process; ends it with help or a usage error where they say so.
pub fn read() -> Cli {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    match Cli::try_parse_from(&arguments) {
        Ok(cli) if cli.command.is_some() => cli,
        Ok(_) => Cli::parse_from(serving(arguments)),
        // Flags of `serve` without its name.
        Err(error) if error.kind() == ErrorKind::UnknownArgument && is_flag(arguments.get(1)) => Cli::parse_from(serving(arguments)),
        Err(error) => error.exit(),
    }
}

fn is_flag(argument: Option<&OsString>) -> bool {
    argument.is_some_and(|argument| argument.to_string_lossy().starts_with('-'))
}

fn serving(mut arguments: Vec<OsString>) -> Vec<OsString> {
    arguments.insert(arguments.len().min(1), "serve".into());
    arguments
}

/// Does what the arguments say.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    let Cli { command, place } = cli;
    let command = command.unwrap_or_else(|| Command::Serve(Box::default()));
    logging::begin(if matches!(command, Command::Serve(_)) { "info" } else { "warn" });
    match command {
        Command::Serve(serve) => runtime()?.block_on(serve.run(&place)),
        Command::User(user) => runtime()?.block_on(user.run(&place)),
        Command::Completions(completions) => completions.run(),
        Command::Man => man::run(),
    }
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// The whole command line, for completions and the manual.
fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn without_a_command_it_serves() {
        let cli = Cli::try_parse_from(serving(vec!["rowlock".into(), "--listen".into(), "127.0.0.1:0".into()]));
        assert!(matches!(cli.map(|cli| cli.command), Ok(Some(Command::Serve(_)))));
    }
}
