//! A thousand open pages, one change: until each has been told and has fetched itself again.

use super::client::Client;
use super::house::House;
use super::{Line, median};
use anyhow::{Result, anyhow};
use std::sync::Barrier;
use std::time::{Duration, Instant};

const PAGES: usize = 1_000;
const STACK_BYTES: usize = 256 * 1024;

/// One open page: its stream, and the connection by which it fetches itself.
struct Open {
    stream: Client,
    page: Client,
}

pub(crate) fn measure(house: &House) -> Result<Vec<Line>> {
    let open: Vec<Open> = (0..PAGES).map(|_| Open::begin(house)).collect::<Result<_>>()?;
    let resident_mb = house.resident_mb()?;
    // The pause after the first notice of each stream.
    std::thread::sleep(Duration::from_secs(3));
    let ready = Barrier::new(PAGES + 1);
    let address = house.path("impediments?view=list");
    let times = std::thread::scope(|scope| -> Result<Vec<f64>> {
        let mut threads = Vec::new();
        for page in open {
            let wait = || page.refetched(&ready, &address);
            threads.push(std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, wait)?);
        }
        ready.wait();
        let began = Instant::now();
        house.browser.again()?.post("/kubernetes/impediments/1/contributions", &[("kind", "remark"), ("text", "a thousand will read this")])?;
        let seen = threads.into_iter().map(|thread| thread.join().map_err(|_| anyhow!("a page ended in a panic"))?);
        seen.map(|seen| Ok(seen?.duration_since(began).as_secs_f64() * 1000.0)).collect()
    })?;
    let last = times.iter().copied().fold(0.0, f64::max);
    let words = format!("median {:.0} ms, the last {last:.0} ms", median(times));
    Ok(vec![
        Line::new(format!("one change, told to {PAGES} open pages and fetched by each"), words),
        Line::new(format!("resident memory with {PAGES} open pages"), format!("{resident_mb:.0} MB")),
    ])
}

impl Open {
    fn begin(house: &House) -> Result<Self> {
        let mut stream = house.browser.again()?;
        stream.follow("/kubernetes/live")?;
        stream.notice()?;
        Ok(Self { stream, page: house.browser.again()? })
    }

    /// When the page has come again after the next notice.
    fn refetched(mut self, ready: &Barrier, address: &str) -> Result<Instant> {
        ready.wait();
        self.stream.notice()?;
        let answer = self.page.get(address)?;
        anyhow::ensure!(answer.status == 200, "a page was answered {}", answer.status);
        Ok(Instant::now())
    }
}
