//! `rowlock analyze cases`

use super::{Failure, print, print_json, read, told};
use std::fmt::Write;
use std::path::PathBuf;

/// Compute every case of a file of known answers anew (what is expected is not read).
#[derive(Debug, clap::Args)]
pub struct Cases {
    /// A file of cases, JSON; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

impl Cases {
    pub fn run(self) -> Result<(), Failure> {
        let computed = rowlock_analysis::cases::compute(&read(&self.file)?).map_err(|problem| told(&self.file, problem))?;
        if self.json {
            return print_json(&computed);
        }
        let mut text = format!("{}: {} cases\n", computed.kind, computed.cases.len());
        for case in &computed.cases {
            let _ = writeln!(text, "\n{}\n  {}", case.name, case.result);
        }
        print(&text)
    }
}
