//! TLS towards PostgreSQL: what is trusted works, what is not is refused at once with what to look at.

use crate::build::wait;
use rowlock_store::testing::Cluster;
use rowlock_store::{Postgres, PostgresSettings, Store, StoreError};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SETTINGS: &str = "[req]\ndistinguished_name = name\n[name]\n[authority]\nbasicConstraints = critical, CA:TRUE\n\
                        [server]\nbasicConstraints = CA:FALSE\nsubjectAltName = DNS:localhost\n";

/// Debian's PostgreSQL brings `openssl` along.
fn openssl(dir: &Path, arguments: &str) {
    let mut command = Command::new("openssl");
    command.args(arguments.split(' ')).current_dir(dir).stdin(Stdio::null());
    let output = command.output().expect("openssl is there: `apt-get install -y --no-install-recommends openssl`");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Two authorities, and a certificate for `localhost` that the first has signed.
fn certificates(dir: &Path) {
    std::fs::write(dir.join("settings"), SETTINGS).unwrap();
    let new = "req -x509 -config settings -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2";
    for name in ["authority", "other"] {
        openssl(dir, &format!("{new} -extensions authority -subj /CN={name} -keyout {name}.key -out {name}.crt"));
    }
    openssl(dir, &format!("{new} -extensions server -subj /CN=localhost -CA authority.crt -CAkey authority.key -keyout server.key -out server.crt"));
}

struct Secured {
    dir: tempfile::TempDir,
    port: u16,
    _cluster: Cluster,
}

impl Secured {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        certificates(dir.path());
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let cluster = Cluster::start_with_tls(port, &dir.path().join("server.crt"), &dir.path().join("server.key")).unwrap();
        Self { dir, port, _cluster: cluster }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    async fn connect(&self, host: &str, options: &str) -> Result<Postgres, StoreError> {
        Postgres::connect(PostgresSettings::new(format!("postgres://postgres@{host}:{}/postgres?{options}", self.port))).await
    }

    /// Refused at once, and told with these words.
    async fn is_refused(&self, host: &str, options: &str, words: &[&str]) {
        let began = Instant::now();
        let refused = self.connect(host, options).await.err().unwrap();
        assert!(matches!(refused, StoreError::Io { .. }), "it will not do to wait: {refused}");
        assert!(began.elapsed() < Duration::from_secs(2), "{refused}");
        let told = refused.to_string();
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
    }
}

#[test]
fn a_certificate_is_checked_as_the_address_says_and_a_bad_one_is_told_at_once() {
    let secured = Secured::new();
    let (authority, other) = (secured.file("authority.crt"), secured.file("other.crt"));
    let verified = |file: &Path| format!("sslmode=verify-full&sslrootcert={}", file.display());
    wait(async {
        for options in ["sslmode=require".to_owned(), verified(&authority)] {
            let store = secured.connect("localhost", &options).await.unwrap();
            assert_eq!(store.workspaces().await.unwrap(), vec![], "{options}");
        }
        secured.is_refused("localhost", &verified(&other), &["UnknownIssuer", "sslrootcert"]).await;
        secured.is_refused("127.0.0.1", &verified(&authority), &["not valid for name", "the host is written as the certificate names it"]).await;
        secured.is_refused("localhost", "sslmode=verify-full", &["sslrootcert"]).await;
        let missing = secured.file("missing.crt");
        secured.is_refused("localhost", &verified(&missing), &[missing.to_str().unwrap(), "No such file", "sslrootcert"]).await;
        let folder = secured.dir.path();
        secured.is_refused("localhost", &verified(folder), &[folder.to_str().unwrap(), "cannot be read"]).await;
    });
}

#[test]
fn an_address_where_nobody_listens_is_told_with_the_cause() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let away = wait(Postgres::connect(PostgresSettings::new(format!("postgres://127.0.0.1:{port}/rowlock")))).err().unwrap();
    assert!(matches!(&away, StoreError::Away(why) if why.contains("onnection refused") && !why.contains("pool")), "{away}");
}
