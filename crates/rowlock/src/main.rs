//! Rowlock: run a Scrum of Scrums. This is the binary: command line, configuration, logging, wiring.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod cli;
mod logging;
mod metrics;
mod operator;
mod place;

use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::read();
    match cli::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::told(&error),
    }
}
