//! `verify`: walks every log and names the first bad version of each.

use super::{Failure, Output, Reply, Step, Verified, status::hex};
use rowlock_engine::{Engine, plain::StoreError};

pub async fn verify(engine: &Engine, output: &mut dyn Output) -> Result<Reply, Failure> {
    let store = engine.store();
    let all = store.workspaces().await?;
    let of = all.len() as u64;
    let mut workspaces = Vec::new();
    for (done, workspace) in (0..).zip(all) {
        output.step(Step { done, of, what: format!("Walking {}", workspace.slug) });
        let found = match rowlock_store::verify(&**store, workspace.key).await {
            Ok(head) => sound(&workspace.slug, head.version, &head.hash),
            Err(StoreError::Damaged { version, why, .. }) => bad(&workspace.slug, version, why),
            Err(other) => return Err(other.into()),
        };
        // The walk may find all it sees sound while the store knows of an end that is missing.
        let found = match workspace.damage {
            Some(damage) if found.bad_version.is_none() => bad(&workspace.slug, damage.version, damage.why),
            _ => found,
        };
        workspaces.push(found);
    }
    Ok(Reply::Verified { workspaces })
}

fn sound(slug: &str, version: u64, hash: &[u8; 32]) -> Verified {
    Verified { workspace: slug.to_owned(), version, head: Some(hex(hash)), bad_version: None, why: None }
}

fn bad(slug: &str, version: u64, why: String) -> Verified {
    Verified { workspace: slug.to_owned(), version: version.saturating_sub(1), head: None, bad_version: Some(version), why: Some(why) }
}
