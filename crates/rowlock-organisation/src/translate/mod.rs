//! From a file and a workspace to an ordered batch of commands, and back from the model to what a file could say of it.
//!
//! Everything happens in one batch: numbers that later commands need are those that the earlier ones take, so the batch
//! holds for the version of the model it was made for and no other. Who is who stands outside the model: profiles come in
//! as data, changed profiles go out beside the commands.

mod commands;
mod fields;
mod ids;
mod present;
mod renamed;
mod words;

use crate::{
    Document, Problem,
    check::check_times,
    compare::{Applied, Options, Plan, compare},
    problem::Place,
};
use commands::{Batch, Sourced};
use ids::Ids;
use rowlock_domain::{Calendar, Command, Context, PersonId, Recorded, Workspace, Zone, decide, series::Recurrence};
use std::sync::Arc;

/// The system that stands in the origin of everything made from a file; the key is the entry's id.
pub const SYSTEM: &str = "organisation-file";

/// What the log does not know of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Who.
    pub person: PersonId,
    /// What others call them.
    pub name: String,
    /// Where mail reaches them.
    pub mail: Option<String>,
    /// Short name, unique in the workspace.
    pub handle: Option<String>,
}

/// What stands before the file is applied.
#[derive(Clone, Copy)]
pub struct Standing<'a> {
    /// Model, moment and calendar; the actor is the operator, through an import.
    pub context: &'a Context<'a>,
    /// Everybody's profiles.
    pub profiles: &'a [Profile],
    /// The record of the file applied last.
    pub last: Option<&'a Applied>,
}

/// What applying a file does: the plan for people, the commands and profiles for the workspace, the record for next time.
#[derive(Clone, Debug)]
pub struct Application {
    /// What happens, entry by entry.
    pub plan: Plan,
    /// The version of the model for which the commands were made.
    pub version: u64,
    /// Profiles that are new or changed; written together with the commands.
    pub profiles: Vec<Profile>,
    /// The record to keep; written together with the commands.
    pub applied: Applied,
    commands: Vec<Sourced>,
}

impl Application {
    /// The commands, in order, all of them or none.
    #[must_use]
    pub fn commands(&self) -> Vec<Command> {
        self.commands.iter().map(|sourced| sourced.command.clone()).collect()
    }
}

/// Plans a file against what stands. The commands were tried on a copy of the model, so a refusal is known now, with its line.
/// `draw` gives a fresh random id for each new person.
///
/// # Errors
/// Everything that stands against applying the file; then nothing is to be done.
pub fn plan(document: &Document, standing: Standing<'_>, options: Options, draw: &mut dyn FnMut() -> PersonId) -> Result<Application, Vec<Problem>> {
    let locate = |findings| document.locate(findings);
    let times = times(document, standing.context.calendar);
    if !times.is_empty() {
        return Err(locate(times));
    }
    let renamed = standing.last.and_then(|last| renamed::renamed(&document.file, last, standing.profiles));
    let standing = Standing { last: renamed.as_ref().or(standing.last), ..standing };
    let context = standing.context;
    let ids = Ids::of(context.workspace, &document.file, standing);
    let present = present::Reader { workspace: context.workspace, ids: &ids, file: &document.file, standing }.state();
    let plan = compare(&document.file, standing.last, &present, options).map_err(locate)?;
    let batch = Batch::new(context, ids, draw).of(&document.file, &plan, &present, standing.profiles);
    if !batch.findings.is_empty() {
        return Err(locate(batch.findings));
    }
    rehearse(context, &batch.commands).map_err(locate)?;
    let mut applied = plan.applied();
    applied.people = batch.ids.people_record();
    Ok(Application { plan, version: context.workspace.version, profiles: batch.profiles, applied, commands: batch.commands })
}

fn times(document: &Document, calendar: &dyn Calendar) -> Vec<(Place, String)> {
    let zone = |name: &str| calendar.knows_zone(&Zone::named(name));
    let rule = |rule: &str, start, zone: &str| calendar.check(&Recurrence { rule: rule.into(), start, zone: Zone::named(zone) });
    check_times(&document.file, zone, rule)
}

/// Decides every command upon the ones before it, on a copy.
fn rehearse(context: &Context<'_>, commands: &[Sourced]) -> Result<Workspace, Vec<(Place, String)>> {
    let mut working = context.workspace.clone();
    for sourced in commands {
        let events = decide(&Context { workspace: &working, ..*context }, &sourced.command).map_err(|refusal| vec![sourced.refused(&refusal)])?;
        for event in events {
            let stamp = context.stamp(working.version + 1);
            working.apply(Arc::new(Recorded { stamp, event }));
        }
    }
    Ok(working)
}
