//! Where the data are: `--data DIR`, or `--database URL` (or a file that holds it) for PostgreSQL.

use anyhow::{Context as _, bail};
use rowlock_calendar::ZonedCalendar;
use rowlock_engine::{Engine, EngineError, MailText, Mailer, Settings, SystemClock, plain::StoreError};
use rowlock_store::{Postgres, PostgresSettings, Sqlite, Store};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So long a server that starts waits for a command that still uses the database.
const PATIENCE: Duration = Duration::from_secs(5);

/// So long it waits for a PostgreSQL that does not answer yet: after a power cut both start at once.
const DATABASE_AWAITED: Duration = Duration::from_secs(60);

/// How mails leave and who writes them.
pub type Mail = (Arc<dyn Mailer>, Arc<dyn MailText>);

/// Where the data are; every command takes these.
#[derive(Clone, clap::Args)]
pub struct Place {
    /// Folder of the embedded database; made if it is missing
    #[arg(long, env = "ROWLOCK_DATA", value_name = "DIR", default_value = "./data", global = true)]
    pub data: PathBuf,
    /// Database in the place of --data: postgres://USER@HOST/NAME, or sqlite:PATH (the folder, or rowlock.db in it)
    #[arg(long, env = "ROWLOCK_DATABASE", value_name = "URL", hide_env_values = true, global = true)]
    pub database: Option<String>,
    /// File that holds what --database would say, so that a password stands on no command line
    #[arg(long, env = "ROWLOCK_DATABASE_FILE", value_name = "FILE", global = true)]
    pub database_file: Option<PathBuf>,
    /// Most connections to PostgreSQL at once
    #[arg(long, env = "ROWLOCK_DATABASE_CONNECTIONS", value_name = "NUMBER", default_value_t = 16, value_parser = clap::value_parser!(u32).range(2..=1_000), global = true)]
    pub database_connections: u32,
    /// PgBouncer stands before PostgreSQL and hands out connections by transaction (pool_mode = transaction)
    #[arg(long, env = "ROWLOCK_DATABASE_PGBOUNCER", value_parser = clap::builder::BoolishValueParser::new(), num_args = 0..=1, require_equals = true, default_value = "false", default_missing_value = "true", global = true)]
    pub database_pgbouncer: bool,
}

/// Without the address: it may hold a password.
impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { data, database_file, database_connections, database_pgbouncer, .. } = self;
        let mut shown = f.debug_struct("Place");
        shown.field("data", data).field("database_file", database_file).field("database_connections", database_connections);
        shown.field("database_pgbouncer", database_pgbouncer).finish_non_exhaustive()
    }
}

/// A kind of database and where it is.
#[derive(Clone, Debug)]
pub enum Base {
    /// The embedded one, in a folder that belongs to one process.
    Folder(PathBuf),
    /// PostgreSQL, which several processes may share.
    Postgres(PostgresSettings),
}

impl Place {
    /// The same with the database of that address, or of a file that holds it.
    pub fn at(&self, database: Option<String>, database_file: Option<PathBuf>) -> Self {
        Self { database, database_file, ..self.clone() }
    }

    /// Which database is meant.
    pub fn base(&self) -> anyhow::Result<Base> {
        let Some(url) = self.url()? else { return Ok(Base::Folder(self.data.clone())) };
        match url.split_once(':') {
            Some(("sqlite", path)) if !path.is_empty() => Ok(Base::Folder(folder_of(Path::new(path.strip_prefix("//").unwrap_or(path)))?)),
            Some(("postgres" | "postgresql", _)) => {
                let (connections, pooled, dir) = (self.database_connections, self.database_pgbouncer, Some(self.data.clone()));
                Ok(Base::Postgres(PostgresSettings { url, connections, pooled, dir }))
            }
            // Without the address: it may hold a password.
            _ => bail!("--database names no database that Rowlock knows. Write postgres://USER@HOST/NAME, sqlite:DIR, or --data DIR."),
        }
    }

    fn url(&self) -> anyhow::Result<Option<String>> {
        let told = self.database.as_ref().filter(|url| !url.is_empty());
        match (told, &self.database_file) {
            (Some(_), Some(_)) => bail!("--database and --database-file say the same twice. Keep one of them."),
            (Some(url), None) => Ok(Some(url.clone())),
            (None, None) => Ok(None),
            (None, Some(file)) => match std::fs::read_to_string(file) {
                Ok(text) => Ok(Some(text.trim().to_owned())),
                Err(why) => {
                    bail!(
                        "The file that is to hold the address of the database, {}, cannot be read: {why}. Write the address there, or name another file.",
                        file.display()
                    )
                }
            },
        }
    }

    /// Opens the database and loads the workspaces, and waits a while for a PostgreSQL that does not answer yet. Whoever opens it
    /// stops the engine at the end.
    pub async fn open(&self, mail: Option<Mail>) -> anyhow::Result<Arc<Engine>> {
        let until = Instant::now() + DATABASE_AWAITED;
        let mut told = false;
        loop {
            match self.open_once(mail.clone()).await {
                Err(error) if is_away(&error) && Instant::now() < until => {
                    if !told {
                        tracing::warn!(error = format!("{error:#}"), "waiting up to {} s for the database", DATABASE_AWAITED.as_secs());
                    }
                    told = true;
                    tokio::time::sleep(Duration::from_millis(250)).await;
                }
                Err(error) if is_away(&error) => bail!(
                    "{error:#}. Rowlock waited {} s for it. Is PostgreSQL running there? Start it, or correct the address.",
                    DATABASE_AWAITED.as_secs()
                ),
                done => return done,
            }
        }
    }

    async fn open_once(&self, mail: Option<Mail>) -> anyhow::Result<Arc<Engine>> {
        let (store, shown): (Arc<dyn Store>, String) = match self.base()? {
            Base::Folder(folder) => {
                let shown = folder.display().to_string();
                let store = tokio::task::spawn_blocking(move || open(&folder)).await.context("opening the database broke off")??;
                (Arc::new(store), shown)
            }
            Base::Postgres(settings) => (Arc::new(Postgres::connect(settings).await?), "PostgreSQL".to_owned()),
        };
        let settings = Settings { store, calendar: Arc::new(ZonedCalendar::new()), clock: Arc::new(SystemClock), mail };
        Engine::start(settings).await.with_context(|| format!("the database in {shown} cannot be used"))
    }
}

/// Whether it may go well when it is tried again.
fn is_away(error: &anyhow::Error) -> bool {
    let store = match error.downcast_ref::<EngineError>() {
        Some(EngineError::Store(store)) => Some(store),
        _ => error.downcast_ref::<StoreError>(),
    };
    matches!(store, Some(StoreError::Away(_)))
}

/// The folder that a path of `sqlite:` means.
fn folder_of(path: &Path) -> anyhow::Result<PathBuf> {
    if path.file_name().is_some_and(|name| name == "rowlock.db") {
        return Ok(path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned());
    }
    if path.is_file() {
        bail!("{} is a file. Rowlock keeps its database, rowlock.db, in a folder: name that folder.", path.display());
    }
    Ok(path.to_owned())
}

fn open(folder: &Path) -> Result<Sqlite, StoreError> {
    let until = Instant::now() + PATIENCE;
    loop {
        match Sqlite::open(folder) {
            Err(StoreError::Locked { .. }) if Instant::now() < until => std::thread::sleep(Duration::from_millis(50)),
            done => return done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(database: &str) -> Place {
        let (database, database_file) = (Some(database.to_owned()), None);
        Place { data: "./data".into(), database, database_file, database_connections: 4, database_pgbouncer: false }
    }

    fn folder(database: &str) -> anyhow::Result<PathBuf> {
        match place(database).base()? {
            Base::Folder(folder) => Ok(folder),
            Base::Postgres(_) => bail!("PostgreSQL"),
        }
    }

    #[test]
    fn a_database_is_a_folder_or_the_file_in_it() {
        assert_eq!(folder("sqlite:/srv/rowlock").unwrap(), Path::new("/srv/rowlock"));
        assert_eq!(folder("sqlite:///srv/rowlock/rowlock.db").unwrap(), Path::new("/srv/rowlock"));
        assert_eq!(folder("sqlite:rowlock.db").unwrap(), Path::new("."));
        assert_eq!(folder("").unwrap(), Path::new("./data"));
    }

    #[test]
    fn postgresql_is_named_by_its_address_or_by_a_file_that_holds_it() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("address");
        std::fs::write(&file, "postgres://rowlock:secret@db.example/rowlock\n").unwrap();
        let held = Place { database: None, database_file: Some(file), ..place("") };
        assert!(matches!(held.base(), Ok(Base::Postgres(settings)) if settings.url.ends_with("db.example/rowlock") && settings.connections == 4));
        assert!(Place { database: Some("sqlite:x".to_owned()), ..held.clone() }.base().is_err());
        assert!(Place { database_file: Some("/nowhere".into()), ..held }.base().is_err());
    }

    #[test]
    fn the_switch_for_pgbouncer_leaves_the_command_alone() {
        #[derive(clap::Parser)]
        struct Line {
            #[command(flatten)]
            place: Place,
            command: Option<String>,
        }
        let read = |words: &[&str]| <Line as clap::Parser>::try_parse_from(words).map(|line| (line.place.database_pgbouncer, line.command)).unwrap();
        assert_eq!(read(&["rowlock", "--database-pgbouncer", "status"]), (true, Some("status".to_owned())));
        assert_eq!(read(&["rowlock", "--database-pgbouncer=false", "status"]), (false, Some("status".to_owned())));
    }

    #[test]
    fn other_databases_are_answered_in_a_sentence() {
        let refused = folder("mysql://u:secret@h/x").unwrap_err().to_string();
        assert!(refused.contains("no database that Rowlock knows") && !refused.contains("secret"));
        assert!(folder("sqlite:").is_err());
    }
}
