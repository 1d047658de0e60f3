//! Events, workspaces and waiting, for the tests.

use rowlock_domain::{Actor, Instant, PersonId, Via};
use rowlock_store::{NewEvent, Store, WorkspaceKey};
use std::future::Future;

pub fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

pub fn event(last: u64, text: &str) -> NewEvent {
    NewEvent {
        last,
        at: Instant(1_700_000_000_000 + i64::try_from(last).unwrap()),
        actor: Actor::Person(PersonId(7)),
        on_behalf_of: None,
        via: Via::Web,
        key: None,
        kind: "ImpedimentRaised".to_owned(),
        payload: format!("{{\"title\":\"{text}\"}}"),
    }
}

/// So many commands of one event each, from version `first` on.
pub fn commands(first: u64, count: u64) -> Vec<NewEvent> {
    (first..first + count).map(|version| event(version, &format!("number {version}"))).collect()
}

/// A workspace with so many events, appended in slices.
pub async fn filled(store: &dyn Store, slug: &str, count: u64) -> WorkspaceKey {
    let workspace = store.create_workspace(slug).await.unwrap();
    let mut version = 0;
    while version < count {
        let more = (count - version).min(500);
        let head = store.append(workspace, version, commands(version + 1, more), vec![]).await;
        version = head.unwrap().version;
    }
    workspace
}
