//! Two writers: never, whatever happens to SQLite's own locks.

use crate::build::{commands, filled, play, story, wait};
use rowlock_store::*;
use std::path::Path;

#[test]
fn a_second_writer_is_refused_and_told_who_holds_the_lock() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let first = Sqlite::open(dir.path()).unwrap();
        let second = Sqlite::open(dir.path()).err().unwrap();
        let holder = Some(std::process::id());
        assert_eq!(second, StoreError::Locked { dir: dir.path().to_owned(), holder });
        assert!(second.to_string().contains(&format!("process {}", std::process::id())), "{second}");
        first.stop().await.unwrap();
        drop(first);
        Sqlite::open(dir.path()).unwrap();
    });
}

/// What another process finds when it goes for the database file without asking for our lock.
fn outsider(dir: &Path) -> &'static str {
    let connection = rusqlite::Connection::open(dir.join("rowlock.db")).unwrap();
    connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    match connection.query_row("SELECT count(*) FROM workspace", [], |row| row.get::<_, i64>(0)) {
        Ok(_) => "SQLite lets me in",
        Err(_) => "SQLite keeps me out",
    }
}

#[test]
fn outsider_story() {
    let Some(dir) = story("outsider") else { return };
    let ours = if matches!(Sqlite::open(&dir), Err(StoreError::Locked { .. })) { "the store keeps me out" } else { "the store lets me in" };
    println!("{ours}, {}", outsider(&dir));
}

fn ask_outsider(dir: &Path) -> String {
    let output = play("locks::outsider_story", "outsider", dir).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn another_handle_drops_sqlites_lock_in_silence_but_not_ours() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let store = Sqlite::open(dir.path()).unwrap();
        filled(&store, "harbour", 3).await;
        let said = ask_outsider(dir.path());
        assert!(said.contains("the store keeps me out, SQLite keeps me out"), "{said}");
        // This is what no code of ours may ever do.
        drop(std::fs::File::open(dir.path().join("rowlock.db")).unwrap());
        let said = ask_outsider(dir.path());
        assert!(said.contains("the store keeps me out, SQLite lets me in"), "{said}");
    });
}

/// How many handles this process has on a file.
fn handles(path: &Path) -> usize {
    let path = path.canonicalize().unwrap();
    let links = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    links.filter(|entry| std::fs::read_link(entry.path()).is_ok_and(|target| target == path)).count()
}

#[test]
fn whatever_the_store_does_it_has_one_handle_on_the_database() {
    wait(async {
        let dir = tempfile::tempdir().unwrap();
        let database = dir.path().join("rowlock.db");
        let store = Sqlite::open(dir.path()).unwrap();
        let key = filled(&store, "harbour", 50).await;
        assert_eq!(handles(&database), 1);
        store.append(key, 50, commands(51, 1), vec![]).await.unwrap();
        verify(&store, key).await.unwrap();
        backup(&store, &dir.path().join("backup")).await.unwrap();
        assert_eq!(handles(&database), 1);
        // The lock that SQLite took at the start still stands, so nothing opened and closed the file in between.
        let said = ask_outsider(dir.path());
        assert!(said.contains("the store keeps me out, SQLite keeps me out"), "{said}");
    });
}
