//! `backup`: everything into one new file, while the engine goes on working.

use super::{Failure, Reply};
use rowlock_engine::Engine;
use rowlock_store::Damage;
use std::path::Path;

pub async fn backup(engine: &Engine, path: &Path) -> Result<Reply, Failure> {
    let report = rowlock_store::backup(&**engine.store(), path).await?;
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
