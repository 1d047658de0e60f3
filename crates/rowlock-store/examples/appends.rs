//! Durable appends a second, against bare SQLite on the same disk. `cargo run --release -p rowlock-store --example appends [DIR] [SECONDS]`
//!
//! "one by one": each command is a commit of its own. "batched": whatever waits is appended at once, as the engine
//! does. Each client waits for its answer before it sends the next command. The head's cost is measured by itself.

use rowlock_domain::{Actor, Instant as At, PersonId, Via};
use rowlock_store::{NewEvent, Sqlite, Store, WorkspaceKey};
use std::error::Error;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot};

const PAYLOAD_BYTES: usize = 180;

type Command = oneshot::Sender<u64>;

fn event(version: u64) -> NewEvent {
    NewEvent {
        last: version,
        at: At(1_700_000_000_000),
        actor: Actor::Person(PersonId(7)),
        on_behalf_of: None,
        via: Via::Web,
        key: Some(format!("{version:032x}")),
        kind: "ImpedimentRaised".to_owned(),
        payload: format!("{{\"title\":\"{:x<PAYLOAD_BYTES$}\"}}", "waiting for the interface "),
    }
}

fn bare(dir: &Path, time: Duration) -> rusqlite::Result<f64> {
    let connection = rusqlite::Connection::open(dir.join("bare.db"))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE event (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL)",
    )?;
    let NewEvent { kind, payload, .. } = event(1);
    let (start, mut count) = (Instant::now(), 0.0);
    while start.elapsed() < time {
        let mut insert = connection.prepare_cached("INSERT INTO event (at, kind, payload) VALUES (1, ?1, ?2)")?;
        insert.execute((&kind, &payload))?;
        count += 1.0;
    }
    Ok(count / start.elapsed().as_secs_f64())
}

fn heads(dir: &Path) -> Result<f64, Box<dyn Error>> {
    let file = std::fs::File::create(dir.join("head"))?;
    let start = Instant::now();
    for turn in 0..100_000u64 {
        file.write_all_at(&[7; 104], (turn % 2) * 512)?;
    }
    Ok(start.elapsed().as_secs_f64() * 10.0)
}

/// Appends what waits, at most so many commands at once.
async fn write(store: Arc<Sqlite>, key: WorkspaceKey, mut waiting: mpsc::Receiver<Command>, most: usize) {
    let mut version = store.heads().await.map_or(0, |heads| heads[&key].version);
    let mut commands = Vec::new();
    while waiting.recv_many(&mut commands, most).await > 0 {
        let events = (version + 1..).take(commands.len()).map(event).collect();
        match store.append(key, version, events, Vec::new()).await {
            Ok(head) => version = head.version,
            Err(error) => return eprintln!("{error}"),
        }
        for command in commands.drain(..) {
            command.send(version).ok();
        }
    }
}

async fn clients(store: &Arc<Sqlite>, key: WorkspaceKey, count: usize, most: usize, time: Duration) -> (f64, u128) {
    let (send, waiting) = mpsc::channel(count);
    let writer = tokio::spawn(write(Arc::clone(store), key, waiting, most));
    let start = Instant::now();
    let client = |send: mpsc::Sender<Command>| async move {
        let mut took = Vec::new();
        while start.elapsed() < time {
            let asked = Instant::now();
            let (tell, told) = oneshot::channel();
            if send.send(tell).await.is_err() || told.await.is_err() {
                break;
            }
            took.push(asked.elapsed().as_micros());
        }
        took
    };
    let running: Vec<_> = (0..count).map(|_| tokio::spawn(client(send.clone()))).collect();
    drop(send);
    let mut took = Vec::new();
    for client in running {
        took.extend(client.await.unwrap_or_default());
    }
    let elapsed = start.elapsed().as_secs_f64();
    drop(writer.await);
    took.sort_unstable();
    (took.len() as f64 / elapsed, took.get(took.len() / 2).copied().unwrap_or(0))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let seconds: u64 = arguments.get(1).map_or(Ok(2), |text| text.parse())?;
    let time = Duration::from_secs(seconds);
    let parent = arguments.first().map_or_else(std::env::temp_dir, Into::into);
    let dir = parent.join(format!("rowlock-appends-{}", std::process::id()));
    std::fs::create_dir_all(&dir)?;
    let bare = bare(&dir, time)?;
    println!("bare SQLite, FULL, one client  {bare:>8.0} appends/s");
    println!("one head written               {:>8.2} µs", heads(&dir)?);
    let store = Arc::new(Sqlite::open(&dir.join("data"))?);
    let key = store.create_workspace("bench").await?;
    for (name, most) in [("one by one", 1), ("batched", 1_000)] {
        for count in [1, 8, 32] {
            let (rate, median) = clients(&store, key, count, most, time).await;
            println!("{count:>2} clients, {name:<10}         {rate:>8.0} appends/s  {:>5.2} of bare  p50 {median} µs", rate / bare);
        }
    }
    let (start, mut after) = (Instant::now(), 0);
    loop {
        let events = store.read(key, after, 1_000).await?;
        after += events.len() as u64;
        if events.len() < 1_000 {
            break;
        }
    }
    println!("read with the chain checked    {:>8.0} events/s of {after}", after as f64 / start.elapsed().as_secs_f64());
    store.stop().await?;
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}
