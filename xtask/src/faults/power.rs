//! The power fails while clients write, on a disk that forgets what was not synced. The same on a disk that lies about syncs must
//! lose something: else this test would prove nothing.

use super::dice::Dice;
use super::disk::Disk;
use super::house::House;
use super::ledger::{Counts, Ledger};
use super::writers::{Writers, resolve, write};
use super::{Outcome, Plan};
use anyhow::{Result, bail};
use std::sync::Arc;
use std::time::Duration;

const CLIENTS: u64 = 4;
/// So many rounds share a folder.
const ROUNDS_OF_A_FOLDER: u64 = 10;
/// A lying disk may be lucky; not so many times.
const LIES: u64 = 6;

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let house = House::build(&plan.binary)?;
    let disk = match Disk::mount() {
        Ok(disk) => disk,
        Err(error) => return Ok(Outcome::Lacks(format!("{error:#}"))),
    };
    let mut sum = Counts::default();
    let mut round = 0;
    while round < plan.rounds {
        disk.load(&house.base())?;
        let ledger = Arc::new(Ledger::default());
        for _ in 0..ROUNDS_OF_A_FOLDER.min(plan.rounds - round) {
            round += 1;
            outage(&house, &disk, &ledger, &mut Dice::of(plan.seed, round))?;
            judge(&house, &disk, &ledger)?;
        }
        sum += ledger.counts();
    }
    let caught = lies_are_caught(&house, &disk, plan.seed)?;
    Ok(Outcome::Held(format!(
        "{} power cuts, {} writes acknowledged; 0 lost, 0 doubled. A disk that lies about syncs was caught at its power cut number {caught}",
        plan.rounds, sum.acknowledged
    )))
}

/// One power cut while clients write.
fn outage(house: &House, disk: &Disk, ledger: &Arc<Ledger>, dice: &mut Dice) -> Result<()> {
    let server = house.serve(disk.path())?;
    resolve(&server, ledger, write)?;
    let writers = Writers::start(&server, ledger, CLIENTS, dice.next())?;
    writers.wait_for(1 + dice.place(60))?;
    std::thread::sleep(Duration::from_micros(dice.below(20_000)));
    disk.power_off();
    server.kill()?;
    writers.end();
    disk.power_on(dice);
    Ok(())
}

fn judge(house: &House, disk: &Disk, ledger: &Ledger) -> Result<()> {
    house.verify(disk.path())?;
    ledger.hold(&house.keys(disk.path())?)
}

/// How many power cuts a lying disk survived before it was found out.
fn lies_are_caught(house: &House, disk: &Disk, seed: u64) -> Result<u64> {
    for cut in 1..=LIES {
        disk.load(&house.base())?;
        disk.lie(true);
        let ledger = Arc::new(Ledger::default());
        outage(house, disk, &ledger, &mut Dice::of(seed, 1_000_000 + cut))?;
        disk.lie(false);
        if judge(house, disk, &ledger).is_err() {
            return Ok(cut);
        }
    }
    bail!("a disk that lies about syncs lost nothing in {LIES} power cuts: this test proves nothing")
}
