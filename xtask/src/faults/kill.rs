//! kill -9 while clients write with keys: nothing acknowledged is lost, nothing is doubled, and what nobody knows is resolved by
//! sending it again under its key. A backup made meanwhile is the beginning of the log.

use super::dice::Dice;
use super::house::{House, keys_of};
use super::kept::back_up;
use super::ledger::{Counts, Ledger};
use super::writers::{Writers, resolve, write};
use super::{Outcome, Plan};
use anyhow::{Result, anyhow};
use std::sync::Arc;
use std::time::Duration;

const CLIENTS: u64 = 8;
/// After so many rounds a fresh folder is taken, so that a long run does not measure replay.
const ROUNDS_OF_A_FOLDER: u64 = 25;
/// Writes before a kill, at most; a long run lets many more happen, so that checkpoints and kills meet too.
const WRITES: usize = 60;
const WRITES_OF_A_LONG_RUN: usize = 4_000;
/// In every so many rounds a backup is made before the kill.
const ROUNDS_OF_A_BACKUP: u64 = 5;

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let house = House::build(&plan.binary)?;
    let mut sum = Counts::default();
    let (mut round, mut backups) = (0, 0);
    let most = if plan.rounds < 100 { WRITES } else { WRITES_OF_A_LONG_RUN };
    while round < plan.rounds {
        let data = house.copy()?;
        let ledger = Arc::new(Ledger::default());
        let mut kept = Vec::new();
        for _ in 0..ROUNDS_OF_A_FOLDER.min(plan.rounds - round) {
            round += 1;
            let mut dice = Dice::of(plan.seed, round);
            let server = house.serve(data.path())?;
            resolve(&server, &ledger, write)?;
            let writers = Writers::start(&server, &ledger, CLIENTS, dice.next())?;
            writers.wait_for(1 + dice.place(most))?;
            if round % ROUNDS_OF_A_BACKUP == 1 {
                kept.push(back_up(&house, data.path(), ledger.acknowledged())?.map_err(|said| anyhow!("a backup failed: {said}"))?);
            }
            std::thread::sleep(Duration::from_micros(dice.below(20_000)));
            server.kill()?;
            writers.end();
        }
        let server = house.serve(data.path())?;
        let open = ledger.counts().unknown;
        resolve(&server, &ledger, write)?;
        server.terminate()?;
        house.verify(data.path())?;
        let exported = house.must(data.path(), &["export"])?;
        ledger.hold(&keys_of(&exported)?)?;
        kept.iter().try_for_each(|kept| kept.hold(&house, &exported))?;
        backups += kept.len();
        sum += Counts { unknown: open, ..ledger.counts() };
    }
    Ok(Outcome::Held(format!(
        "{} kills, {} writes acknowledged, {backups} backups among them restored; 0 lost, 0 doubled",
        plan.rounds, sum.acknowledged
    )))
}
