//! Tasks of the project that are not part of what it ships: `cargo xtask TASK`. Each task is a module of its own.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bench;
mod convert;
mod docs;
mod faults;
mod freeze;
mod screenshot;
mod test;
#[cfg(test)]
mod tidy;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tasks of the Rowlock project")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Measure Rowlock beside the bare figures of this machine.
    Bench(bench::Arguments),
    /// Turn other systems' descriptions of an organisation into an organisation file.
    Convert(convert::Arguments),
    /// Write the documents that are made from the source.
    Docs,
    /// Try every fault: kills, power cuts, full and broken disks, floods.
    Faults(faults::Arguments),
    /// Put a database and a backup of this format into the repository.
    Freeze(freeze::Arguments),
    /// Make the pictures of the README anew.
    Screenshot,
    /// Run everything that must hold before a change is taken.
    Test(test::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Bench(arguments) => bench::run(&arguments),
        Task::Convert(arguments) => convert::run(&arguments),
        Task::Docs => docs::run(),
        Task::Faults(arguments) => faults::run(&arguments),
        Task::Freeze(arguments) => freeze::run(&arguments),
        Task::Screenshot => screenshot::run(),
        Task::Test(arguments) => test::run(&arguments),
    }
}
