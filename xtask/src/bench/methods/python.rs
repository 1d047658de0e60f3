//! Anchors in Python, by `python3`, one thread. What cannot run is said once, with the line Python ended with.

use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Numeric libraries take no more than one thread.
const ONE_THREAD: [&str; 3] = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"];

pub(super) struct Python {
    anchors: PathBuf,
}

impl Python {
    pub(super) fn new(anchors: PathBuf) -> Self {
        Self { anchors }
    }

    pub(super) fn anchors(&self) -> &Path {
        &self.anchors
    }

    /// What an anchor printed; none when it cannot run here.
    pub(super) fn anchor(&self, script: &str, arguments: &[&str], variables: &[(&str, &OsStr)]) -> Result<Option<String>> {
        let mut command = Command::new("python3");
        command.arg(self.anchors.join(script)).args(arguments).envs(variables.iter().copied());
        printed(script, command)
    }

    /// What a few lines of Python printed; none when they cannot run here.
    pub(super) fn lines(&self, name: &str, lines: &str, arguments: &[&OsStr]) -> Result<Option<String>> {
        let mut command = Command::new("python3");
        command.args(["-c", lines]).args(arguments);
        printed(name, command)
    }
}

fn printed(name: &str, mut command: Command) -> Result<Option<String>> {
    command.envs(ONE_THREAD.map(|variable| (variable, "1")));
    let Ok(done) = command.output() else {
        println!("{name} is left out: there is no python3.");
        return Ok(None);
    };
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        println!("{name} is left out: {}.", said.trim().lines().last().unwrap_or("it failed without a word"));
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&done.stdout).into_owned()))
}

/// The number between a word and a unit in the first line that begins so: "lifelines fit   best   62.1 ms".
pub(super) fn number(text: &str, line: &str, before: &str, unit: &str) -> Result<f64> {
    let found = text.lines().find(|printed| printed.starts_with(line)).and_then(|printed| {
        let after = &printed[printed.find(before)? + before.len()..];
        after[..after.find(unit)?].trim().parse().ok()
    });
    found.with_context(|| format!("the anchor printed no time of “{line}”"))
}
