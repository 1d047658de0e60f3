//! The bare figures: an axum page that sorts 2,000 rows, and SQLite appends, from the shared anchors, built in release.

use super::median;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The built anchors.
pub(crate) struct Anchors {
    programs: PathBuf,
}

/// The bare page while it is measured; stops when dropped.
pub(crate) struct Page {
    child: Child,
    /// Its address.
    pub url: String,
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Anchors {
    pub fn build(shared: &Path) -> Result<Self> {
        let target = crate::test::root().join("target/anchors");
        let manifest = shared.join("anchors/limits/Cargo.toml");
        let status =
            crate::test::cargo(&["build", "--release", "--locked", "--manifest-path"]).arg(manifest).arg("--target-dir").arg(&target).status()?;
        if !status.success() {
            bail!("the anchors do not build");
        }
        Ok(Self { programs: target.join("release") })
    }

    pub fn page(&self) -> Result<Page> {
        let port = super::house::free_port()?;
        let child = Command::new(self.programs.join("web")).arg(port.to_string()).stdout(Stdio::null()).spawn()?;
        let page = Page { child, url: format!("http://127.0.0.1:{port}/table_sorted") };
        for _ in 0..100 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(page);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("the bare page does not start")
    }

    /// Bare SQLite: appends per second, one by one, fully synced.
    pub fn appends(&self, seconds: u32) -> Result<f64> {
        let folder = tempfile::tempdir_in(crate::test::root().join("target"))?;
        let out = Command::new(self.programs.join("sqlite")).arg(folder.path().join("log.db")).arg(seconds.min(2).to_string()).output()?;
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        let full = text.lines().filter(|line| line.contains("sync=FULL batch=1 "));
        let figures: Vec<f64> = full.filter_map(|line| line.split("appends_per_s=").nth(1)?.split(' ').next()?.parse().ok()).collect();
        let appends = Some(median(figures)).filter(|figure| figure.is_finite());
        appends.context("bare SQLite gave no figure")
    }
}

/// What wrk measured.
#[derive(Clone, Copy)]
pub(crate) struct Timing {
    pub per_second: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
}

/// Asks an address over and over; `script` is a Lua file that says what to send instead of a plain GET.
pub(crate) fn wrk(url: &str, cookie: &str, connections: u32, seconds: u32, script: Option<&Path>) -> Result<Timing> {
    let mut command = Command::new("wrk");
    command.args(["-t1", "--latency", "-H", &format!("Cookie: {cookie}"), &format!("-c{connections}"), &format!("-d{seconds}s")]);
    if let Some(script) = script {
        command.arg("-s").arg(script);
    }
    let output = command.arg(url).output().context("wrk is missing: apt-get install wrk")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if text.contains("Non-2xx") || text.contains("Socket errors") {
        bail!("{url} answered errors:\n{text}");
    }
    let percentile = |which: &str| text.lines().find_map(|line| line.trim().strip_prefix(which).map(str::trim).and_then(milliseconds));
    Ok(Timing {
        per_second: text.lines().find_map(|line| line.trim().strip_prefix("Requests/sec:")?.trim().parse().ok()).context("wrk gave no rate")?,
        p50_ms: percentile("50%").context("wrk gave no latency")?,
        p99_ms: percentile("99%").context("wrk gave no latency")?,
    })
}

fn milliseconds(written: &str) -> Option<f64> {
    let split = written.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = written.split_at(split);
    let number: f64 = number.parse().ok()?;
    match unit {
        "us" => Some(number / 1000.0),
        "ms" => Some(number),
        "s" => Some(number * 1000.0),
        _ => None,
    }
}
