//! `cargo xtask faults [NAME] [--rounds N] [--seed S]`: every fault tried. The server is a process of its own, its clients are here.
//!
//! Each fault prints its seed, what it did and its figures; it fails with a sentence when anything acknowledged was lost, doubled
//! or refused and yet written. What the machine lacks is said in one sentence and the fault is passed over. Results of the long
//! runs stand in docs/reliability.md.

mod answers;
mod clock;
mod damage;
pub(crate) mod dice;
mod disk;
mod flood;
mod full;
pub(crate) mod house;
mod idle;
mod kept;
mod kill;
mod ledger;
mod memory;
mod paused;
mod power;
mod relay;
mod servers;
mod simulation;
mod slow;
mod streams;
mod trap;
mod upgrade;
pub(crate) mod writers;

use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::time::Instant;

/// Try every fault, or one of them.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Which fault; all without it
    name: Option<String>,
    /// How many rounds; a short run without it
    #[arg(long)]
    rounds: Option<u64>,
    /// What chance begins with; the same seed does the same again
    #[arg(long)]
    seed: Option<u64>,
    /// Use a release build
    #[arg(long)]
    release: bool,
    /// Use this program instead of building one
    #[arg(long, conflicts_with = "release")]
    binary: Option<PathBuf>,
}

/// What a fault is given.
pub(crate) struct Plan {
    pub binary: PathBuf,
    pub rounds: u64,
    pub seed: u64,
    /// Whether the program is one whose speed counts; then what issue and documents aim at is a promise too.
    pub is_quick: bool,
}

/// How it went.
pub(crate) enum Outcome {
    /// Its figures, as a sentence.
    Held(String),
    /// What this machine lacks.
    Lacks(String),
}

/// One kind of fault.
struct Fault {
    name: &'static str,
    what: &'static str,
    /// Rounds of the short run.
    short: u64,
    run: fn(&Plan) -> Result<Outcome>,
}

const FAULTS: &[Fault] = &[
    Fault { name: "kill", what: "kill -9 of the server while 8 clients write with keys, and backups among it", short: 6, run: kill::run },
    Fault { name: "power", what: "the power fails while clients write: what was not synced is gone or torn", short: 6, run: power::run },
    Fault { name: "nth", what: "the n-th write, sync or change of a name fails: broken, full, half written", short: 18, run: trap::run },
    Fault { name: "full", what: "the disk is full, then freed", short: 1, run: full::run },
    Fault {
        name: "damage",
        what: "flipped bits, cut files, zeroed pages in the embedded database, its write-ahead log, head file, backup",
        short: 60,
        run: damage::run,
    },
    Fault { name: "streams", what: "restarts during 500 open streams", short: 3, run: streams::run },
    Fault { name: "idle", what: "many idle streams (a round is a stream), then changes", short: 500, run: idle::run },
    Fault { name: "slow", what: "slow and half-sent requests", short: 1, run: slow::run },
    Fault { name: "flood", what: "floods beside a running meeting (a round is a word of it)", short: 60, run: flood::run },
    Fault { name: "memory", what: "256 MiB of memory (a round is a write)", short: 400, run: memory::run },
    Fault {
        name: "servers",
        what: "two servers over one PostgreSQL, 20 clients each, all of them disturbed, and a backup among it (a round is a history)",
        short: 1,
        run: servers::run,
    },
    Fault {
        name: "answers",
        what: "PostgreSQL's connection is cut at a commit: before the statement arrives, at its answer (a round is a commit)",
        short: 5,
        run: answers::run,
    },
    Fault { name: "paused", what: "PostgreSQL stands still (a round is a second)", short: 8, run: paused::run },
    Fault {
        name: "simulation",
        what: "three servers, database, network and clocks in one thread (a round is a seed)",
        short: 200,
        run: simulation::run,
    },
    Fault {
        name: "clock",
        what: "clocks jump by hours and days, over nights of daylight saving and past 2038 (a round is a row of jumps)",
        short: 40,
        run: clock::run,
    },
    Fault {
        name: "upgrade",
        what: "killed before a write, with and without a power cut, in the upgrade of a frozen older database",
        short: 30,
        run: upgrade::run,
    },
];

/// Runs one fault or all.
///
/// # Errors
/// When a promise was broken; says which, with the seed that shows it again.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let chosen: Vec<&Fault> = FAULTS.iter().filter(|fault| arguments.name.as_deref().is_none_or(|name| name == fault.name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = FAULTS.iter().map(|fault| fault.name).collect();
        bail!("There is no fault “{}”. There are: {}.", arguments.name.as_deref().unwrap_or_default(), names.join(", "));
    }
    let binary = match &arguments.binary {
        Some(binary) => binary.clone(),
        None => build(arguments.release)?,
    };
    let is_quick = arguments.release || arguments.binary.is_some();
    let seed = arguments.seed.unwrap_or_else(|| u64::from(std::process::id()));
    for fault in chosen {
        let plan = Plan { binary: binary.clone(), rounds: arguments.rounds.unwrap_or(fault.short), seed, is_quick };
        println!("{}: {} (seed {seed}, {} rounds)", fault.name, fault.what, plan.rounds);
        let began = Instant::now();
        let again =
            || format!("{} broke a promise; again with: cargo xtask faults {} --rounds {} --seed {seed}", fault.name, fault.name, plan.rounds);
        match (fault.run)(&plan).with_context(again)? {
            Outcome::Held(figures) => println!("  held in {:.1} s: {figures}", began.elapsed().as_secs_f64()),
            Outcome::Lacks(what) => println!("  passed over: {what}"),
        }
    }
    Ok(())
}

/// The short run of every fault, as a step of `cargo xtask test`.
///
/// # Errors
/// As [`run`].
pub(crate) fn short() -> Result<()> {
    run(&Arguments { name: None, rounds: None, seed: None, release: false, binary: None })
}

pub(crate) fn build(release: bool) -> Result<PathBuf> {
    let kind: &[&str] = if release { &["--release"] } else { &[] };
    let built = crate::test::cargo(&[&["build", "--quiet", "--package", "rowlock"], kind].concat()).status()?;
    if !built.success() {
        bail!("the binary could not be built");
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::test::root().join("target"), PathBuf::from);
    Ok(target.join(if release { "release" } else { "debug" }).join("rowlock"))
}
