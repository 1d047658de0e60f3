//! Rowlock: run a Scrum of Scrums. This is the binary: command line, configuration, logging, wiring.

mod cli;
mod logging;
mod place;

use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::read();
    match cli::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rowlock: {error:#}");
            ExitCode::FAILURE
        }
    }
}
