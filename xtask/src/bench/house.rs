//! The house that is measured: a release server over the Kubernetes organisation, one signed-in administrator, many impediments.

use super::client::Client;
use super::{Line, median};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PASSWORD: &str = "a long enough password";

/// How long a start took, over so many events.
#[derive(Clone, Copy)]
pub(crate) struct Start {
    pub events: usize,
    pub seconds: f64,
}

impl Start {
    pub fn line(&self) -> Line {
        Line::new(format!("start to first page, {} events", self.events), format!("{:.0} ms", self.seconds * 1000.0))
    }

    /// What the further events of a later start took: replay alone, since all else is in both.
    pub fn replay_until(&self, later: &Self) -> Line {
        let events = later.events.saturating_sub(self.events);
        let per_second = events as f64 / (later.seconds - self.seconds).max(f64::EPSILON);
        let line = Line::new(format!("replay alone, by what {events} more events add to the start"), format!("{per_second:.0} events/s"));
        line.aim("at least 200,000 events/s", per_second >= 200_000.0)
    }
}

/// The running server and its browser.
pub(crate) struct House {
    binary: PathBuf,
    folder: tempfile::TempDir,
    child: Child,
    /// Host and port.
    pub address: String,
    /// Signed in.
    pub browser: Client,
    /// The root group's address in the workspace.
    pub group: &'static str,
}

/// A port nobody listens on.
pub(crate) fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

impl House {
    pub fn build(shared: &Path, impediments: usize) -> Result<Self> {
        let built = crate::test::cargo(&["build", "--release", "--package", "rowlock"]).status()?;
        if !built.success() {
            bail!("the release build failed");
        }
        let binary = crate::test::root().join("target/release/rowlock");
        let folder = tempfile::tempdir_in(crate::test::root().join("target"))?;
        organisation(&binary, folder.path(), shared)?;
        let link = invitation(&binary, folder.path())?;
        let (child, address) = serve(&binary, folder.path())?;
        let browser = sign_in(&address, &link)?;
        let mut house = Self { binary, folder, child, address, browser, group: "groups/kubernetes" };
        house.raise(impediments)?;
        Ok(house)
    }

    /// Raises impediments of many teams.
    pub fn raise(&mut self, count: usize) -> Result<()> {
        // The connection of before may have been closed for its silence.
        self.browser = self.browser.again()?;
        for n in 0..count {
            let title = format!("Impediment {n}: waiting for the interface of another service & a test account");
            let severity = if n % 4 == 0 { "stops" } else { "slows" };
            let team = (n % 200 + 1).to_string();
            let fields = [("title", title.as_str()), ("severity", severity), ("team", &team)];
            let answer = self.browser.post(&self.path("impediments"), &fields)?;
            if answer.status != 303 {
                bail!("raising impediment {n} was answered {}", answer.status);
            }
        }
        Ok(())
    }

    /// A page of the root group.
    pub fn path(&self, page: &str) -> String {
        format!("/kubernetes/{}/{page}", self.group)
    }

    /// The whole address of a page of the root group.
    pub fn url(&self, page: &str) -> String {
        format!("http://{}{}", self.address, self.path(page).trim_end_matches('/'))
    }

    /// From nothing to the first page.
    pub fn start(&mut self) -> Result<Start> {
        let events = self.events()?;
        let mut starts = Vec::new();
        for _ in 0..5 {
            self.halt();
            let began = Instant::now();
            let (child, address) = serve(&self.binary, self.folder.path())?;
            let mut browser = Client::connect(&address)?;
            browser.cookie.clone_from(&self.browser.cookie);
            let status = browser.get(&self.path("impediments"))?.status;
            starts.push(began.elapsed().as_secs_f64());
            if status != 200 {
                bail!("the first page was answered {status}");
            }
            (self.child, self.address, self.browser) = (child, address, browser);
        }
        Ok(Start { events, seconds: median(starts) })
    }

    /// Events in the log.
    pub fn events(&self) -> Result<usize> {
        let out = rowlock(&self.binary, self.folder.path(), &["status", "--json", "--workspace", "kubernetes"])?;
        let status: serde_json::Value = serde_json::from_str(&out)?;
        status["version"].as_u64().and_then(|version| usize::try_from(version).ok()).context("status has no version")
    }

    /// Resident memory now, in MiB.
    pub fn resident_mb(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kib = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix("kB")?.trim().parse::<f64>().ok());
        Ok(kib.context("no VmRSS")? / 1024.0)
    }

    fn halt(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.halt();
    }
}

fn rowlock(binary: &Path, data: &Path, arguments: &[&str]) -> Result<String> {
    let out = Command::new(binary).arg("--data").arg(data).args(arguments).stderr(Stdio::inherit()).output()?;
    if !out.status.success() {
        bail!("rowlock {arguments:?} failed");
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// Converts the snapshot as if it were today's, and applies it.
fn organisation(binary: &Path, data: &Path, shared: &Path) -> Result<()> {
    let file = data.join("kubernetes.json");
    let today = jiff::Zoned::now().date().to_string();
    let snapshot = shared.join("data/kubernetes-org.json");
    let program = std::env::current_exe()?;
    let converted =
        Command::new(program).args(["convert", "org-snapshot"]).arg(snapshot).arg(&file).args(["--as-of", &today]).stderr(Stdio::null()).status()?;
    if !converted.success() {
        bail!("the snapshot could not be converted");
    }
    rowlock(binary, data, &["apply", &file.to_string_lossy(), "--workspace", "kubernetes"]).map(drop)
}

/// A link for somebody of the organisation.
fn invitation(binary: &Path, data: &Path) -> Result<String> {
    let out = rowlock(binary, data, &["user", "create", "--workspace", "kubernetes", "--person", "alculquicondor", "--mail", "bench@example.org"])?;
    let path = |word: &str| ["/invitation/", "/password/"].iter().find_map(|kind| word.find(kind)).map(|at| word[at..].to_owned());
    out.split_whitespace().find_map(path).context("no link was printed")
}

fn serve(binary: &Path, data: &Path) -> Result<(Child, String)> {
    let address = format!("127.0.0.1:{}", free_port()?);
    let log = std::fs::File::create(data.join("server.log"))?;
    let child = Command::new(binary).arg("serve").arg("--data").arg(data).args(["--listen", &address]).stdout(Stdio::null()).stderr(log).spawn()?;
    for _ in 0..2_000 {
        if std::net::TcpStream::connect(&address).is_ok() {
            return Ok((child, address));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    bail!("the server does not listen")
}

fn sign_in(address: &str, link: &str) -> Result<Client> {
    let mut browser = Client::connect(address)?;
    let fields = [("name", "Bench"), ("mail", "bench@example.org"), ("password", PASSWORD), ("again", PASSWORD), ("password_again", PASSWORD)];
    let answer = browser.post(link, &fields)?;
    if answer.status == 303 && !browser.cookie.contains('=') {
        browser.post("/sign-in", &fields)?;
    }
    if browser.cookie.is_empty() {
        bail!("the link was answered {}: {}", answer.status, answer.body.chars().take(400).collect::<String>());
    }
    Ok(browser)
}
