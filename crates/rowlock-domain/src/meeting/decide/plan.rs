//! Planning, moving, calling off and reinstating. What is called off says why: those who meant to come read it.

use super::{is_here, is_planned, meeting_in};
use crate::{
    Act, Context, Decide, Event, GroupId, Instant, PersonId, Refusal, Text, Thing, Workspace,
    meeting::{
        MeetingState, Occasion,
        command::{CancelMeeting, MoveMeeting, PlanMeeting, ReinstateMeeting, SkipMeeting},
        decide::occasion::{group_of, meeting_on},
        event::{MeetingCancelled, MeetingMoved, MeetingPlanned, MeetingReinstated, MeetingSkipped},
        query::people_for,
        refusal,
    },
    presence,
    series::{MeetingKind, decide::check_minutes},
};

/// Asks that a start lies ahead.
pub(super) fn lies_ahead(context: &Context<'_>, starts_at: Instant) -> Result<(), Refusal> {
    if starts_at > context.now { Ok(()) } else { Err(refusal::StartHasPassed()) }
}

/// The people of a follow-up meeting: those named, else those whom its thing concerns.
pub(super) fn people_needed(context: &Context<'_>, group: GroupId, named: &[PersonId], about: Option<Thing>) -> Result<Vec<PersonId>, Refusal> {
    for person in named {
        is_here(context.workspace, *person)?;
    }
    let mut people = if named.is_empty() { people_for(context.workspace, group, about, context.now, context.calendar) } else { named.to_vec() };
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

impl Decide for PlanMeeting {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.group(self.group).ok_or(Refusal::Unknown)?;
        Ok(match (self.kind, self.about) {
            (MeetingKind::FollowUp, Some(Thing::Impediment(id))) => Act::Tend(id),
            _ => Act::Lead(self.group),
        })
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if self.kind == MeetingKind::Other {
            return Err(refusal::KindNotPlanned());
        }
        check_minutes(self.minutes)?;
        lies_ahead(context, self.starts_at)?;
        presence::optional(context.workspace, self.about)?;
        let follow_up = self.kind == MeetingKind::FollowUp;
        let people = if follow_up { people_needed(context, self.group, &self.people, self.about)? } else { vec![] };
        let planned = MeetingPlanned {
            meeting: context.workspace.next_meeting(),
            group: self.group,
            kind: self.kind,
            occurrence: None,
            title: self.title.clone(),
            starts_at: self.starts_at,
            minutes: self.minutes,
            place: self.place.clone(),
            about: self.about,
            people,
        };
        Ok(vec![planned.into()])
    }
}

impl Decide for MoveMeeting {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        group_of(workspace, self.occasion).map(Act::Lead)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let (meeting, mut events) = meeting_on(context, self.occasion)?;
        is_planned(&meeting)?;
        if meeting.starts_at == self.starts_at {
            return Ok(vec![]);
        }
        lies_ahead(context, self.starts_at)?;
        events.push(MeetingMoved { meeting: meeting.id, starts_at: self.starts_at, why: self.why.clone() }.into());
        Ok(events)
    }
}

/// Calls a meeting off in one of two ways; doing it again changes nothing.
fn call_off(context: &Context<'_>, occasion: Occasion, why: &Text, cancelled: bool) -> Result<Vec<Event>, Refusal> {
    let (meeting, mut events) = meeting_on(context, occasion)?;
    match (&meeting.state, cancelled) {
        (MeetingState::Cancelled(_), true) | (MeetingState::Skipped(_), false) => return Ok(vec![]),
        _ => is_planned(&meeting)?,
    }
    if why.is_empty() {
        return Err(refusal::ReasonMissing());
    }
    let (meeting, why) = (meeting.id, why.clone());
    events.push(if cancelled { MeetingCancelled { meeting, why }.into() } else { MeetingSkipped { meeting, why }.into() });
    Ok(events)
}

impl Decide for CancelMeeting {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        group_of(workspace, self.occasion).map(Act::Lead)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        call_off(context, self.occasion, &self.why, true)
    }
}

impl Decide for SkipMeeting {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        group_of(workspace, self.occasion).map(Act::Lead)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        call_off(context, self.occasion, &self.why, false)
    }
}

impl Decide for ReinstateMeeting {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        group_of(workspace, Occasion::Meeting(self.meeting)).map(Act::Lead)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        match meeting.state {
            MeetingState::Skipped(_) | MeetingState::Cancelled(_) => Ok(vec![MeetingReinstated { meeting: meeting.id }.into()]),
            MeetingState::Planned | MeetingState::Open => Ok(vec![]),
            MeetingState::Closed => Err(refusal::MeetingIsClosed()),
        }
    }
}
