//! Deterministic simulation: core, store, network and clock in one thread. Servers are killed, requests and answers are late, lost
//! and out of order, clocks differ and jump; at the end all replicas are the same and no client or page saw anything that cannot be.
//!
//! `ROWLOCK_SEEDS=10000` runs more of them, `ROWLOCK_SEED=N` one again. A seed replays exactly.

mod dice;
pub(crate) use dice::Dice;
mod wire;
mod world;

use rowlock_history::{Anomaly, Answer, History, check};
use world::{Broken, World};

pub(crate) fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn history(seed: u64, broken: Broken) -> History {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async { World::begin(seed, broken).await.run().await })
}

fn found(seed: u64, broken: Broken) -> Option<Anomaly> {
    check(&history(seed, broken)).err()
}

fn run(seed: u64) -> History {
    let history = history(seed, Broken::Nothing);
    if let Err(anomaly) = check(&history) {
        panic!("seed {seed} (again with ROWLOCK_SEED={seed}): {anomaly:?}");
    }
    history
}

#[test]
fn no_seed_shows_an_anomaly() {
    let first = number("ROWLOCK_SEED").unwrap_or(0);
    let count = number("ROWLOCK_SEEDS").unwrap_or(if number("ROWLOCK_SEED").is_some() { 1 } else { 200 });
    let (mut appended, mut unknown, mut read, mut notices) = (0, 0, 0, 0);
    for seed in first..first + count {
        let history = run(seed);
        for deed in &history.deeds {
            match deed.answer {
                Answer::Appended(_) => appended += 1,
                Answer::Read(..) => read += 1,
                _ => unknown += 1,
            }
        }
        notices += history.streams.iter().map(|stream| stream.notices.len()).sum::<usize>();
    }
    println!("{count} seeds from {first}: {appended} appended, {unknown} not, {read} reads, {notices} notices; 0 anomalies");
    assert!(appended as u64 > 10 * count && read as u64 > 2 * count && notices as u64 > 5 * count);
}

#[test]
fn a_seed_replays_exactly() {
    for seed in 0..10 {
        assert_eq!(run(seed), run(seed), "seed {seed}");
    }
}

#[test]
fn what_is_broken_on_purpose_is_found() {
    let any = |broken: Broken| (0..100).find_map(|seed| found(seed, broken));
    assert!(matches!(any(Broken::StaleReads), Some(Anomaly::Stale(_))), "{:?}", any(Broken::StaleReads));
    // It takes an answer that is very late on its way to the server that wrote.
    let rare = (200..300).find_map(|seed| found(seed, Broken::HastyGlances));
    assert!(matches!(rare, Some(Anomaly::Stale(_))), "{rare:?}");
    assert!(matches!(any(Broken::BlindGlances), Some(Anomaly::Stale(_))), "{:?}", any(Broken::BlindGlances));
    assert!(matches!(any(Broken::NewKeys), Some(Anomaly::Doubled(_))), "{:?}", any(Broken::NewKeys));
    assert!(matches!(any(Broken::DeafPages), Some(Anomaly::Skipped(_))), "{:?}", any(Broken::DeafPages));
}
