//! A database for this process alone: what `repair` and `copy` need. No server may use it meanwhile.

use crate::operator::Failure;
use crate::place::{Base, Place};
use rowlock_engine::plain::StoreError;
use rowlock_store::{Postgres, Sqlite, Store};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open database.
pub struct Alone {
    /// The log in it.
    pub store: Arc<dyn Store>,
    /// Its folder, if it is an embedded one.
    pub folder: Option<PathBuf>,
    /// Where files about it are put: its folder, or the one of `--data` beside a PostgreSQL.
    pub beside: PathBuf,
}

impl Alone {
    /// Opens the database that `--data` or `--database` names.
    pub async fn open(place: &Place) -> Result<Self, Failure> {
        let folder = match place.base().map_err(Failure::usage)? {
            Base::Folder(folder) => folder,
            Base::Postgres(settings) => {
                let beside = settings.dir.clone().unwrap_or_default();
                return Ok(Self { store: Arc::new(Postgres::connect(settings).await?), folder: None, beside });
            }
        };
        let opening = folder.clone();
        let opened = tokio::task::spawn_blocking(move || Sqlite::open(&opening)).await.map_err(Failure::new)?;
        match opened {
            Ok(store) => Ok(Self { store: Arc::new(store), beside: folder.clone(), folder: Some(folder) }),
            Err(StoreError::Locked { holder, .. }) => Err(running(&folder, holder)),
            Err(other) => Err(other.into()),
        }
    }

    /// The list of redactions beside the database.
    pub fn redactions(&self) -> Option<PathBuf> {
        Some(self.beside.join("redactions")).filter(|list| list.is_file())
    }
}

fn running(folder: &Path, holder: Option<u32>) -> Failure {
    let process = holder.map_or_else(String::new, |pid| format!(" (process {pid})"));
    Failure::new(format!("A Rowlock process{process} is using {}. Stop it first.", folder.display()))
}
