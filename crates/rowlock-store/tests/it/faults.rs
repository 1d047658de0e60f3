//! A disk that fails or is full.

use crate::build::{commands, filled, play, story, wait};
use rowlock_store::*;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

/// Appends until the store gives up, and tells how far it had come and why it stopped.
#[test]
fn failing_checkpoint_story() {
    let Some(dir) = story("failing checkpoint") else { return };
    wait(async {
        let store = Sqlite::open_with(&dir, SqliteSettings { checkpoint_pages: 40, most_bytes: None }).unwrap();
        let key = store.create_workspace("harbour").await.unwrap();
        let mut version = 0;
        let error = loop {
            match store.append(key, version, commands(version + 1, 20), vec![]).await {
                Ok(head) => version = head.version,
                Err(error) => break error,
            }
            assert!(version < 100_000);
        };
        let StoreError::Fatal(why) = error else { panic!("{error}") };
        println!("acknowledged={version} why={why}");
        assert_eq!(store.failed().await, why);
        assert_eq!(store.heads().await, Err(StoreError::Fatal(why.clone())));
        assert_eq!(store.stop().await, Err(StoreError::Fatal(why)));
    });
}

#[test]
fn a_failed_checkpoint_ends_the_store_and_nothing_acknowledged_is_lost() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        // No file may grow beyond these blocks of 512 bytes: the database does, its WAL does not come so far.
        let mut child = play("faults::failing_checkpoint_story", "failing checkpoint", dir.path());
        let output = child.env("BLOCKS", "3000").output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{said}");
        assert!(said.contains("a checkpoint failed"), "{said}");
        let acknowledged = said.split("acknowledged=").nth(1).unwrap().split(' ').next().unwrap();
        let store = Sqlite::open(dir.path()).unwrap();
        let key = store.workspaces().await.unwrap()[0].key;
        let head = verify(&store, key).await.unwrap();
        let acknowledged: u64 = acknowledged.parse().unwrap();
        assert!(acknowledged > 1_000 && head.version >= acknowledged, "{acknowledged}, {head:?}");
    });
}

/// Appends for ever, and tells each version once it is acknowledged.
#[test]
fn killed_story() {
    let Some(dir) = story("killed") else { return };
    wait(async {
        let store = Sqlite::open_with(&dir, SqliteSettings { checkpoint_pages: 40, most_bytes: None }).unwrap();
        let known = store.workspaces().await.unwrap();
        let key = match known.first() {
            Some(workspace) => workspace.key,
            None => store.create_workspace("harbour").await.unwrap(),
        };
        let mut version = store.heads().await.unwrap()[&key].version;
        loop {
            version = store.append(key, version, commands(version + 1, 3), vec![]).await.unwrap().version;
            println!("\nacknowledged={version}");
        }
    });
}

#[test]
fn a_killed_process_loses_nothing_it_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let mut acknowledged = 0;
    for round in 1..=6 {
        let mut child = play("faults::killed_story", "killed", dir.path()).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut told = lines.filter_map(|line| line.strip_prefix("acknowledged=").map(|version| version.parse::<u64>().unwrap()));
        acknowledged = told.by_ref().find(|version| *version > acknowledged + 150 * round).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged = told.last().unwrap_or(acknowledged);
        wait(async {
            let store = Sqlite::open(dir.path()).unwrap();
            let workspace = store.workspaces().await.unwrap().remove(0);
            assert_eq!(workspace.damage, None);
            let head = verify(&store, workspace.key).await.unwrap();
            assert!(head.version == acknowledged || head.version == acknowledged + 3, "{acknowledged} acknowledged, {head:?}");
            acknowledged = head.version;
        });
    }
}

#[test]
fn a_full_disk_changes_nothing_and_is_said_as_such() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let small = SqliteSettings { most_bytes: Some(400_000), ..SqliteSettings::default() };
        let store = Sqlite::open_with(dir.path(), small).unwrap();
        let key = filled(&store, "harbour", 10).await;
        let mut version = 10;
        let error = loop {
            match store.append(key, version, commands(version + 1, 50), vec![]).await {
                Ok(head) => version = head.version,
                Err(error) => break error,
            }
        };
        assert_eq!(error, StoreError::Full);
        assert_eq!(verify(&store, key).await.unwrap().version, version);
        store.stop().await.unwrap();
        drop(store);
        let store = Sqlite::open(dir.path()).unwrap();
        store.append(key, version, commands(version + 1, 50), vec![]).await.unwrap();
        assert_eq!(verify(&store, key).await.unwrap().version, version + 50);
    });
}

#[test]
fn a_store_in_memory_fails_as_it_is_told() {
    wait(async {
        let store = Memory::new();
        let key = filled(&store, "harbour", 1).await;
        store.inject(Fault::Refuse(StoreError::Full));
        assert_eq!(store.append(key, 1, commands(2, 1), vec![]).await, Err(StoreError::Full));
        assert_eq!(store.heads().await.unwrap()[&key].version, 1);
        store.inject(Fault::LoseAnswer(StoreError::Fatal("cut".to_owned())));
        assert!(store.append(key, 1, commands(2, 1), vec![]).await.is_err());
        assert_eq!(store.heads().await.unwrap()[&key].version, 2);
    });
}

#[test]
fn a_stopped_store_refuses_and_everything_is_in_the_database_itself() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let store = Sqlite::open(dir.path()).unwrap();
        let key = filled(&store, "harbour", 10).await;
        store.stop().await.unwrap();
        store.stop().await.unwrap();
        assert!(matches!(store.heads().await, Err(StoreError::Fatal(_))));
        assert!(!dir.path().join("rowlock.db-wal").exists());
        drop(store);
        let store = Sqlite::open(dir.path()).unwrap();
        assert_eq!(verify(&store, key).await.unwrap().version, 10);
    });
}

#[test]
fn an_erasure_that_cannot_be_noted_since_the_disk_is_full_says_so_and_changes_nothing() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let store = Sqlite::open(dir.path()).unwrap();
        let key = store.create_workspace("harbour").await.unwrap();
        // A file on a disk without room.
        std::os::unix::fs::symlink("/dev/full", dir.path().join("redactions.new")).unwrap();
        let erase = || store.erase(key, rowlock_domain::PersonId(7), rowlock_domain::Instant(9), Vec::new());
        assert_eq!(erase().await, Err(StoreError::Full));
        std::fs::remove_file(dir.path().join("redactions.new")).unwrap();
        erase().await.unwrap();
    });
}
