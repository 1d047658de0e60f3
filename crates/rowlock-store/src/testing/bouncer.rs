//! PgBouncer before a database of a test, handing out connections by transaction.

use super::{Database, is_root, unprivileged};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const REMEDY: &str = "`apt-get install -y --no-install-recommends pgbouncer`";

/// A running PgBouncer in transaction mode; ends with its test.
pub struct Bouncer {
    /// The address of the database through it.
    pub url: String,
    child: Child,
    dir: PathBuf,
}

impl Drop for Bouncer {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        drop(std::fs::remove_dir_all(&self.dir));
    }
}

impl Bouncer {
    /// Starts one at a free port.
    ///
    /// # Panics
    /// When there is no PgBouncer: a test without it must fail.
    #[must_use]
    pub fn before(database: &Database) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.unwrap_or_else(|why| panic!("a free port: {why}")).port();
        let dir = std::env::temp_dir().join(format!("rowlock-pgbouncer-{:012x}", rand::random::<u64>() >> 16));
        let child = start(database, &dir, port).unwrap_or_else(|why| panic!("PgBouncer is not there ({why}): {REMEDY}"));
        let name = database.url.split('?').next().and_then(|front| front.rsplit('/').next()).unwrap_or_default();
        let bouncer = Self { url: format!("postgres://postgres@127.0.0.1:{port}/{name}?sslmode=disable"), child, dir };
        let until = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "PgBouncer did not start: {REMEDY}");
            std::thread::sleep(Duration::from_millis(20));
        }
        bouncer
    }
}

fn start(database: &Database, dir: &Path, port: u16) -> std::io::Result<Child> {
    let host = database.url.rsplit_once("host=").map_or("", |(_, host)| host);
    assert!(!host.is_empty(), "the cluster of a run has a socket");
    let settings = format!(
        "[databases]\n* = host={host} user=postgres\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n\
         pool_mode = transaction\ndefault_pool_size = 2\n"
    );
    std::fs::create_dir(dir)?;
    std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o755))?;
    let file = dir.join("pgbouncer.ini");
    std::fs::write(&file, settings)?;
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644))?;
    let program = if Path::new("/usr/sbin/pgbouncer").is_file() { "/usr/sbin/pgbouncer" } else { "pgbouncer" };
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.arg(format!("--reuid={}", unprivileged())).args(["--clear-groups", "--", program]);
        command
    } else {
        Command::new(program)
    };
    command.arg("-q").arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}
