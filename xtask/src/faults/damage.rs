//! Flipped bits, cut files and zeroed pages in database, write-ahead log, head file and backup. Every one that changes an event is
//! found; none gives a wrong answer or a panic.

use super::dice::Dice;
use super::house::{House, SLUG, copy_of};
use super::writers::write;
use super::{Outcome, Plan};
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::Output;

const WRITES: usize = 120;
const PAGE: usize = 4_096;

/// A file that is damaged, in the folder that holds it.
struct Target {
    name: &'static str,
    folder: PathBuf,
    is_backup: bool,
}

/// What became of a damage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    /// It was named, and whatever was still read was right.
    Named,
    /// It touched no event: everything reads as before.
    Harmless,
}

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    let house = House::build(&plan.binary)?;
    let images = Images::make(&house, plan.seed)?;
    let targets = images.targets();
    let (mut named, mut served) = (0, 0);
    for round in 0..plan.rounds {
        let mut dice = Dice::of(plan.seed, round);
        let target = &targets[dice.place(targets.len())];
        let folder = copy_of(&target.folder)?;
        let what = harm(&folder.path().join(target.name), &mut dice)?;
        let told = || format!("round {round}: {} {what}", target.name);
        let found = if target.is_backup { restored(&house, folder.path(), &images) } else { opened(&house, folder.path(), &images.truth) };
        named += u64::from(found.with_context(told)? == Found::Named);
        if !target.is_backup && round % 16 == 0 {
            serves(&house, folder.path()).with_context(told)?;
            served += 1;
        }
    }
    let harmless = plan.rounds - named;
    Ok(Outcome::Held(format!(
        "{} damages: {named} named, {harmless} touched no event; 0 unnoticed, 0 wrong answers, 0 panics ({served} of them also served)",
        plan.rounds
    )))
}

/// The same log at rest, as a kill leaves it, and as a backup.
struct Images {
    at_rest: tempfile::TempDir,
    killed: tempfile::TempDir,
    truth: String,
}

impl Images {
    fn make(house: &House, seed: u64) -> Result<Self> {
        let data = house.copy()?;
        let server = house.serve(data.path())?;
        let (mut browser, mut dice) = (server.browser()?, Dice::new(seed));
        for _ in 0..WRITES {
            let key = dice.key();
            ensure!(write(&mut browser, &key) == Some(303), "the image could not be written");
        }
        server.kill()?;
        let killed = copy_of(data.path())?;
        let truth = house.must(data.path(), &["export"])?;
        house.must(data.path(), &["backup", &data.path().join("backup").to_string_lossy()])?;
        ensure!(killed.path().join("rowlock.db-wal").exists(), "a killed server left no write-ahead log");
        Ok(Self { at_rest: data, killed, truth })
    }

    fn targets(&self) -> Vec<Target> {
        let of = |folder: &tempfile::TempDir, name| Target { name, folder: folder.path().to_owned(), is_backup: name == "backup" };
        vec![
            of(&self.at_rest, "rowlock.db"),
            of(&self.at_rest, "heads"),
            of(&self.at_rest, "backup"),
            of(&self.killed, "rowlock.db"),
            of(&self.killed, "rowlock.db-wal"),
            of(&self.killed, "heads"),
        ]
    }
}

/// Damages a file; says how.
fn harm(path: &Path, dice: &mut Dice) -> Result<String> {
    let mut bytes = std::fs::read(path)?;
    ensure!(!bytes.is_empty(), "{} is empty", path.display());
    let at = dice.place(bytes.len());
    let what = match dice.below(8) {
        0 => {
            bytes.truncate(at);
            format!("cut to {at} bytes")
        }
        1 => {
            let from = at - at % PAGE;
            let to = bytes.len().min(from + PAGE);
            bytes[from..to].fill(0);
            format!("zeroed from byte {from} to {to}")
        }
        _ => {
            let bit = dice.below(8);
            bytes[at] ^= 1 << bit;
            format!("with bit {bit} of byte {at} flipped")
        }
    };
    std::fs::write(path, bytes)?;
    Ok(what)
}

/// A refusal in words; anything else that is no success is a defect.
fn refused(output: &Output) -> Result<bool> {
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(!said.contains("went wrong inside") && !said.contains("panicked"), "it panicked: {said}");
    match output.status.code() {
        Some(0) => Ok(false),
        Some(1 | 2) if said.contains("rowlock: ") => Ok(true),
        code => bail!("it ended with {code:?} and said: {said}"),
    }
}

fn opened(house: &House, data: &Path, truth: &str) -> Result<Found> {
    let verified = refused(&house.run(data, &["verify"])?)?;
    let exported = house.run(data, &["export"])?;
    let silent = !refused(&exported)?;
    let read = String::from_utf8_lossy(&exported.stdout).into_owned();
    ensure!(truth.starts_with(&read), "a wrong answer: the export is no beginning of the log");
    ensure!(!silent || read == truth || verified, "the export is short and neither it nor verify says so");
    if !verified && silent {
        ensure!(read == truth, "verify finds nothing and the log is not what it was");
        return Ok(Found::Harmless);
    }
    // Where only the export refuses, a record beside the log cannot be read.
    Ok(Found::Named)
}

fn restored(house: &House, folder: &Path, images: &Images) -> Result<Found> {
    let empty = tempfile::tempdir()?;
    let backup = folder.join("backup");
    if refused(&house.run(empty.path(), &["restore", &backup.to_string_lossy()])?)? {
        let listed = house.run(empty.path(), &["export"])?;
        ensure!(listed.stdout.is_empty(), "a refused backup was restored in part");
        return Ok(Found::Named);
    }
    ensure!(house.must(empty.path(), &["export"])? == images.truth, "a damaged backup was restored");
    Ok(Found::Harmless)
}

/// The server on damaged data serves what is sound or says that it cannot; it never panics.
fn serves(house: &House, data: &Path) -> Result<()> {
    let server = match house.serve(data) {
        Ok(server) => server,
        Err(error) => {
            let said = format!("{error:#}");
            ensure!(!said.contains("went wrong inside"), "the server panicked: {said}");
            return Ok(());
        }
    };
    let mut browser = server.browser()?;
    for path in ["/readyz".to_owned(), format!("/{SLUG}/impediments/1"), format!("/{SLUG}/groups/product/impediments")] {
        let status = browser.get(&path)?.status;
        ensure!([200, 303, 404, 503].contains(&status), "{path} was answered {status}");
    }
    ensure!(!server.panicked(), "the server panicked: {}", server.said());
    server.terminate()
}
