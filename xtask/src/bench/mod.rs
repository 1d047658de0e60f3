//! `cargo xtask bench`: Rowlock's speed beside the bare figures of this machine, in one run. Ratios count, not absolute times.
//!
//! Release build, SQLite, signed in, the Kubernetes organisation plus 2,000 open impediments. Needs wrk, and the shared input for
//! organisation and anchors. Traffic goes to loopback only and ends by itself. Paste the table into docs/benchmarks.md.

mod anchors;
pub(crate) mod client;
pub(crate) mod house;
mod pages;
mod writes;

use anyhow::{Context, Result};
use house::House;

/// Measure Rowlock beside the bare figures of this machine.
#[derive(clap::Args)]
pub struct Arguments {
    /// Seconds per measurement.
    #[arg(long, default_value_t = 4)]
    seconds: u32,
    /// Open impediments besides the organisation.
    #[arg(long, default_value_t = 2_000)]
    impediments: usize,
}

/// One measured line: what, ours, the anchor, their ratio, what is to be reached.
pub(crate) struct Line {
    what: String,
    ours: String,
    anchor: String,
    ratio: String,
    aim: &'static str,
}

impl Line {
    pub(crate) fn new(
        what: impl Into<String>,
        ours: impl Into<String>,
        anchor: impl Into<String>,
        ratio: impl Into<String>,
        aim: &'static str,
    ) -> Self {
        Self { what: what.into(), ours: ours.into(), anchor: anchor.into(), ratio: ratio.into(), aim }
    }
}

/// Runs every measurement and prints one table.
pub fn run(arguments: &Arguments) -> Result<()> {
    let shared = crate::test::shared().context("The shared input (ROWLOCK_SHARED) is needed: it holds the organisation and the anchors.")?;
    let anchors = anchors::Anchors::build(&shared)?;
    let bare = anchors.sqlite(arguments.seconds)?;
    let mut house = House::build(&shared, arguments.impediments)?;
    let mut lines = vec![house.replay()?];
    lines.extend(pages::measure(&house, &anchors, arguments.seconds)?);
    lines.extend(writes::measure(&house, &bare, arguments.seconds)?);
    lines.push(writes::seen(&house)?);
    lines.push(house.memory()?);
    house.stop();
    print(&lines);
    Ok(())
}

fn print(lines: &[Line]) {
    println!("\n| what | Rowlock | anchor | ratio | to reach |\n| --- | --- | --- | --- | --- |");
    for Line { what, ours, anchor, ratio, aim } in lines {
        println!("| {what} | {ours} | {anchor} | {ratio} | {aim} |");
    }
}

/// The middle one.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
