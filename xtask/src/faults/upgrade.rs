//! kill -9 and power cuts in the midst of an upgrade: an old database, as it lies frozen in the repository, is opened by this version
//! and the process is killed right before one of its writes. Nothing may be lost, and the next start finishes the upgrade.

use super::dice::Dice;
use super::disk::Disk;
use super::house::{House, copy_of};
use super::{Outcome, Plan};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let house = House::with(&plan.binary)?;
    let olds: Vec<Old> = frozen()?.into_iter().map(Old::read).collect::<Result<_>>()?;
    match Disk::mount() {
        Ok(disk) => on_disk(plan, &house, &olds, &disk),
        Err(_) => in_folder(plan, &house, &olds),
    }
}

/// Killed right before its n-th write, sync or change of a name; every other time the power fails with it.
fn on_disk(plan: &Plan, house: &House, olds: &[Old], disk: &Disk) -> Result<Outcome> {
    let deeds = olds.iter().map(|old| whole(house, disk, old)).collect::<Result<Vec<u64>>>()?;
    let (mut killed, mut cuts) = (0, 0);
    for round in 0..plan.rounds {
        let mut dice = Dice::of(plan.seed, round);
        let which = dice.place(olds.len());
        let n = 1 + dice.below(deeds[which]);
        let place = || format!("round {round}: {}, before its deed {n} of {}", olds[which].folder.display(), deeds[which]);
        disk.load(&olds[which].folder)?;
        disk.die_at(n);
        // It ends by itself, since nothing reaches the disk any more; what it says then is not asked here.
        house.run(disk.path(), &["status"])?;
        killed += u64::from(disk.is_dead());
        if round % 2 == 1 {
            disk.power_on(&mut dice);
            cuts += 1;
        } else {
            disk.revive();
        }
        judge(house, disk.path(), &olds[which]).with_context(place)?;
    }
    let (many, frozen) = (plan.rounds, olds.len());
    ensure!(killed == many, "of {many} upgrades only {killed} ended on the way");
    Ok(Outcome::Held(format!(
        "{many} upgrades of {frozen} frozen databases, each killed before one of its {deeds:?} writes, syncs and names, {cuts} with a power cut; \
         0 events lost or changed"
    )))
}

/// Upgrades without being disturbed; in how many deeds.
fn whole(house: &House, disk: &Disk, old: &Old) -> Result<u64> {
    disk.load(&old.folder)?;
    house.must(disk.path(), &["status"])?;
    let deeds = disk.deeds();
    judge(house, disk.path(), old)?;
    Ok(deeds)
}

/// Without a disk of our own: killed at some instant of the time that an upgrade takes.
fn in_folder(plan: &Plan, house: &House, olds: &[Old]) -> Result<Outcome> {
    let data = copy_of(&olds[0].folder)?;
    let began = Instant::now();
    house.must(data.path(), &["status"])?;
    let takes = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    let mut killed = 0;
    for round in 0..plan.rounds {
        let mut dice = Dice::of(plan.seed, round);
        let old = &olds[dice.place(olds.len())];
        let data = copy_of(&old.folder)?;
        killed += u64::from(interrupt(house, data.path(), &mut dice, takes)?);
        judge(house, data.path(), old).with_context(|| format!("round {round}: {}", old.folder.display()))?;
    }
    Ok(Outcome::Held(format!(
        "{} upgrades of {} frozen databases, {killed} of them killed on the way, none with a power cut, which needs FUSE; 0 events lost or changed",
        plan.rounds,
        olds.len()
    )))
}

/// A database of an older format, and its events as they were exported on its first day.
struct Old {
    folder: PathBuf,
    truth: String,
}

impl Old {
    fn read(folder: PathBuf) -> Result<Self> {
        let truth = std::fs::read_to_string(folder.join("export.jsonl"))?;
        Ok(Self { folder, truth })
    }
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
fn interrupt(house: &House, data: &Path, dice: &mut Dice, takes: u64) -> Result<bool> {
    let mut child = house.command(data).arg("status").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    std::thread::sleep(Duration::from_micros(dice.below(takes)));
    let at_work = child.try_wait()?.is_none();
    child.kill()?;
    child.wait()?;
    Ok(at_work)
}

/// The next start finishes the upgrade, and every event reads as on its first day.
fn judge(house: &House, data: &Path, old: &Old) -> Result<()> {
    house.verify(data)?;
    let read = house.must(data, &["export"])?;
    ensure!(read == old.truth, "the events are not those that were frozen");
    Ok(())
}
