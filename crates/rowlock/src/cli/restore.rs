//! `rowlock restore FILE`: always here, never through a server, since it fills an empty data directory.

use super::{backup, screen::Screen};
use crate::operator::Failure;
use crate::place::{Base, Place};
use rowlock_engine::plain::StoreError;
use rowlock_store::{Postgres, PostgresSettings, RestoreReport, Sqlite, Store, check_backup};
use std::path::{Path, PathBuf};

/// Fill an empty data directory from a backup. The server must be stopped.
#[derive(Debug, clap::Args)]
pub struct Restore {
    /// The backup
    file: PathBuf,
    /// List of redactions of the old data directory (its file `redactions`): what was redacted or erased since the backup goes again.
    /// Where several servers shared a PostgreSQL each has its own; give it once for each
    #[arg(long, value_name = "FILE")]
    redactions: Vec<PathBuf>,
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
        let shown = self.file.display();
        if self.file.is_dir() {
            return Err(Failure::usage(format!("{shown} is a folder. Name the file in it that `rowlock backup` wrote.")));
        }
        for file in std::iter::once(&self.file).chain(&self.redactions) {
            if let Err(why) = std::fs::File::open(file) {
                let shown = file.display();
                return Err(Failure::usage(format!(
                    "{shown} cannot be read: {why}. Nothing was restored; name a file that is there and can be read."
                )));
            }
        }
        // Before a folder or tables are made for it.
        check_backup(&self.file).map_err(unusable)?;
        let dir = match place.base().map_err(Failure::usage)? {
            Base::Folder(dir) => dir,
            Base::Postgres(settings) => return self.fill_postgres(settings),
        };
        let store = match Sqlite::open(&dir) {
            Ok(store) => store,
            Err(StoreError::Locked { holder, .. }) => return Err(running(&dir, holder)),
            Err(other) => return Err(other.into()),
        };
        let lying = dir.join("redactions");
        let lists = if self.redactions.is_empty() && lying.is_file() { vec![lying] } else { self.redactions.clone() };
        let runtime = super::runtime().map_err(Failure::new)?;
        runtime.block_on(async {
            let restored = rowlock_store::restore(&store, &self.file, &lists).await;
            store.stop().await?;
            restored.map_err(|error| in_use(error, &dir))
        })
    }
}

impl Restore {
    fn fill_postgres(&self, settings: PostgresSettings) -> Result<RestoreReport, Failure> {
        super::runtime().map_err(Failure::new)?.block_on(async {
            let store = Postgres::connect(settings).await?;
            let restored = rowlock_store::restore(&store, &self.file, &self.redactions).await;
            store.stop().await?;
            restored.map_err(|error| match error {
                StoreError::Malformed(_) => Failure::new(
                    "This database holds data already, and a restore overwrites nothing. Make an empty one (`createdb NAME`) and restore into that.",
                ),
                other => unusable(other),
            })
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
        other => unusable(other),
    }
}

/// A file that is no backup, or not a whole one, is found before anything is written.
fn unusable(error: StoreError) -> Failure {
    match error {
        StoreError::Io { what, why } if what.ends_with("is not a usable backup") => Failure::new(format!(
            "{what} ({why}), so nothing was restored. It was cut or changed, or `rowlock backup` did not write it: take another backup, or copy \
             this one anew from where it is kept."
        )),
        other => other.into(),
    }
}
