//! Databases and backups of every format ever released, as they lie frozen in the repository (`cargo xtask freeze`), are opened by this
//! version and lose nothing; a newer one is refused and left untouched.

use crate::support::House;
use std::path::{Path, PathBuf};

fn frozen() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frozen");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

/// A house with the files of a frozen one.
fn thawed(folder: &Path) -> House {
    let house = House::new();
    std::fs::create_dir(house.data()).unwrap();
    for name in ["rowlock.db", "heads"] {
        std::fs::copy(folder.join(name), house.data().join(name)).unwrap();
    }
    house
}

#[test]
fn every_frozen_database_is_upgraded_and_reads_as_on_its_first_day() {
    for folder in frozen() {
        let house = thawed(&folder);
        let truth = std::fs::read_to_string(folder.join("export.jsonl")).unwrap();
        assert_eq!(house.run(&["export"]).out, truth, "{}", folder.display());
        assert_eq!(house.run(&["verify"]).code, 0);
        assert!(house.status()["counts"]["impediments"].as_u64().unwrap() >= 8);
        let done = house.run(&["checkin", "--team", "ALF", "--as", "ben", "--next", "Goes on after the upgrade"]);
        assert_eq!(done.code, 0, "{}", done.err);
        let server = house.serve();
        assert!(server.get("/readyz", "").1.starts_with("HTTP/1.1 200"));
    }
}

#[test]
fn every_frozen_backup_is_restored() {
    for folder in frozen() {
        let house = House::new();
        let said = house.run(&["restore", folder.join("backup").to_str().unwrap()]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert_eq!(house.run(&["export"]).out, std::fs::read_to_string(folder.join("export.jsonl")).unwrap());
        assert_eq!(house.run(&["verify"]).code, 0);
    }
}

#[test]
fn a_newer_database_is_refused_with_a_sentence_and_left_untouched() {
    let house = House::small();
    let path = house.data().join("rowlock.db");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(&path, &bytes).unwrap();
    for arguments in [&["status"][..], &["verify"], &["serve", "--listen", "127.0.0.1:0"]] {
        let said = house.run(arguments);
        assert!(said.code == 1 && said.err.contains("written by a newer Rowlock (format 99"), "{}", said.err);
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}
