//! Durable commands from 1, 8 and 32 clients beside bare SQLite, and how soon a change is seen on another page.

use super::anchors::Bare;
use super::client::Client;
use super::house::House;
use super::{Line, median};
use anyhow::Result;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

pub(crate) fn measure(house: &House, bare: &Bare, seconds: u32) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (clients, aim) in [(1, "at least 0.5"), (8, ""), (32, "at least 1.5")] {
        let rate = commands(house, clients, seconds)?;
        lines.push(Line::new(
            format!("durable commands over HTTP, {clients} clients"),
            format!("{rate:.0}/s"),
            format!("{:.0}/s bare FULL, one by one", bare.appends),
            format!("{:.2}", rate / bare.appends),
            aim,
        ));
    }
    Ok(lines)
}

/// Remarks on one impediment, each answered when it is durable.
fn commands(house: &House, clients: usize, seconds: u32) -> Result<f64> {
    let until = Instant::now() + Duration::from_secs(u64::from(seconds));
    let done = AtomicU64::new(0);
    let began = Instant::now();
    std::thread::scope(|scope| {
        for client in 0..clients {
            let (browser, done) = (house.browser.again(), &done);
            scope.spawn(move || -> Result<()> {
                let mut browser = browser?;
                while Instant::now() < until {
                    let path = format!("/kubernetes/impediments/{}/contributions", client % 50 + 1);
                    let answer = browser.post(&path, &[("kind", "remark"), ("text", "seen again this morning")])?;
                    done.fetch_add(u64::from(answer.status == 303), Ordering::Relaxed);
                }
                Ok(())
            });
        }
    });
    Ok(done.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64())
}

/// From posting a change, after two quiet seconds, until another open page has been told and has fetched itself.
pub(crate) fn seen(house: &House) -> Result<Line> {
    let mut stream = house.browser.again()?;
    stream.follow("/kubernetes/live")?;
    read_notice(&mut stream)?;
    let mut times = Vec::new();
    for n in 0..5 {
        std::thread::sleep(Duration::from_millis(2_500));
        let began = Instant::now();
        let text = format!("seen again, for the {n}. time");
        house.browser.again()?.post("/kubernetes/impediments/1/contributions", &[("kind", "remark"), ("text", &text)])?;
        read_notice(&mut stream)?;
        house.browser.again()?.get("/kubernetes/impediments/1")?;
        times.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(Line::new("a change after 2 s of quiet, told and fetched by another page", format!("{:.0} ms", median(times)), "", "", "under 300 ms"))
}

fn read_notice(stream: &mut Client) -> Result<()> {
    while !stream.line()?.starts_with("data:") {}
    Ok(())
}
