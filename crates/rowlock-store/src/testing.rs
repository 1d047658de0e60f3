//! A PostgreSQL for tests: one throw-away cluster for a whole run (`cargo xtask test` exports its address) or for one
//! process, and a database of its own for each test. A missing PostgreSQL fails the test; it is never passed over.

mod bouncer;

pub use bouncer::Bouncer;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// The variable that names a PostgreSQL whose user may create databases, as `postgres://USER@HOST/postgres`.
pub const ADDRESS: &str = "ROWLOCK_TEST_POSTGRES";

/// Whether a cluster may lose what it acknowledged when the machine dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// It may: quick, for tests of rules.
    Careless,
    /// It may not: for tests of faults and for figures.
    Durable,
}

/// A running cluster in a folder of its own, without a network port. It ends with the process that started it,
/// whatever way that ends: a shell beside it waits for the end of a pipe.
pub struct Cluster {
    /// Where it is: `postgres://postgres@localhost/postgres?host=FOLDER`.
    pub url: String,
    _guard: Child,
}

impl Cluster {
    /// Makes and starts one.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn start(care: Care) -> Result<Self, String> {
        Self::begin(care, |_| Ok("-c listen_addresses=''".to_owned()))
    }

    /// One that speaks TLS at that port of 127.0.0.1, with a certificate and its key.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn start_with_tls(port: u16, certificate: &Path, key: &Path) -> Result<Self, String> {
        let cluster = Self::begin(Care::Careless, |dir| {
            for (from, name) in [(certificate, "server.crt"), (key, "server.key")] {
                let to = dir.join(name);
                std::fs::copy(from, &to).map_err(|e| format!("{} cannot be copied: {e}", from.display()))?;
                std::fs::set_permissions(&to, std::fs::Permissions::from_mode(0o600)).map_err(|e| format!("{}: {e}", to.display()))?;
                if is_root() {
                    run(Command::new("chown").arg(unprivileged()).arg(&to))?;
                }
            }
            let shown = dir.display();
            Ok(format!(
                "-c listen_addresses=127.0.0.1 -c port={port} -c ssl=on -c ssl_cert_file={shown}/server.crt -c ssl_key_file={shown}/server.key"
            ))
        })?;
        Ok(Self { url: format!("postgres://postgres@localhost:{port}/postgres"), ..cluster })
    }

    fn begin(care: Care, listening: impl FnOnce(&Path) -> Result<String, String>) -> Result<Self, String> {
        let bin = binaries()?;
        let dir = std::env::temp_dir().join(format!("rowlock-pg-{:012x}", rand::random::<u64>() >> 16));
        let failed = |what: &'static str| move |e: io::Error| format!("{what}: {e}");
        std::fs::create_dir(&dir).map_err(failed("a folder for PostgreSQL cannot be made"))?;
        if is_root() {
            run(Command::new("chown").arg(unprivileged()).arg(&dir))?;
        }
        let shown = dir.display().to_string();
        let data = dir.join("data");
        run(own(bin.join("initdb"), &dir).arg("-D").arg(&data).args([
            "-A",
            "trust",
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]))?;
        let listening = listening(&dir)?;
        let careless = if care == Care::Careless { " -c fsync=off -c full_page_writes=off" } else { "" };
        let options = format!("-k {shown} {listening} -c max_connections=300 -c max_wal_size=256MB{careless}");
        let mut start = own(bin.join("pg_ctl"), &dir);
        start.arg("-D").arg(&data).arg("-l").arg(dir.join("log")).args(["-w", "-t", "60", "-o"]).arg(options).arg("start");
        run(&mut start)?;
        let stop = own(bin.join("pg_ctl"), &dir);
        let guard = guard(&stop, &data, &dir).map_err(failed("the guard of PostgreSQL cannot be started"))?;
        Ok(Self { url: format!("postgres://postgres@localhost/postgres?host={shown}"), _guard: guard })
    }
}

/// A database of its own; dropped with it.
pub struct Database {
    /// Its address.
    pub url: String,
    name: String,
    base: String,
}

impl Database {
    /// A new, empty database in the cluster of this run or, without one, of this process.
    ///
    /// # Panics
    /// When there is no PostgreSQL: a test without it must fail.
    #[must_use]
    pub fn new() -> Self {
        Self::in_cluster(&address())
    }

    /// A new, empty database in a cluster.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn in_cluster(base: &str) -> Self {
        let name = format!("t_{:016x}", rand::random::<u64>());
        sql(base, &format!("CREATE DATABASE {name}")).unwrap_or_else(|why| panic!("{why}"));
        let (front, options) = base.split_once('?').map_or((base, String::new()), |(front, options)| (front, format!("?{options}")));
        let front = front.rsplit_once('/').map_or(front, |(front, _)| front);
        Self { url: format!("{front}/{name}{options}"), name, base: base.to_owned() }
    }

    /// Runs statements in it by psql, as somebody beside Rowlock would; answers with what it prints.
    ///
    /// # Panics
    /// When they fail.
    pub fn sql(&self, statements: &str) -> String {
        sql(&self.url, statements).unwrap_or_else(|why| panic!("{why}"))
    }
}

impl Default for Database {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        drop(sql(&self.base, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)));
    }
}

/// The address of the cluster of this run or, without one, of this process.
fn address() -> String {
    static OWN: OnceLock<Result<Cluster, String>> = OnceLock::new();
    if let Ok(address) = std::env::var(ADDRESS) {
        return address;
    }
    let own = OWN.get_or_init(|| Cluster::start(Care::Careless));
    own.as_ref().unwrap_or_else(|why| panic!("{why}")).url.clone()
}

fn sql(url: &str, statements: &str) -> Result<String, String> {
    let psql = binaries().map_or_else(|_| PathBuf::from("psql"), |bin| bin.join("psql"));
    let mut command = Command::new(psql);
    run(command.args(["-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-c", statements, url]))
}

/// Where the programs of PostgreSQL are: Debian keeps those of the server off the PATH.
///
/// # Errors
/// A sentence that says how to install it.
pub fn binaries() -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<(u32, PathBuf)> =
        versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))).collect();
    versions.sort();
    places.extend(versions.into_iter().rev().map(|(_, bin)| bin));
    let found = places.into_iter().find(|place| ["initdb", "pg_ctl", "psql"].iter().all(|program| place.join(program).is_file()));
    found.ok_or_else(|| {
        format!(
            "PostgreSQL is not there. Run `apt-get install -y --no-install-recommends postgresql` as root, or name a running one in {ADDRESS} \
             (postgres://USER@HOST/postgres)."
        )
    })
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// PostgreSQL refuses root: then it runs as its own user, or as nobody.
fn unprivileged() -> &'static str {
    let known = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    if known.lines().any(|line| line.starts_with("postgres:")) { "postgres" } else { "nobody" }
}

fn own(program: PathBuf, dir: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.arg(format!("--reuid={}", unprivileged())).args(["--clear-groups", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(dir).env_remove("PGDATA");
    command
}

fn run(command: &mut Command) -> Result<String, String> {
    // What the postmaster inherits would keep a pipe open for ever, so output goes to files where it must not be waited for.
    let output = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).output();
    let name = command.get_program().to_string_lossy().into_owned();
    let output = output.map_err(|e| format!("{name} cannot be started: {e}"))?;
    if !output.status.success() {
        return Err(format!("{name} ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Waits for the end of this process, then stops the cluster and removes its folder.
fn guard(stop: &Command, data: &Path, dir: &Path) -> io::Result<Child> {
    let script = "trap '' INT TERM HUP; cat > /dev/null; data=$1; dir=$2; shift 2; \"$@\" -D \"$data\" -m immediate -w stop; rm -rf \"$dir\"";
    let mut guard = Command::new("sh");
    guard.args(["-c", script, "guard"]).arg(data).arg(dir).arg(stop.get_program()).args(stop.get_args());
    guard.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}
