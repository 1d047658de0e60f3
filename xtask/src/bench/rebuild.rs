//! How long one waits for a debug build after touching a page.

use super::{Line, median};
use anyhow::{Result, ensure};
use std::time::Instant;

const PAGE: &str = "crates/rowlock-web/src/impediment/page.rs";

pub(crate) fn measure() -> Result<Line> {
    build()?;
    let mut times = Vec::new();
    for _ in 0..3 {
        let page = std::fs::File::options().append(true).open(crate::test::root().join(PAGE))?;
        page.set_modified(std::time::SystemTime::now())?;
        drop(page);
        let began = Instant::now();
        build()?;
        times.push(began.elapsed().as_secs_f64());
    }
    let seconds = median(times);
    Ok(Line::new("debug build after touching a page", format!("{seconds:.1} s")).aim("under 10 s", seconds < 10.0))
}

fn build() -> Result<()> {
    let status = crate::test::cargo(&["build", "--quiet", "--package", "rowlock"]).status()?;
    ensure!(status.success(), "the debug build failed");
    Ok(())
}
