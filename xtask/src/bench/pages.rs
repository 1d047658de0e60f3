//! Pages: the ranked list and the overview beside a bare page that sorts 2,000 rows.

use super::Line;
use super::anchors::{Anchors, wrk};
use super::house::House;
use anyhow::Result;

pub(crate) fn measure(house: &House, anchors: &Anchors, seconds: u32) -> Result<Vec<Line>> {
    let bare = anchors.page()?;
    let bare_many = wrk(&bare.url, "", 8, seconds)?;
    let bare_one = wrk(&bare.url, "", 1, seconds)?;
    let mut lines = Vec::new();
    for (name, page) in [("impediments, first 50 ranked", "impediments?view=list"), ("overview", "")] {
        let url = format!("http://{}{}", house.address, house.path(page).trim_end_matches('/'));
        let many = wrk(&url, &house.browser.cookie, 8, seconds)?;
        let one = wrk(&url, &house.browser.cookie, 1, seconds)?;
        lines.push(Line::new(
            format!("{name}, 8 connections"),
            format!("{:.0}/s", many.0),
            format!("{:.0}/s", bare_many.0),
            format!("{:.2}", many.0 / bare_many.0),
            "at least 0.5",
        ));
        lines.push(Line::new(
            format!("{name}, p50 of 1 connection"),
            format!("{:.2} ms", one.1),
            format!("{:.2} ms", bare_one.1),
            format!("{:.2}", one.1 / bare_one.1),
            "at most 3",
        ));
    }
    Ok(lines)
}
