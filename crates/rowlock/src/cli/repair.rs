//! `rowlock repair [--to VERSION]`: always here, never through a server, since it ends a history.

use super::alone::Alone;
use super::screen::Screen;
use crate::operator::{Failure, hex, told_of};
use crate::place::Place;
use rowlock_engine::plain::StoreError;
use rowlock_store::{RepairReport, Workspace, is_unfinished, repair, sound_end};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Let a damaged workspace go on from its last sound version; what follows is given up. Every server must be stopped.
///
/// Keep a copy of the data first, and prefer restoring a backup where it holds more. Without --to nothing is changed: it says up to which
/// version the log is sound. What can still be read of what is given up is written to a file. Open pages, cursors and forms of before
/// start afresh.
#[derive(Debug, clap::Args)]
pub struct Repair {
    #[command(flatten)]
    which: super::Which,
    /// Last version to keep; the end of a command
    #[arg(long, value_name = "VERSION")]
    to: Option<u64>,
    /// Let --to give up versions that nothing is wrong with
    #[arg(long, requires = "to")]
    give_up_sound: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Repair {
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let mut screen = Screen::new(self.json);
        let runtime = super::runtime().map_err(Failure::new)?;
        let (value, text) = runtime.block_on(self.work(place)).map_err(|failure| screen.failed(failure))?;
        screen.reply(&value, &text)
    }

    async fn work(&self, place: &Place) -> Result<(Value, String), Failure> {
        super::reach::must_exist(place)?;
        let alone = Alone::open(place).await?;
        let told = self.told(&alone).await;
        alone.store.stop().await?;
        told
    }

    async fn told(&self, alone: &Alone) -> Result<(Value, String), Failure> {
        let store = &*alone.store;
        if is_unfinished(store).await? {
            let why = "This database comes from a copy or restore that did not finish, so there is nothing in it to repair. \
                       Make the copy, or restore the backup, anew into an empty place.";
            return Err(Failure::new(why));
        }
        let workspace = chosen(store.workspaces().await?, self.which.workspace.as_deref())?;
        let Workspace { key, slug, head, .. } = &workspace;
        let end = sound_end(store, *key).await?;
        let Some(to) = self.to else {
            return Ok((json!({ "workspace": slug, "sound_up_to": end, "version": head.version }), advice(&workspace, end)));
        };
        if to > head.version {
            return Err(Failure::usage(format!("{slug} ends at version {}; name one up to that with --to.", head.version)));
        }
        if to < end && !self.give_up_sound {
            return Err(Failure::usage(format!(
                "{slug} is sound up to version {end}: ending it at {to} would give up versions {} to {end} that nothing is wrong with. \
                 Write --to {end}, or add --give-up-sound if that is what you want.",
                to + 1
            )));
        }
        let rest = rest(alone, slug, to)?;
        let redactions = alone.redactions();
        let done = repair(store, *key, to, (&rest, redactions.as_deref())).await.map_err(|error| refused(&error, slug))?;
        let RepairReport { head, was, kept } = done;
        let file = (kept > 0).then(|| rest.display().to_string());
        let value = json!({ "workspace": slug, "version": head.version, "head": hex(&head.hash), "was": was, "kept": kept, "file": file });
        let saved = file.map_or_else(String::new, |file| format!(" {kept} of them could still be read and lie in {file}."));
        let given_up = if was > to { format!("Versions {} to {was} are given up.{saved}", to + 1) } else { "Nothing was given up.".to_owned() };
        let followed = if alone.folder.is_none() { FOLLOWED } else { "" };
        Ok((value, format!("{slug} ends at version {} now and goes on from there in a new history. {given_up}{followed}", head.version)))
    }
}

/// Nobody can tell from here whether a server runs over a PostgreSQL.
const FOLLOWED: &str = " A server that still runs over this database follows the new history by itself: what it acknowledged behind that \
     version is given up too.";

/// The workspace of that address; without one, the only one there is.
fn chosen(all: Vec<Workspace>, slug: Option<&str>) -> Result<Workspace, Failure> {
    let names = all.iter().map(|workspace| workspace.slug.clone()).collect::<Vec<_>>().join(", ");
    let mut fitting = all.into_iter().filter(|workspace| slug.is_none_or(|slug| workspace.slug == slug));
    match (fitting.next(), fitting.next()) {
        (Some(workspace), None) => Ok(workspace),
        (None, _) => Err(Failure::usage(format!("There is no such workspace here. There are: {names}."))),
        (Some(_), Some(_)) => Err(Failure::usage(format!("There are several workspaces here: {names}. Name one with --workspace."))),
    }
}

fn advice(workspace: &Workspace, end: u64) -> String {
    let Workspace { slug, head, damage, .. } = workspace;
    if damage.is_none() && end == head.version {
        return format!("{slug} is sound up to its last version, {end}. There is nothing to repair.");
    }
    if end == 0 {
        return format!("Nothing of {slug} is sound. Restore the last backup.");
    }
    let lost = head.version.saturating_sub(end);
    format!(
        "{slug} is sound up to version {end}; {lost} of its {} versions would be given up. Restore a backup if it holds more; else run \
         `rowlock repair --workspace {slug} --to {end}` after keeping a copy of the data.",
        head.version
    )
}

fn refused(error: &StoreError, slug: &str) -> Failure {
    match error {
        StoreError::Damaged { version, .. } => Failure::new(format!(
            "{}. It cannot be kept that far: choose a version before {version}. `rowlock repair --workspace {slug}` without --to says which.",
            told_of(error, slug)
        )),
        StoreError::Malformed(why) => Failure::usage(format!("{slug} cannot end there: {why}.")),
        other => Failure::new(format!("{other}. The tables themselves are damaged: restore the last backup.")),
    }
}

/// A new file for what is given up, beside the data.
fn rest(alone: &Alone, slug: &str, to: u64) -> Result<PathBuf, Failure> {
    let folder = &alone.beside;
    std::fs::create_dir_all(folder).map_err(Failure::new)?;
    let mut path = folder.join(format!("given-up-{slug}-after-{to}.jsonl"));
    let mut number = 2;
    while path.try_exists().map_err(Failure::new)? {
        path = folder.join(format!("given-up-{slug}-after-{to}-{number}.jsonl"));
        number += 1;
    }
    Ok(path)
}
