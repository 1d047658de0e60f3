//! The house that faults happen to: a data folder with a small workspace and somebody signed in, and the server upon it as a
//! process of its own.

use crate::bench::client::Client;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The organisation.
const SMALL: &str = include_str!("small.yaml");
/// The workspace's address.
pub(crate) const SLUG: &str = "faults";
/// How long a server may take to listen: debug builds on a busy machine are slow.
const LISTENS_WITHIN: Duration = Duration::from_secs(60);

/// The binary and a base image: what every round begins with.
pub(crate) struct House {
    binary: PathBuf,
    folder: tempfile::TempDir,
    /// A PostgreSQL in the place of a data folder.
    database: Option<String>,
    /// The session of somebody who is signed in.
    pub cookie: String,
}

/// A running server; killed when dropped.
pub(crate) struct Server {
    child: Child,
    /// Host and port.
    pub address: String,
    cookie: String,
    log: PathBuf,
}

impl House {
    /// The binary without a base image.
    pub fn with(binary: &Path) -> Result<Self> {
        Ok(Self { binary: binary.to_owned(), folder: tempfile::tempdir()?, database: None, cookie: String::new() })
    }

    /// Makes the base image with that binary: the workspace, eight impediments, one session.
    pub fn build(binary: &Path) -> Result<Self> {
        Self::build_at(binary, None)
    }

    /// The same binary upon another database, without a base image.
    pub fn upon(&self, database: &str) -> Result<Self> {
        Ok(Self { database: Some(database.to_owned()), ..Self::with(&self.binary)? })
    }

    /// Makes the base image in a PostgreSQL, if its address is given.
    pub fn build_at(binary: &Path, database: Option<&str>) -> Result<Self> {
        let mut house = Self { database: database.map(str::to_owned), ..Self::with(binary)? };
        let base = house.base();
        let file = house.folder.path().join("small.yaml");
        std::fs::write(&file, SMALL)?;
        house.must(&base, &["apply", &file.to_string_lossy(), "--workspace", SLUG])?;
        let link = house.must(&base, &["user", "create", "--person", "ada", "--mail", "ada@example.org", "--administrator"])?;
        let server = house.serve(&base)?;
        let mut browser = Client::connect(&server.address)?;
        let path =
            ["/invitation/", "/password/"].iter().find_map(|kind| link.find(kind)).map(|at| link[at..].trim()).context("no link was printed")?;
        let answer = browser.post(path, &[("password", "a long enough password")])?;
        if answer.status != 303 || browser.cookie.is_empty() {
            bail!("signing in was answered {}", answer.status);
        }
        house.cookie.clone_from(&browser.cookie);
        for n in 1..=8 {
            let title = format!("Impediment {n}");
            browser.post(&format!("/{SLUG}/groups/product/impediments"), &[("title", &title), ("severity", "slows"), ("team", "1")])?;
        }
        server.terminate()?;
        Ok(house)
    }

    /// The folder of the base image; not to be changed.
    pub fn base(&self) -> PathBuf {
        self.folder.path().join("base")
    }

    /// A fresh folder with a copy of the base image.
    pub fn copy(&self) -> Result<tempfile::TempDir> {
        copy_of(&self.base())
    }

    /// Runs a command upon a data folder.
    pub fn run(&self, data: &Path, arguments: &[&str]) -> Result<Output> {
        Ok(self.command(data).args(arguments).stdin(Stdio::null()).output()?)
    }

    /// The same, which must succeed; what it printed.
    pub fn must(&self, data: &Path, arguments: &[&str]) -> Result<String> {
        let output = self.run(data, arguments)?;
        if !output.status.success() {
            bail!("rowlock {} ended with {}: {}", arguments.join(" "), output.status, String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// The binary upon a data folder, with nothing of this process's settings.
    pub fn command(&self, data: &Path) -> Command {
        let mut command = Command::new(&self.binary);
        self.place(bare(&mut command), data);
        command
    }

    fn place(&self, command: &mut Command, data: &Path) {
        match &self.database {
            Some(url) => command.arg("--database").arg(url),
            None => command.arg("--data").arg(data),
        };
    }

    pub fn serve(&self, data: &Path) -> Result<Server> {
        self.serve_through(Command::new(&self.binary), data, &free_address()?)
    }

    /// Serves upon the database as it is reached at another address.
    pub fn serve_by(&self, url: &str) -> Result<Server> {
        let mut command = Command::new(&self.binary);
        bare(&mut command).args(["--database", url]);
        self.begin(command, &free_address()?)
    }

    /// Serves where another server listened before.
    pub fn serve_again(&self, data: &Path, address: &str) -> Result<Server> {
        self.serve_through(Command::new(&self.binary), data, address)
    }

    /// Serves through a program that runs the binary, such as `prlimit --data=… rowlock`.
    pub fn serve_limited(&self, limiter: &[&str], data: &Path) -> Result<Server> {
        let [program, arguments @ ..] = limiter else { return self.serve(data) };
        let mut command = Command::new(program);
        command.args(arguments).arg(&self.binary);
        self.serve_through(command, data, &free_address()?)
    }

    fn serve_through(&self, mut command: Command, data: &Path, address: &str) -> Result<Server> {
        self.place(bare(&mut command), data);
        self.begin(command, address)
    }

    fn begin(&self, mut command: Command, address: &str) -> Result<Server> {
        let log = self.folder.path().join(format!("server-{}.log", address.replace(':', "-")));
        let begun = command.args(["serve", "--listen", address]);
        let child = begun.stdin(Stdio::null()).stdout(Stdio::null()).stderr(std::fs::File::create(&log)?).spawn()?;
        let mut server = Server { child, address: address.to_owned(), cookie: self.cookie.clone(), log };
        let until = Instant::now() + LISTENS_WITHIN;
        while Instant::now() < until {
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended with {status} before it listened: {}", server.said());
            }
            if server.is_ready() {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        bail!("the server does not listen: {}", server.said())
    }

    /// Walks every log of a data folder; the sentences of what is wrong.
    pub fn verify(&self, data: &Path) -> Result<String> {
        self.must(data, &["verify"])
    }

    /// The keys that stand in the log, each with how many commands carry it.
    pub fn keys(&self, data: &Path) -> Result<BTreeMap<String, usize>> {
        keys_of(&self.must(data, &["export"])?)
    }
}

/// The keys of an exported log, each with how many commands carry it.
pub(crate) fn keys_of(exported: &str) -> Result<BTreeMap<String, usize>> {
    let mut commands: BTreeMap<String, std::collections::BTreeSet<u64>> = BTreeMap::new();
    for line in exported.lines() {
        let event: Value = serde_json::from_str(line)?;
        if let Some(key) = event["key"].as_str() {
            let sent = key.split('-').next().unwrap_or(key);
            commands.entry(sent.to_owned()).or_default().insert(event["last"].as_u64().unwrap_or(0));
        }
    }
    Ok(commands.into_iter().map(|(key, lasts)| (key, lasts.len())).collect())
}

/// A fresh folder with a copy of the files of another one.
pub(crate) fn copy_of(from: &Path) -> Result<tempfile::TempDir> {
    let to = tempfile::tempdir()?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            std::fs::copy(entry.path(), to.path().join(entry.file_name()))?;
        }
    }
    Ok(to)
}

fn free_address() -> Result<String> {
    Ok(format!("127.0.0.1:{}", crate::bench::house::free_port()?))
}

fn bare(command: &mut Command) -> &mut Command {
    for name in std::env::vars_os().map(|(name, _)| name).filter(|name| name.to_string_lossy().starts_with("ROWLOCK_")) {
        command.env_remove(name);
    }
    command
}

impl Server {
    /// A connection of the one who is signed in.
    pub fn browser(&self) -> Result<Client> {
        let mut browser = Client::connect(&self.address)?;
        browser.cookie.clone_from(&self.cookie);
        Ok(browser)
    }

    fn is_ready(&self) -> bool {
        Client::connect(&self.address).and_then(|mut client| client.get("/healthz")).is_ok_and(|answer| answer.status == 200)
    }

    /// Sends it a signal, for example to pause it.
    pub fn signal(&self, signal: rustix::process::Signal) -> Result<()> {
        Ok(rustix::process::kill_process(rustix::process::Pid::from_child(&self.child), signal)?)
    }

    /// Ends it without warning and keeps its place for another one.
    pub fn stop_at_once(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Ends it without warning.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Asks it to end, and waits.
    pub fn terminate(mut self) -> Result<()> {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM)?;
        self.child.wait()?;
        Ok(())
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// The last lines of its log.
    pub fn said(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().rev().take(6).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    /// Whether anything went wrong inside: a panic stands in the log.
    pub fn panicked(&self) -> bool {
        std::fs::read_to_string(&self.log).is_ok_and(|text| text.contains("went wrong inside"))
    }

    /// Resident memory in bytes.
    pub fn resident_bytes(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kib: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kib * 1_024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
