//! Floods beside a running meeting: many connections ask for heavy pages, send wrong passwords and forms, while a meeting goes on.
//! No word of the meeting is refused or lost.

use super::dice::Dice;
use super::house::{House, SLUG, Server};
use super::ledger::{Fate, Ledger};
use super::{Outcome, Plan};
use crate::bench::client::Client;
use anyhow::{Result, ensure};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

const FLOODING: u64 = 48;

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let house = House::build(&plan.binary)?;
    let data = house.copy()?;
    let mut server = house.serve(data.path())?;
    open_meeting(&server)?;
    let quiet = hold(&server, plan, &Ledger::default(), 0)?;
    let (stop, asked) = (Arc::<AtomicBool>::default(), Arc::<AtomicU64>::default());
    let floods: Vec<_> = (0..FLOODING).map(|n| flood(&server, n, plan.seed, (&stop, &asked))).collect::<Result<_>>()?;
    let ledger = Ledger::default();
    let loud = hold(&server, plan, &ledger, 1);
    stop.store(true, Ordering::SeqCst);
    for thread in floods {
        // A flooding client that was refused is no failure.
        let _ = thread.join();
    }
    let loud = loud?;
    ensure!(server.runs()? && !server.panicked(), "the server did not stand it: {}", server.said());
    server.terminate()?;
    house.verify(data.path())?;
    ledger.hold(&house.keys(data.path())?)?;
    Ok(Outcome::Held(format!(
        "{} words of a meeting beside {} requests of {FLOODING} floods: 0 refused, 0 lost; middle {} ms, p99 {} ms (alone: {} and {} ms)",
        ledger.counts().acknowledged,
        asked.load(Ordering::SeqCst),
        at(&loud, 50),
        at(&loud, 99),
        at(&quiet, 50),
        at(&quiet, 99)
    )))
}

fn at(times: &[Duration], percent: usize) -> u128 {
    times.get((times.len().saturating_sub(1)) * percent / 100).map_or(0, Duration::as_millis)
}

fn open_meeting(server: &Server) -> Result<()> {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let answer = server.browser()?.post(&format!("/{SLUG}/series/1/{today}/opening"), &[])?;
    ensure!(answer.status == 303, "the meeting could not be opened: {} {}", answer.status, answer.body.chars().take(400).collect::<String>());
    Ok(())
}

/// Somebody writes down what is said in the meeting and looks at it; how long each word took, sorted.
fn hold(server: &Server, plan: &Plan, ledger: &Ledger, part: u64) -> Result<Vec<Duration>> {
    let (mut browser, mut dice) = (server.browser()?, Dice::of(plan.seed, part));
    let mut times = Vec::new();
    for _ in 0..plan.rounds {
        let (key, began) = (dice.key(), Instant::now());
        let path = format!("/{SLUG}/impediments/1/contributions");
        let status = browser.post(&path, &[("key", &key), ("kind", "remark"), ("text", "said in the meeting")])?.status;
        ledger.note(&key, Fate::of(Some(status)));
        ensure!(status == 303, "a word of the meeting was answered {status}");
        ensure!(browser.get(&format!("/{SLUG}/meetings/1"))?.status == 200, "the meeting's page was not answered");
        times.push(began.elapsed());
        std::thread::sleep(Duration::from_millis(10));
    }
    times.sort_unstable();
    Ok(times)
}

/// One client that asks as fast as it can, in its own way.
fn flood(server: &Server, n: u64, seed: u64, (stop, asked): (&Arc<AtomicBool>, &Arc<AtomicU64>)) -> Result<std::thread::JoinHandle<()>> {
    let (stop, asked, address) = (Arc::clone(stop), Arc::clone(asked), server.address.clone());
    let mut browser = server.browser()?;
    let mut dice = Dice::of(seed, 1_000 + n);
    Ok(std::thread::spawn(move || {
        while !stop.load(Ordering::SeqCst) {
            let answered = match n % 4 {
                0 => browser.get(&format!("/{SLUG}/groups/product/impediments")),
                1 => browser.post("/sign-in", &[("mail", "ada@example.org"), ("password", "a wrong password")]),
                2 => browser.get(&format!("/{SLUG}/search?q={}", dice.key())),
                _ => browser.post(&format!("/{SLUG}/groups/product/impediments"), &[("title", ""), ("severity", "?")]),
            };
            asked.fetch_add(1, Ordering::SeqCst);
            if answered.is_err() {
                let Ok(mut again) = Client::connect(&address) else { return };
                again.cookie.clone_from(&browser.cookie);
                browser = again;
            }
        }
    }))
}
