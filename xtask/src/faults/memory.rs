//! 256 MiB of memory and no more (`prlimit --data`: what a process may write to): clients write, read and follow; nothing acknowledged is lost, and the
//! server stays.

use super::house::{House, SLUG};
use super::ledger::Ledger;
use super::writers::Writers;
use super::{Outcome, Plan};
use anyhow::{Result, ensure};
use std::sync::Arc;

const BYTES: u64 = 256 * 1024 * 1024;
const CLIENTS: u64 = 8;
const STREAMS: usize = 100;

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    if std::process::Command::new("prlimit").arg("--version").output().is_err() {
        return Ok(Outcome::Lacks("this machine has no prlimit (util-linux)".to_owned()));
    }
    let house = House::build(&plan.binary)?;
    let data = house.copy()?;
    let limit = format!("--data={BYTES}");
    let mut server = house.serve_limited(&["prlimit", &limit, "--"], data.path())?;
    let mut streams = Vec::new();
    for _ in 0..STREAMS {
        let mut stream = server.browser()?;
        stream.follow(&format!("/{SLUG}/live"))?;
        streams.push(stream);
    }
    let ledger = Arc::new(Ledger::default());
    let writers = Writers::start(&server, &ledger, CLIENTS, plan.seed)?;
    let wanted = usize::try_from(plan.rounds)?;
    let waited = writers.wait_for(wanted);
    let mut browser = server.browser()?;
    let pages = ["impediments/1", "groups/product/impediments", "groups/product"];
    let statuses: Vec<u16> = pages.iter().map(|page| browser.get(&format!("/{SLUG}/{page}")).map_or(0, |answer| answer.status)).collect();
    writers.end();
    waited?;
    ensure!(server.runs()?, "the server ended: {}", server.said());
    ensure!(statuses.iter().all(|status| *status == 200), "pages were answered {statuses:?}");
    let resident = server.resident_bytes()?;
    drop(streams);
    server.terminate()?;
    house.verify(data.path())?;
    ledger.hold(&house.keys(data.path())?)?;
    Ok(Outcome::Held(format!(
        "{} writes acknowledged by {CLIENTS} clients beside {STREAMS} streams in 256 MiB of memory, {} MB resident; 0 lost",
        ledger.counts().acknowledged,
        resident / 1_000_000
    )))
}
