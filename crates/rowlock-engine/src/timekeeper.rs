//! The clock's own commands: what falls due by itself. Any server may run it; a refusal makes things happen once.

use crate::{Desk, Engine, Submission};
use rowlock_domain::{Actor, Instant, Via, due};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::watch;

/// The longest nap between two looks, so that a clock that was set is noticed.
const LONGEST: Duration = Duration::from_secs(30);
const SHORTEST: Duration = Duration::from_millis(200);

pub(crate) fn start(engine: &Arc<Engine>, desk: &Arc<Desk>) {
    tokio::spawn(keep_time(Arc::downgrade(engine), Arc::downgrade(desk), engine.stopping().clone()));
}

async fn keep_time(engine: Weak<Engine>, desk: Weak<Desk>, stopping: tokio_util::sync::CancellationToken) {
    let Some(mut version) = desk.upgrade().map(|desk| desk.changes.follow()) else { return };
    loop {
        let (Some(engine), Some(desk)) = (engine.upgrade(), desk.upgrade()) else { return };
        let next = look(&engine, &desk, &mut version).await;
        let nap = next.map_or(LONGEST, |at| Duration::from_millis(u64::try_from(at.since_ms(engine.clock().now())).unwrap_or(0)));
        drop((engine, desk));
        tokio::select! {
            () = tokio::time::sleep(nap.clamp(SHORTEST, LONGEST)) => {}
            changed = version.changed() => {
                if changed.is_err() { return }
                // A burst of changes is looked at once.
                tokio::time::sleep(SHORTEST).await;
            }
            () = stopping.cancelled() => return,
        }
    }
}

/// Does what is due and says when to look again.
async fn look(engine: &Engine, desk: &Desk, version: &mut watch::Receiver<u64>) -> Option<Instant> {
    let snapshot = desk.snapshot();
    let calendar = &**engine.calendar();
    for command in due::due(&snapshot.model, calendar, engine.clock().now()) {
        let name = command.name();
        if let Err(error) = desk.submit(Submission::new(Actor::Reactor, Via::Cli, vec![command])).await {
            tracing::debug!(workspace = %desk.slug, name, %error, "what was due is done already or must wait");
        }
    }
    // What is committed from here on is looked at again.
    version.mark_unchanged();
    let next = due::next_due_at(&desk.snapshot().model, calendar, engine.clock().now());
    if let Err(error) = engine.note_waking(desk, next).await {
        tracing::debug!(workspace = %desk.slug, %error, "when to wake this workspace could not be noted; it will be at the next look");
    }
    next
}
