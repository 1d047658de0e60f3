//! Pages: the ranked list and the overview beside a bare page that sorts 2,000 rows, and with ten times the data.

use super::Line;
use super::anchors::{Anchors, Timing, wrk};
use super::house::House;
use anyhow::Result;

const PAGES: [(&str, &str); 2] = [("impediments, first 50 ranked", "impediments?view=list"), ("overview", "")];

/// What each page took at one connection.
pub(crate) type Alone = Vec<(&'static str, Timing)>;

pub(crate) fn measure(house: &House, anchors: &Anchors, seconds: u32) -> Result<(Vec<Line>, Alone)> {
    let bare = anchors.page()?;
    let bare_many = wrk(&bare.url, "", 8, seconds, None)?;
    let bare_one = wrk(&bare.url, "", 1, seconds, None)?;
    let alone = alone(house, seconds)?;
    let mut lines = Vec::new();
    for ((name, page), (_, one)) in PAGES.into_iter().zip(&alone) {
        let many = wrk(&house.url(page), &house.browser.cookie, 8, seconds, None)?;
        let share = many.per_second / bare_many.per_second;
        let rate = Line::new(format!("{name}, 8 connections"), format!("{:.0}/s", many.per_second));
        lines.push(rate.beside(format!("{:.0}/s", bare_many.per_second), share).aim("at least 0.5", share >= 0.5));
        let times = one.p50_ms / bare_one.p50_ms;
        let p50 = Line::new(format!("{name}, p50 of 1 connection"), format!("{:.3} ms", one.p50_ms));
        lines.push(p50.beside(format!("{:.3} ms", bare_one.p50_ms), times).aim("at most 3", times <= 3.0));
    }
    Ok((lines, alone))
}

fn alone(house: &House, seconds: u32) -> Result<Alone> {
    PAGES.into_iter().map(|(name, page)| Ok((name, wrk(&house.url(page), &house.browser.cookie, 1, seconds, None)?))).collect()
}

/// The same pages after the data has grown, beside what they took before.
pub(crate) fn grown(house: &House, before: &Alone, seconds: u32) -> Result<Vec<Line>> {
    let now = alone(house, seconds)?;
    let line = |((name, now), (_, before)): (&(&str, Timing), &(&str, Timing))| {
        let growth = now.p50_ms / before.p50_ms;
        let line = Line::new(format!("{name}, p50 of 1 connection with ten times the data"), format!("{:.3} ms", now.p50_ms));
        line.beside(format!("{:.3} ms before", before.p50_ms), growth).aim("at most 1.5", growth <= 1.5)
    };
    Ok(now.iter().zip(before).map(line).collect())
}
