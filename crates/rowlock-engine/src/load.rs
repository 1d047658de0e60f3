//! Replay: the log, read in slices, becomes the model.

use crate::key::{Answers, Key};
use crate::{EngineError, Profiles, Snapshot, meter};
use rowlock_domain::{Event, Recorded, Workspace};
use rowlock_store::{Profile, SLICE, Store, StoredEvent, WorkspaceKey};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What reading the log on found besides the model.
#[derive(Default)]
pub(crate) struct Read {
    /// The hash of the last row, if there was one.
    pub head: Option<[u8; 32]>,
    /// The idempotency keys of the commands, and what each made.
    pub answered: Answers,
}

/// Reads everything after the model's version and applies it.
pub(crate) async fn catch_up(store: &dyn Store, key: WorkspaceKey, slug: &str, model: &mut Workspace) -> Result<Read, EngineError> {
    let mut read = Read::default();
    let mut asked = store.read(key, model.version, SLICE);
    loop {
        let slice = asked.await?;
        let count = slice.len();
        meter::replayed(count as u64);
        // The store fetches the next slice while this one is applied.
        let next = model.version + count as u64;
        let following = (count == SLICE).then(|| store.read(key, next, SLICE));
        for mut stored in slice {
            read.head = Some(stored.hash);
            if let Some(key) = stored.key.take() {
                read.answered.note(&Key::read(&key), stored.stamp.version, stored.stamp.last);
            }
            let recorded = Arc::new(decode(slug, stored)?);
            apply(slug, model, recorded)?;
        }
        match following {
            Some(following) => asked = following,
            None => return Ok(read),
        }
    }
}

/// Applies an event. A panic there is a defect of ours that stops this workspace only; its half-changed model is thrown away by the caller.
pub(crate) fn apply(slug: &str, model: &mut Workspace, recorded: Arc<Recorded>) -> Result<(), EngineError> {
    let version = recorded.stamp.version;
    guarded(slug, version, || model.apply(recorded))
}

fn guarded(slug: &str, version: u64, apply: impl FnOnce()) -> Result<(), EngineError> {
    catch_unwind(AssertUnwindSafe(apply)).map_err(|_| EngineError::Broken { slug: slug.to_owned(), version })
}

fn decode(slug: &str, stored: StoredEvent) -> Result<Recorded, EngineError> {
    let event = Event::decode(&stored.kind, &stored.payload).map_err(|why| EngineError::Unreadable {
        slug: slug.to_owned(),
        version: stored.stamp.version,
        why,
    })?;
    Ok(Recorded { stamp: stored.stamp, event })
}

/// The whole workspace, from its first event.
pub(crate) async fn load(store: &dyn Store, workspace: &rowlock_store::Workspace) -> Result<(Snapshot, Answers), EngineError> {
    let began = std::time::Instant::now();
    // Before the profiles: what is changed meanwhile is looked at again, never missed.
    let places = store.standing(vec![workspace.key]).await?.places;
    let mut model = Workspace::default();
    let read = catch_up(store, workspace.key, &workspace.slug, &mut model).await?;
    let profiles = Profiles::new(Profile::all(store, workspace.key).await?);
    let at = model.at;
    let snapshot = Snapshot {
        timeline: workspace.head.timeline,
        head: read.head.unwrap_or([0; 32]),
        model: Arc::new(model),
        profiles: Arc::new(profiles),
        profile_version: places.get(&workspace.key).map_or(0, |place| place.profiles),
        others: 0,
        at,
    };
    meter::loaded(began.elapsed());
    Ok((snapshot, read.answered))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_while_applying_names_workspace_and_version_and_stops_that_workspace() {
        let broken = guarded("harbour", 7, || panic!("a defect of apply, on purpose")).unwrap_err();
        assert!(broken.stops_workspace());
        assert!(broken.to_string().contains("“harbour” is stopped: version 7"), "{broken}");
    }
}
