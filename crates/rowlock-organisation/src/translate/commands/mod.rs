//! A plan as commands: first what is made or changed, in the order of the nouns, then what is archived, in the reverse order.

mod archive;
mod codes;
mod handles;
mod handshake;
mod people;
mod structure;
mod times;
mod work;

use super::{Profile, ids::Ids};
use crate::{
    compare::{Archival, Outcome, Plan, Planned, PresentState},
    entry::{Fields, Noun},
    file::File,
    problem::Place,
};
use rowlock_domain::{Command, Context, Date, PersonId, Refusal, Text, Zone};
use std::collections::BTreeSet;

/// Why a date moved or a promise changed, as the log tells it.
const WHY: &str = "As the organisation file says";

/// A command and the entry from which it came.
#[derive(Clone, Debug)]
pub struct Sourced {
    /// The command.
    pub command: Command,
    noun: Noun,
    id: String,
    index: Option<usize>,
}

impl Sourced {
    /// A refusal, placed at the entry.
    pub fn refused(&self, refusal: &Refusal) -> (Place, String) {
        let field = match refusal {
            Refusal::Field { field, .. } => in_file(self.noun, field),
            _ => "",
        };
        let place = match self.index {
            Some(index) if self.noun != Noun::Workspace => Place::new(self.noun.word(), index, field),
            _ => Place::of_file(self.noun.word()),
        };
        let noun = self.noun.singular();
        let id = &self.id;
        if self.index.is_none() {
            return (place, format!("{noun} “{id}” left the file, but cannot be {} yet: {refusal}", self.noun.ended()));
        }
        (place, format!("{noun} “{id}” cannot be applied: {refusal}"))
    }
}

/// The file's name of a command's field; empty where it has none of its own.
fn in_file(noun: Noun, field: &'static str) -> &'static str {
    match (noun, field) {
        (Noun::Teams, "weeks") => "rhythm.weeks",
        (Noun::Teams, "number") => "rhythm.number",
        (Noun::Teams, "days") => "working_days",
        (Noun::Groups | Noun::Teams, "code" | "name" | "holidays" | "mission" | "parent") => field,
        (Noun::Sprints, "name" | "start" | "end") => field,
        (Noun::Series, "rule") => "rrule",
        (Noun::Series | Noun::Goals | Noun::Items | Noun::Dependencies, "title" | "date" | "start" | "minutes" | "needed_by" | "link") => field,
        (Noun::Dependencies, "provider" | "consumer") => field,
        (Noun::Dependencies, "on") => "promised_by",
        _ => "",
    }
}

/// What an entry shall be, and what of it is new.
pub struct Entry<'a> {
    pub planned: &'a Planned,
    /// All its fields, as they shall be.
    pub after: Fields,
    /// Its fields as they stand.
    pub before: Fields,
    changed: BTreeSet<&'a str>,
}

impl Entry<'_> {
    pub fn id(&self) -> &str {
        &self.planned.id
    }

    pub fn is_new(&self) -> bool {
        self.planned.outcome == Outcome::Created
    }

    pub fn is_restored(&self) -> bool {
        self.planned.outcome == Outcome::Restored
    }

    /// Whether the field changes in something that exists.
    pub fn changes(&self, field: &str) -> bool {
        self.changed.contains(field)
    }
}

/// Commands in the making.
pub struct Batch<'a> {
    pub context: &'a Context<'a>,
    pub ids: Ids,
    pub commands: Vec<Sourced>,
    pub profiles: Vec<Profile>,
    /// What stands against the plan.
    pub findings: Vec<(Place, String)>,
    draw: &'a mut dyn FnMut() -> PersonId,
    next: Numbers,
    roles: BTreeSet<people::Grant>,
}

/// The numbers that the next things get.
struct Numbers {
    group: u32,
    team: u32,
    series: u32,
    goal: u32,
    item: u32,
    dependency: u32,
}

/// Takes a number.
fn taken(next: &mut u32) -> u32 {
    let number = *next;
    *next += 1;
    number
}

impl<'a> Batch<'a> {
    pub fn new(context: &'a Context<'a>, ids: Ids, draw: &'a mut dyn FnMut() -> PersonId) -> Self {
        let workspace = context.workspace;
        let next = Numbers {
            group: workspace.next_group().0,
            team: workspace.next_team().0,
            series: workspace.next_series().0,
            goal: workspace.next_goal().0,
            item: workspace.next_item().0,
            dependency: workspace.next_dependency().0,
        };
        Self { context, ids, commands: Vec::new(), profiles: Vec::new(), findings: Vec::new(), draw, next, roles: BTreeSet::new() }
    }

    /// Makes the commands of a plan.
    pub fn of(mut self, file: &File, plan: &Plan, present: &PresentState, profiles: &[Profile]) -> Self {
        let gone: Vec<&Planned> = plan.entries.iter().filter(|e| e.outcome == Outcome::LeftOut(Archival::Now)).collect();
        let entries: Vec<Entry<'_>> = plan.entries.iter().filter(|e| is_written(e)).map(|e| entry(e, present)).collect();
        let of = |noun: Noun| entries.iter().filter(move |e| e.planned.noun == noun);
        of(Noun::Workspace).for_each(|e| self.workspace(e, &file.time_zone));
        self.groups(&of(Noun::Groups).collect::<Vec<_>>());
        self.teams(of(Noun::Teams).collect(), &gone);
        let people = of(Noun::People).map(|e| (self.person(e), e.planned.index.unwrap_or_default())).collect();
        self.free_handles(profiles, &gone, &people);
        self.roles = self.claimed(plan);
        of(Noun::Roles).for_each(|e| self.role(e));
        of(Noun::Seats).for_each(|e| self.seat(e));
        of(Noun::Series).for_each(|e| self.series(e));
        of(Noun::Sprints).for_each(|e| self.sprint(e));
        self.goals(&of(Noun::Goals).collect::<Vec<_>>());
        self.items(&of(Noun::Items).collect::<Vec<_>>());
        of(Noun::Progress).for_each(|e| self.progress(e));
        self.dependencies(&of(Noun::Dependencies).collect::<Vec<_>>());
        self.archive(&gone);
        self
    }

    fn push(&mut self, entry: &Entry<'_>, command: impl Into<Command>) {
        self.push_for(entry.planned, command);
    }

    fn push_for(&mut self, planned: &Planned, command: impl Into<Command>) {
        self.commands.push(Sourced { command: command.into(), noun: planned.noun, id: planned.id.clone(), index: planned.index });
    }

    fn today(&self, zone: &Zone) -> Date {
        self.context.today(zone)
    }
}

fn why() -> Text {
    Text::new(WHY).unwrap_or_default()
}

fn is_written(planned: &Planned) -> bool {
    matches!(planned.outcome, Outcome::Created | Outcome::Restored | Outcome::Changed)
}

fn entry<'a>(planned: &'a Planned, present: &PresentState) -> Entry<'a> {
    let before = present.entries.get(&(planned.noun, planned.id.clone())).map(|p| p.fields.clone()).unwrap_or_default();
    if planned.outcome == Outcome::Created {
        return Entry { planned, after: planned.fields.clone(), before, changed: BTreeSet::new() };
    }
    let mut after = before.clone();
    for change in &planned.changes {
        if change.new.is_null() {
            after.remove(&change.field);
        } else {
            after.insert(change.field.clone(), change.new.clone());
        }
    }
    Entry { planned, after, before, changed: planned.changes.iter().map(|change| change.field.as_str()).collect() }
}
