//! Backup, restore, verify: what is kept comes back whole, and what is not whole is named.

use crate::support::{House, SMALL};
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_backup_comes_back_with_the_same_head() {
    let house = House::small();
    let said = house.run(&["backup", "harbour.backup"]);
    assert!(said.code == 0 && said.out.contains("harbour up to version"), "{}{}", said.out, said.err);
    let mode = std::fs::metadata(house.path("harbour.backup")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let again = house.path("again");
    let said = house.run_on(&again, &["restore", "harbour.backup"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let restored = house.run_on(&again, &["status", "--json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&restored.out).unwrap(), house.status());
    assert_eq!(house.run_on(&again, &["verify"]).code, 0);
    let file = house.file("harbour.yaml", SMALL);
    assert!(house.run_on(&again, &["apply", file.to_str().unwrap()]).out.contains("Nothing was to be changed"));
}

#[test]
fn a_backup_overwrites_nothing_and_neither_does_a_restore() {
    let house = House::small();
    assert_eq!(house.run(&["backup", "harbour.backup"]).code, 0);
    let said = house.run(&["backup", "harbour.backup"]);
    assert!(said.code == 1 && said.err.contains("exists already"), "{}", said.err);
    let said = house.run(&["restore", "harbour.backup"]);
    assert!(said.code == 1 && said.err.contains("holds data already"), "{}", said.err);
}

#[test]
fn what_cannot_be_read_or_written_is_told_with_cause_and_remedy() {
    let house = House::small();
    assert_eq!(house.run(&["backup", "harbour.backup"]).code, 0);
    let foreign = house.file("foreign", "root:x:0:0:root:/root:/bin/bash\n");
    let (again, missing) = (house.path("again"), house.path("missing"));
    let (missing, folder) = (missing.to_str().unwrap(), house.data());
    let said = |arguments: &[&str], words: &[&str]| {
        let said = house.run_on(&again, arguments);
        assert!(said.code != 0 && words.iter().all(|word| said.err.contains(word)), "{arguments:?}: {}", said.err);
    };
    said(&["restore", missing], &[missing, "No such file", "name a file"]);
    said(&["restore", folder.to_str().unwrap()], &["is a folder", "`rowlock backup`"]);
    said(&["restore", "harbour.backup", "--redactions", missing], &[missing, "No such file"]);
    said(&["restore", foreign.to_str().unwrap()], &["is not a usable backup", "take another backup"]);
    let backup = std::fs::read_to_string(house.path("harbour.backup")).unwrap();
    let twice = house.file("twice.backup", &backup.repeat(2));
    said(&["restore", twice.to_str().unwrap()], &["is not a usable backup", "something follows its end"]);
    assert!(!again.exists(), "nothing is begun for what cannot be restored");
    said(&["--database-file", missing, "status"], &[missing, "No such file", "name another file"]);
    let said = house.run(&["backup", "nowhere/harbour.backup"]);
    assert!(said.code == 2 && said.err.contains("There is no folder") && !said.err.contains(".part"), "{}", said.err);
}

#[test]
fn a_backup_is_made_while_the_server_runs_and_a_restore_is_not() {
    let house = House::small();
    let server = house.serve();
    assert_eq!(house.run(&["backup", "running.backup"]).code, 0);
    let said = house.run(&["restore", "running.backup"]);
    assert!(said.code == 1 && said.err.contains("Stop it first"), "{}", said.err);
    assert_eq!(house.run(&["verify"]).code, 0);
    drop(server);
    let again = house.path("again");
    assert_eq!(house.run_on(&again, &["restore", "running.backup"]).code, 0);
}

#[test]
fn a_damaged_backup_restores_nothing() {
    let house = House::small();
    assert_eq!(house.run(&["backup", "harbour.backup"]).code, 0);
    let text = std::fs::read_to_string(house.path("harbour.backup")).unwrap();
    house.file("changed", &text.replace("Checkout", "Chackout"));
    house.file("cut", &text[..text.len() / 2]);
    for damaged in ["changed", "cut"] {
        let again = house.path("again");
        let said = house.run_on(&again, &["restore", damaged]);
        assert!(said.code == 1 && said.err.contains("is not a usable backup"), "{}", said.err);
        assert_eq!(house.run_on(&again, &["restore", "harbour.backup"]).code, 0);
        std::fs::remove_dir_all(&again).unwrap();
    }
}

#[test]
fn verify_names_the_first_bad_version() {
    let house = House::small();
    let sound = house.run(&["verify"]);
    assert!(sound.code == 0 && sound.out.starts_with("harbour: sound up to version"), "{}", sound.out);
    let database = rusqlite::Connection::open(house.data().join("rowlock.db")).unwrap();
    let changed: i64 = database.query_row("SELECT min(version) FROM event WHERE payload LIKE '%Search%'", [], |row| row.get(0)).unwrap();
    database.execute("UPDATE event SET payload = replace(payload, 'Search', 'Sxarch') WHERE payload LIKE '%Search%'", []).unwrap();
    drop(database);
    let said = house.run(&["verify", "--json"]);
    assert_eq!(said.code, 1, "{}", said.err);
    let found: serde_json::Value = serde_json::from_str(said.out.lines().next().unwrap()).unwrap();
    assert_eq!(found["workspaces"][0]["bad_version"], changed);
    assert!(house.run(&["status"]).err.contains("out of service"));
}

#[test]
fn other_databases_are_answered_in_one_sentence() {
    let house = House::new();
    let said = house.run(&["--database", "mysql://localhost/rowlock", "status"]);
    assert!(said.code == 2 && said.err.contains("names no database that Rowlock knows"), "{}", said.err);
    let said = house.run(&["--database", "postgres://127.0.0.1:1/rowlock", "status"]);
    assert!(said.code == 1 && said.err.contains("PostgreSQL at 127.0.0.1:1, database rowlock does not answer"), "{}", said.err);
    assert!(said.err.contains("onnection refused") && said.err.contains("Is PostgreSQL running there"), "{}", said.err);
    assert!(!said.err.contains("pool") && !said.err.contains("by itself") && !said.err.contains("saved"), "{}", said.err);
    assert!(house.run(&["status"]).err.contains("There are no data in"));
    assert!(!house.data().exists());
}
