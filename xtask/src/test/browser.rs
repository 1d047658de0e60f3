//! What the stories in a real browser need: Chromium, the packages of `e2e/`, a debug build of the binary.

use super::{
    root,
    step::{Step, cargo, in_repository},
};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const INSTALL: &str = "apt-get install -y --no-install-recommends chromium fonts-dejavu-core";

/// The steps, in order.
pub(super) fn steps() -> Vec<Step> {
    let remedy = "Open e2e/report/index.html, or run `npx playwright show-trace` on the trace named above.";
    let mut steps = prepared();
    steps.push(Step::new("stories in the browser", playwright(&["--pass-with-no-tests"]), remedy));
    steps
}

/// The steps that make the pictures of the documentation.
pub(super) fn pictures() -> Vec<Step> {
    let mut steps = prepared();
    steps.push(Step::new(
        "pictures",
        playwright(&["--config", "screenshot.config.ts"]),
        "Read what the browser did not find; e2e/screenshot.ts says what is on them.",
    ));
    steps
}

fn prepared() -> Vec<Step> {
    vec![
        Step::own("browser is there", ensure_browser),
        Step::own("packages of e2e", install_packages),
        Step::new("build of rowlock", cargo(&["build", "--package", "rowlock"]), "Read the first error above."),
    ]
}

fn browser() -> PathBuf {
    std::env::var_os("ROWLOCK_CHROMIUM").map_or_else(|| "/usr/bin/chromium".into(), PathBuf::from)
}

fn playwright(arguments: &[&str]) -> Command {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let mut command = in_repository(Command::new("node"));
    command.current_dir(root().join("e2e")).args(["node_modules/@playwright/test/cli.js", "test"]).args(arguments);
    command.env("ROWLOCK_BIN", root().join(target).join("debug/rowlock")).env("ROWLOCK_CHROMIUM", browser());
    command
}

fn ensure_browser() -> Result<()> {
    if browser().exists() {
        return Ok(());
    }
    let installed = [vec!["sh", "-c"], vec!["sudo", "-n", "sh", "-c"]].into_iter().any(|way| {
        let script = format!("apt-get update -q && {INSTALL}");
        Command::new(way[0]).args(&way[1..]).arg(script).env("DEBIAN_FRONTEND", "noninteractive").status().is_ok_and(|status| status.success())
    });
    if installed && browser().exists() {
        return Ok(());
    }
    bail!("{} is not there. Run `{INSTALL}` as root, or name another Chromium in ROWLOCK_CHROMIUM.", browser().display())
}

/// Installs the packages of the lock file unless exactly these are there.
fn install_packages() -> Result<()> {
    let folder = root().join("e2e");
    let wanted = fs::read(folder.join("package-lock.json")).context("e2e/package-lock.json cannot be read. Take it from the repository.")?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    npm_ci(&folder)?;
    fs::write(&stamp, wanted).with_context(|| format!("{} cannot be written. Make its folder writable.", stamp.display()))
}

fn npm_ci(folder: &Path) -> Result<()> {
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    match Command::new("npm").args(arguments).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").current_dir(folder).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => bail!("npm ci ended with {status}. Read its output above; it needs the network and Node.js 20 or newer."),
        Err(error) => bail!("npm cannot be started ({error}). Install Node.js 20 or newer."),
    }
}
