//! Several servers simulated in one thread (rowlock-engine's tests, which this runs): a round is a seed, and a seed replays exactly.

use super::{Outcome, Plan};
use anyhow::{Context, Result, ensure};

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    seeds(plan, "no_seed", " seeds from ")
}

/// Runs a test of the engine that takes seeds; its figures stand in the line that holds those words.
pub(super) fn seeds(plan: &Plan, test: &str, words: &str) -> Result<Outcome> {
    let mut tests = crate::test::cargo(&["test", "--quiet", "--package", "rowlock-engine", "--test", "it", test, "--", "--nocapture"]);
    tests.env("ROWLOCK_SEED", plan.seed.to_string()).env("ROWLOCK_SEEDS", plan.rounds.to_string());
    let done = tests.output().context("cargo cannot be started")?;
    let told = String::from_utf8_lossy(&done.stdout);
    ensure!(done.status.success(), "{told}{}", String::from_utf8_lossy(&done.stderr));
    let figures = told.lines().find_map(|line| line.contains(words).then(|| line.trim_start_matches('.').to_owned()));
    Ok(Outcome::Held(figures.context("the test gave no figures")?))
}
