//! A data directory of its own, the binary run upon it, and a server that ends with its test.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A small organisation: a group of two teams that meets every working day.
pub const SMALL: &str = r#"format: rowlock-organisation
version: 1
workspace: Harbour
time_zone: Europe/Berlin

groups:
  - { id: product, name: Product }

teams:
  - { id: search, name: Search, code: SEA, group: product }
  - { id: checkout, name: Checkout, code: CHE, group: product }

people:
  - { id: ada, name: Ada Okafor, handle: ada, mail: ada@example.org }
  - { id: ben, name: Ben Ruiz, handle: ben }

roles:
  - { id: ben-master, person: ben, role: master, group: product }

seats:
  - { id: search-seat, group: product, team: search, holder: ada }

series:
  - id: product-sos
    group: product
    title: Scrum of Scrums
    kind: scrum_of_scrums
    rrule: "FREQ=DAILY"
    start: 2026-01-05T10:00
    minutes: 15

items:
  - { id: facets, title: Facets, team: search, state: open }

dependencies:
  - { id: prices, title: Prices with tax, consumer: checkout, provider: search, needed_by: 2027-01-15 }
"#;

/// A data directory that goes away with the test.
pub struct House {
    dir: tempfile::TempDir,
}

/// What a command said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl House {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// One with the small organisation in it.
    pub fn small() -> Self {
        let house = Self::new();
        let said = house.apply(SMALL, &[]);
        assert_eq!(said.code, 0, "{}", said.err);
        house
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        self.run_on(&self.data(), arguments)
    }

    pub fn run_on(&self, data: &Path, arguments: &[&str]) -> Said {
        said(&command(data).args(arguments).current_dir(self.dir.path()).stdin(Stdio::null()).output().unwrap())
    }

    /// Applies a text to the workspace `harbour`.
    pub fn apply(&self, text: &str, flags: &[&str]) -> Said {
        let file = self.file("harbour.yaml", text);
        self.run(&[&["apply", file.to_str().unwrap()], flags].concat())
    }

    /// A command's JSON.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        serde_json::from_str(&said.out).unwrap()
    }

    pub fn status(&self) -> Value {
        self.json(&["status", "--json"])
    }

    /// The exported events.
    pub fn events(&self) -> Vec<Value> {
        let said = self.run(&["export"]);
        assert_eq!(said.code, 0, "{}", said.err);
        said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub fn serve(&self) -> Server {
        Server::start(&self.data())
    }
}

/// The binary, with nothing of this process's settings.
pub fn command(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rowlock"));
    let settings = std::env::vars_os().map(|(name, _)| name).filter(|name| name.to_string_lossy().starts_with("ROWLOCK_"));
    for name in settings {
        command.env_remove(name);
    }
    command.arg("--data").arg(data);
    command
}

fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

/// A running server; killed when dropped.
pub struct Server {
    child: Child,
    /// Host and port.
    pub address: String,
    /// What it printed when it began.
    line: String,
}

/// The rest of an answer whose length its head tells.
pub fn body(mut stream: TcpStream, head: &str) -> String {
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:").map(|length| length.trim().parse::<usize>()));
    let mut bytes = vec![0; length.unwrap().unwrap()];
    stream.read_exact(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

impl Server {
    pub fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    /// One with further settings.
    pub fn start_with(data: &Path, settings: &[&str]) -> Self {
        let anywhere = ["--listen=127.0.0.1:0"].into_iter().filter(|_| !settings.iter().any(|setting| setting.starts_with("--listen=")));
        let mut child = command(data).arg("serve").args(anywhere).args(settings).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap_or_else(|| panic!("the server said: {line:?}"));
        let address = address.split(|c: char| c.is_whitespace() || c == '/').next().unwrap().to_owned();
        let address = settings.iter().find_map(|setting| setting.strip_prefix("--listen=")).map_or(address, str::to_owned);
        Self { child, address, line }
    }

    /// What it printed when it began.
    pub fn printed(&self) -> &str {
        &self.line
    }

    /// Ends it without warning.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end, and says how long it took and how it ended.
    pub fn terminate(mut self) -> (Duration, Option<i32>) {
        let asked = Instant::now();
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        (asked.elapsed(), status.code())
    }

    /// A GET, answered up to the end of its head.
    pub fn get(&self, path: &str, cookie: &str) -> (TcpStream, String) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nAccept: */*\r\nCookie: {cookie}\r\n\r\n", self.address))
    }

    /// Signs a person in for the first time, over the link that `user create` prints; answers with the cookie.
    pub fn sign_in(&self, link: &str) -> String {
        let path = link.find("/password/").map_or(link, |at| &link[at..]);
        cookie(&self.post(path, "password=correct+horse+battery+staple", "").1)
    }

    /// Follows the one-time link of a new server and looks around with the sample; answers with the cookie.
    pub fn begin_with_the_sample(&self) -> String {
        let token = self.line.rsplit_once("/start/").unwrap_or_else(|| panic!("{}", self.line)).1.trim();
        let started = cookie(&self.get(&format!("/start/{token}"), "").1);
        cookie(&self.post("/set-up/sample", "", &started).1)
    }

    pub fn post(&self, path: &str, form: &str, cookie: &str) -> (TcpStream, String) {
        let kind = format!("Content-Type: application/x-www-form-urlencoded\r\nCookie: {cookie}");
        self.ask(&format!("POST {path} HTTP/1.1\r\nHost: {}\r\n{kind}\r\nContent-Length: {}\r\n\r\n{form}", self.address, form.len()))
    }

    fn ask(&self, request: &str) -> (TcpStream, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
            head.push(byte[0]);
        }
        (stream, String::from_utf8(head).unwrap())
    }
}

/// The cookie that an answer sets.
fn cookie(head: &str) -> String {
    let set = head.lines().find_map(|line| line.to_ascii_lowercase().starts_with("set-cookie:").then(|| line["set-cookie:".len()..].trim()));
    set.unwrap_or_else(|| panic!("{head}")).split(';').next().unwrap().to_owned()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
