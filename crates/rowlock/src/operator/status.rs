//! `status`: version, head and counts of what stands.

use super::{Failure, Reply, Status, counts, workspace};
use rowlock_engine::{Engine, plain};

pub async fn status(engine: &Engine, slug: Option<&str>) -> Result<Reply, Failure> {
    let desk = workspace::desk(engine, slug).await?;
    let snapshot = desk.snapshot();
    let failed = plain::Mail::failed(&**engine.store(), desk.key, "").await?;
    Ok(Reply::Status(Status {
        workspace: desk.slug.clone(),
        name: snapshot.model.name.to_string(),
        version: snapshot.version(),
        head: hex(&snapshot.head),
        counts: counts::counts(&snapshot.model),
        mails_given_up: failed.len(),
    }))
}

/// A hash as people and programs compare it.
pub fn hex(hash: &[u8; 32]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
