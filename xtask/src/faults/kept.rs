//! A backup made while clients write. Restored elsewhere it is the beginning of the log: it ends where a command ends, at the version
//! that it named, and has everything that was acknowledged before it began.

use super::house::{House, keys_of};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::Path;

/// A backup, and what it must have.
pub(super) struct Kept {
    folder: tempfile::TempDir,
    version: u64,
    acknowledged: Vec<String>,
}

/// Backs up. What the command said if it failed, after which no file may be left.
pub(super) fn back_up(house: &House, data: &Path, acknowledged: Vec<String>) -> Result<Result<Kept, String>> {
    let folder = tempfile::tempdir()?;
    let output = house.run(data, &["backup", &folder.path().join("backup").to_string_lossy(), "--json"])?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.code() == Some(1) && said.contains("rowlock: "), "a backup ended with {} and said: {said}", output.status);
        ensure!(std::fs::read_dir(folder.path())?.next().is_none(), "a backup that failed left a file and said: {said}");
        return Ok(Err(said));
    }
    let report: Value = serde_json::from_slice(&output.stdout)?;
    let version = report["workspaces"][0]["version"].as_u64().context("the backup names no version")?;
    Ok(Ok(Kept { folder, version, acknowledged }))
}

impl Kept {
    /// Restores it into an empty place and holds it against the log as it was exported later.
    pub fn hold(&self, house: &House, exported: &str) -> Result<()> {
        let empty = tempfile::tempdir()?;
        house.must(empty.path(), &["restore", &self.folder.path().join("backup").to_string_lossy()])?;
        house.verify(empty.path())?;
        let restored = house.must(empty.path(), &["export"])?;
        ensure!(exported.starts_with(&restored), "a backup during writes is no beginning of the log");
        let end: Value = serde_json::from_str(restored.lines().next_back().context("a backup during writes is empty")?)?;
        let ends = [&end["version"], &end["last"]].map(Value::as_u64);
        ensure!(ends == [Some(self.version); 2], "a backup up to version {} ends at {ends:?}", self.version);
        let keys = keys_of(&restored)?;
        let lost = self.acknowledged.iter().find(|key| !keys.contains_key(*key));
        ensure!(lost.is_none(), "LOST: {lost:?} was acknowledged before the backup began and does not stand in it");
        Ok(())
    }
}
