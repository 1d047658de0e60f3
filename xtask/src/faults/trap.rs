//! The n-th write, sync or change of a name fails, once, in the midst of a short story: start, writes, stop. n = 1, 2, … until
//! none fires; a short run takes some of them.

use super::dice::Dice;
use super::disk::{Deed, Disk, Failing};
use super::house::House;
use super::ledger::{Counts, Fate, Ledger};
use super::writers::write;
use super::{Outcome, Plan};
use anyhow::{Context, Result, bail, ensure};
use std::time::{Duration, Instant};

/// Every kind of failure.
const KINDS: [(Deed, Failing); 7] = [
    (Deed::Write, Failing::Broken),
    (Deed::Write, Failing::Full),
    (Deed::Write, Failing::Short),
    (Deed::Sync, Failing::Broken),
    (Deed::Sync, Failing::Full),
    (Deed::Shape, Failing::Broken),
    (Deed::Shape, Failing::Full),
];
/// How long a server that failed may take to end.
const ENDS_WITHIN: Duration = Duration::from_secs(20);
/// Writes of the story.
const WRITES: usize = 12;

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let house = House::build(&plan.binary)?;
    let disk = match Disk::mount() {
        Ok(disk) => disk,
        Err(error) => return Ok(Outcome::Lacks(format!("{error:#}"))),
    };
    let mut dice = Dice::new(plan.seed);
    let (mut sum, mut tried, mut ended) = (Counts::default(), 0, 0);
    // A long run goes on until none fires; a short one jumps.
    let stride = |dice: &mut Dice| if plan.rounds >= 100 { 1 } else { 1 + dice.below(2 * 7 * 40 / plan.rounds.max(1)) };
    for (deed, failing) in KINDS {
        let mut n = stride(&mut dice);
        loop {
            let place = || format!("{deed:?} number {n} failed, {failing:?}");
            let told = story(&house, &disk, (deed, n, failing), &mut Dice::of(plan.seed, n)).with_context(place)?;
            if !told.fired {
                break;
            }
            tried += 1;
            ended += usize::from(told.ended);
            sum += told.counts;
            n += stride(&mut dice);
        }
    }
    let Counts { acknowledged, refused, unknown } = sum;
    Ok(Outcome::Held(format!(
        "{tried} failures, {ended} of them ended the server; {acknowledged} writes acknowledged, {refused} refused, {unknown} unknown; \
         0 lost, 0 doubled, 0 refused but written"
    )))
}

struct Told {
    fired: bool,
    ended: bool,
    counts: Counts,
}

fn story(house: &House, disk: &Disk, (deed, n, failing): (Deed, u64, Failing), dice: &mut Dice) -> Result<Told> {
    disk.load(&house.base())?;
    disk.set_trap(deed, n, failing);
    let ledger = Ledger::default();
    let ended = play(house, disk, &ledger, dice)?;
    let fired = disk.fired();
    disk.mend();
    // Then the power fails, too: what a failed sync did not bring to the disk must not have been acknowledged.
    disk.power_on(dice);
    house.verify(disk.path())?;
    ledger.hold(&house.keys(disk.path())?)?;
    let mut server = house.serve(disk.path())?;
    let key = dice.key();
    let status = write(&mut server.browser()?, &key);
    if status != Some(303) || !server.runs()? {
        bail!("once the disk was well, a write was answered {status:?}: {}", server.said());
    }
    server.terminate()?;
    Ok(Told { fired, ended, counts: ledger.counts() })
}

/// Starts, writes, stops; whether the server ended by itself.
fn play(house: &House, disk: &Disk, ledger: &Ledger, dice: &mut Dice) -> Result<bool> {
    let Ok(mut server) = house.serve(disk.path()) else { return Ok(true) };
    let mut browser = server.browser()?;
    for _ in 0..WRITES {
        let key = dice.key();
        let status = write(&mut browser, &key);
        ledger.note(&key, Fate::of(status));
        if status.is_none() {
            break;
        }
    }
    if server.panicked() {
        bail!("it panicked: {}", server.said());
    }
    // Whoever cannot say what became of a write must not go on.
    let ended = ledger.counts().unknown > 0;
    if ended {
        let until = Instant::now() + ENDS_WITHIN;
        while server.runs()? {
            ensure!(Instant::now() < until, "a write has an unknown outcome and the server goes on: {}", server.said());
            std::thread::sleep(Duration::from_millis(5));
        }
        server.kill()?;
    } else {
        server.terminate()?;
    }
    Ok(ended)
}
