//! Builds the styles and scripts of `front/` into `OUT_DIR` and writes `assets.rs`, the table that embeds them.
//!
//! `ROWLOCK_WEB_DIST=DIR` takes ready-made files (the output of `node build.mjs DIR`) for builders without Node.js.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SOURCES: [&str; 6] = ["js", "css", "build.mjs", "package.json", "package-lock.json", "favicon.svg"];

fn main() {
    if let Err(message) = run() {
        println!("cargo::error={message}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let out_dir = PathBuf::from(std::env::var("OUT_DIR").map_err(|e| format!("OUT_DIR is not set: {e}"))?);
    println!("cargo::rerun-if-env-changed=ROWLOCK_WEB_DIST");
    println!("cargo::rerun-if-changed=build.rs");
    let dist = match std::env::var_os("ROWLOCK_WEB_DIST") {
        Some(dir) => PathBuf::from(dir),
        None => bundle(&out_dir)?,
    };
    let table = asset_table(&dist)?;
    let file = out_dir.join("assets.rs");
    fs::write(&file, table).map_err(|e| format!("cannot write {}: {e}", file.display()))
}

fn bundle(out_dir: &Path) -> Result<PathBuf, String> {
    let manifest_dir = std::env::var("CARGO_MANIFEST_DIR").map_err(|e| format!("CARGO_MANIFEST_DIR is not set: {e}"))?;
    let front = Path::new(&manifest_dir).join("front");
    for source in SOURCES {
        println!("cargo::rerun-if-changed=front/{source}");
    }
    install(&front)?;
    let dist = out_dir.join("dist");
    let mut node = Command::new("node");
    node.current_dir(&front).arg("build.mjs").arg(&dist);
    run_tool(node, "Node.js 20 or newer (command `node`)")?;
    Ok(dist)
}

/// Installs the packages of the lock file unless exactly these are there; two builds at once take turns.
fn install(front: &Path) -> Result<(), String> {
    let lock_path = front.join("package-lock.json");
    let wanted = fs::read(&lock_path).map_err(|e| format!("cannot read {}: {e}", lock_path.display()))?;
    let turn_path = front.join(".install-lock");
    let turn = fs::File::create(&turn_path).map_err(|e| format!("cannot create {}: {e}", turn_path.display()))?;
    turn.lock().map_err(|e| format!("cannot lock {}: {e}", turn_path.display()))?;
    let stamp = front.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(front).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run_tool(npm, "npm (comes with Node.js 20 or newer)")?;
    fs::write(&stamp, wanted).map_err(|e| format!("cannot write {}: {e}", stamp.display()))
}

fn run_tool(mut command: Command, tool: &str) -> Result<(), String> {
    const REMEDY: &str = "set ROWLOCK_WEB_DIST to a directory with ready-made assets to build without it";
    let output = command
        .output()
        .map_err(|e| format!("{tool} is needed to build the pages' assets and could not be started ({e}). Install it, or {REMEDY}."))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    for line in said.lines() {
        println!("cargo::warning={line}");
    }
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("no message");
    Err(format!("{tool} failed while building the pages' assets: {last}. Mend that, or {REMEDY}."))
}

fn asset_table(dist: &Path) -> Result<String, String> {
    let entries = fs::read_dir(dist).map_err(|e| format!("cannot read the assets in {}: {e}", dist.display()))?;
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).filter(|name| !name.ends_with(".br")).collect();
    names.sort();
    let mut table = String::new();
    for (constant, prefix, suffix) in [("APP_JS", "app-", ".js"), ("APP_CSS", "app-", ".css"), ("LIVE_WORKER_JS", "live-worker-", ".js")] {
        let name = names
            .iter()
            .find(|name| name.starts_with(prefix) && name.ends_with(suffix))
            .ok_or_else(|| format!("{} holds no {prefix}HASH{suffix}; fill it with `node build.mjs DIR`", dist.display()))?;
        let _ = writeln!(table, "/// Address of the current `{prefix}*{suffix}`.\npub const {constant}: &str = \"/assets/{name}\";");
    }
    table.push_str("const ASSETS: &[Asset] = &[\n");
    for name in &names {
        let path = dist.join(name);
        let brotli = dist.join(format!("{name}.br"));
        let packed = if brotli.exists() { format!("Some(include_bytes!({brotli:?}))") } else { "None".to_owned() };
        let _ = writeln!(table, "    Asset {{ name: {name:?}, bytes: include_bytes!({path:?}), brotli: {packed} }},");
    }
    table.push_str("];\n");
    Ok(table)
}
