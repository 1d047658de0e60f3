//! Backup, restore, export; and redactions, which no backup brings back.

use crate::build::{commands, event, filled, tamper, wait};
use rowlock_domain::{Instant, PersonId};
use rowlock_store::testing::Database;
use rowlock_store::*;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

pub async fn redact(store: &dyn Store, key: WorkspaceKey, version: u64) -> Head {
    let replacement = "{\"title\":\"[redacted]\"}".to_owned();
    let end = store.heads().await.unwrap()[&key].version;
    let mut told = event(end + 1, "");
    told.kind = REDACTED_KIND.to_owned();
    let hex = hex::encode(digest(None, &replacement));
    told.payload = format!("{{\"version\":{version},\"field\":\"title\",\"digest\":\"{hex}\"}}");
    store.redact(key, end, Redaction { version, replacement }, told).await.unwrap()
}

async fn furnished(store: &dyn Store) -> (WorkspaceKey, WorkspaceKey) {
    let (harbour, yard) = (filled(store, "harbour", 2_300).await, filled(store, "yard", 7).await);
    store.create_workspace("empty").await.unwrap();
    redact(store, yard, 3).await;
    let settings = (0..1_200).map(|n| Setting { name: format!("s{n}"), value: "1".to_owned() });
    store.change(settings.map(|setting| PlainChange::put(&setting)).collect()).await.unwrap();
    (harbour, yard)
}

async fn round_trip(from: &dyn Store, to: &dyn Store) {
    let dir = tempfile::tempdir().unwrap();
    let (harbour, yard) = furnished(from).await;
    let path = dir.path().join("rowlock.backup");
    let report = backup(from, &path).await.unwrap();
    assert_eq!(report.records, 1_200);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(backup(from, &path).await.is_err(), "an older backup must not be overwritten");
    let restored = restore(to, &path, &[]).await.unwrap();
    assert_eq!((restored.workspaces, restored.records, restored.redacted), (report.workspaces, 1_200, 0));
    let (old, new) = (from.stock().await.unwrap(), to.stock().await.unwrap());
    assert_eq!(old.records, new.records);
    for key in [harbour, yard] {
        let (before, after) = (verify(from, key).await.unwrap(), verify(to, key).await.unwrap());
        assert_eq!((before.version, before.hash), (after.version, after.hash));
        assert_ne!(before.timeline, after.timeline, "cursors of before must be foreign");
    }
    assert_eq!(new.workspaces.len(), 3);
    assert!(restore(to, &path, &[]).await.is_err(), "a restore must not mix with what is there");
    to.append(harbour, 2_300, commands(2_301, 1), vec![]).await.unwrap();
}

#[test]
fn a_backup_of_every_store_is_restored_into_every_other() {
    wait(async {
        let dirs = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let sqlite = |at: usize| Sqlite::open(dirs[at].path()).unwrap();
        round_trip(&Memory::new(), &sqlite(0)).await;
        round_trip(&sqlite(1), &Memory::new()).await;
    });
}

#[test]
fn a_restored_database_opens_again() {
    wait(async {
        let (dir, file) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let memory = Memory::new();
        let (harbour, _) = furnished(&memory).await;
        let path = file.path().join("backup");
        backup(&memory, &path).await.unwrap();
        restore(&Sqlite::open(dir.path()).unwrap(), &path, &[]).await.unwrap();
        let store = Sqlite::open(dir.path()).unwrap();
        assert_eq!(verify(&store, harbour).await.unwrap().version, 2_300);
        assert!(store.workspaces().await.unwrap().iter().all(|workspace| workspace.damage.is_none()));
    });
}

#[test]
fn a_cut_or_changed_backup_is_refused_before_anything_is_written() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let memory = Memory::new();
        furnished(&memory).await;
        let path = dir.path().join("backup");
        backup(&memory, &path).await.unwrap();
        let whole = std::fs::read(&path).unwrap();
        let target = Memory::new();
        let refused = async |change: &dyn Fn(&mut Vec<u8>)| {
            std::fs::write(&path, &whole).unwrap();
            tamper(&path, change);
            assert!(matches!(restore(&target, &path, &[]).await, Err(StoreError::Io { .. })));
            assert_eq!(target.stock().await.unwrap(), Stock { workspaces: vec![], records: vec![] });
        };
        for part in 0..10 {
            refused(&|bytes| bytes.truncate(bytes.len() * part / 10)).await;
        }
        for part in 1..20 {
            refused(&|bytes| {
                let at = bytes.len() * part / 20;
                bytes[at] ^= 1;
            })
            .await;
        }
        refused(&|bytes| bytes.truncate(bytes.len() - 1 - bytes.iter().rev().skip(1).position(|b| *b == b'\n').unwrap())).await;
    });
}

fn holds(dir: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(dir).unwrap().flatten().filter(|entry| entry.path().is_file());
    files.map(|entry| std::fs::read(entry.path()).unwrap()).any(|bytes| bytes.windows(text.len()).any(|w| w == text.as_bytes()))
}

#[test]
fn a_redacted_text_leaves_the_disk_and_an_older_backup_does_not_bring_it_back() {
    wait(async {
        let (dir, other, file) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = Sqlite::open(dir.path()).unwrap();
        let key = filled(&store, "harbour", 5).await;
        store.append(key, 5, vec![event(6, "a name that must go")], vec![]).await.unwrap();
        let older = file.path().join("older");
        backup(&store, &older).await.unwrap();
        assert!(holds(dir.path(), "a name that must go"));
        redact(&store, key, 6).await;
        assert!(!holds(dir.path(), "a name that must go"));
        let restored = Sqlite::open(other.path()).unwrap();
        let report = restore(&restored, &older, &[dir.path().join("redactions")]).await.unwrap();
        assert_eq!(report.redacted, 1);
        assert_eq!(verify(&restored, key).await.unwrap().version, 7);
        assert!(!holds(other.path(), "a name that must go"));
    });
}

#[test]
fn an_export_is_one_line_for_each_event() {
    wait(async {
        let store = Memory::new();
        let key = filled(&store, "harbour", 1_001).await;
        let mut lines = Vec::new();
        assert_eq!(export(&store, key, &mut lines).await.unwrap(), 1_001);
        let text = String::from_utf8(lines).unwrap();
        assert_eq!(text.lines().count(), 1_001);
        let last: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
        assert_eq!((&last["version"], &last["payload"]["title"]), (&1_001.into(), &"number 1001".into()));
    });
}

#[test]
fn a_person_who_is_erased_leaves_the_disk_and_an_older_backup_does_not_bring_them_back() {
    wait(async {
        let (dir, other, file) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = Sqlite::open(dir.path()).unwrap();
        let key = filled(&store, "harbour", 5).await;
        let person = PersonId(7);
        let profile = Profile {
            workspace: key,
            person,
            name: "Ambrose Tidewell".into(),
            mail: Some("tidewell@example.org".into()),
            handle: Some("tidewell".into()),
        };
        let account = Account { id: AccountId::random(), mail: "tidewell@example.org".into(), password: None, created: Instant(0) };
        let applied = AppliedFile { workspace: key, text: r#"{"people":{"p1":{"name":"Ambrose Tidewell","mail":"tidewell@example.org"}}}"#.into() };
        let mut plain = profile.create();
        plain.extend(account.create());
        plain.extend(Binding { account: account.id, workspace: key, person }.bind());
        plain.push(PlainChange::insert(&applied));
        store.change(plain).await.unwrap();
        let older = file.path().join("older");
        backup(&store, &older).await.unwrap();
        let changes = erasure(&store, key, person).await.unwrap();
        store.erase(key, person, Instant(9), changes).await.unwrap();
        for word in ["Tidewell", "tidewell"] {
            assert!(!holds(dir.path(), word), "{word}");
        }
        assert!(erasure(&store, key, person).await.unwrap().is_empty());
        let restored = Sqlite::open(other.path()).unwrap();
        let report = restore(&restored, &older, &[dir.path().join("redactions")]).await.unwrap();
        assert_eq!((report.redacted, report.erased), (0, 1));
        assert!(!holds(other.path(), "Tidewell") && !holds(other.path(), "tidewell"));
    });
}

#[test]
fn two_texts_of_one_event_are_both_gone_after_a_restore() {
    wait(async {
        let (dir, other, file) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = Sqlite::open(dir.path()).unwrap();
        let key = filled(&store, "harbour", 5).await;
        let older = file.path().join("older");
        backup(&store, &older).await.unwrap();
        for replacement in ["{\"title\":\"(removed)\",\"why\":\"still here\"}", "{\"title\":\"(removed)\",\"why\":\"(removed)\"}"] {
            let end = store.slice(key, 0, 1).await.unwrap().head.version;
            let mut told = event(end + 1, "");
            told.kind = REDACTED_KIND.to_owned();
            told.payload = serde_json::json!({ "version": 3, "digest": rowlock_store::replacement_digest(replacement) }).to_string();
            store.redact(key, end, Redaction { version: 3, replacement: replacement.to_owned() }, told).await.unwrap();
        }
        let restored = Sqlite::open(other.path()).unwrap();
        let report = restore(&restored, &older, &[dir.path().join("redactions")]).await.unwrap();
        assert_eq!(report.redacted, 1, "the last one removes both");
        assert!(!holds(other.path(), "still here") && !holds(dir.path(), "still here"), "the list does not keep it either");
        assert_eq!(verify(&restored, key).await.unwrap().version, 6);
    });
}

#[test]
fn a_line_that_a_full_disk_cut_short_spoils_no_later_one() {
    wait(async {
        let (dir, other, file) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = Sqlite::open(dir.path()).unwrap();
        let key = filled(&store, "harbour", 5).await;
        let older = file.path().join("older");
        backup(&store, &older).await.unwrap();
        let list = dir.path().join("redactions");
        redact(&store, key, 3).await;
        let cut = std::fs::read_to_string(&list).unwrap() + "{\"workspace\":";
        std::fs::write(&list, cut).unwrap();
        redact(&store, key, 4).await;
        let restored = Sqlite::open(other.path()).unwrap();
        assert_eq!(restore(&restored, &older, &[list]).await.unwrap().redacted, 2);
    });
}

#[test]
fn what_one_server_on_postgresql_takes_away_in_many_workspaces_at_once_is_all_listed() {
    let (dir, database) = (tempfile::tempdir().unwrap(), Database::new());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    runtime.block_on(async {
        let settings = PostgresSettings { dir: Some(dir.path().to_owned()), ..PostgresSettings::new(&database.url) };
        let store = std::sync::Arc::new(Postgres::connect(settings).await.unwrap());
        let mut keys = Vec::new();
        for n in 0..8 {
            keys.push(store.create_workspace(&format!("harbour-{n}")).await.unwrap());
        }
        let mut tasks = tokio::task::JoinSet::new();
        for person in 0..5 {
            for key in keys.clone() {
                let store = std::sync::Arc::clone(&store);
                tasks.spawn(async move { store.erase(key, PersonId(person), Instant(9), Vec::new()).await });
            }
        }
        assert!(tasks.join_all().await.iter().all(Result::is_ok));
    });
    let list = std::fs::read_to_string(dir.path().join("redactions")).unwrap();
    assert_eq!(list.lines().count(), 40);
}

#[test]
fn what_servers_on_postgresql_erased_and_redacted_stays_away_after_a_restore_with_the_lists_of_all_of_them() {
    let (folder, database, fresh) = (tempfile::tempdir().unwrap(), Database::new(), Database::new());
    let server = |url: &str, name: &str| Postgres::connect(PostgresSettings { dir: Some(folder.path().join(name)), ..PostgresSettings::new(url) });
    let file = folder.path().join("backup");
    let person = PersonId(7);
    wait(async {
        let (a, b) = (server(&database.url, "a").await.unwrap(), server(&database.url, "b").await.unwrap());
        let key = filled(&a, "harbour", 5).await;
        let profile = Profile { workspace: key, person, name: "Ana".to_owned(), mail: None, handle: None };
        a.change(profile.create()).await.unwrap();
        backup(&a, &file).await.unwrap();
        redact(&a, key, 2).await;
        let changes = erasure(&b, key, person).await.unwrap();
        b.erase(key, person, Instant(9), changes).await.unwrap();
        let lists = ["a", "b"].map(|name| folder.path().join(name).join("redactions"));
        let restored = server(&fresh.url, "c").await.unwrap();
        let report = restore(&restored, &file, &lists).await.unwrap();
        assert_eq!((report.redacted, report.erased), (1, 1));
        assert!(Profile::of(&restored, key, person).await.unwrap().is_none());
    });
}
