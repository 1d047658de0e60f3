//! Where the data are: `--data DIR`, or `--database URL` for other kinds of databases.

use anyhow::{Context as _, bail};
use rowlock_calendar::ZonedCalendar;
use rowlock_engine::{Engine, MailText, Mailer, Settings, SystemClock};
use rowlock_store::Sqlite;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How mails leave and who writes them.
pub type Mail = (Arc<dyn Mailer>, Arc<dyn MailText>);

/// Where the data are; every command takes these.
#[derive(Clone, Debug, clap::Args)]
pub struct Place {
    /// Folder of the embedded database; made if it is missing
    #[arg(long, env = "ROWLOCK_DATA", value_name = "DIR", default_value = "./data", global = true)]
    pub data: PathBuf,
    /// Database in the place of --data, as sqlite:DIR
    #[arg(long, env = "ROWLOCK_DATABASE", value_name = "URL", global = true)]
    pub database: Option<String>,
}

impl Place {
    /// The folder of the embedded database.
    pub fn folder(&self) -> anyhow::Result<PathBuf> {
        let Some(url) = &self.database else { return Ok(self.data.clone()) };
        match url.split_once(':') {
            Some(("sqlite", path)) if !path.is_empty() => Ok(Path::new(path.strip_prefix("//").unwrap_or(path)).to_owned()),
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
        let store = tokio::task::spawn_blocking(move || Sqlite::open(&folder)).await.context("opening the database broke off")??;
        let settings = Settings { store: Arc::new(store), calendar: Arc::new(ZonedCalendar::new()), clock: Arc::new(SystemClock), mail };
        Engine::start(settings).await.with_context(|| format!("the database in {shown} cannot be used"))
    }
}
