//! Who does a command: this process, if it can take `data/lock`; else the server that holds it, through its socket.
//! So there are never two writers of an embedded database. PostgreSQL may have several: there it is always this process.

use super::screen::Screen;
use crate::operator::{Failure, Reply, Request, perform, socket};
use crate::place::{Base, Place};
use rowlock_calendar::ZonedCalendar;
use rowlock_engine::{Engine, Settings, SystemClock, plain::StoreError};
use rowlock_store::{Postgres, PostgresSettings, Sqlite, Store};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So long a command waits for another one to end, or for a server that is only starting.
const PATIENCE: Duration = Duration::from_secs(10);
const AGAIN: Duration = Duration::from_millis(50);

/// Whether a command begins a data directory where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// It may.
    New,
    /// There must be one.
    Existing,
}

/// Does a command here or has the running server do it.
///
/// # Errors
/// What stood against it.
pub fn reach(place: &Place, begin: Begin, request: &Request, screen: &mut Screen) -> Result<Reply, Failure> {
    let dir = match place.base().map_err(Failure::usage)? {
        Base::Folder(dir) => dir,
        Base::Postgres(settings) => return in_postgres(settings, begin, request, screen),
    };
    if begin == Begin::Existing {
        must_exist(place)?;
    }
    let until = Instant::now() + PATIENCE;
    loop {
        match Sqlite::open(&dir) {
            Ok(store) => return super::runtime().map_err(Failure::new)?.block_on(here(Arc::new(store), request.clone(), screen)),
            Err(StoreError::Locked { holder, .. }) => {
                if let Ok(stream) = socket::connect(&dir) {
                    return socket::ask(&stream, request, screen);
                }
                if Instant::now() > until {
                    return Err(busy(&dir, holder));
                }
                std::thread::sleep(AGAIN);
            }
            Err(other) => return Err(other.into()),
        }
    }
}

/// Asks that there are data: a command that only reads or repairs begins none.
///
/// # Errors
/// A sentence that says how to begin.
pub fn must_exist(place: &Place) -> Result<(), Failure> {
    let Base::Folder(dir) = place.base().map_err(Failure::usage)? else { return Ok(()) };
    match dir.join("rowlock.db").try_exists() {
        Ok(true) => return Ok(()),
        Ok(false) => {}
        Err(why) => {
            return Err(Failure::new(format!(
                "{} cannot be looked into: {why}. Run this as the user to whom the data belong, as with `sudo -u rowlock`.",
                dir.display()
            )));
        }
    }
    Err(Failure::new(format!(
        "There are no data in {}. Name the place with --data, or begin with `rowlock apply FILE` or `rowlock serve`.",
        dir.display()
    )))
}

fn busy(dir: &Path, holder: Option<u32>) -> Failure {
    let process = holder.map_or_else(|| "another Rowlock process".to_owned(), |pid| format!("process {pid}"));
    Failure::new(format!("{} is in use by {process}, which does not answer commands. Try again when it is done, or stop it.", dir.display()))
}

fn in_postgres(settings: PostgresSettings, begin: Begin, request: &Request, screen: &mut Screen) -> Result<Reply, Failure> {
    super::runtime().map_err(Failure::new)?.block_on(async {
        let store = Postgres::connect(settings).await?;
        if begin == Begin::Existing && store.workspaces().await?.is_empty() {
            return Err(Failure::new("There are no data in this database. Begin with `rowlock apply FILE` or `rowlock serve`."));
        }
        here(Arc::new(store), request.clone(), screen).await
    })
}

async fn here(store: Arc<dyn Store>, request: Request, screen: &mut Screen) -> Result<Reply, Failure> {
    let settings = Settings { store, calendar: Arc::new(ZonedCalendar::new()), clock: Arc::new(SystemClock), mail: None };
    let engine = Engine::start_at_rest(settings).await?;
    let done = perform(&engine, request, screen).await;
    engine.stop().await?;
    done
}
