//! Durable commands upon PostgreSQL from 8 and 32 clients beside PostgreSQL's own pgbench, which inserts one row of the same size
//! in each commit, on the same cluster and before and after each row: the disk's pace changes within minutes.

use super::Line;
use super::anchors::wrk;
use super::remarks;
use crate::faults::house::{House, SLUG};
use anyhow::{Context, Result, bail, ensure};
use rowlock_store::testing::{Care, Cluster, Database, binaries};
use std::path::Path;
use std::process::Command;

const BARE_TABLE: &str = "CREATE TABLE bare (number bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), stream text NOT NULL, \
                          kind text NOT NULL, body jsonb NOT NULL)";
const BARE: &str = "INSERT INTO bare (stream, kind, body) VALUES ('IMP-12', 'ContributionMade', jsonb_build_object('text', repeat('x', 150)));";

pub(crate) fn measure(seconds: u32) -> Result<Vec<Line>> {
    let cluster = Cluster::start(Care::Durable).map_err(anyhow::Error::msg)?;
    let database = Database::in_cluster(&cluster.url);
    let beside = Database::in_cluster(&cluster.url);
    beside.sql(BARE_TABLE);
    let house = House::build_at(&crate::test::root().join("target/release/rowlock"), Some(&database.url))?;
    let server = house.serve(&house.base())?;
    let mut lines = Vec::new();
    for clients in [8, 32] {
        let before = bare(&beside.url, clients, seconds)?;
        let rate = commands(&house, &server.address, clients, seconds)?;
        let bare = f64::midpoint(before, bare(&beside.url, clients, seconds)?);
        let share = rate / bare;
        let line = Line::new(format!("durable commands over HTTP upon PostgreSQL, {clients} clients"), format!("{rate:.0}/s"));
        let line = line.beside(format!("{bare:.0}/s bare inserts, one in a commit, as many clients"), share);
        lines.push(line.aim("at least 0.5", share >= 0.5));
    }
    server.terminate()?;
    Ok(lines)
}

fn commands(house: &House, address: &str, clients: u32, seconds: u32) -> Result<f64> {
    let script = remarks::script(SLUG, 8)?;
    let before = version(house)?;
    let timing = wrk(&format!("http://{address}/"), &house.cookie, clients, seconds, Some(script.path()))?;
    // That each answer was an event: else something else than commands was measured.
    let (kept, answered) = (version(house)? - before, (timing.per_second * f64::from(seconds)) as u64);
    ensure!(kept * 100 >= answered * 95, "{answered} commands were answered, but only {kept} events were kept");
    Ok(timing.per_second)
}

fn version(house: &House) -> Result<u64> {
    let status: serde_json::Value = serde_json::from_str(&house.must(&house.base(), &["status", "--json"])?)?;
    status["version"].as_u64().context("status has no version")
}

/// Commits per second of pgbench.
fn bare(url: &str, clients: u32, seconds: u32) -> Result<f64> {
    let script = tempfile::NamedTempFile::new()?;
    std::fs::write(script.path(), BARE)?;
    let program = binaries().map_err(anyhow::Error::msg)?.join("pgbench");
    let mut command = Command::new(if program.is_file() { program.as_path() } else { Path::new("pgbench") });
    command.args(["-n", "-M", "prepared", "-j", "1", "-c", &clients.to_string(), "-T", &seconds.to_string(), "-f"]).arg(script.path()).arg(url);
    let output = command.output().context("pgbench is missing: it comes with PostgreSQL")?;
    if !output.status.success() {
        bail!("pgbench ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let figure = said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    figure.context("pgbench gave no figure")
}
