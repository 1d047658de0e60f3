//! Repair: a log goes on from a sound version, in a history of its own.

use crate::build::{commands, event, filled, on_postgres, tamper, wait};
use rowlock_domain::{Instant, PersonId};
use rowlock_store::*;

async fn goes_on(store: &dyn Store) {
    let folder = tempfile::tempdir().unwrap();
    let (harbour, yard) = (filled(store, "harbour", 20).await, filled(store, "yard", 3).await);
    let before = store.heads().await.unwrap();
    let position = |version| Position { workspace: harbour, reactor: "mail".to_owned(), version };
    let looked = |version| LastLooked { workspace: harbour, person: PersonId(7), version, at: Instant(1) };
    store.change(vec![PlainChange::put(&position(20)), PlainChange::put(&looked(15))]).await.unwrap();
    let rest = folder.path().join("rest");
    let report = repair(store, harbour, 12, (&rest, None)).await.unwrap();
    assert_eq!((report.head.version, report.was, report.kept), (12, 20, 8));
    assert_ne!(report.head.timeline, before[&harbour].timeline, "cursors of before are foreign");
    assert_eq!(verify(store, harbour).await.unwrap(), report.head);
    assert_eq!(store.heads().await.unwrap()[&yard], before[&yard], "other workspaces are left alone");
    let kept = std::fs::read_to_string(&rest).unwrap();
    assert!(kept.lines().count() == 8 && kept.contains("number 13") && kept.contains("number 20"), "{kept}");
    // Nothing waits for versions that will come again with other content.
    assert_eq!(Position::of(store, harbour, "mail").await.unwrap(), 12);
    assert_eq!(list::<LastLooked>(store, "").await.unwrap(), vec![looked(12)]);
    let head = store.append(harbour, 12, commands(13, 1), vec![]).await.unwrap();
    assert_eq!(head.timeline, report.head.timeline);
    assert_eq!(verify(store, harbour).await.unwrap().version, 13);
}

#[test]
fn a_repaired_log_goes_on_in_a_history_of_its_own_on_every_store() {
    let dir = tempfile::tempdir().unwrap();
    wait(async {
        goes_on(&Memory::new()).await;
        let store = Sqlite::open(dir.path()).unwrap();
        goes_on(&store).await;
        drop(store);
        let workspaces = Sqlite::open(dir.path()).unwrap().workspaces().await.unwrap();
        assert!(workspaces.iter().all(|workspace| workspace.damage.is_none()), "{workspaces:?}");
    });
    on_postgres(async |store| goes_on(store).await);
}

#[test]
fn a_log_ends_only_where_it_is_sound_and_where_a_command_ends() {
    wait(async {
        let (store, folder) = (Memory::new(), tempfile::tempdir().unwrap());
        let rest = folder.path().join("rest");
        let key = store.create_workspace("harbour").await.unwrap();
        store.append(key, 0, vec![event(1, "one"), event(3, "two"), event(3, "three")], vec![]).await.unwrap();
        for (to, words) in [(0, "restore a backup"), (2, "ends at version 3"), (4, "is missing")] {
            let refused = repair(&store, key, to, (&rest, None)).await.unwrap_err().to_string();
            assert!(refused.contains(words), "{to}: {refused}");
        }
        assert!(!rest.exists());
        assert_eq!(verify(&store, key).await.unwrap().version, 3, "a refused repair changes nothing");
    });
}

/// A changed payload, which only a walk finds: the store opens and the workspace with it.
#[test]
fn the_sound_part_before_a_changed_payload_is_saved() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let key = filled(&Sqlite::open(dir.path()).unwrap(), "harbour", 90).await;
        tamper(&dir.path().join("rowlock.db"), |bytes| {
            let text = b"number 77\"";
            let at = bytes.windows(text.len()).position(|window| window == text).unwrap();
            bytes[at + 8] = b'8';
        });
        let store = Sqlite::open(dir.path()).unwrap();
        let rest = dir.path().join("rest");
        assert_eq!(sound_end(&store, key).await.unwrap(), 76);
        assert!(matches!(repair(&store, key, 77, (&rest, None)).await, Err(StoreError::Damaged { version: 77, .. })));
        let report = repair(&store, key, 76, (&rest, None)).await.unwrap();
        assert_eq!((report.head.version, report.kept), (76, 14));
        assert_eq!(verify(&store, key).await.unwrap().version, 76);
        drop(store);
        let store = Sqlite::open(dir.path()).unwrap();
        assert_eq!(store.workspaces().await.unwrap()[0].damage, None);
        store.append(key, 76, commands(77, 1), vec![]).await.unwrap();
    });
}

#[test]
fn a_workspace_whose_head_file_is_gone_is_taken_up_again() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let key = filled(&Sqlite::open(dir.path()).unwrap(), "harbour", 9).await;
        std::fs::remove_file(dir.path().join("heads")).unwrap();
        let store = Sqlite::open(dir.path()).unwrap();
        assert!(store.workspaces().await.unwrap()[0].damage.is_some());
        assert_eq!(sound_end(&store, key).await.unwrap(), 9);
        repair(&store, key, 9, (&dir.path().join("rest"), None)).await.unwrap();
        drop(store);
        assert_eq!(Sqlite::open(dir.path()).unwrap().workspaces().await.unwrap()[0].damage, None);
    });
}

#[test]
fn a_text_that_was_redacted_by_what_is_given_up_stays_redacted() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let store = Sqlite::open(dir.path()).unwrap();
        let key = filled(&store, "harbour", 9).await;
        let replacement = "{\"title\":\"(removed)\"}".to_owned();
        let mut told = event(10, "");
        told.kind = REDACTED_KIND.to_owned();
        told.payload = format!("{{\"version\":3,\"field\":\"title\",\"digest\":\"{}\"}}", hex::encode(digest(None, &replacement)));
        store.redact(key, 9, Redaction { version: 3, replacement }, told).await.unwrap();
        let (rest, listed) = (dir.path().join("rest"), dir.path().join("redactions"));
        let refused = repair(&store, key, 8, (&rest, None)).await.unwrap_err().to_string();
        assert!(refused.contains("version 3 was redacted by an event behind version 8"), "{refused}");
        let report = repair(&store, key, 8, (&rest, Some(&listed))).await.unwrap();
        assert_eq!(report.head.version, 9, "the redaction is told again");
        assert_eq!(verify(&store, key).await.unwrap(), report.head);
        assert!(store.read(key, 2, 1).await.unwrap()[0].payload.contains("(removed)"));
    });
}
