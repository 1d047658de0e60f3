//! Restarts during 500 open streams while somebody writes: streams resume by version, with no gap and never backwards, and all
//! of them come to the end of the log.

use super::dice::Dice;
use super::house::{House, SLUG, Server};
use super::writers::write;
use super::{Outcome, Plan};
use crate::bench::client::Client;
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const STREAMS: usize = 500;
const STACK: usize = 256 * 1024;

/// A page's stream: what it saw last, and what went wrong.
#[derive(Default)]
struct Page {
    last: Option<String>,
    version: u64,
    notices: u64,
}

impl Page {
    /// Follows until told to stop, coming back after every end, as browsers do.
    fn follow(&mut self, address: &str, cookie: &str, seen: &AtomicU64, stop: &AtomicBool) -> Result<()> {
        while !stop.load(Ordering::SeqCst) {
            // The server may be away at the moment.
            if let Err(error) = self.listen(address, cookie, seen, stop)
                && error.is::<Wrong>()
            {
                return Err(error);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn listen(&mut self, address: &str, cookie: &str, seen: &AtomicU64, stop: &AtomicBool) -> Result<()> {
        let mut browser = Client::connect(address)?;
        cookie.clone_into(&mut browser.cookie);
        let after = self.last.clone().map_or_else(String::new, |last| format!("?after={last}"));
        browser.follow(&format!("/{SLUG}/live{after}"))?;
        while !stop.load(Ordering::SeqCst) {
            let line = browser.line()?;
            if let Some(id) = line.strip_prefix("id: ").or_else(|| line.strip_prefix("id:")) {
                self.last = Some(id.trim().to_owned());
            } else if let Some(data) = line.strip_prefix("data:") {
                self.hear(&serde_json::from_str(data.trim())?)?;
                seen.store(self.version, Ordering::SeqCst);
            }
        }
        Ok(())
    }

    fn hear(&mut self, notice: &Value) -> Result<()> {
        let version = notice["version"].as_u64().context("a notice without version")?;
        let told = notice["scopes"].as_array().is_some_and(|scopes| !scopes.is_empty());
        if version < self.version {
            return Err(Wrong(format!("a stream went back from version {} to {version}", self.version)).into());
        }
        if version > self.version && !told {
            return Err(Wrong(format!("a stream jumped from version {} to {version} and named nothing", self.version)).into());
        }
        (self.version, self.notices) = (version, self.notices + 1);
        Ok(())
    }
}

/// A stream that said something untrue.
#[derive(Debug)]
struct Wrong(String);

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Wrong {}

struct Pages {
    stop: Arc<AtomicBool>,
    seen: Vec<Arc<AtomicU64>>,
    threads: Vec<JoinHandle<Result<u64>>>,
}

impl Pages {
    fn open(server: &Server, cookie: &str) -> Result<Self> {
        let stop = Arc::<AtomicBool>::default();
        let (mut seen, mut threads) = (Vec::new(), Vec::new());
        for _ in 0..STREAMS {
            let (address, cookie, stop, version) = (server.address.clone(), cookie.to_owned(), Arc::clone(&stop), Arc::<AtomicU64>::default());
            seen.push(Arc::clone(&version));
            let page = move || {
                let mut page = Page::default();
                page.follow(&address, &cookie, &version, &stop)?;
                Ok(page.notices)
            };
            threads.push(std::thread::Builder::new().stack_size(STACK).spawn(page)?);
        }
        Ok(Self { stop, seen, threads })
    }

    /// Waits until all have seen a version.
    fn reach(&self, version: u64) -> Result<()> {
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            let behind = self.seen.iter().filter(|seen| seen.load(Ordering::SeqCst) < version).count();
            if behind == 0 || self.threads.iter().any(JoinHandle::is_finished) {
                return Ok(());
            }
            if Instant::now() > until {
                bail!("{behind} of {STREAMS} streams never came to version {version}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn close(self) -> Result<u64> {
        self.stop.store(true, Ordering::SeqCst);
        let mut notices = 0;
        for thread in self.threads {
            notices += thread.join().map_err(|_| anyhow::anyhow!("a stream's thread panicked"))??;
        }
        Ok(notices)
    }
}

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let house = House::build(&plan.binary)?;
    let data = house.copy()?;
    let mut server = house.serve(data.path())?;
    let address = server.address.clone();
    let pages = Pages::open(&server, &house.cookie)?;
    let mut dice = Dice::new(plan.seed);
    let mut writes = 0;
    for round in 0..plan.rounds {
        pages.reach(1)?;
        let mut browser = server.browser()?;
        for _ in 0..=dice.below(5) {
            let key = dice.key();
            ensure!(write(&mut browser, &key) == Some(303), "a write was refused: {}", server.said());
            writes += 1;
        }
        std::thread::sleep(Duration::from_millis(dice.below(60)));
        if round % 2 == 0 {
            server.kill()?
        } else {
            server.terminate()?
        }
        server = house.serve_again(data.path(), &address)?;
    }
    let version = version(&house, data.path())?;
    pages.reach(version)?;
    server.terminate()?;
    let notices = pages.close()?;
    house.verify(data.path())?;
    Ok(Outcome::Held(format!(
        "{} restarts with {STREAMS} streams open, {writes} writes, {notices} notices; 0 gaps, none went back, all reached version {version}",
        plan.rounds
    )))
}

fn version(house: &House, data: &std::path::Path) -> Result<u64> {
    let status: Value = serde_json::from_str(&house.must(data, &["status", "--json"])?)?;
    status["version"].as_u64().context("status has no version")
}
