//! What the tests of several servers need: PostgreSQL, one throw-away cluster for the whole run, PgBouncer, nginx before two
//! servers, and the promtool that judges figures.
//!
//! The cluster ends with this process, whatever way that ends. Tests find it by a variable; run alone, they start their own.

use anyhow::{Result, anyhow, bail};
use rowlock_store::testing::{ADDRESS, Care, Cluster, binaries};
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

const INSTALL: &str = "apt-get install -y --no-install-recommends postgresql pgbouncer nginx openssl prometheus";

static CLUSTER: OnceLock<Cluster> = OnceLock::new();

/// Installs what is missing and can be, then starts the cluster.
pub(super) fn start() -> Result<()> {
    if (!is_there() && !install()) || !is_there() {
        bail!(
            "PostgreSQL, PgBouncer, nginx, openssl or promtool is not there. Run `{INSTALL}` as root, or name a running PostgreSQL in {ADDRESS} and put the others on the PATH."
        );
    }
    if std::env::var_os(ADDRESS).is_none() {
        let cluster = Cluster::start(Care::Careless).map_err(|why| anyhow!(why))?;
        // It was not started before: this runs once, before the tests.
        drop(CLUSTER.set(cluster));
    }
    Ok(())
}

/// The address of the cluster, once it was started, for the environment of the tests.
pub(super) fn address() -> Option<(&'static str, &'static str)> {
    CLUSTER.get().map(|cluster| (ADDRESS, cluster.url.as_str()))
}

fn is_there() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let has =
        |program: &str| Path::new("/usr/sbin").join(program).is_file() || std::env::split_paths(&path).any(|place| place.join(program).is_file());
    let postgres = binaries().is_ok() || std::env::var_os(ADDRESS).is_some();
    postgres && ["nginx", "pgbouncer", "openssl", "promtool"].into_iter().all(has)
}

fn install() -> bool {
    [vec!["sh", "-c"], vec!["sudo", "-n", "sh", "-c"]].into_iter().any(|way| {
        let script = format!("apt-get update -q && {INSTALL}");
        Command::new(way[0]).args(&way[1..]).arg(script).env("DEBIAN_FRONTEND", "noninteractive").status().is_ok_and(|status| status.success())
    })
}
