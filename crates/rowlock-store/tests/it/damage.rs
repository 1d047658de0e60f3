//! Damaged files: named, never a panic, never a wrong answer.

use crate::build::{commands, crash_image, filled, tamper, wait};
use rowlock_store::*;
use std::path::Path;
use tempfile::TempDir;

/// A power cut's image: `yard` written before `harbour`, nothing checkpointed.
async fn crashed() -> (TempDir, WorkspaceKey, WorkspaceKey, Head) {
    let dir = tempfile::tempdir().unwrap();
    let store = Sqlite::open(dir.path()).unwrap();
    let yard = filled(&store, "yard", 3).await;
    let harbour = store.create_workspace("harbour").await.unwrap();
    let mut head = None;
    for version in 0..200 {
        head = Some(store.append(harbour, version, commands(version + 1, 1), vec![]).await.unwrap());
    }
    (crash_image(dir.path()), yard, harbour, head.unwrap())
}

fn damage(workspaces: &[Workspace], key: WorkspaceKey) -> Option<Damage> {
    workspaces.iter().find(|workspace| workspace.key == key).unwrap().damage.clone()
}

#[test]
fn after_a_power_cut_everything_acknowledged_is_there() {
    wait(async {
        let (image, yard, harbour, head) = crashed().await;
        let store = Sqlite::open(image.path()).unwrap();
        assert_eq!(verify(&store, harbour).await.unwrap(), head);
        assert_eq!(verify(&store, yard).await.unwrap().version, 3);
    });
}

#[test]
fn a_flipped_bit_in_the_wal_is_found_and_the_other_workspace_goes_on() {
    wait(async {
        let (image, yard, harbour, head) = crashed().await;
        tamper(&image.path().join("rowlock.db-wal"), |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        });
        let store = Sqlite::open(image.path()).unwrap();
        let workspaces = store.workspaces().await.unwrap();
        let Damage { version, why } = damage(&workspaces, harbour).unwrap();
        assert!(version > 1 && version < 200, "{version}");
        assert_eq!(why, "this version was acknowledged and is missing");
        assert!(matches!(verify(&store, harbour).await, Err(StoreError::Damaged { version: v, .. }) if v == version));
        let refused = store.append(harbour, 200, commands(201, 1), vec![]).await;
        assert!(matches!(refused, Err(StoreError::Damaged { .. })));
        assert_eq!(damage(&workspaces, yard), None);
        store.append(yard, 3, commands(4, 1), vec![]).await.unwrap();
        // The operator may give the rest up: the log goes on, in a history of its own.
        let rest = image.path().join("rest");
        let accepted = repair(&store, harbour, version - 1, (&rest, None)).await.unwrap().head;
        assert_eq!(accepted.version, version - 1);
        assert_ne!(accepted.timeline, head.timeline);
        store.append(harbour, version - 1, commands(version, 1), vec![]).await.unwrap();
        drop(store);
        let store = Sqlite::open(image.path()).unwrap();
        assert_eq!(verify(&store, harbour).await.unwrap().version, version);
    });
}

/// Opens what is left and tells what it says: nothing false, whatever it is.
async fn says_the_truth(dir: &Path, harbour: WorkspaceKey, head: Head, what: &str) -> bool {
    let store = match Sqlite::open(dir) {
        Ok(store) => store,
        Err(StoreError::Io { .. } | StoreError::Newer { .. }) => return false,
        Err(other) => panic!("{what}: {other}"),
    };
    let workspaces = store.workspaces().await.unwrap();
    let damage = damage(&workspaces, harbour);
    let mut after = 0;
    loop {
        match store.read(harbour, after, SLICE).await {
            Ok(events) if events.is_empty() => break,
            Ok(events) => {
                let texts = commands(after + 1, events.len() as u64);
                assert!(events.iter().zip(&texts).all(|(event, text)| event.payload == text.payload), "{what}");
                after += events.len() as u64;
            }
            Err(StoreError::Damaged { version, .. }) => {
                assert!(version <= 200, "{what}: {version}");
                return false;
            }
            Err(other) => panic!("{what}: {other}"),
        }
    }
    if damage.is_none() {
        assert_eq!(verify(&store, harbour).await.unwrap(), head, "{what}");
    }
    damage.is_none()
}

async fn image_of(image: &TempDir) -> TempDir {
    crash_image(image.path())
}

#[test]
fn a_file_torn_at_any_place_is_never_read_wrongly() {
    wait(async {
        let (wal_image, _, harbour, head) = crashed().await;
        let at_rest = image_of(&wal_image).await;
        drop(Sqlite::open(at_rest.path()).unwrap());
        let (mut whole, mut noticed) = (0, 0);
        for (image, name) in [(&wal_image, "rowlock.db-wal"), (&wal_image, "heads"), (&at_rest, "rowlock.db"), (&at_rest, "heads")] {
            let length = std::fs::metadata(image.path().join(name)).unwrap().len();
            for part in 0..24 {
                let torn = image_of(image).await;
                let left = length * part / 24 + part % 3;
                std::fs::OpenOptions::new().write(true).open(torn.path().join(name)).unwrap().set_len(left).unwrap();
                let what = format!("{name} cut to {left} of {length} bytes");
                let fine = says_the_truth(torn.path(), harbour, head, &what).await;
                // What the head file had to protect is never lost in silence.
                assert!(!fine || name == "heads", "{what} went unnoticed");
                if fine { whole += 1 } else { noticed += 1 }
            }
        }
        assert!(whole > 0 && noticed > 60, "{whole} whole, {noticed} noticed");
    });
}

#[test]
fn a_flipped_bit_anywhere_is_never_read_wrongly() {
    wait(async {
        let (image, _, harbour, head) = crashed().await;
        drop(Sqlite::open(image.path()).unwrap());
        let length = std::fs::metadata(image.path().join("rowlock.db")).unwrap().len();
        for place in (0..length).step_by(997) {
            let bad = image_of(&image).await;
            tamper(&bad.path().join("rowlock.db"), |bytes| bytes[usize::try_from(place).unwrap()] ^= 4);
            says_the_truth(bad.path(), harbour, head, &format!("bit at {place} flipped")).await;
        }
    });
}

#[test]
fn a_changed_payload_is_named_by_its_version() {
    wait(async {
        let (image, yard, harbour, _) = crashed().await;
        drop(Sqlite::open(image.path()).unwrap());
        tamper(&image.path().join("rowlock.db"), |bytes| {
            let text = b"number 77\"";
            let at = bytes.windows(text.len()).position(|window| window == text).unwrap();
            bytes[at + 8] = b'8';
        });
        let store = Sqlite::open(image.path()).unwrap();
        let why = "its payload is not the one that was written".to_owned();
        let expected = StoreError::Damaged { workspace: harbour, version: 77, why };
        assert_eq!(verify(&store, harbour).await.unwrap_err(), expected);
        assert_eq!(store.read(harbour, 0, SLICE).await.unwrap_err(), expected);
        assert_eq!(verify(&store, yard).await.unwrap().version, 3);
    });
}

#[test]
fn a_log_longer_than_its_head_is_what_a_power_cut_may_leave() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let store = Sqlite::open(dir.path()).unwrap();
        let harbour = filled(&store, "harbour", 5).await;
        let old_heads = std::fs::read(dir.path().join("heads")).unwrap();
        let head = store.append(harbour, 5, commands(6, 3), vec![]).await.unwrap();
        let image = crash_image(dir.path());
        std::fs::write(image.path().join("heads"), old_heads).unwrap();
        let again = Sqlite::open(image.path()).unwrap();
        assert_eq!(verify(&again, harbour).await.unwrap(), head);
    });
}

#[test]
fn a_crash_between_a_cut_and_its_head_is_no_damage_and_an_old_head_file_still_is() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let store = Sqlite::open(dir.path()).unwrap();
        let (harbour, yard) = (filled(&store, "harbour", 5).await, filled(&store, "yard", 8).await);
        let old_heads = std::fs::read(dir.path().join("heads")).unwrap();
        let heads = [store.cut(harbour, 0, clearing(harbour)).await.unwrap(), store.cut(yard, 6, vec![]).await.unwrap()];
        let image = crash_image(dir.path());
        std::fs::write(image.path().join("heads"), &old_heads).unwrap();
        let again = Sqlite::open(image.path()).unwrap();
        let workspaces = again.workspaces().await.unwrap();
        assert_eq!([damage(&workspaces, harbour), damage(&workspaces, yard)], [None, None]);
        assert_eq!([verify(&again, harbour).await.unwrap(), verify(&again, yard).await.unwrap()], heads);
        for (key, version) in [(harbour, 0), (yard, 6)] {
            again.append(key, version, commands(version + 1, 2), vec![]).await.unwrap();
        }
        let went_on = crash_image(image.path());
        std::fs::write(went_on.path().join("heads"), &old_heads).unwrap();
        let workspaces = Sqlite::open(went_on.path()).unwrap().workspaces().await.unwrap();
        assert!(damage(&workspaces, harbour).is_some() && damage(&workspaces, yard).is_some());
    });
}

#[test]
fn a_database_or_head_file_that_was_replaced_is_noticed() {
    wait(async {
        let (image, yard, harbour, _) = crashed().await;
        let (other, ..) = crashed().await;
        let without = image_of(&image).await;
        std::fs::remove_file(without.path().join("rowlock.db")).unwrap();
        std::fs::remove_file(without.path().join("rowlock.db-wal")).unwrap();
        let workspaces = Sqlite::open(without.path()).unwrap().workspaces().await.unwrap();
        assert!(damage(&workspaces, harbour).is_some() && damage(&workspaces, yard).is_some());
        assert!(workspaces[0].slug.starts_with("lost-"));
        let foreign = image_of(&image).await;
        std::fs::copy(other.path().join("heads"), foreign.path().join("heads")).unwrap();
        let workspaces = Sqlite::open(foreign.path()).unwrap().workspaces().await.unwrap();
        assert_eq!(workspaces.len(), 4);
        assert!(workspaces.iter().all(|workspace| workspace.damage.is_some()));
    });
}

#[test]
fn a_newer_file_is_refused_and_left_untouched() {
    wait(async {
        let (image, ..) = crashed().await;
        drop(Sqlite::open(image.path()).unwrap());
        let path = image.path().join("rowlock.db");
        tamper(&path, |bytes| bytes[60..64].copy_from_slice(&9u32.to_be_bytes()));
        let before = std::fs::read(&path).unwrap();
        let error = Sqlite::open(image.path()).err().unwrap();
        assert_eq!(error, StoreError::Newer { path: path.clone(), found: 9, known: 2 });
        assert!(error.to_string().contains("newer Rowlock"), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), before);
        assert!(!image.path().join("rowlock.db-wal").exists());
        std::fs::write(&path, b"SQLite format 3\0 of somebody else, and long enough to hold all the numbers of a header, is it not?").unwrap();
        assert!(matches!(Sqlite::open(image.path()), Err(StoreError::Io { .. })));
    });
}

#[test]
fn a_file_of_the_first_format_gets_the_tables_that_came_later() {
    let dir = tempfile::tempdir().unwrap();
    let key = wait(async { filled(&Sqlite::open(dir.path()).unwrap(), "harbour", 3).await });
    let first = rusqlite::Connection::open(dir.path().join("rowlock.db")).unwrap();
    first.execute_batch("DROP TABLE fresh_link; DROP TABLE urn; DROP TABLE waking; PRAGMA user_version = 1;").unwrap();
    drop(first);
    wait(async {
        let store = Sqlite::open(dir.path()).unwrap();
        assert_eq!(store.scan(Table::FreshLink, "").await.unwrap(), Vec::<String>::new());
        assert_eq!(verify(&store, key).await.unwrap().version, 3);
    });
}
