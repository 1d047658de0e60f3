//! `rowlock verify`

use super::{
    reach::{Begin, reach},
    screen::Screen,
};
use crate::operator::{Failure, Reply, Request, Verified};
use crate::place::Place;
use serde_json::json;

/// Walk every workspace's log and name the first bad version.
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let mut screen = Screen::new(self.json);
        match reach(place, Begin::Existing, &Request::Verify, &mut screen).map_err(|failure| screen.failed(failure))? {
            Reply::Verified { workspaces } => {
                let lines: Vec<String> = workspaces.iter().map(told).collect();
                let text = if lines.is_empty() { "There is no workspace here.".to_owned() } else { lines.join("\n") };
                screen.reply(&json!({ "workspaces": workspaces }), &text)?;
                judged(&workspaces)
            }
            other => Err(super::unexpected(&other)),
        }
    }
}

fn told(found: &Verified) -> String {
    let Verified { workspace, version, head, bad_version, why } = found;
    match (bad_version, head) {
        (Some(bad), _) => format!("{workspace}: damaged at version {bad}: {}", why.as_deref().unwrap_or("it does not fit")),
        (None, head) => format!("{workspace}: sound up to version {version}, head {}", head.as_deref().unwrap_or_default()),
    }
}

fn judged(workspaces: &[Verified]) -> Result<(), Failure> {
    let damaged: Vec<&str> = workspaces.iter().filter(|found| found.bad_version.is_some()).map(|found| found.workspace.as_str()).collect();
    if damaged.is_empty() {
        return Ok(());
    }
    let slug = damaged.first().copied().unwrap_or_default();
    Err(Failure::new(format!(
        "The log of {} is damaged. Keep a copy of the data, then restore the last backup; or, if the log holds more than it, let it go on from \
         its last sound version: `rowlock repair --workspace {slug}` says which.",
        damaged.join(", ")
    )))
}
