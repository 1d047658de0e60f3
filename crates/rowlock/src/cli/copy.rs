//! `rowlock copy --from URL --to URL`: moving to another database, in both directions.

use super::alone::Alone;
use super::screen::Screen;
use crate::operator::{Failure, hex, told_of};
use crate::place::{Base, Place};
use rowlock_engine::plain::StoreError;
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
    #[arg(long, value_name = "URL", required_unless_present = "from_file", conflicts_with = "from_file")]
    from: Option<String>,
    /// File that holds what --from would say, so that a password stands on no command line
    #[arg(long, value_name = "FILE")]
    from_file: Option<PathBuf>,
    /// Empty database to fill, as sqlite:DIR or postgres://…
    #[arg(long, value_name = "URL", required_unless_present = "to_file", conflicts_with = "to_file")]
    to: Option<String>,
    /// File that holds what --to would say
    #[arg(long, value_name = "FILE")]
    to_file: Option<PathBuf>,
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
        let source = place.at(self.from.clone(), self.from_file.clone());
        let target = place.at(self.to.clone(), self.to_file.clone());
        super::reach::must_exist(&source)?;
        if is_same(&source, &target)? {
            return Err(Failure::usage("Source and target are the same database. Name another, empty one as the target."));
        }
        let from = Alone::open(&source).await?;
        let to = Alone::open(&target).await?;
        if !to.store.workspaces().await?.is_empty() {
            let left = "or holds what a copy that broke off has left";
            return Err(Failure::new(format!("The target holds data already, {left}; a copy overwrites nothing. {}", remedy(&to))));
        }
        let report = match copy(&*from.store, &*to.store).await {
            Ok(report) => report,
            Err(error) => return Err(broken_off(error, &from, &to).await),
        };
        to.store.stop().await?;
        from.store.stop().await?;
        Ok((report, self.carry_lists(&from, &to)?))
    }

    /// The lists of redactions go into one beside the target.
    fn carry_lists(&self, from: &Alone, to: &Alone) -> Result<Option<(PathBuf, usize)>, Failure> {
        // What lies in --data beside a PostgreSQL need not be of its servers.
        let own = from.redactions().filter(|_| from.folder.is_some());
        let lists: Vec<PathBuf> = own.into_iter().chain(self.redactions.iter().cloned()).collect();
        if lists.is_empty() {
            return Ok(None);
        }
        let entries = carry(&lists, &to.beside).map_err(|error| {
            Failure::new(format!("Everything was copied but the list of redactions: {error}. Copy it into {} yourself.", to.beside.display()))
        })?;
        Ok(Some((to.beside.join("redactions"), entries)))
    }
}

fn is_same(source: &Place, target: &Place) -> Result<bool, Failure> {
    Ok(match (source.base().map_err(Failure::usage)?, target.base().map_err(Failure::usage)?) {
        // One that is not there yet is not the one that is read.
        (Base::Folder(from), Base::Folder(to)) => from.canonicalize().ok().zip(to.canonicalize().ok()).is_some_and(|(from, to)| from == to),
        (Base::Postgres(from), Base::Postgres(to)) => from.url == to.url,
        _ => false,
    })
}

async fn broken_off(error: StoreError, from: &Alone, to: &Alone) -> Failure {
    let told = match &error {
        StoreError::Away(_) => return error.into(),
        StoreError::Damaged { workspace, .. } => {
            let all = from.store.workspaces().await.unwrap_or_default();
            let slug = all.iter().find(|known| known.key == *workspace).map_or_else(|| workspace.to_string(), |known| known.slug.clone());
            format!("{}. `rowlock verify` on the source tells more", told_of(&error, &slug))
        }
        StoreError::Malformed(why) => why.clone(),
        other => other.to_string(),
    };
    Failure::new(format!("Not everything was copied: {told}. The target is not usable. {}", remedy(to)))
}

fn remedy(to: &Alone) -> &'static str {
    if to.folder.is_some() { "Copy into an empty or new folder." } else { "Copy into an empty database (`createdb NAME`)." }
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
