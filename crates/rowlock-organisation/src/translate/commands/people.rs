//! People with their profiles, roles, seats. Two entries may give the same role; it is given once and taken when no entry claims it.

use super::{Batch, Entry, is_written};
use crate::{
    compare::{Archival, Outcome, Plan},
    entry::{Fields, Noun},
    translate::{
        Profile,
        fields::{date, text},
        ids::Ids,
    },
};
use rowlock_domain::{
    Command, GroupId, PersonId, TeamId,
    group::{
        GroupRole,
        command::{GiveGroupRole, GiveSeat, TakeGroupRole},
    },
    person::command::{AddPerson, ReturnPerson},
    team::{
        TeamRole,
        command::{GiveTeamRole, TakeTeamRole},
    },
    workspace::command::{NameAdministrator, RemoveAdministrator},
};
use std::collections::BTreeSet;

/// A role that a person has or shall have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grant {
    Team(TeamId, PersonId, TeamRole),
    Group(GroupId, PersonId, GroupRole, Option<TeamId>),
    Workspace(PersonId),
}

impl Grant {
    /// The role that an entry speaks of.
    pub(super) fn of(fields: &Fields, ids: &Ids) -> Option<Self> {
        let person = ids.people.get(text(fields, "person")?)?;
        let word = text(fields, "role")?;
        match (text(fields, "team"), text(fields, "group")) {
            (Some(team), _) => Some(Self::Team(ids.teams.get(team)?, person, TeamRole::parse(word)?)),
            (_, Some(group)) => {
                let for_team = text(fields, "for_team").and_then(|team| ids.teams.get(team));
                Some(Self::Group(ids.groups.get(group)?, person, GroupRole::parse(word)?, for_team))
            }
            _ => Some(Self::Workspace(person)),
        }
    }

    pub(super) fn give(self) -> Command {
        match self {
            Self::Team(team, person, role) => GiveTeamRole { team, person, role }.into(),
            Self::Group(group, person, role, for_team) => GiveGroupRole { group, person, role, for_team }.into(),
            Self::Workspace(person) => NameAdministrator { person }.into(),
        }
    }

    pub(super) fn take(self) -> Command {
        match self {
            Self::Team(team, person, role) => TakeTeamRole { team, person, role }.into(),
            Self::Group(group, person, role, for_team) => TakeGroupRole { group, person, role, for_team }.into(),
            Self::Workspace(person) => RemoveAdministrator { person }.into(),
        }
    }
}

impl Batch<'_> {
    pub(super) fn person(&mut self, entry: &Entry<'_>) -> PersonId {
        let person = match self.ids.people.get(entry.id()).filter(|_| !entry.is_new()) {
            Some(person) => person,
            None => {
                let person = (self.draw)();
                self.ids.people.insert(entry.id(), person);
                self.push(entry, AddPerson { person, origin: None });
                person
            }
        };
        if entry.is_restored() && self.context.workspace.person(person).is_some_and(|person| person.left_at.is_some()) {
            self.push(entry, ReturnPerson { person });
        }
        let of = |name: &str| text(&entry.after, name).map(str::to_owned);
        self.profiles.push(Profile { person, name: of("name").or_else(|| of("handle")).unwrap_or_default(), mail: of("mail"), handle: of("handle") });
        person
    }

    /// Every role that an entry gives and that is not taken in this batch.
    pub(super) fn claimed(&self, plan: &Plan) -> BTreeSet<Grant> {
        let stays = |outcome: Outcome| outcome != Outcome::LeftOut(Archival::Now);
        plan.entries
            .iter()
            .filter(|e| e.noun == Noun::Roles && stays(e.outcome) && (is_written(e) || e.kept.is_empty()))
            .filter_map(|e| Grant::of(&e.fields, &self.ids))
            .collect()
    }

    pub(super) fn role(&mut self, entry: &Entry<'_>) {
        if !entry.is_new()
            && let Some(old) = Grant::of(&entry.before, &self.ids).filter(|old| !self.roles.contains(old))
        {
            self.push(entry, old.take());
        }
        if let Some(new) = Grant::of(&entry.after, &self.ids) {
            self.push(entry, new.give());
        }
    }

    pub(super) fn seat(&mut self, entry: &Entry<'_>) {
        let after = &entry.after;
        let group = text(after, "group").and_then(|id| self.ids.groups.get(id));
        let member = self.ids.member(text(after, "team"), text(after, "child"));
        let holder = text(after, "holder").and_then(|id| self.ids.people.get(id));
        let (Some(group), Some(member), Some(person)) = (group, member, holder) else { return };
        let zone = self.context.workspace.group(group).map_or_else(|| self.context.workspace.zone.clone(), |g| g.zone.clone());
        let said = date(after, "from").filter(|_| entry.is_new() || entry.changes("from"));
        let from = said.unwrap_or_else(|| self.today(&zone));
        let decides = after.get("decides").and_then(serde_json::Value::as_bool).unwrap_or(false);
        self.push(entry, GiveSeat { group, member, person, from, decides });
    }
}
