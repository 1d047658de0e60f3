//! The real organisation, converted by the project's own converter and applied: the figures that must come out.

use crate::support::House;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The snapshot, where the shared input is there.
pub fn snapshot() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("ROWLOCK_SHARED").map_or_else(beside, PathBuf::from);
    let path = folder.join("data/kubernetes-org.json");
    if path.is_file() {
        return Some(path);
    }
    println!("skipped: {} is not there; set ROWLOCK_SHARED to the folder that holds data/", path.display());
    None
}

pub fn convert(house: &House, snapshot: &Path) -> PathBuf {
    let file = house.path("kubernetes.yaml");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["run", "--quiet", "--package", "xtask", "--", "convert", "org-snapshot"]);
    let output = command.arg(snapshot).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    file
}

#[test]
fn the_kubernetes_organisation_is_applied_whole_and_once() {
    let Some(snapshot) = snapshot() else { return };
    let house = House::new();
    let file = convert(&house, &snapshot);
    let applied = house.json(&["apply", file.to_str().unwrap(), "--json"]);
    let created = json!({ "groups": 30, "teams": 224, "people": 573, "roles": 180, "series": 96, "goals": 19, "items": 450, "dependencies": 354 });
    for (noun, count) in created.as_object().unwrap() {
        assert_eq!(&applied["created"][noun], count, "{noun}");
    }
    let status = house.status();
    let counts = &status["counts"];
    for (noun, count) in created.as_object().unwrap() {
        assert_eq!(&counts[noun], count, "{noun} of {counts}");
    }
    assert_eq!(counts["items_by_state"], json!({ "open": 47, "in_progress": 237, "done": 154, "dropped": 12 }));
    let dependencies = &counts["dependencies_by_state"];
    assert_eq!((&dependencies["accepted"], &dependencies["withdrawn"]), (&148.into(), &7.into()), "{dependencies}");
    let again = house.json(&["apply", file.to_str().unwrap(), "--json"]);
    let created = again["created"].as_object().unwrap().values().chain(again["changed"].as_object().unwrap().values());
    assert!(created.into_iter().all(|count| count == 0), "{again}");
    assert_eq!(house.status(), status);
    assert_eq!(house.run(&["verify"]).code, 0);
}
