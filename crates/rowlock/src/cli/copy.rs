//! `rowlock copy --from URL --to URL`: moving to another database, in both directions.

use super::alone::Alone;
use super::screen::Screen;
use crate::operator::{Failure, hex};
use crate::place::Place;
use rowlock_store::{CopyReport, carry, copy};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Copy everything into another, empty database. Every server must be stopped.
///
/// Both sides are compared at the end: the heads of all logs are the same. The source is left as it is. The list of redactions goes
/// along, into the folder of the target, or into --data beside a PostgreSQL.
#[derive(Debug, clap::Args)]
pub struct Copy {
    /// Database to read, as sqlite:DIR or postgres://…
    #[arg(long, value_name = "URL")]
    from: String,
    /// Empty database to fill, as sqlite:DIR or postgres://…
    #[arg(long, value_name = "URL")]
    to: String,
    /// List of redactions of a source (the file `redactions` in a data folder) that goes along. The one in the folder of an embedded
    /// database goes by itself; servers over a PostgreSQL have one each, in their --data: give it once for each
    #[arg(long, value_name = "FILE")]
    redactions: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What was copied, and the list of redactions that went along: where it lies and how many entries it has.
type Copied = (CopyReport, Option<(PathBuf, usize)>);

impl Copy {
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let mut screen = Screen::new(self.json);
        let runtime = super::runtime().map_err(Failure::new)?;
        let copied = runtime.block_on(self.work(place)).map_err(|failure| screen.failed(failure))?;
        screen.reply(&value(&copied), &told(&copied))
    }

    async fn work(&self, place: &Place) -> Result<Copied, Failure> {
        if let Some(missing) = self.redactions.iter().find(|list| !list.is_file()) {
            return Err(Failure::usage(format!("There is no list of redactions {}.", missing.display())));
        }
        super::reach::must_exist(&place.at(&self.from))?;
        let from = Alone::open(&place.at(&self.from)).await?;
        let to = Alone::open(&place.at(&self.to)).await?;
        let copied = copy(&*from.store, &*to.store).await;
        to.store.stop().await?;
        from.store.stop().await?;
        let report = copied.map_err(|error| Failure::new(format!("{error}. {}", self.remedy())))?;
        // What lies in --data beside a PostgreSQL need not be of its servers.
        let own = from.redactions().filter(|_| from.folder.is_some());
        let lists: Vec<PathBuf> = own.into_iter().chain(self.redactions.iter().cloned()).collect();
        if lists.is_empty() {
            return Ok((report, None));
        }
        let entries = carry(&lists, &to.beside).map_err(|error| {
            Failure::new(format!("Everything was copied but the list of redactions: {error}. Copy it into {} yourself.", to.beside.display()))
        })?;
        Ok((report, Some((to.beside.join("redactions"), entries))))
    }

    fn remedy(&self) -> &'static str {
        if self.to.starts_with("postgres") { "Copy into an empty database." } else { "Copy into an empty or new folder." }
    }
}

fn value((report, list): &Copied) -> Value {
    let logs = report.workspaces.iter().map(|(slug, head)| json!({ "workspace": slug, "version": head.version, "head": hex(&head.hash) }));
    let list = list.as_ref().map(|(file, entries)| json!({ "file": file.display().to_string(), "entries": entries }));
    json!({ "workspaces": logs.collect::<Vec<_>>(), "records": report.records, "redactions": list })
}

fn told((report, list): &Copied) -> String {
    let mut lines: Vec<String> =
        report.workspaces.iter().map(|(slug, head)| format!("{slug}: version {}, head {} on both sides", head.version, hex(&head.hash))).collect();
    lines.push(format!("{} records beside the logs were copied.", report.records));
    lines.push(match list {
        Some((file, entries)) => format!(
            "{}, the list of redactions, has {entries} entries now. Keep it with the data and beside every backup: without it an older backup \
             brings removed texts and erased people back.",
            file.display()
        ),
        None => "No list of redactions was copied. If a text was ever removed or a person erased, keep the file `redactions` of each server's \
                 data folder: a restore of an older backup needs it."
            .to_owned(),
    });
    lines.join("\n")
}
