//! A network that loses connections without a word: nobody is told, no answer ever comes, new connections work.

use crate::build::{commands, wait};
use rowlock_store::testing::Database;
use rowlock_store::*;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Stands between Rowlock and PostgreSQL.
struct Relay {
    url: String,
    lost: Arc<AtomicU64>,
}

impl Relay {
    fn before(database: &Database) -> Self {
        let (front, host) = database.url.split_once("?host=").expect("the cluster of a run has a socket");
        let socket = PathBuf::from(host).join(".s.PGSQL.5432");
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let name = front.rsplit('/').next().unwrap();
        let url = format!("postgres://postgres@{}/{name}?sslmode=disable", listener.local_addr().unwrap());
        let lost = Arc::new(AtomicU64::new(0));
        let known = Arc::clone(&lost);
        std::thread::spawn(move || {
            while let Ok((client, _)) = listener.accept() {
                let Ok(server) = UnixStream::connect(&socket) else { continue };
                let born = known.load(Ordering::SeqCst);
                let (asks, answers) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                let (one, other) = (Arc::clone(&known), Arc::clone(&known));
                std::thread::spawn(move || pass(asks, server, &one, born));
                std::thread::spawn(move || pass(answers, client, &other, born));
            }
        });
        Self { url, lost }
    }

    /// From now on nothing passes on connections that are open.
    fn lose_all(&self) {
        self.lost.fetch_add(1, Ordering::SeqCst);
    }
}

fn pass(mut from: impl Read, mut to: impl Write, lost: &AtomicU64, born: u64) {
    let mut bytes = [0; 65_536];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        if lost.load(Ordering::SeqCst) == born && to.write_all(&bytes[..read]).is_err() {
            return;
        }
    }
    while lost.load(Ordering::SeqCst) != born {
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn connections_lost_without_a_word_are_replaced_within_three_seconds() {
    let database = Database::new();
    let relay = Relay::before(&database);
    wait(async {
        let store = Arc::new(Postgres::connect(PostgresSettings::new(&relay.url)).await.unwrap());
        let key = store.create_workspace("harbour").await.unwrap();
        store.append(key, 0, commands(1, 1), vec![]).await.unwrap();
        for idle in [Duration::ZERO, Duration::from_millis(1_500)] {
            let many: Vec<_> = (0..12).map(|_| store.get(Table::Setting, "none")).collect();
            for one in many {
                one.await.unwrap();
            }
            // Servers look up all the time, on a connection of its own.
            let version = store.standing(vec![key]).await.unwrap().places[&key].head.version;
            tokio::time::sleep(idle).await;
            relay.lose_all();
            let began = Instant::now();
            let write = store.append(key, version, commands(version + 1, 1), vec![]);
            while store.standing(vec![key]).await.is_err() {}
            assert!(began.elapsed() < Duration::from_secs(3), "looked up after {:?}", began.elapsed());
            assert_eq!(write.await.unwrap().version, version + 1);
            assert!(began.elapsed() < Duration::from_secs(3), "written after {:?}", began.elapsed());
        }
    });
}
