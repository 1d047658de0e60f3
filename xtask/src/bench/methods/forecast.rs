//! The simulation beside plain C and numpy on the same network, which the anchor itself writes down. numpy is used where
//! `python3` has it; without it its rows are left out and that is said.

use super::super::Line;
use super::{Python, ms, speed, times};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Teams, items each, dependencies of the large network.
const LARGE: [&str; 3] = ["1000", "50", "5000"];

/// Measures ours and the anchors in one run; the network is written down in `folder`.
pub(super) fn measure(python: &Python, folder: &Path) -> Result<Vec<Line>> {
    let instance = folder.join("instance.txt");
    let dump = [("MC_DUMP", instance.as_os_str())];
    if python.anchor("mc_network.py", &LARGE, &dump)?.is_none() {
        println!("The network of the forecast is not measured: the anchor in Python (numpy) writes it down.");
        return Ok(vec![live()?]);
    }
    let c_ms = plain_c(python.anchors(), &instance, folder)?;
    let numpy = python.anchor("mc_network.py", &LARGE, &[])?.context("the anchor ran a moment ago")?;
    let numpy_ms = 1_000.0 * seconds_after(&numpy, "total ")?;
    let large = speed("forecast", Some(&instance))?;
    let (one, two) = (large.of("forecast, 1000")?, large.of("forecast, 1000 teams, 5000 dependencies, 10000 trials, 2 threads")?);
    let (grown, tornado) = (large.of("forecast with growth, 1000")?, large.of("tornado of all goals with growth, 1000")?);
    Ok(vec![
        Line::new("forecast, 1,000 teams, 10,000 futures, 1 thread", ms(one))
            .beside(format!("{} plain C", ms(c_ms)), times(c_ms, one))
            .aim("at least 1", c_ms >= one),
        Line::new("the same, 2 threads", ms(two))
            .beside(format!("{} numpy", ms(numpy_ms)), times(numpy_ms, two))
            .aim("at least 10", numpy_ms >= 10.0 * two),
        Line::new("tornado of 20 elements to both sides over all 200 goals, 1 thread", ms(tornado))
            .beside(format!("{} a single run", ms(grown)), times(tornado, grown))
            .aim("at most 3", tornado <= 3.0 * grown),
        live()?,
    ])
}

fn live() -> Result<Line> {
    let live = speed("forecast", None)?.of("forecast, 20")?;
    Ok(Line::new("forecast, 20 teams, 10,000 futures, 1 thread", ms(live)).aim("at most 40 ms", live <= 40.0))
}

fn plain_c(anchors: &Path, instance: &Path, folder: &Path) -> Result<f64> {
    let binary: PathBuf = folder.join("mc");
    let built = Command::new("cc").args(["-O3", "-march=native", "-o"]).arg(&binary).arg(anchors.join("mc_network.c")).status();
    if !built.is_ok_and(|status| status.success()) {
        bail!("The anchor in C cannot be built: a C compiler (command `cc`) is needed.");
    }
    Ok(1_000.0 * seconds_after(&super::output(Command::new(binary).arg(instance).arg("10000"))?, ": ")?)
}

/// The number before "s" after a word: "total 19.13s".
fn seconds_after(text: &str, word: &str) -> Result<f64> {
    let found = text.split(word).skip(1).find_map(|rest| rest.split('s').next()?.trim().parse::<f64>().ok());
    found.with_context(|| format!("no time was found in “{}”", text.trim()))
}
