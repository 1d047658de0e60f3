//! A backup while others write, redact and back up too; and of a database in which one log is damaged.

use crate::backups::redact;
use crate::build::{commands, filled, on_postgres, wait};
use rowlock_store::testing::Database;
use rowlock_store::*;
use std::path::Path;

async fn while_others_append(store: &dyn Store) {
    let dir = tempfile::tempdir().unwrap();
    let key = filled(store, "harbour", 3_000).await;
    let path = dir.path().join("backup");
    let writing = async {
        for version in 3_000..3_100 {
            store.append(key, version, commands(version + 1, 1), vec![]).await.unwrap();
        }
    };
    let (report, ()) = tokio::join!(backup(store, &path), writing);
    let (slug, version) = report.unwrap().workspaces.remove(0);
    assert!(slug == "harbour" && (3_000..3_100).contains(&version), "{version}");
    let restored = Memory::new();
    restore(&restored, &path, &[]).await.unwrap();
    let (rows, prefix) = (restored.slice(key, 2_900, SLICE).await.unwrap().rows, store.slice(key, 2_900, SLICE).await.unwrap().rows);
    assert_eq!(rows.len() as u64, version - 2_900);
    assert!(prefix.starts_with(&rows), "a backup is the beginning of the log");
}

#[test]
fn a_backup_made_while_others_append_is_the_beginning_of_the_log() {
    let dir = tempfile::tempdir().unwrap();
    wait(async { while_others_append(&Sqlite::open(dir.path()).unwrap()).await });
    on_postgres(async |store| while_others_append(store).await);
}

/// Backs up while a text goes; answers whether it went before the backup came to it.
async fn text_went_first(store: &dyn Store, key: WorkspaceKey, text: u64) -> bool {
    let dir = tempfile::tempdir().unwrap();
    let before = store.heads().await.unwrap()[&key].version;
    let path = dir.path().join("backup");
    let (report, _) = tokio::join!(backup(store, &path), redact(store, key, text));
    assert_eq!(report.unwrap().left_out, vec![]);
    let restored = Memory::new();
    restore(&restored, &path, &[]).await.unwrap();
    let version = verify(&restored, key).await.unwrap().version;
    let holds = std::fs::read_to_string(&path).unwrap().contains(&format!("number {text}\\"));
    assert!((version, holds) == (before + 1, false) || (version, holds) == (before, true), "{version} {holds}");
    version > before
}

/// Which of the two comes first is for the machine to say: texts go one after the other, until one went first.
async fn while_a_text_goes(store: &dyn Store) {
    let key = filled(store, "harbour", 5_000).await;
    for text in (4_900..5_000).rev() {
        if text_went_first(store, key, text).await {
            return;
        }
    }
    panic!("of a hundred texts none went before the backup came to it");
}

#[test]
fn a_text_removed_while_a_backup_is_made_is_no_damage_and_the_backup_is_begun_again() {
    let dir = tempfile::tempdir().unwrap();
    wait(async { while_a_text_goes(&Sqlite::open(dir.path()).unwrap()).await });
    on_postgres(async |store| while_a_text_goes(store).await);
}

/// Three workspaces, the one in the middle to be damaged.
async fn three(store: &dyn Store) {
    for (slug, count) in [("canal", 1_200), ("harbour", 2_300), ("yard", 7)] {
        filled(store, slug, count).await;
    }
    store.change(vec![PlainChange::put(&Setting { name: "kept".to_owned(), value: "1".to_owned() })]).await.unwrap();
}

const DAMAGE: &str = "UPDATE event SET payload = replace(payload, 'number', 'nxmber') WHERE version = 2100";

async fn the_others_are_kept(store: &dyn Store, folder: &Path) {
    let path = folder.join("backup");
    let report = backup(store, &path).await.unwrap();
    let why = "its payload is not the one that was written".to_owned();
    assert_eq!(report.left_out, vec![("harbour".to_owned(), Damage { version: 2_100, why })]);
    let restored = Memory::new();
    let mut workspaces = restore(&restored, &path, &[]).await.unwrap().workspaces;
    workspaces.sort();
    assert_eq!(workspaces, [("canal".to_owned(), 1_200), ("yard".to_owned(), 7)]);
    for Workspace { key, head, .. } in restored.workspaces().await.unwrap() {
        assert_eq!(verify(&restored, key).await.unwrap(), head);
    }
    assert_eq!(list::<Setting>(&restored, "").await.unwrap().len(), 1);
    assert!(!folder.join("backup.part").exists());
}

#[test]
fn a_damaged_log_is_left_out_by_name_and_the_others_are_restored() {
    let (dir, file) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    wait(async { three(&Sqlite::open(dir.path()).unwrap()).await });
    rusqlite::Connection::open(dir.path().join("rowlock.db")).unwrap().execute(DAMAGE, []).unwrap();
    wait(async { the_others_are_kept(&Sqlite::open(dir.path()).unwrap(), file.path()).await });
}

#[test]
fn a_damaged_log_in_postgresql_is_left_out_by_name_and_the_others_are_restored() {
    let (database, file) = (Database::new(), tempfile::tempdir().unwrap());
    wait(async {
        let store = Postgres::connect(PostgresSettings::new(&database.url)).await.unwrap();
        three(&store).await;
        database.sql(DAMAGE);
        the_others_are_kept(&store, file.path()).await;
        store.stop().await.unwrap();
    });
}

#[test]
fn two_backups_to_one_name_do_not_mix() {
    let (dir, file) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    wait(async {
        let store = Sqlite::open(dir.path()).unwrap();
        filled(&store, "harbour", 1_500).await;
        let path = file.path().join("backup");
        let (first, second) = tokio::join!(backup(&store, &path), backup(&store, &path));
        first.unwrap();
        let refused = second.unwrap_err().to_string();
        assert!(refused.contains("backup.part exists") && refused.contains("remove"), "{refused}");
        restore(&Memory::new(), &path, &[]).await.unwrap();
        assert_eq!(std::fs::read_dir(file.path()).unwrap().count(), 1, "the part is gone");
    });
}

#[test]
fn a_file_that_came_while_a_backup_was_written_is_not_overwritten() {
    let (dir, file) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    wait(async {
        let store = Sqlite::open(dir.path()).unwrap();
        filled(&store, "harbour", 1_500).await;
        let path = file.path().join("backup");
        let another = async { std::fs::write(&path, "of somebody else").unwrap() };
        let (refused, ()) = tokio::join!(backup(&store, &path), another);
        assert!(refused.unwrap_err().to_string().contains("exists already"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "of somebody else");
        assert_eq!(std::fs::read_dir(file.path()).unwrap().count(), 1, "the part is gone");
    });
}

#[test]
fn a_backup_that_fails_leaves_nothing_and_the_rest_of_a_killed_one_is_named() {
    let (dir, file) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    wait(async {
        let store = Sqlite::open(dir.path()).unwrap();
        let (path, part) = (file.path().join("backup"), file.path().join("backup.part"));
        std::fs::write(&part, "the rest of a killed one").unwrap();
        assert!(backup(&store, &path).await.unwrap_err().to_string().contains("backup.part exists"));
        assert_eq!(std::fs::read_to_string(&part).unwrap(), "the rest of a killed one", "perhaps somebody still writes to it");
        std::fs::remove_file(&part).unwrap();
        store.stop().await.unwrap();
        backup(&store, &path).await.unwrap_err();
        assert_eq!(std::fs::read_dir(file.path()).unwrap().count(), 0);
    });
}
