//! `rowlock restore FILE`: always here, never through a server, since it fills an empty data directory.

use super::{backup, screen::Screen};
use crate::operator::Failure;
use crate::place::Place;
use rowlock_engine::plain::StoreError;
use rowlock_store::{RestoreReport, Sqlite, Store};
use std::path::{Path, PathBuf};

/// Fill an empty data directory from a backup. The server must be stopped.
#[derive(Debug, clap::Args)]
pub struct Restore {
    /// The backup
    file: PathBuf,
    /// List of redactions of the old data directory (its file `redactions`): what was redacted or erased since the backup goes again
    #[arg(long, value_name = "FILE")]
    redactions: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Restore {
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let mut screen = Screen::new(self.json);
        let report = self.fill(place).map_err(|failure| screen.failed(failure))?;
        let RestoreReport { workspaces, records, redacted, erased } = report;
        let mut value = backup::value(&workspaces, records);
        value["redacted"] = redacted.into();
        value["erased"] = erased.into();
        screen.reply(&value, &format!("Restored {}", backup::contents(&workspaces, records)))
    }

    fn fill(&self, place: &Place) -> Result<RestoreReport, Failure> {
        let dir = place.folder().map_err(Failure::usage)?;
        if !self.file.is_file() {
            return Err(Failure::usage(format!("There is no backup {}.", self.file.display())));
        }
        let store = match Sqlite::open(&dir) {
            Ok(store) => store,
            Err(StoreError::Locked { holder, .. }) => return Err(running(&dir, holder)),
            Err(other) => return Err(other.into()),
        };
        let lying = dir.join("redactions");
        let redactions = self.redactions.clone().or_else(|| lying.is_file().then_some(lying));
        let runtime = super::runtime().map_err(Failure::new)?;
        runtime.block_on(async {
            let restored = rowlock_store::restore(&store, &self.file, redactions.as_deref()).await;
            store.stop().await?;
            restored.map_err(|error| in_use(error, &dir))
        })
    }
}

fn running(dir: &Path, holder: Option<u32>) -> Failure {
    let process = holder.map_or_else(String::new, |pid| format!(" (process {pid})"));
    Failure::new(format!("A Rowlock server{process} is running on {}. Stop it first, then restore into an empty directory.", dir.display()))
}

fn in_use(error: StoreError, dir: &Path) -> Failure {
    match error {
        StoreError::Malformed(_) => Failure::new(format!(
            "{0} holds data already, and a restore overwrites nothing. Move it away (`mv {0} {0}.old`) and restore again, with --redactions {0}.old/redactions if that file exists.",
            dir.display()
        )),
        other => other.into(),
    }
}
