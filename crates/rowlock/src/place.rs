//! Where the data are: `--data DIR`, or `--database URL` for other kinds of databases.

use anyhow::{Context as _, bail};
use rowlock_calendar::ZonedCalendar;
use rowlock_engine::{Engine, MailText, Mailer, Settings, SystemClock, plain::StoreError};
use rowlock_store::Sqlite;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So long a server that starts waits for a command that still uses the database.
const PATIENCE: Duration = Duration::from_secs(5);

/// How mails leave and who writes them.
pub type Mail = (Arc<dyn Mailer>, Arc<dyn MailText>);

/// Where the data are; every command takes these.
#[derive(Clone, Debug, clap::Args)]
pub struct Place {
    /// Folder of the embedded database; made if it is missing
    #[arg(long, env = "ROWLOCK_DATA", value_name = "DIR", default_value = "./data", global = true)]
    pub data: PathBuf,
    /// Database in the place of --data, as sqlite:PATH (the folder, or rowlock.db in it)
    #[arg(long, env = "ROWLOCK_DATABASE", value_name = "URL", global = true)]
    pub database: Option<String>,
}

impl Place {
    /// The folder of the embedded database.
    pub fn folder(&self) -> anyhow::Result<PathBuf> {
        let Some(url) = &self.database else { return Ok(self.data.clone()) };
        match url.split_once(':') {
            Some(("sqlite", path)) if !path.is_empty() => folder_of(Path::new(path.strip_prefix("//").unwrap_or(path))),
            Some(("postgres" | "postgresql", _)) => {
                bail!("PostgreSQL is not supported yet: use the embedded database, --data DIR or --database sqlite:DIR.")
            }
            _ => bail!("“{url}” is not a database that Rowlock knows. Write --data DIR or --database sqlite:DIR."),
        }
    }

    /// Opens the database and loads every workspace. Whoever opens it stops the engine at the end.
    pub async fn open(&self, mail: Option<Mail>) -> anyhow::Result<Arc<Engine>> {
        let folder = self.folder()?;
        let shown = folder.display().to_string();
        let store = tokio::task::spawn_blocking(move || open(&folder)).await.context("opening the database broke off")??;
        let settings = Settings { store: Arc::new(store), calendar: Arc::new(ZonedCalendar::new()), clock: Arc::new(SystemClock), mail };
        Engine::start(settings).await.with_context(|| format!("the database in {shown} cannot be used"))
    }
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

    fn folder(database: &str) -> anyhow::Result<PathBuf> {
        Place { data: "./data".into(), database: Some(database.to_owned()) }.folder()
    }

    #[test]
    fn a_database_is_a_folder_or_the_file_in_it() {
        assert_eq!(folder("sqlite:/srv/rowlock").unwrap(), Path::new("/srv/rowlock"));
        assert_eq!(folder("sqlite:///srv/rowlock/rowlock.db").unwrap(), Path::new("/srv/rowlock"));
        assert_eq!(folder("sqlite:rowlock.db").unwrap(), Path::new("."));
    }

    #[test]
    fn other_databases_are_answered_in_a_sentence() {
        assert!(folder("postgres://localhost/rowlock").unwrap_err().to_string().starts_with("PostgreSQL is not supported yet"));
        assert!(folder("mysql:x").unwrap_err().to_string().contains("not a database"));
        assert!(folder("sqlite:").is_err());
    }
}
