//! The simulation beside plain C and numpy on the same network, which the anchor itself writes down. numpy is used where
//! `python3` has it; without it its rows are left out and that is said.

use super::Line;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Teams, items each, dependencies of the large network.
const LARGE: [&str; 3] = ["1000", "50", "5000"];

/// Measures ours and the anchors in one run.
pub(crate) fn measure(shared: &Path) -> Result<Vec<Line>> {
    let folder = std::env::temp_dir().join(format!("rowlock-bench-forecast-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let lines = in_folder(&shared.join("anchors"), &folder);
    std::fs::remove_dir_all(&folder)?;
    lines
}

fn in_folder(anchors: &Path, folder: &Path) -> Result<Vec<Line>> {
    let script = anchors.join("mc_network.py");
    let instance = folder.join("instance.txt");
    let written = Command::new("python3").arg(&script).args(LARGE).env("MC_DUMP", &instance).status();
    if !written.is_ok_and(|status| status.success()) {
        println!("The network of the forecast is not measured: python3 has no numpy, which writes it down.");
        return Ok(Vec::new());
    }
    let c_ms = plain_c(anchors, &instance, folder)?;
    let numpy_ms = 1_000.0 * seconds_after(&output(Command::new("python3").arg(&script).args(LARGE))?, "total ")?;
    let large = ours(Some(&instance))?;
    let small = ours(None)?;
    let of = |what: &str, lines: &[(String, f64)]| lines.iter().find(|(name, _)| name.starts_with(what)).map_or(f64::NAN, |(_, ms)| *ms);
    let (one, two) = (
        of("forecast, 1000", &large),
        large.iter().filter(|(name, _)| name.starts_with("forecast, 1000")).map(|(_, ms)| *ms).fold(f64::INFINITY, f64::min),
    );
    let tornado = of("tornado of all goals, 1000", &large);
    let live = of("forecast, 20", &small);
    let times = |slow: f64, quick: f64| slow / quick;
    Ok(vec![
        Line::new("forecast, 1,000 teams, 10,000 futures, 1 thread", ms(one))
            .beside(format!("{} plain C", ms(c_ms)), times(c_ms, one))
            .aim("at least 1", c_ms >= one),
        Line::new("the same, 2 threads", ms(two))
            .beside(format!("{} numpy", ms(numpy_ms)), times(numpy_ms, two))
            .aim("at least 10", numpy_ms >= 10.0 * two),
        Line::new("tornado of 20 elements over all 200 goals, 1 thread", ms(tornado))
            .beside(format!("{} a single run", ms(one)), times(tornado, one))
            .aim("at most 3", tornado <= 3.0 * one),
        Line::new("forecast, 20 teams, 10,000 futures, 1 thread", ms(live)).aim("at most 40 ms", live <= 40.0),
    ])
}

fn plain_c(anchors: &Path, instance: &Path, folder: &Path) -> Result<f64> {
    let binary: PathBuf = folder.join("mc");
    let built = Command::new("cc").args(["-O3", "-march=native", "-o"]).arg(&binary).arg(anchors.join("mc_network.c")).status();
    if !built.is_ok_and(|status| status.success()) {
        bail!("The anchor in C cannot be built: a C compiler (command `cc`) is needed.");
    }
    Ok(1_000.0 * seconds_after(&output(Command::new(binary).arg(instance).arg("10000"))?, ": ")?)
}

/// What the example prints: (name, milliseconds).
fn ours(instance: Option<&Path>) -> Result<Vec<(String, f64)>> {
    let mut example = Command::new("cargo");
    example.args(["run", "--quiet", "--release", "-p", "rowlock-analysis", "--example", "speed", "--", "forecast"]).args(instance);
    let text = output(&mut example)?;
    Ok(text
        .lines()
        .filter_map(|line| line.strip_suffix(" ms")?.rsplit_once(": "))
        .filter_map(|(name, ms)| Some((name.to_owned(), ms.parse().ok()?)))
        .collect())
}

fn output(command: &mut Command) -> Result<String> {
    let done = command.output().with_context(|| format!("{command:?} cannot be started"))?;
    if !done.status.success() {
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&done.stderr));
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

/// The number before "s" after a word: "total 19.13s".
fn seconds_after(text: &str, word: &str) -> Result<f64> {
    let found = text.split(word).skip(1).find_map(|rest| rest.split('s').next()?.trim().parse::<f64>().ok());
    found.with_context(|| format!("no time was found in “{}”", text.trim()))
}

fn ms(ms: f64) -> String {
    if ms >= 1_000.0 { format!("{:.2} s", ms / 1_000.0) } else { format!("{ms:.0} ms") }
}
