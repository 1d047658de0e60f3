//! The server killed while clients write: what was acknowledged is there afterwards, exactly once.

use crate::support::House;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const ROUNDS: u64 = 6;
const CLIENTS: u64 = 4;

/// Sends a check-in under a key; whether it was acknowledged.
fn send(socket: &Path, key: &str) -> bool {
    let Ok(mut stream) = UnixStream::connect(socket) else { return false };
    let request = json!({ "check_in": { "seat": { "workspace": "harbour", "team": "SEA", "handle": "ada" }, "next": [key], "key": key } });
    if writeln!(stream, "{request}").is_err() {
        return false;
    }
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).is_ok() && answer.starts_with("{\"done\"")
}

struct Clients {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<Mutex<BTreeSet<String>>>,
    unanswered: Arc<Mutex<BTreeSet<String>>>,
    threads: Vec<std::thread::JoinHandle<()>>,
}

impl Clients {
    fn start(socket: &Path, round: u64) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (acknowledged, unanswered) = (Arc::default(), Arc::default());
        let mut clients = Self { stop, acknowledged, unanswered, threads: Vec::new() };
        for client in 0..CLIENTS {
            let (stop, acknowledged, unanswered) = (clients.stop.clone(), clients.acknowledged.clone(), clients.unanswered.clone());
            let socket: PathBuf = socket.to_owned();
            clients.threads.push(std::thread::spawn(move || {
                for n in 0_u64.. {
                    let key = format!("r{round}-c{client}-{n}");
                    if stop.load(Ordering::SeqCst) {
                        return;
                    }
                    let done = send(&socket, &key);
                    let into: &Mutex<BTreeSet<String>> = if done { &acknowledged } else { &unanswered };
                    into.lock().unwrap().insert(key);
                    if !done {
                        return;
                    }
                }
            }));
        }
        clients
    }

    /// Waits until so many were acknowledged; however slow the machine is, each round writes something.
    fn wait_for(&self, count: u64) {
        let until = Instant::now() + Duration::from_secs(30);
        while (self.acknowledged.lock().unwrap().len() as u64) < count && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn end(self) -> (BTreeSet<String>, BTreeSet<String>) {
        self.stop.store(true, Ordering::SeqCst);
        self.threads.into_iter().for_each(|thread| thread.join().unwrap());
        let take = |keys: Arc<Mutex<BTreeSet<String>>>| keys.lock().unwrap().clone();
        (take(self.acknowledged), take(self.unanswered))
    }
}

#[test]
fn what_was_acknowledged_survives_being_killed_exactly_once() {
    let house = House::small();
    let socket = house.data().join("rowlock.sock");
    let (mut acknowledged, mut retried) = (BTreeSet::<String>::new(), BTreeSet::<String>::new());
    for round in 0..ROUNDS {
        let server = house.serve();
        // What the last server did not answer is sent again under the same key: done then or now, but not twice.
        for key in std::mem::take(&mut retried) {
            assert!(send(&socket, &key), "{key}");
            acknowledged.insert(key);
        }
        let clients = Clients::start(&socket, round);
        clients.wait_for(3 + round);
        std::thread::sleep(Duration::from_millis(40 * round));
        server.kill();
        let (done, open) = clients.end();
        assert!(!done.is_empty(), "round {round} wrote nothing");
        acknowledged.extend(done);
        retried = open;
    }
    let said = house.run(&["verify"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let mut commands: BTreeMap<String, BTreeSet<u64>> = BTreeMap::new();
    for event in house.events() {
        // A digest of what was sent follows the key.
        if let Some((key, _)) = event["key"].as_str().and_then(|key| key.rsplit_once('.')) {
            commands.entry(key.to_owned()).or_default().insert(event["last"].as_u64().unwrap());
        }
    }
    for key in &acknowledged {
        assert_eq!(commands.get(key).map(BTreeSet::len), Some(1), "{key} of {} acknowledged", acknowledged.len());
    }
    assert!(commands.values().all(|command| command.len() == 1));
}
