//! Events, workspaces and waiting, for the tests.

use rowlock_domain::{Actor, Instant, PersonId, Via};
use rowlock_store::testing::Database;
use rowlock_store::{NewEvent, Postgres, PostgresSettings, Store, WorkspaceKey};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

pub fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Tells a story upon a PostgreSQL of its own.
pub fn on_postgres(story: impl AsyncFnOnce(&Postgres)) {
    let database = Database::new();
    wait(async {
        let store = Postgres::connect(PostgresSettings::new(&database.url)).await.unwrap();
        story(&store).await;
        store.stop().await.unwrap();
    });
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

/// What a power cut would leave of a data directory in use.
pub fn crash_image(dir: &Path) -> TempDir {
    let image = tempfile::tempdir().unwrap();
    for name in ["rowlock.db", "rowlock.db-wal", "heads", "redactions"] {
        if dir.join(name).exists() {
            std::fs::copy(dir.join(name), image.path().join(name)).unwrap();
        }
    }
    image
}

/// Changes a file's bytes.
pub fn tamper(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).unwrap();
    change(&mut bytes);
    std::fs::write(path, bytes).unwrap();
}

/// Runs one test of this binary in a process of its own, with a story for it to play.
pub fn play(test: &str, story: &str, dir: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg("trap '' XFSZ; [ -z \"$BLOCKS\" ] || ulimit -f \"$BLOCKS\"; exec \"$0\" --exact \"$1\" --nocapture");
    command.arg(std::env::current_exe().unwrap()).arg(test).env("STORY", story).env("DIR", dir);
    command
}

/// The directory of the story that this process was started for.
pub fn story(name: &str) -> Option<PathBuf> {
    (std::env::var("STORY").ok()? == name).then(|| PathBuf::from(std::env::var_os("DIR").unwrap()))
}
