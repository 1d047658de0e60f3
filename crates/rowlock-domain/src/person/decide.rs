//! Rules of people: who leaves gives their open things to nobody, and somebody always administers.

use super::{
    command::{AddPerson, RemovePerson, ReturnPerson},
    event::{PersonJoined, PersonLeft, PersonReturned},
    refusal,
};
use crate::{
    Act, Context, Decide, Event, PersonId, Refusal, Text, Workspace,
    follow_up::event::FollowUpDisowned,
    group::{
        Group,
        event::{SeatGiven, SeatVacated},
    },
    impediment::{
        ImpedimentState, Level,
        event::{ImpedimentDisowned, ImpedimentReturned},
        query::rungs,
    },
    risk::{RiskState, event::RiskDisowned},
    workspace::decide::check_not_last_administrator,
};

/// Asks that the person belongs to the workspace.
pub(crate) fn check_member(workspace: &Workspace, person: PersonId) -> Result<(), Refusal> {
    match workspace.person(person) {
        Some(known) if known.left_at.is_some() => Err(refusal::PersonHasLeft()),
        Some(_) => Ok(()),
        None => Err(refusal::PersonNotMember()),
    }
}

impl Decide for AddPerson {
    fn act(&self, _: &Workspace) -> Result<Act, Refusal> {
        Ok(Act::Administer)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        match context.workspace.person(self.person) {
            Some(known) if known.left_at.is_some() => Err(refusal::PersonHasLeft()),
            Some(_) => Ok(Vec::new()),
            None => Ok(vec![PersonJoined { person: self.person, origin: self.origin.clone() }.into()]),
        }
    }
}

impl Decide for RemovePerson {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.person(self.person).map(|_| Act::Administer).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let workspace = context.workspace;
        if workspace.person(self.person).is_some_and(|p| p.left_at.is_some()) {
            return Ok(Vec::new());
        }
        check_not_last_administrator(workspace, self.person)?;
        let mut events = vec![PersonLeft { person: self.person }.into()];
        events.extend(disowned(workspace, self.person));
        events.extend(handed_down(workspace, self.person));
        for group in &workspace.groups {
            events.extend(vacated(context, group, self.person));
        }
        Ok(events)
    }
}

impl Decide for ReturnPerson {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.person(self.person).map(|_| Act::Administer).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        match context.workspace.person(self.person) {
            Some(known) if known.left_at.is_some() => Ok(vec![PersonReturned { person: self.person }.into()]),
            _ => Ok(Vec::new()),
        }
    }
}

/// Why something has no owner any more.
pub(crate) fn owner_left() -> Text {
    Text::new("The owner left the workspace.").unwrap_or_default()
}

/// Their open things, given to nobody.
fn disowned(workspace: &Workspace, person: PersonId) -> Vec<Event> {
    let why = owner_left();
    let impediments = workspace.impediments.iter().filter(|i| i.owner == Some(person) && i.state == ImpedimentState::Owned);
    let follow_ups = workspace.follow_ups.iter().filter(|f| f.owner == Some(person) && f.is_open());
    let risks = workspace.risks.iter().filter(|r| r.state == RiskState::Owned(person));
    let impediments = impediments.map(|i| ImpedimentDisowned { impediment: i.id, why: why.clone() }.into());
    let follow_ups = follow_ups.map(|f| FollowUpDisowned { follow_up: f.id, why: why.clone() }.into());
    impediments.chain(follow_ups).chain(risks.map(|r| RiskDisowned { risk: r.id, why: why.clone() }.into())).collect()
}

/// What was escalated to them goes back to the highest group below, where it is a topic again and can be escalated to whoever
/// is the last rung then.
fn handed_down(workspace: &Workspace, person: PersonId) -> Vec<Event> {
    let answer = Text::new("Whom it was escalated to left the workspace.").unwrap_or_default();
    let theirs = workspace.impediments.iter().filter(|i| i.level == Level::Person(person) && i.is_open());
    let below = |group| rungs(workspace, group).into_iter().rev().find(|rung| matches!(rung, Level::Group(_)));
    theirs
        .map(|i| ImpedimentReturned { impediment: i.id, to: below(i.group).unwrap_or(Level::Group(i.group)), answer: answer.clone() }.into())
        .collect()
}

/// Their seats in a group from today on; whoever was to follow them still does.
fn vacated(context: &Context<'_>, group: &Group, person: PersonId) -> Vec<Event> {
    let today = context.today(&group.zone);
    let mut events = Vec::new();
    for (member, seat) in &group.seats {
        let to_come = || seat.tenures.iter().filter(|t| t.until.is_none_or(|until| until > today));
        if !to_come().any(|t| t.person == person) {
            continue;
        }
        events.push(SeatVacated { group: group.id, member: *member, from: today }.into());
        for tenure in to_come().filter(|t| t.person != person) {
            let given = SeatGiven { group: group.id, member: *member, person: tenure.person, from: tenure.from.max(today), decides: tenure.decides };
            events.push(given.into());
            events.extend(tenure.until.map(|from| SeatVacated { group: group.id, member: *member, from }.into()));
        }
    }
    events
}
