//! Pages while 20 changes arrive each second: what is drawn anew after each of them, as readers feel it.

use super::Line;
use super::anchors::wrk;
use super::house::House;
use anyhow::Result;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

const BETWEEN: Duration = Duration::from_millis(50);

pub(crate) fn measure(house: &House, things: usize, seconds: u32) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (name, page) in [("list", "impediments?view=list"), ("overview", "")] {
        let url = house.url(page);
        let over = AtomicBool::new(false);
        let changes = AtomicU64::new(0);
        let timing = std::thread::scope(|scope| {
            let changer = scope.spawn(|| change(house, &over, &changes));
            let timing = wrk(&url, &house.browser.cookie, 8, seconds, None);
            over.store(true, Ordering::Relaxed);
            changer.join().map_err(|_| anyhow::anyhow!("the changes ended in a panic"))??;
            timing
        })?;
        let per_second = changes.load(Ordering::Relaxed) as f64 / f64::from(seconds);
        lines.push(Line::new(
            format!("{name} with {things} impediments, {per_second:.0} changes/s, 8 connections"),
            format!("{:.0}/s, p50 {:.2} ms, p99 {:.1} ms", timing.per_second, timing.p50_ms, timing.p99_ms),
        ));
    }
    Ok(lines)
}

/// Raises one impediment after the other, so that list, ranking and figures change each time.
fn change(house: &House, over: &AtomicBool, changes: &AtomicU64) -> Result<()> {
    let mut browser = house.browser.again()?;
    while !over.load(Ordering::Relaxed) {
        let n = changes.fetch_add(1, Ordering::Relaxed);
        let (title, team) = (format!("One more, while others read: number {n}"), (n % 200 + 1).to_string());
        let answer = browser.post(&house.path("impediments"), &[("title", &title), ("severity", "stops"), ("team", &team)])?;
        anyhow::ensure!(answer.status == 303, "a change was answered {}", answer.status);
        std::thread::sleep(BETWEEN);
    }
    Ok(())
}
