//! Damage is named, the other workspaces go on, and a log goes on from its last sound version; moving to another database.

use crate::support::{House, SMALL, Server};

/// Two workspaces, of which `harbour` is damaged in the middle.
fn damaged() -> (House, u64) {
    let house = House::small();
    let yard = house.file("yard.yaml", &SMALL.replace("Harbour", "Yard"));
    assert_eq!(house.run(&["apply", yard.to_str().unwrap(), "--workspace", "yard"]).code, 0);
    // Applying the file was one command; the damage comes behind it.
    for text in ["First", "Second"] {
        let said = house.run(&["checkin", "--workspace", "harbour", "--team", "SEA", "--as", "ada", "--next", text]);
        assert_eq!(said.code, 0, "{}", said.err);
    }
    let database = rusqlite::Connection::open(house.data().join("rowlock.db")).unwrap();
    let of_harbour = "workspace = (SELECT workspace FROM workspace WHERE slug = 'harbour')";
    let sql = format!("SELECT min(version) FROM event WHERE {of_harbour} AND payload LIKE '%Second%'");
    let version: i64 = database.query_row(&sql, [], |row| row.get(0)).unwrap();
    database.execute(&format!("UPDATE event SET payload = replace(payload, 'Second', 'Sxcond') WHERE {of_harbour}"), []).unwrap();
    drop(database);
    (house, u64::try_from(version).unwrap())
}

#[test]
fn damage_is_named_with_workspace_version_and_remedy_and_the_others_go_on() {
    let (house, version) = damaged();
    let said = house.run(&["verify"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains(&format!("harbour: damaged at version {version}")) && said.out.contains("yard: sound"), "{}", said.out);
    assert!(said.err.contains("`rowlock repair --workspace harbour`"), "{}", said.err);
    assert!(house.run(&["status", "--workspace", "harbour"]).err.contains(&format!("damaged at version {version}")));
    assert_eq!(house.run(&["status", "--workspace", "yard"]).code, 0);
    let server = house.serve();
    assert!(!server.printed().contains("/start/"), "nobody can tell who administers what is damaged: {}", server.printed());
    assert!(server.get("/readyz", "").1.starts_with("HTTP/1.1 503"));
    let said = house.run(&["checkin", "--workspace", "yard", "--team", "SEA", "--as", "ada", "--next", "Goes on"]);
    assert_eq!(said.code, 0, "{}", said.err);
}

#[test]
fn a_backup_leaves_a_damaged_workspace_out_by_name_and_the_others_come_back_from_it() {
    let (house, version) = damaged();
    let mut server = Some(house.serve());
    for name in ["by-the-server", "without-it"] {
        let said = house.run(&["backup", name]);
        assert_eq!(said.code, 1, "a backup that is not whole must not look like one: {}", said.out);
        for part in ["harbour is left out", &format!("damaged at version {version}"), "`rowlock repair --workspace harbour`"] {
            assert!(said.err.contains(part), "{part}: {}", said.err);
        }
        assert!(!house.path(&format!("{name}.part")).exists());
        drop(server.take());
    }
    let again = house.path("again");
    let said = house.run_on(&again, &["restore", "by-the-server"]);
    assert!(said.code == 0 && said.out.contains("yard up to version") && !said.out.contains("harbour"), "{}{}", said.out, said.err);
    let yard = ["status", "--workspace", "yard", "--json"];
    assert_eq!(house.run_on(&again, &yard).out, house.run(&yard).out);
    assert_eq!(house.run_on(&again, &["verify"]).code, 0);
    assert!(Server::start(&again).get("/readyz", "").1.starts_with("HTTP/1.1 200"));
}

#[test]
fn a_damaged_workspace_goes_on_from_its_last_sound_version() {
    let (house, version) = damaged();
    let said = house.run(&["repair", "--workspace", "harbour"]);
    assert!(said.code == 0 && said.out.contains("--to "), "{}{}", said.out, said.err);
    let end: u64 = said.out.split("--to ").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
    assert!(end < version);
    assert_eq!(house.run(&["verify"]).code, 1, "without --to nothing is changed");
    assert_eq!(house.run(&["repair", "--workspace", "harbour", "--to", &version.to_string()]).code, 1);
    let done = house.run(&["repair", "--workspace", "harbour", "--to", &end.to_string(), "--json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let value: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(value["version"], end);
    let rest = std::fs::read_to_string(value["file"].as_str().unwrap()).unwrap();
    assert!(rest.contains("Sxcond"), "what is given up can still be read");
    assert_eq!(house.run(&["verify"]).code, 0);
    assert_eq!(house.run(&["status", "--workspace", "harbour"]).code, 0);
    assert!(house.run(&["repair", "--workspace", "harbour"]).out.contains("nothing to repair"));
}

#[test]
fn a_repair_beyond_the_end_names_the_end_and_damage_is_told_with_the_workspace() {
    let sound = House::small();
    let said = sound.run(&["repair", "--to", "999999"]);
    let end = sound.status()["version"].as_u64().unwrap();
    assert!(said.code == 2 && said.err.contains(&format!("harbour ends at version {end}; name one up to that")), "{}", said.err);
    let (house, version) = damaged();
    let from = format!("sqlite:{}", house.data().display());
    let to = format!("sqlite:{}", house.path("copied").display());
    for arguments in [
        vec!["repair", "--workspace", "harbour", "--to", &version.to_string()],
        vec!["status", "--workspace", "harbour"],
        vec!["copy", "--from", &from, "--to", &to],
    ] {
        let said = house.run(&arguments);
        assert!(said.code == 1 && said.err.contains(&format!("the log of harbour is damaged at version {version}")), "{}", said.err);
    }
}

#[test]
fn what_is_sound_is_given_up_only_upon_a_word_of_its_own() {
    let (house, version) = damaged();
    let said = house.run(&["repair", "--workspace", "harbour"]);
    let end: u64 = said.out.split("--to ").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
    let log: Vec<u64> = (1..end).rev().collect();
    let said = house.run(&["repair", "--workspace", "harbour", "--to", &log[0].to_string()]);
    assert!(said.code == 2 && said.err.contains(&format!("sound up to version {end}")) && said.err.contains("--give-up-sound"), "{}", said.err);
    assert!(house.run(&["verify"]).out.contains(&format!("damaged at version {version}")), "nothing was changed");
    let ends = log.iter().any(|to| house.run(&["repair", "--workspace", "harbour", "--to", &to.to_string(), "--give-up-sound"]).code == 0);
    assert!(ends && house.run(&["verify"]).code == 0);
}

#[test]
fn a_copy_that_broke_off_is_not_repaired_but_made_anew() {
    let (house, _) = damaged();
    let (from, copied) = (format!("sqlite:{}", house.data().display()), house.path("copied"));
    let to = format!("sqlite:{}", copied.display());
    assert_eq!(house.run(&["copy", "--from", &from, "--to", &to]).code, 1);
    for arguments in [&["repair", "--workspace", "harbour"][..], &["repair", "--workspace", "harbour", "--to", "1"]] {
        let said = house.run_on(&copied, arguments);
        assert!(said.code == 1 && said.err.contains("did not finish") && said.err.contains("anew"), "{}{}", said.out, said.err);
    }
}

#[test]
fn a_server_must_be_stopped_before_a_repair() {
    let house = House::small();
    let server = house.serve();
    let said = house.run(&["repair", "--to", "1"]);
    assert!(said.code == 1 && said.err.contains("Stop it first"), "{}", said.err);
    drop(server);
    assert!(House::new().run(&["repair"]).err.contains("There are no data in"));
}

#[test]
fn a_copy_ends_with_the_same_heads_and_its_source_is_left_alone() {
    let house = House::small();
    let (from, to) = (format!("sqlite:{}", house.data().display()), format!("sqlite:{}", house.path("copied").display()));
    let said = house.run(&["copy", "--from", &from, "--to", &to, "--json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let copied: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(copied["workspaces"][0]["head"], house.status()["head"]);
    let other = house.run_on(&house.path("copied"), &["status", "--json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&other.out).unwrap(), house.status());
    let again = house.run(&["copy", "--from", &from, "--to", &to]);
    assert!(again.code == 1 && again.err.contains("holds data already") && again.err.contains("empty or new folder"), "{}", again.err);
    let onto_itself = house.run(&["copy", "--from", &from, "--to", &from]);
    assert!(onto_itself.code == 2 && onto_itself.err.contains("the same database"), "{}", onto_itself.err);
    assert_eq!(house.run(&["copy", "--from", &from]).code, 2, "a copy goes somewhere");
}
