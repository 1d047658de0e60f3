//! `cargo xtask freeze FOLDER`: puts a database and a backup of this version into the repository, so that every later one is tested on
//! opening them. Done once at each release whose stored format differs, and never again for that format: the files are not to change.

use crate::faults::{dice::Dice, house::House, writers};
use anyhow::{Context, Result, ensure};
use std::path::PathBuf;

/// Freeze a database and a backup as this version writes them.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// New folder, such as crates/rowlock/tests/frozen/format-2
    folder: PathBuf,
    /// Binary that writes them; without it, the one of this source
    #[arg(long)]
    binary: Option<PathBuf>,
}

const WRITES: usize = 20;
const CHECK_IN: &[&str] =
    &["checkin", "--team", "ALF", "--as", "ben", "--done", "The first part", "--next", "The second part", "--stopped", "No test account@Beta"];

/// Makes the folder.
///
/// # Errors
/// When it exists, or the binary does not do what it should.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let Arguments { folder, binary } = arguments;
    ensure!(!folder.exists(), "{} exists: what was frozen stays as it is", folder.display());
    let binary = match binary {
        Some(binary) => binary.clone(),
        None => crate::faults::build(false)?,
    };
    let house = House::build(&binary)?;
    let data = house.copy()?;
    let server = house.serve(data.path())?;
    let (mut browser, mut dice) = (server.browser()?, Dice::new(1));
    for _ in 0..WRITES {
        let key = dice.key();
        ensure!(writers::write(&mut browser, &key) == Some(303), "a write was refused");
    }
    server.terminate()?;
    house.must(data.path(), CHECK_IN)?;
    std::fs::create_dir_all(folder)?;
    let backup = std::path::absolute(folder)?.join("backup");
    house.must(data.path(), &["backup", &backup.to_string_lossy()])?;
    for name in ["rowlock.db", "heads"] {
        std::fs::copy(data.path().join(name), folder.join(name)).with_context(|| format!("{name} cannot be copied"))?;
    }
    let export = house.must(data.path(), &["export"])?;
    std::fs::write(folder.join("export.jsonl"), export)?;
    println!("{} holds rowlock.db, heads, backup and export.jsonl: commit them.", folder.display());
    Ok(())
}
