//! The methods beside the anchors in Python and C, on one machine in one run. Ours come from the example `speed` of rowlock-analysis.
//! An anchor whose Python packages lack is left out, and that is said in one sentence; ours are measured all the same.

mod agenda;
mod durations;
mod forecast;
mod network;
mod overlap;
mod python;

use super::{Line, Report};
use anyhow::{Context, Result, bail};
use python::Python;
use std::path::Path;
use std::process::Command;

/// Measures every method, the slow ones last.
pub(super) fn measure(shared: &Path, report: &mut Report) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("rowlock-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let python = Python::new(shared.join("anchors"));
    let done = all(&python, &folder, report);
    std::fs::remove_dir_all(&folder)?;
    done
}

fn all(python: &Python, folder: &Path, report: &mut Report) -> Result<()> {
    report.add(durations::measure(python)?);
    report.add(network::measure(python)?);
    report.add(agenda::measure(python)?);
    report.add(forecast::measure(python, folder)?);
    report.add(overlap::measure(python, folder)?);
    Ok(())
}

/// What the example printed: names with their best time.
struct Speed(Vec<(String, f64)>);

impl Speed {
    /// Milliseconds of the first whose name begins so.
    fn of(&self, name: &str) -> Result<f64> {
        let found = self.0.iter().find(|(printed, _)| printed.starts_with(name));
        found.map(|(_, ms)| *ms).with_context(|| format!("the example printed no “{name}”"))
    }
}

/// Runs the example in a release build.
fn speed(what: &str, file: Option<&Path>) -> Result<Speed> {
    let mut example = crate::test::cargo(&["run", "--quiet", "--release", "-p", "rowlock-analysis", "--example", "speed", "--", what]);
    example.args(file);
    let text = output(&mut example)?;
    let lines = text.lines().filter_map(|line| line.strip_suffix(" ms")?.rsplit_once(": "));
    Ok(Speed(lines.filter_map(|(name, ms)| Some((name.to_owned(), ms.parse().ok()?))).collect()))
}

fn output(command: &mut Command) -> Result<String> {
    let done = command.output().with_context(|| format!("{command:?} cannot be started"))?;
    if !done.status.success() {
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&done.stderr));
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

/// A line beside an anchor that may lack; where it lacks, an aim in ratios is not judged.
fn beside(line: Line, ours_ms: f64, anchor: Option<(f64, &str)>, at_least: Option<f64>) -> Line {
    let Some((anchor_ms, name)) = anchor else { return line };
    let ratio = times(anchor_ms, ours_ms);
    let line = line.beside(format!("{} {name}", ms(anchor_ms)), ratio);
    match at_least {
        Some(least) => line.aim(&format!("at least {least}"), ratio >= least),
        None => line,
    }
}

fn times(slow: f64, quick: f64) -> f64 {
    slow / quick
}

/// Milliseconds as people say them.
fn ms(ms: f64) -> String {
    match ms {
        _ if ms >= 1_000.0 => format!("{:.2} s", ms / 1_000.0),
        _ if ms >= 100.0 => format!("{ms:.0} ms"),
        _ if ms >= 1.0 => format!("{ms:.1} ms"),
        _ => format!("{:.0} µs", ms * 1_000.0),
    }
}
