//! kill -9 and power cuts in the midst of an upgrade: an old database, as it lies frozen in the repository, is opened by this version
//! and the process is killed at some instant. Nothing may be lost, and the next start finishes the upgrade.

use super::dice::Dice;
use super::disk::Disk;
use super::house::{House, copy_of};
use super::{Outcome, Plan};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

/// Longer than an upgrade of the frozen database takes.
const LATEST_MICROSECONDS: u64 = 60_000;

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let frozen = frozen()?;
    let house = House::with(&plan.binary)?;
    let truths: Vec<String> = frozen.iter().map(|folder| std::fs::read_to_string(folder.join("export.jsonl"))).collect::<Result<_, _>>()?;
    let disk = Disk::mount().ok();
    let (mut killed, mut cuts) = (0, 0);
    for round in 0..plan.rounds {
        let mut dice = Dice::of(plan.seed, round);
        let which = dice.place(frozen.len());
        let place = || format!("round {round}: {}", frozen[which].display());
        if let Some(disk) = disk.as_ref().filter(|_| round % 2 == 1) {
            disk.load(&frozen[which])?;
            killed += u64::from(interrupt(&house, disk.path(), &mut dice, || disk.power_off())?);
            disk.power_on(&mut dice);
            judge(&house, disk.path(), &truths[which]).with_context(place)?;
            cuts += 1;
        } else {
            let data = copy_of(&frozen[which])?;
            killed += u64::from(interrupt(&house, data.path(), &mut dice, || ())?);
            judge(&house, data.path(), &truths[which]).with_context(place)?;
        }
    }
    Ok(Outcome::Held(format!(
        "{} upgrades of {} frozen databases, {killed} of them killed on the way, {cuts} with a power cut; 0 events lost or changed",
        plan.rounds,
        frozen.len()
    )))
}

/// Databases of older formats, as they were released.
fn frozen() -> Result<Vec<PathBuf>> {
    let folder = crate::test::root().join("crates/rowlock/tests/frozen");
    let mut found: Vec<PathBuf> = std::fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    found.sort();
    ensure!(!found.is_empty(), "{} holds no frozen database", folder.display());
    Ok(found)
}

/// Opens the database and ends that at some instant; whether it was still at work.
fn interrupt(house: &House, data: &Path, dice: &mut Dice, with: impl FnOnce()) -> Result<bool> {
    let mut child = house.command(data).arg("status").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    std::thread::sleep(Duration::from_micros(dice.below(LATEST_MICROSECONDS)));
    let at_work = child.try_wait()?.is_none();
    with();
    child.kill()?;
    child.wait()?;
    Ok(at_work)
}

fn judge(house: &House, data: &Path, truth: &str) -> Result<()> {
    house.verify(data)?;
    let read = house.must(data, &["export"])?;
    ensure!(read == truth, "the events are not those that were frozen");
    Ok(())
}
