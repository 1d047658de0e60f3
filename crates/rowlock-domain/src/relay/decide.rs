//! Rules of relays: held 30 s after the close, taken back or sent; sent once, as the facts were at the close.

use super::{
    HELD_SECONDS, Relay,
    brief::brief,
    command::{AcknowledgeRelay, AddRelaySentence, AnswerRelay, AskBack, HoldRelays, SendRelays, TakeBackRelays},
    event, refusal,
};
use crate::{
    Act, Context, Decide, Event, MeetingId, Member, Refusal, Workspace,
    meeting::{Meeting, MeetingState, query::seats_in_order},
    series::MeetingKind,
};

fn lead(workspace: &Workspace, meeting: MeetingId) -> Result<Act, Refusal> {
    workspace.meeting(meeting).map(|m| Act::Lead(m.group)).ok_or(Refusal::Unknown)
}

fn meeting_in<'a>(context: &Context<'a>, id: MeetingId) -> Result<&'a Meeting, Refusal> {
    context.workspace.meeting(id).map(AsRef::as_ref).ok_or(Refusal::Unknown)
}

/// A meeting whose relays can still be held, taken back or sent.
fn unsent<'a>(context: &Context<'a>, id: MeetingId) -> Result<&'a Meeting, Refusal> {
    let meeting = meeting_in(context, id)?;
    if meeting.kind != MeetingKind::ScrumOfScrums || seats_in_order(context.workspace, meeting.group).is_empty() {
        return Err(refusal::NoRelays());
    }
    if meeting.state != MeetingState::Closed {
        return Err(refusal::NoRelaysYet());
    }
    if is_sent(meeting) { Err(refusal::RelaysAlreadySent()) } else { Ok(meeting) }
}

fn is_sent(meeting: &Meeting) -> bool {
    meeting.relays.values().any(|relay| relay.sent_at.is_some())
}

impl Decide for TakeBackRelays {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        lead(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = unsent(context, self.meeting)?;
        if meeting.relays_held_until.is_none() {
            return Ok(vec![]);
        }
        Ok(vec![event::RelaysTakenBack { meeting: meeting.id }.into()])
    }
}

impl Decide for HoldRelays {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        lead(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = unsent(context, self.meeting)?;
        if meeting.relays_held_until.is_some() {
            return Ok(vec![]);
        }
        Ok(vec![event::RelaysHeld { meeting: meeting.id, until: context.now.plus_seconds(HELD_SECONDS) }.into()])
    }
}

impl Decide for AddRelaySentence {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        lead(workspace, self.meeting)
    }

    /// In the close step or while they are held; an empty sentence takes the earlier one away.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        if meeting.state != MeetingState::Open {
            unsent(context, self.meeting)?;
        }
        has_seat(context.workspace, meeting, self.member)?;
        let there = meeting.relays.get(&self.member).and_then(|relay| relay.sentence.clone()).unwrap_or_default();
        if there == self.sentence {
            return Ok(vec![]);
        }
        Ok(vec![event::RelaySentenceAdded { meeting: meeting.id, member: self.member, sentence: self.sentence.clone() }.into()])
    }
}

fn has_seat(workspace: &Workspace, meeting: &Meeting, member: Member) -> Result<(), Refusal> {
    let seated = workspace.group(meeting.group).is_some_and(|g| g.seats.contains_key(&member));
    if seated { Ok(()) } else { Err(refusal::NoSeat(workspace.member_name(member))) }
}

impl Decide for SendRelays {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        lead(workspace, self.meeting)
    }

    /// One relay per seat. Sent already = nothing happens, so that clocks of two servers send once.
    /// When every seat has gone meanwhile, nobody is left to tell and the clock is not kept waiting.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let held = meeting_in(context, self.meeting)?;
        if held.relays_held_until.is_some_and(|until| until <= context.now) && seats_in_order(context.workspace, held.group).is_empty() {
            return Ok(vec![event::RelaysTakenBack { meeting: held.id }.into()]);
        }
        if meeting_in(context, self.meeting).is_ok_and(is_sent) {
            return Ok(vec![]);
        }
        let meeting = unsent(context, self.meeting)?;
        let Some(until) = meeting.relays_held_until else { return Err(refusal::RelaysWereTakenBack()) };
        if context.now < until {
            return Err(refusal::RelaysStillHeld());
        }
        let sent = |member| event::RelaySent { meeting: meeting.id, member, brief: brief(context.workspace, context.calendar, meeting, member) };
        Ok(seats_in_order(context.workspace, meeting.group).into_iter().map(|member| sent(member).into()).collect())
    }
}

/// The relay of a seat, once it was sent.
fn sent<'a>(context: &Context<'a>, meeting: MeetingId, member: Member) -> Result<&'a Relay, Refusal> {
    let meeting = meeting_in(context, meeting)?;
    has_seat(context.workspace, meeting, member).or_else(|no| if meeting.relays.contains_key(&member) { Ok(()) } else { Err(no) })?;
    let relay = meeting.relays.get(&member).filter(|relay| relay.sent_at.is_some());
    relay.map(AsRef::as_ref).ok_or_else(|| refusal::RelayNotSent(context.workspace.member_name(member)))
}

fn know(workspace: &Workspace, meeting: MeetingId, member: Member) -> Result<Act, Refusal> {
    workspace.meeting(meeting).map(|_| Act::Know(member)).ok_or(Refusal::Unknown)
}

impl Decide for AcknowledgeRelay {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        know(workspace, self.meeting, self.member)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if sent(context, self.meeting, self.member)?.acknowledged.is_some() {
            return Ok(vec![]);
        }
        Ok(vec![event::RelayAcknowledged { meeting: self.meeting, member: self.member }.into()])
    }
}

impl Decide for AskBack {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        know(workspace, self.meeting, self.member)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        sent(context, self.meeting, self.member)?;
        if self.question.is_empty() {
            return Err(refusal::QuestionEmpty());
        }
        Ok(vec![event::RelayAskedBack { meeting: self.meeting, member: self.member, question: self.question.clone() }.into()])
    }
}

impl Decide for AnswerRelay {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.meeting(self.meeting).map(|m| Act::Meet(m.id)).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if sent(context, self.meeting, self.member)?.open_question().is_none() {
            return Err(refusal::NoQuestionOpen(context.workspace.member_name(self.member)));
        }
        if self.answer.is_empty() {
            return Err(refusal::AnswerEmpty());
        }
        Ok(vec![event::RelayAnswered { meeting: self.meeting, member: self.member, answer: self.answer.clone() }.into()])
    }
}
