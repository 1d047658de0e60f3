//! `rowlock backup FILE`

use super::{
    reach::{Begin, reach},
    screen::Screen,
};
use crate::operator::{Failure, Reply, Request};
use crate::place::Place;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Write everything to a new file, also while the server runs. It holds password hashes: only its owner can read it.
#[derive(Debug, clap::Args)]
pub struct Backup {
    /// File to write
    file: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Backup {
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let mut screen = Screen::new(self.json);
        let path = std::path::absolute(&self.file).map_err(|error| Failure::usage(format!("{}: {error}", self.file.display())))?;
        let request = Request::Backup { path };
        match reach(place, Begin::Existing, &request, &mut screen).map_err(|failure| screen.failed(failure))? {
            Reply::BackedUp { workspaces, records } => {
                let text = format!("{} holds {}", self.file.display(), contents(&workspaces, records));
                screen.reply(&value(&workspaces, records), &text)
            }
            other => Err(super::unexpected(&other)),
        }
    }
}

/// What a backup holds, in words.
pub fn contents(workspaces: &[(String, u64)], records: usize) -> String {
    let logs: Vec<String> = workspaces.iter().map(|(slug, version)| format!("{slug} up to version {version}")).collect();
    let logs = if logs.is_empty() { "no workspace".to_owned() } else { logs.join(", ") };
    format!("{logs}, and {records} records beside the logs.")
}

/// The same for programs.
pub fn value(workspaces: &[(String, u64)], records: usize) -> Value {
    let logs: Vec<Value> = workspaces.iter().map(|(slug, version)| json!({ "workspace": slug, "version": version })).collect();
    json!({ "workspaces": logs, "records": records })
}
