//! One step of a test run: a command, its name, its time, and what to do when it fails.

use super::root;
use anyhow::{Result, bail};
use std::{
    path::PathBuf,
    process::{Command, Stdio},
    time::Instant,
};

/// What is done in a step.
enum Work {
    Command(Command),
    Own(fn() -> Result<()>),
}

/// A step.
pub(super) struct Step {
    name: &'static str,
    work: Work,
    remedy: &'static str,
}

impl Step {
    /// A step that runs a command.
    pub(super) fn new(name: &'static str, command: Command, remedy: &'static str) -> Self {
        Self { name, work: Work::Command(command), remedy }
    }

    /// A step that does something itself; its error says the remedy.
    pub(super) fn own(name: &'static str, work: fn() -> Result<()>) -> Self {
        Self { name, work: Work::Own(work), remedy: "" }
    }

    fn run(self) -> Result<()> {
        match self.work {
            Work::Own(work) => work(),
            Work::Command(mut command) => match command.envs(super::database::address()).status() {
                Ok(status) if status.success() => Ok(()),
                Ok(status) => bail!("{status}. {}", self.remedy),
                Err(error) => bail!("`{}` cannot be started ({error}). Install it.", command.get_program().to_string_lossy()),
            },
        }
    }
}

/// Runs all, ends at the first that fails, closes with a summary.
pub(super) fn run_all(steps: Vec<Step>) -> Result<()> {
    let began = Instant::now();
    let (count, mut summary) = (steps.len(), Vec::new());
    for (number, step) in steps.into_iter().enumerate() {
        let name = step.name;
        println!("\n== {} of {count}: {name}", number + 1);
        let step_began = Instant::now();
        let outcome = step.run();
        let seconds = step_began.elapsed().as_secs_f64();
        summary.push(format!("{} {seconds:7.1} s  {name}", if outcome.is_ok() { "ok    " } else { "FAILED" }));
        println!("-- {name}: {seconds:.1} s");
        if let Err(error) = outcome {
            println!("\n{}", summary.join("\n"));
            bail!("{name} failed: {error}");
        }
    }
    println!("\n{}\nEverything holds, in {:.0} s.", summary.join("\n"), began.elapsed().as_secs_f64());
    Ok(())
}

/// Cargo, in the repository, with the shared input where it is there. What cargo told this program of its own package is not passed on:
/// build scripts that ask for such words (ring's does) would run anew, and everything above them be built again.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = in_repository(Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())));
    let own = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(own)) {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

/// A command that runs in the repository, with the shared input where it is there.
pub(super) fn in_repository(mut command: Command) -> Command {
    command.current_dir(root());
    if let Some(folder) = shared() {
        command.env("ROWLOCK_SHARED", folder);
    }
    command
}

/// Input that several projects share: `ROWLOCK_SHARED`, else `shared` beside the repository.
pub(crate) fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("ROWLOCK_SHARED").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| root().join("../shared"));
    folder.canonicalize().ok()
}

/// Whether nextest is there; it runs tests faster and closes with one line that CI reads.
pub(super) fn has_nextest() -> bool {
    let mut command = cargo(&["nextest", "--version"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}
