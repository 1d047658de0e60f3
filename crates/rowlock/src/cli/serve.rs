//! `rowlock serve`: opens the database, prints one line, serves until told to stop or until the store fails.

use crate::metrics::Metrics;
use crate::operator::{self, Failure};
use crate::place::{self, Base, Place};
use anyhow::{Context as _, bail};
use rowlock_engine::Engine;
use rowlock_integrations::smtp::{Smtp, SmtpSettings};
use rowlock_web::gate::access;
use rowlock_web::mail::Texts;
use rowlock_web::server;
use rowlock_web::site::{Site, SiteSettings};
use std::net::{IpAddr, SocketAddr};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// How long the store may take to come to rest.
const REST_WITHIN: Duration = Duration::from_secs(2);

/// So many requests may go on before a thread looks whether a database has answered: all who write wait for that.
const TASKS_BEFORE_A_LOOK: u32 = 8;

/// How often ended sessions and links are thrown away.
const SWEEP_EVERY: Duration = Duration::from_secs(6 * 3_600);

/// Serve the pages.
#[derive(Debug, Default, clap::Args)]
pub struct Serve {
    /// Address and port to listen on
    #[arg(long, env = "ROWLOCK_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:7878")]
    listen: String,
    /// The address that people use, such as `https://rowlock.example.org`; the only source of links
    #[arg(long, env = "ROWLOCK_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// Allow plain http away from this machine: passwords can be read on the way
    #[arg(long, env = "ROWLOCK_INSECURE_HTTP", value_parser = clap::builder::BoolishValueParser::new(), num_args = 0..=1, require_equals = true, default_value = "false", default_missing_value = "true")]
    insecure_http: bool,
    /// Address and port at which Prometheus asks for figures (/metrics); without it nothing is counted
    #[arg(long, env = "ROWLOCK_METRICS_LISTEN", value_name = "ADDRESS")]
    metrics_listen: Option<String>,
    /// Threads that answer requests [default: as many as there are cores; upon PostgreSQL one fewer]
    #[arg(long, env = "ROWLOCK_THREADS", value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1_000))]
    threads: Option<u16>,
    #[command(flatten)]
    mail: Mail,
}

#[derive(Debug, Default, clap::Args)]
struct Mail {
    /// Mail server, such as smtp://HOST:25 or smtps://USER@HOST; without it no mail is sent
    #[arg(long, env = "ROWLOCK_SMTP_URL", value_name = "URL", hide_env_values = true)]
    smtp_url: Option<String>,
    /// Sender of mails, such as "Rowlock <rowlock@example.org>"
    #[arg(long, env = "ROWLOCK_SMTP_FROM", value_name = "ADDRESS")]
    smtp_from: Option<String>,
    /// Name to sign in with at the mail server
    #[arg(long, env = "ROWLOCK_SMTP_USER", value_name = "NAME", requires = "smtp_password_file")]
    smtp_user: Option<String>,
    /// File that holds the password for the mail server
    #[arg(long, env = "ROWLOCK_SMTP_PASSWORD_FILE", value_name = "FILE", requires = "smtp_user")]
    smtp_password_file: Option<PathBuf>,
}

impl Serve {
    /// What answers requests.
    pub fn runtime(&self, place: &Place) -> anyhow::Result<tokio::runtime::Runtime> {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads = self.threads.map_or(threads_upon(&place.base()?, cores), usize::from);
        Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(threads).event_interval(TASKS_BEFORE_A_LOOK).enable_all().build()?)
    }

    pub async fn run(self, place: &Place) -> anyhow::Result<()> {
        let listener = self.bind().await?;
        let settings = self.settings(listener.local_addr()?)?;
        let metrics = match &self.metrics_listen {
            Some(address) => Some(Metrics::begin(address).await?),
            None => None,
        };
        let engine = place.open(self.mail(&settings)?).await?;
        let site = Site::new(Arc::clone(&engine), settings.clone());
        tokio::spawn(sweep(Arc::clone(&engine)));
        let shutdown = CancellationToken::new();
        // PostgreSQL takes commands of the operator beside this server; the embedded database only through it.
        let operator = match place.base()? {
            Base::Folder(folder) => operator::listen(Arc::clone(&engine), &folder, shutdown.clone()),
            Base::Postgres(_) => tokio::spawn(std::future::ready(())),
        };
        let figures = metrics.map(|metrics| metrics.serve(Arc::clone(&engine), shutdown.clone()));
        operator::note_address(&engine, &settings.public_url).await;
        announce(&engine, &settings.public_url).await?;
        let serving = tokio::spawn(server::serve(vec![listener], site, shutdown.clone()));
        let failure = tokio::select! {
            signal = told_to_stop() => signal.err().map(|error| error.to_string()),
            failure = engine.failed() => Some(failure),
        };
        shutdown.cancel();
        tracing::info!("stopping");
        if let Some(failure) = failure {
            // What is on the disk is not known any more: nothing open may be answered, the next start reads it anew.
            bail!("the database failed and Rowlock ends: {failure}. Start it again; what was acknowledged is checked then.");
        }
        serving.await?;
        operator.await?;
        if let Some(figures) = figures {
            figures.await?;
        }
        tokio::time::timeout(REST_WITHIN, engine.stop()).await.context("the database did not come to rest in time")??;
        Ok(())
    }

    async fn bind(&self) -> anyhow::Result<TcpListener> {
        if tokio::net::lookup_host(&self.listen).await.is_err() {
            let said = &self.listen;
            return Err(
                Failure::usage(format!("“{said}” is not an address to listen on. Write --listen ADDRESS:PORT, such as 127.0.0.1:7878.")).into()
            );
        }
        TcpListener::bind(&self.listen)
            .await
            .with_context(|| format!("cannot listen on {}. Is another Rowlock running there? Choose another address with --listen", self.listen))
    }

    fn settings(&self, listening: SocketAddr) -> anyhow::Result<SiteSettings> {
        let public_url = self.public_url.as_deref().map_or_else(|| format!("http://{listening}"), |url| url.trim_end_matches('/').to_owned());
        let Some((scheme, rest)) = public_url.split_once("://").filter(|(scheme, rest)| matches!(*scheme, "http" | "https") && !rest.is_empty())
        else {
            bail!("“{public_url}” is not an address that people can use. Write --public-url https://rowlock.example.org");
        };
        if rest.contains('/') {
            bail!("“{public_url}” names a path. Rowlock serves a whole host: write --public-url https://rowlock.example.org");
        }
        let in_the_clear = scheme == "http" && !(is_loopback(rest) && listening.ip().is_loopback());
        if in_the_clear && !self.insecure_http {
            bail!(
                "Plain http at {public_url} would let others read passwords on the way. Put a proxy with https before Rowlock and name it with \
                 --public-url https://…, or, if you know that the network is yours alone, add --insecure-http."
            );
        }
        Ok(SiteSettings { insecure_http: in_the_clear, public_url })
    }

    fn mail(&self, settings: &SiteSettings) -> anyhow::Result<Option<place::Mail>> {
        let Some(url) = self.mail.smtp_url.clone().filter(|url| !url.is_empty()) else { return Ok(None) };
        let Some(from) = self.mail.smtp_from.clone() else {
            bail!("Mails need a sender: add --smtp-from rowlock@example.org (or ROWLOCK_SMTP_FROM).");
        };
        let password = self.mail.smtp_password_file.as_ref().map(|file| {
            std::fs::read_to_string(file).map(|text| text.trim_end().to_owned()).with_context(|| format!("cannot read {}", file.display()))
        });
        let login = self.mail.smtp_user.clone().zip(password.transpose()?);
        let smtp = Smtp::new(&SmtpSettings { url, login, from })?;
        Ok(Some((Arc::new(smtp), Arc::new(Texts::new(settings.clone())))))
    }
}

/// Whether host and port name this machine.
fn is_loopback(host_and_port: &str) -> bool {
    let host = match host_and_port.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host_and_port.split(':').next().unwrap_or(""),
    };
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// One line on standard output: where, and the link that makes the first administrator.
async fn announce(engine: &Arc<Engine>, public_url: &str) -> anyhow::Result<()> {
    match access::set_up_link(engine).await? {
        Some(path) => {
            println!("Rowlock runs at {public_url} and is set up with this link, which holds until somebody administers it: {public_url}{path}")
        }
        None => println!("Rowlock runs at {public_url}"),
    }
    Ok(())
}

/// Throws away what has ended, until the engine stops.
async fn sweep(engine: Arc<Engine>) {
    loop {
        if let Err(error) = access::sweep(&engine).await {
            tracing::warn!(%error, "ended sessions and links could not be thrown away; they will be later");
        }
        tokio::select! {
            () = tokio::time::sleep(SWEEP_EVERY) => {}
            () = engine.stopping().cancelled() => return,
        }
    }
}

/// How many threads answer requests where nobody says: PostgreSQL's own processes need a core as well, and where none is free every
/// commit waits for one.
fn threads_upon(base: &Base, cores: usize) -> usize {
    match base {
        Base::Folder(_) => cores,
        Base::Postgres(_) => cores.saturating_sub(1).max(1),
    }
}

/// Waits for SIGTERM or SIGINT.
async fn told_to_stop() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rowlock_store::PostgresSettings;

    fn settings(listen: &str, public_url: Option<&str>, insecure_http: bool) -> anyhow::Result<SiteSettings> {
        let serve = Serve { listen: listen.to_owned(), public_url: public_url.map(str::to_owned), insecure_http, ..Serve::default() };
        serve.settings(listen.parse().expect("tests write addresses"))
    }

    #[test]
    fn plain_http_is_for_this_machine_unless_one_insists() {
        assert!(settings("127.0.0.1:7878", None, false).is_ok_and(|s| !s.insecure_http && s.public_url == "http://127.0.0.1:7878"));
        assert!(settings("[::1]:7878", None, false).is_ok_and(|s| !s.insecure_http));
        assert!(settings("127.0.0.1:7878", Some("http://localhost:7878/"), false).is_ok_and(|s| s.public_url == "http://localhost:7878"));
        assert!(settings("0.0.0.0:7878", None, false).is_err());
        assert!(settings("127.0.0.1:7878", Some("http://rowlock.example"), false).is_err());
        assert!(settings("0.0.0.0:7878", None, true).is_ok_and(|s| s.insecure_http));
        assert!(settings("0.0.0.0:7878", Some("https://rowlock.example"), false).is_ok_and(|s| !s.insecure_http));
    }

    #[test]
    fn postgresql_has_a_core_of_its_own_unless_there_is_only_one() {
        let (folder, postgres) = (Base::Folder(PathBuf::from("data")), Base::Postgres(PostgresSettings::new("postgres://localhost/rowlock")));
        assert_eq!([1, 2, 8].map(|cores| threads_upon(&folder, cores)), [1, 2, 8]);
        assert_eq!([1, 2, 8].map(|cores| threads_upon(&postgres, cores)), [1, 1, 7]);
    }

    #[test]
    fn an_address_that_nobody_can_use_is_refused() {
        for url in ["rowlock.example", "ftp://rowlock.example", "https://", "https://rowlock.example/sub"] {
            assert!(settings("127.0.0.1:7878", Some(url), false).is_err(), "{url}");
        }
    }
}
