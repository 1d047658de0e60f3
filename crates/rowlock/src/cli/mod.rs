//! The command line: one module per command. Every setting is a flag and a `ROWLOCK_*` variable.

mod alone;
mod analyze;
mod apply;
mod backup;
mod checkin;
mod completions;
mod copy;
mod export;
mod man;
mod questions;
mod reach;
mod repair;
mod restore;
mod screen;
mod serve;
mod status;
mod user;
mod verify;

use crate::logging;
use crate::operator::{Failure, Reply};
use crate::place::Place;
use clap::error::ErrorKind;
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

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

/// The workspace that a command is about.
#[derive(Clone, Debug, clap::Args)]
struct Which {
    /// Workspace, as it stands in addresses; not needed while there is only one
    #[arg(long, env = "ROWLOCK_WORKSPACE", value_name = "SLUG")]
    workspace: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages (the default)
    Serve(Box<serve::Serve>),
    /// Let people in: accounts and links for a new password
    User(user::User),
    /// Bring a workspace to an organisation file
    Apply(apply::Apply),
    /// Say what stands in a workspace
    Status(status::Status),
    /// Print events as JSON lines, or a meeting's minutes as Markdown
    Export(export::Export),
    /// Check in for a team from the terminal
    #[command(name = "checkin")]
    CheckIn(Box<checkin::CheckIn>),
    /// Walk every log and name the first bad version
    Verify(verify::Verify),
    /// Write everything to a file, also while the server runs
    Backup(backup::Backup),
    /// Fill an empty data directory from a backup
    Restore(restore::Restore),
    /// Analyse a file without a server: durations, network, forecast, agenda, overlap
    Analyze(analyze::Analyze),
    /// Let a damaged workspace go on from its last sound version
    Repair(repair::Repair),
    /// Copy everything into another, empty database
    Copy(copy::Copy),
    /// Print completions for a shell
    Completions(completions::Completions),
    /// Print the manual page of the program or of one command
    Man(man::Man),
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
        Command::Serve(serve) => serve.runtime(&place)?.block_on(serve.run(&place)),
        Command::User(user) => Ok(user.run(&place)?),
        Command::Apply(apply) => Ok(apply.run(&place)?),
        Command::Status(status) => Ok(status.run(&place)?),
        Command::Export(export) => Ok(export.run(&place)?),
        Command::CheckIn(check_in) => Ok(check_in.run(&place)?),
        Command::Verify(verify) => Ok(verify.run(&place)?),
        Command::Backup(backup) => Ok(backup.run(&place)?),
        Command::Restore(restore) => Ok(restore.run(&place)?),
        Command::Analyze(analyze) => Ok(analyze.run()?),
        Command::Repair(repair) => Ok(repair.run(&place)?),
        Command::Copy(copy) => Ok(copy.run(&place)?),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
    }
}

/// Tells on standard error what stood against a command, with line and field where it was about a file.
pub fn told(error: &anyhow::Error) -> ExitCode {
    eprintln!("rowlock: {}", screen::plain(&format!("{error:#}")));
    let Some(failure) = error.downcast_ref::<Failure>() else { return ExitCode::FAILURE };
    for problem in &failure.problems {
        let line = if problem.line > 0 { format!("line {}: ", problem.line) } else { String::new() };
        let field = if problem.field.is_empty() { String::new() } else { format!("{}: ", problem.field) };
        eprintln!("  {}", screen::plain(&format!("{line}{field}{}", problem.message)));
    }
    ExitCode::from(failure.code)
}

/// An answer to another question: the server is of another version.
fn unexpected(reply: &Reply) -> Failure {
    Failure::new(format!("The server answered something else ({reply:?}). Use the same version of Rowlock for both."))
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
    fn a_switch_is_yes_or_no_and_nothing_else() {
        let parsed = |switch: &str| Cli::try_parse_from(["rowlock", "serve", switch]);
        for good in ["--insecure-http", "--insecure-http=yes", "--insecure-http=off", "--database-pgbouncer=0"] {
            assert!(parsed(good).is_ok(), "{good}");
        }
        for bad in ["--insecure-http=maybe", "--database-pgbouncer=maybe"] {
            assert!(parsed(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn without_a_command_it_serves() {
        let cli = Cli::try_parse_from(serving(vec!["rowlock".into(), "--listen".into(), "127.0.0.1:0".into()]));
        assert!(matches!(cli.map(|cli| cli.command), Ok(Some(Command::Serve(_)))));
    }
}
