//! `backup`: everything into one new file, while the engine goes on working.

use super::{Failure, Reply, told_of};
use rowlock_engine::{Engine, plain::StoreError};
use rowlock_store::Damage;
use std::path::Path;

pub async fn backup(engine: &Engine, path: &Path) -> Result<Reply, Failure> {
    if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
        return Err(Failure::usage(format!("There is no folder {}, so nothing was backed up. Make it, or name a file elsewhere.", folder.display())));
    }
    let report = rowlock_store::backup(&**engine.store(), path).await.map_err(|error| failed(engine, error))?;
    if report.left_out.is_empty() {
        return Ok(Reply::BackedUp { workspaces: report.workspaces, records: report.records });
    }
    let left_out: Vec<String> = report.left_out.iter().map(told).collect();
    Err(Failure::new(format!(
        "{} was written with all that is sound, but not whole. {} Keep the older backups and a copy of the data.",
        path.display(),
        left_out.join(" ")
    )))
}

/// Which workspace is missing, why, and what to do.
fn told((slug, Damage { version, why }): &(String, Damage)) -> String {
    format!(
        "{slug} is left out: its log is damaged at version {version}, {why}. Restore the last backup that holds it, or let it go on from its \
         last sound version: `rowlock repair --workspace {slug}` says which, with `--to VERSION` it is done."
    )
}

fn failed(engine: &Engine, error: StoreError) -> Failure {
    match &error {
        StoreError::Damaged { workspace, .. } => {
            let desks = engine.desks();
            let slug = desks.values().find(|desk| desk.key == *workspace).map_or_else(|| workspace.to_string(), |desk| desk.slug.clone());
            Failure::new(format!("{}; nothing was backed up. `rowlock verify` tells more.", told_of(&error, &slug)))
        }
        StoreError::Io { .. } => Failure::new(format!("{error}. Nothing was backed up: name a file that can be written there.")),
        _ => error.into(),
    }
}
