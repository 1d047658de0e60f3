//! The stage: a workspace on which the script is played while it is written, so that later steps can name what earlier ones made.

use super::{
    Profile, Script, Step,
    cast::{self, Team},
    days::{Days, SplitMix},
};
use crate::{
    Actor, Calendar, Command, Context, DependencyId, Event, GoalId, GroupId, ImpedimentId, Instant, MeetingId, PersonId, Recorded, TeamId, Text,
    Thing, Title, Via, Workspace, decide_together, due::due,
};
use std::{collections::BTreeMap, sync::Arc};

/// What is being played.
pub(super) struct Stage<'a> {
    pub calendar: &'a dyn Calendar,
    pub workspace: Workspace,
    pub now: Instant,
    end: Instant,
    steps: Vec<Step>,
    refused: Vec<(String, crate::Refusal)>,
    /// What the script calls things by.
    labels: BTreeMap<&'static str, Thing>,
    pub random: SplitMix,
    people: Vec<Profile>,
}

/// A title of the script.
pub(super) fn title(written: &str) -> Title {
    Title::new(written).unwrap_or_default()
}

/// A text of the script; may be empty.
pub(super) fn text(written: &str) -> Text {
    Text::optional(written).unwrap_or_default()
}

impl<'a> Stage<'a> {
    pub fn new(calendar: &'a dyn Calendar, days: &Days<'_>) -> Self {
        Self {
            calendar,
            workspace: Workspace::default(),
            now: days.at(days.first, 8, 0),
            end: days.end,
            steps: Vec::new(),
            refused: Vec::new(),
            labels: BTreeMap::new(),
            random: SplitMix(94),
            people: cast::profiles(),
        }
    }

    pub fn script(self) -> Script {
        Script { people: self.people, steps: self.steps, refused: self.refused }
    }

    /// Lets time pass until that moment; never back, never beyond the end.
    pub fn go_to(&mut self, at: Instant) {
        self.now = self.now.max(at).min(self.end);
    }

    pub fn wait(&mut self, seconds: i64) {
        self.go_to(self.now.plus_seconds(seconds));
    }

    /// A person does something.
    pub fn act(&mut self, handle: &str, command: impl Into<Command>) {
        self.act_all(handle, vec![command.into()]);
    }

    /// A person does several things together.
    pub fn act_all(&mut self, handle: &str, commands: Vec<Command>) {
        let person = cast::person(handle);
        self.step(Actor::Person(person), commands);
    }

    /// Does several things together or not at all, and writes them down.
    pub fn step(&mut self, actor: Actor, commands: Vec<Command>) {
        if commands.is_empty() {
            return;
        }
        let context = Context { workspace: &self.workspace, actor, on_behalf_of: None, via: Via::Web, now: self.now, calendar: self.calendar };
        match decide_together(&context, &commands) {
            Ok(events) => {
                let last = self.workspace.version + events.len() as u64;
                for event in events {
                    self.record(actor, event, last);
                }
                self.steps.push(Step { at: self.now, actor, on_behalf_of: None, commands });
            }
            Err(refusal) => {
                let names: Vec<&str> = commands.iter().map(Command::name).collect();
                self.refused.push((format!("{} at {}: {commands:?}", names.join(", "), self.now.0), refusal));
            }
        }
    }

    fn record(&mut self, actor: Actor, event: Event, last: u64) {
        let context = Context { workspace: &self.workspace, actor, on_behalf_of: None, via: Via::Web, now: self.now, calendar: self.calendar };
        let mut stamp = context.stamp(self.workspace.version + 1);
        stamp.last = last;
        self.workspace.apply(Arc::new(Recorded { stamp, event }));
    }

    /// Lets the clock do what is due now.
    pub fn clock(&mut self) {
        for command in due(&self.workspace, self.calendar, self.now) {
            self.step(Actor::Reactor, vec![command]);
        }
    }

    /// Gives what was made last a name in the script.
    pub fn call(&mut self, label: &'static str, thing: Thing) {
        self.labels.insert(label, thing);
    }

    /// The thing of that name.
    pub fn thing(&self, label: &str) -> Thing {
        self.labels.get(label).copied().unwrap_or(Thing::Workspace)
    }

    pub fn impediment(&self, label: &str) -> ImpedimentId {
        match self.thing(label) {
            Thing::Impediment(id) => id,
            _ => ImpedimentId(0),
        }
    }

    pub fn dependency(&self, label: &str) -> DependencyId {
        match self.thing(label) {
            Thing::Dependency(id) => id,
            _ => DependencyId(0),
        }
    }

    pub fn goal(&self, label: &str) -> GoalId {
        match self.thing(label) {
            Thing::Goal(id) => id,
            _ => GoalId(0),
        }
    }

    /// The meeting of that group that closed last.
    pub fn last_meeting(&self, group: GroupId) -> Option<MeetingId> {
        crate::series::query::last_closed(&self.workspace, group).map(|m| m.id)
    }
}

/// The number of a team: as they stand in the cast.
pub(super) fn team(code: &str) -> TeamId {
    let place = cast::TEAMS.iter().position(|t: &Team| t.code == code).unwrap_or(0);
    TeamId(u32::try_from(place + 1).unwrap_or(1))
}

/// Numbers of teams, named in one string: `CHK PAY`.
pub(super) fn teams(codes: &str) -> Vec<TeamId> {
    codes.split_whitespace().map(team).collect()
}

/// Who holds the seat of a team.
pub(super) fn ambassador(code: &str) -> &'static str {
    cast::TEAMS.iter().find(|t| t.code == code).map_or("ruth", |t| t.ambassador)
}

/// The person of that handle.
pub(super) fn person(handle: &str) -> PersonId {
    cast::person(handle)
}
