//! Moving to another database: removed words stay away from there too, and what a running server writes is not lost without a word.

use crate::support::{House, SMALL, Said, Server, body};
use rowlock_store::testing::Database;

const WORDS: &str = "Mrs Marlow keeps the key";

/// A house whose data lie where these flags say.
struct Home {
    house: House,
    flags: Vec<String>,
}

impl Home {
    /// With words that stand in the backup `older` and were removed for good after it.
    fn of(flags: &[&str]) -> Self {
        let home = Self { house: House::new(), flags: flags.iter().map(|flag| (*flag).to_owned()).collect() };
        let file = home.house.file("harbour.yaml", SMALL);
        home.must(&["apply", file.to_str().unwrap()]);
        home.must(&["checkin", "--team", "SEA", "--as", "ada", "--next", "Facets", "--need", &format!("{WORDS}@CHE")]);
        home.must(&["backup", "older"]);
        assert!(home.must(&["export"]).out.contains(WORDS));
        let server = home.serve();
        let link = home.must(&["user", "create", "--person", "ada", "--mail", "ada@example.org", "--administrator"]).out;
        remove(&server, &server.sign_in(link.trim()));
        assert_eq!(server.terminate().1, Some(0));
        assert!(!home.must(&["export"]).out.contains(WORDS));
        home
    }

    fn serve(&self) -> Server {
        Server::start_with(&self.house.data(), &self.flags.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn must(&self, arguments: &[&str]) -> Said {
        let flags: Vec<&str> = self.flags.iter().map(String::as_str).collect();
        let said = self.house.run(&[&flags[..], arguments].concat());
        assert_eq!(said.code, 0, "{arguments:?}: {}{}", said.out, said.err);
        said
    }

    /// Copies from one database to another, with a folder for what lies beside them.
    fn copy(&self, [from, to]: [&str; 2], data: &str, more: &[&str]) -> Said {
        self.house.run_on(&self.house.path(data), &[&["copy", "--from", from, "--to", to], more].concat())
    }

    /// What an older backup brings back with the list of redactions of a folder.
    fn brought_back(&self, folder: &str) -> String {
        let (again, list) = (self.house.path("again"), self.house.path(folder).join("redactions"));
        let said = self.house.run_on(&again, &["restore", "older", "--redactions", list.to_str().unwrap()]);
        assert_eq!(said.code, 0, "{}", said.err);
        self.house.run_on(&again, &["export"]).out
    }
}

/// Removes the title of the first impediment for good, as an administrator does.
fn remove(server: &Server, cookie: &str) {
    let (stream, head) = server.get("/harbour/texts?of=impediment:1", cookie);
    let page = body(stream, &head);
    let text = page.split("value=\"").map(|rest| rest.split('"').next().unwrap()).find(|value| value.ends_with(":title")).unwrap();
    let form = format!("of=impediment%3A1&text={}&why=Personal+data&sure=yes", text.replace(':', "%3A"));
    let (_, head) = server.post("/harbour/texts", &form, cookie);
    assert!(head.starts_with("HTTP/1.1 303"), "{head}");
}

#[test]
fn the_list_of_redactions_goes_along_to_postgresql_and_an_older_backup_brings_nothing_back() {
    let (home, database) = (Home::of(&[]), Database::new());
    let said = home.copy([&format!("sqlite:{}", home.house.data().display()), &database.url], "beside", &[]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("beside/redactions, the list of redactions, has "), "{}", said.out);
    let exported = home.brought_back("beside");
    assert!(exported.contains("Facets") && !exported.contains(WORDS));
}

#[test]
fn the_lists_of_servers_over_postgresql_go_along_when_they_are_named() {
    let database = Database::new();
    let home = Home::of(&["--database", &database.url]);
    let own = home.house.data().join("redactions");
    let to = |name: &str| format!("sqlite:{}", home.house.path(name).display());
    let said = home.copy([&database.url, &to("without")], "data", &[]);
    assert!(said.code == 0 && said.out.contains("No list of redactions was copied"), "{}{}", said.out, said.err);
    assert!(!home.house.path("without").join("redactions").exists(), "what happens to lie in --data need not be of a server's");
    let said = home.copy([&database.url, &to("moved")], "elsewhere", &["--redactions", own.to_str().unwrap(), "--json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let value: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert!(value["redactions"]["file"].as_str().unwrap().ends_with("moved/redactions") && value["redactions"]["entries"].as_u64() > Some(0));
    let exported = home.brought_back("moved");
    assert!(exported.contains("Facets") && !exported.contains(WORDS));
    assert_eq!(home.copy([&database.url, &to("third")], "data", &["--redactions", "missing"]).code, 2);
}

#[test]
fn a_repair_over_postgresql_says_what_becomes_of_servers_that_still_run() {
    let database = Database::new();
    let home = Home::of(&["--database", &database.url]);
    let version: u64 = database.sql("SELECT max(version) FROM event").parse().unwrap();
    let server = home.serve();
    assert!(home.must(&["repair", "--to", &version.to_string()]).out.contains("follows the new history by itself"));
    home.must(&["checkin", "--team", "SEA", "--as", "ada", "--next", "Goes on"]);
    assert!(server.get("/readyz", "").1.starts_with("HTTP/1.1 200"));
}
