//! Durable commands from 1, 8 and 32 clients beside bare SQLite, and how soon a change is seen on another page.

use super::anchors::{Anchors, wrk};
use super::house::House;
use super::{Line, median, remarks};
use anyhow::Result;
use std::time::{Duration, Instant};

/// The disk's own pace changes within minutes: bare SQLite is measured before and after each row.
pub(crate) fn measure(house: &House, anchors: &Anchors, seconds: u32) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    let mut before = anchors.appends(seconds)?;
    for (clients, aim) in [(1, Some(0.5)), (8, None), (32, Some(1.5))] {
        let rate = commands(house, clients, seconds)?;
        let after = anchors.appends(seconds)?;
        let bare = f64::midpoint(before, after);
        before = after;
        let share = rate / bare;
        let line = Line::new(format!("durable commands over HTTP, {clients} clients"), format!("{rate:.0}/s"));
        let line = line.beside(format!("{bare:.0}/s bare FULL, one by one"), share);
        lines.push(match aim {
            Some(aim) => line.aim(&format!("at least {aim}"), share >= aim),
            None => line,
        });
    }
    Ok(lines)
}

/// Remarks on fifty impediments in turn, each answered when it is durable.
fn commands(house: &House, clients: u32, seconds: u32) -> Result<f64> {
    let before = house.events()?;
    let script = remarks::script("kubernetes", 50)?;
    let timing = wrk(&house.url(""), &house.browser.cookie, clients, seconds, Some(script.path()))?;
    // That each answer was an event: else something else than commands was measured.
    let (kept, answered) = (house.events()? - before, (timing.per_second * f64::from(seconds)) as usize);
    anyhow::ensure!(kept * 100 >= answered * 95, "{answered} commands were answered, but only {kept} events were kept");
    Ok(timing.per_second)
}

/// From posting a change, after two quiet seconds, until another open page has been told and has fetched itself.
pub(crate) fn seen(house: &House) -> Result<Line> {
    let mut stream = house.browser.again()?;
    stream.follow("/kubernetes/live")?;
    stream.notice()?;
    let mut times = Vec::new();
    for n in 0..5 {
        std::thread::sleep(Duration::from_millis(2_500));
        let began = Instant::now();
        let text = format!("seen again, for the {n}. time");
        house.browser.again()?.post("/kubernetes/impediments/1/contributions", &[("kind", "remark"), ("text", &text)])?;
        stream.notice()?;
        house.browser.again()?.get("/kubernetes/impediments/1")?;
        times.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    let middle = median(times);
    let line = Line::new("a change after 2 s of quiet, told and fetched by another page", format!("{middle:.0} ms"));
    Ok(line.aim("under 300 ms", middle < 300.0))
}
