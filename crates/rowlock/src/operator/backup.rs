//! `backup`: everything into one new file, while the engine goes on working.

use super::{Failure, Reply};
use rowlock_engine::Engine;
use std::path::Path;

pub async fn backup(engine: &Engine, path: &Path) -> Result<Reply, Failure> {
    let report = rowlock_store::backup(&**engine.store(), path).await?;
    if report.left_out.is_empty() {
        return Ok(Reply::BackedUp { workspaces: report.workspaces, records: report.records });
    }
    let left_out = report.left_out.join(", ");
    let sentence = format!(
        "{} was written, but without the damaged {left_out}. `rowlock verify` tells what is wrong; keep a copy of the data directory.",
        path.display()
    );
    Err(Failure::new(sentence))
}
