//! Several servers over one PostgreSQL, as processes of their own: alone, killed, and behind nginx as the documentation says.

use crate::support::{House, SMALL, Said, Server};
use rowlock_store::testing::{Bouncer, Database};
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A database with the small organisation in it, and the commands upon it.
struct Shared {
    house: House,
    database: Database,
}

impl Shared {
    fn small() -> Self {
        let shared = Self { house: House::new(), database: Database::new() };
        let file = shared.house.file("harbour.yaml", SMALL);
        let said = shared.run(&["apply", file.to_str().unwrap()]);
        assert_eq!(said.code, 0, "{}", said.err);
        shared
    }

    fn run(&self, arguments: &[&str]) -> Said {
        self.house.run(&[&["--database", &self.database.url], arguments].concat())
    }

    fn serve(&self, settings: &[&str]) -> Server {
        Server::start_with(&self.house.data(), &[&["--database", &self.database.url], settings].concat())
    }

    fn check_in(&self, line: &str) {
        let said = self.run(&["checkin", "--team", "SEA", "--as", "ada", "--next", line]);
        assert_eq!(said.code, 0, "{}", said.err);
    }

    /// The one-time link of Ada's account.
    fn invite_ada(&self) -> String {
        self.run(&["user", "create", "--person", "ada", "--mail", "ada@example.org", "--administrator"]).out.trim().to_owned()
    }

    fn version(&self) -> u64 {
        serde_json::from_str::<serde_json::Value>(&self.run(&["status", "--json"]).out).unwrap()["version"].as_u64().unwrap()
    }
}

/// From which version a server answers now: the first notice of a stream comes at once and names it.
fn answers_from(server: &Server, cookie: &str) -> u64 {
    let (stream, head) = server.get("/harbour/live", cookie);
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    ids(stream).next().unwrap()
}

/// The ids of a stream's notices, as they come.
fn ids(stream: TcpStream) -> impl Iterator<Item = u64> {
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    lines.filter_map(|line| line.strip_prefix("id:")?.rsplit(':').next()?.trim().parse().ok())
}

#[test]
fn what_one_server_did_the_other_shows_streams_and_undoes() {
    let shared = Shared::small();
    let (a, b) = (shared.serve(&[]), shared.serve(&[]));
    let cookie = a.sign_in(&shared.invite_ada());
    let (stream, head) = b.get("/harbour/live", &cookie);
    assert!(head.starts_with("HTTP/1.1 200"), "signed in at one is signed in at the other: {head}");
    let mut notices = ids(stream);
    assert!(notices.next().unwrap() > 0);
    shared.check_in("Facets before prices");
    let version = shared.version();
    assert_eq!((answers_from(&a, &cookie), answers_from(&b, &cookie)), (version, version));
    assert!(notices.any(|id| id == version), "the stream of the other server tells of it");
    let (_, head) = a.post("/sign-out", "", &cookie);
    assert!(head.starts_with("HTTP/1.1 303"), "{head}");
    let (_, head) = b.get("/harbour/me", &cookie);
    assert!(head.starts_with("HTTP/1.1 303") && head.contains("/sign-in"), "signed out at one is signed out at the other: {head}");
    assert_eq!(notices.count(), 0, "its streams have ended too");
}

#[test]
fn a_server_that_is_killed_leaves_the_work_to_the_other() {
    let shared = Shared::small();
    let (a, b) = (shared.serve(&[]), shared.serve(&[]));
    let cookie = a.sign_in(&shared.invite_ada());
    shared.check_in("Before the end");
    a.kill();
    assert_eq!(answers_from(&b, &cookie), shared.version());
    shared.check_in("After the end");
    assert_eq!(answers_from(&b, &cookie), shared.version());
    assert_eq!(shared.run(&["verify"]).code, 0);
    assert_eq!(b.terminate().1, Some(0));
}

#[test]
fn two_servers_may_start_at_once_upon_an_empty_database() {
    let shared = Shared { house: House::new(), database: Database::new() };
    let (a, b) = std::thread::scope(|scope| {
        let (a, b) = (scope.spawn(|| shared.serve(&[])), scope.spawn(|| shared.serve(&[])));
        (a.join().unwrap(), b.join().unwrap())
    });
    for server in [a, b] {
        assert!(server.get("/readyz", "").1.starts_with("HTTP/1.1 200"));
    }
}

#[test]
fn a_server_that_starts_before_its_database_waits_for_it() {
    let shared = Shared { house: House::new(), database: Database::new() };
    let (server, folder) = shared.database.url.split_once("?host=").unwrap();
    let later = tempfile::tempdir().unwrap();
    let url = format!("{server}?host={}", later.path().display());
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| Server::start_with(&shared.house.data(), &["--database", &url]));
        std::thread::sleep(Duration::from_secs(4));
        assert!(!waits.is_finished());
        std::os::unix::fs::symlink(Path::new(folder).join(".s.PGSQL.5432"), later.path().join(".s.PGSQL.5432")).unwrap();
        assert!(waits.join().unwrap().get("/readyz", "").1.starts_with("HTTP/1.1 200"));
    });
}

#[test]
fn a_backup_moves_between_the_kinds_of_databases_with_the_same_head() {
    let shared = Shared::small();
    shared.check_in("Kept");
    let status = shared.run(&["status", "--json"]).out;
    assert_eq!(shared.run(&["backup", "postgres.backup"]).code, 0);
    assert_eq!(shared.house.run(&["restore", "postgres.backup"]).code, 0);
    assert_eq!(shared.house.run(&["status", "--json"]).out, status);
    assert_eq!(shared.house.run(&["backup", "sqlite.backup"]).code, 0);
    let again = Shared { house: House::new(), database: Database::new() };
    let said = again.run(&["restore", shared.house.path("sqlite.backup").to_str().unwrap()]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(again.run(&["status", "--json"]).out, status);
    assert_eq!(again.run(&["verify"]).code, 0);
    let said = again.run(&["restore", shared.house.path("sqlite.backup").to_str().unwrap()]);
    assert!(said.code == 1 && said.err.contains("holds data already"), "{}", said.err);
}

#[test]
fn a_copy_goes_through_pgbouncer_with_addresses_from_files() {
    let (house, database) = (House::small(), Database::new());
    let bouncer = Bouncer::before(&database);
    let from = house.file("from", &format!("sqlite:{}\n", house.data().display()));
    let to = house.file("to", &format!("{}\n", bouncer.url));
    let copy = ["copy", "--from-file", from.to_str().unwrap(), "--to-file", to.to_str().unwrap()];
    let without = house.run(&copy);
    assert!(without.code == 1 && without.err.contains("say --database-pgbouncer"), "{}", without.err);
    let said = house.run(&[&["--database-pgbouncer"], &copy[..]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    let there = house.run(&["--database", &database.url, "status", "--json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&there.out).unwrap(), house.status());
    let said = house.run(&["copy", "--from-file", from.to_str().unwrap(), "--to", &database.url]);
    assert!(said.code == 1 && said.err.contains("createdb"), "{}", said.err);
}

#[test]
fn an_address_where_nobody_answers_is_told_without_its_password() {
    let house = House::new();
    let said = house.run(&["--database", "postgres://rowlock:secret@127.0.0.1:1/rowlock", "status"]);
    assert!(said.code != 0 && said.err.contains("127.0.0.1:1") && !said.err.contains("secret"), "{}", said.err);
}

/// nginx in the foreground; ends with the test.
struct Proxy(Child);

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The settings that the documentation shows, with the addresses of this test and without TLS.
fn documented(listen: &str, servers: [&str; 2]) -> String {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/operations.md")).unwrap();
    let shown = text.split("```nginx").find(|part| part.contains("upstream rowlock")).unwrap().split("```").next().unwrap();
    let shown = shown.replace("10.0.0.11:7878", servers[0]).replace("10.0.0.12:7878", servers[1]);
    shown.replace("listen 443 ssl;", &format!("listen {listen};"))
}

fn nginx(dir: &Path, listen: &str, servers: [&str; 2]) -> Proxy {
    let shown = dir.display();
    let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|kind| format!("{kind}_temp_path {shown}/{kind};")).join(" ");
    let http = documented(listen, servers);
    let settings = format!(
        "daemon off; master_process off; pid {shown}/pid; error_log {shown}/error.log; events {{}} http {{ access_log off; {paths} {http} }}"
    );
    let file = dir.join("nginx.conf");
    std::fs::write(&file, settings).unwrap();
    let path = format!("{}:/usr/sbin", std::env::var("PATH").unwrap());
    let started = Command::new("nginx")
        .env("PATH", path)
        .arg("-p")
        .arg(dir)
        .arg("-e")
        .arg(dir.join("error.log"))
        .arg("-c")
        .arg(&file)
        .stdin(Stdio::null())
        .spawn();
    let proxy = Proxy(started.expect("nginx is there: `apt-get install -y --no-install-recommends nginx`"));
    let until = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect(listen).is_err() {
        assert!(Instant::now() < until, "{}", std::fs::read_to_string(dir.join("error.log")).unwrap_or_default());
        std::thread::sleep(Duration::from_millis(20));
    }
    proxy
}

/// Addresses at which nobody listens.
fn free_addresses<const N: usize>() -> [String; N] {
    let bound: [TcpListener; N] = std::array::from_fn(|_| TcpListener::bind("127.0.0.1:0").unwrap());
    bound.map(|listener| listener.local_addr().unwrap().to_string())
}

#[test]
fn two_servers_behind_nginx_as_documented_keep_streams_alive_and_survive_one_of_them() {
    let shared = Shared::small();
    let [listen, first, second] = free_addresses();
    let (url, at_first, at_second) = (format!("--public-url=http://{listen}"), format!("--listen={first}"), format!("--listen={second}"));
    let (a, mut outside) = (shared.serve(&[&url, &at_first]), shared.serve(&[&url, &at_second]));
    let dir = tempfile::tempdir().unwrap();
    let _proxy = nginx(dir.path(), &listen, [&first, &second]);
    outside.address = listen;
    let cookie = outside.sign_in(&shared.invite_ada());
    for n in 0..6 {
        shared.check_in(&format!("Line {n}"));
        assert_eq!(answers_from(&outside, &cookie), shared.version(), "whichever server answers");
    }
    let (stream, head) = outside.get("/harbour/live", &cookie);
    assert!(head.contains("text/event-stream"), "{head}");
    let mut notices = ids(stream);
    let first = notices.next().unwrap();
    let began = Instant::now();
    shared.check_in("Seen through the proxy");
    assert!(notices.next().unwrap() > first);
    assert!(began.elapsed() < Duration::from_secs(30), "it was not buffered");
    drop(notices);
    a.kill();
    for _ in 0..4 {
        assert_eq!(answers_from(&outside, &cookie), shared.version());
    }
}
