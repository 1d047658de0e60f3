//! Opening fixes the agenda; closing ends the topic that is on, counts the pulse and holds the relays.

use super::{is_open, is_planned, meeting_in, steer};
use crate::{
    Act, Context, Decide, Event, Instant, Member, Refusal, Workspace,
    meeting::{
        Attendance, Ballot, Meeting, MeetingState, Occasion, agenda,
        agenda::Worth,
        command::{CloseMeeting, CorrectMinutes, OpenByWorth, OpenMeeting},
        decide::{
            occasion::{group_of, meeting_on},
            topics::conclude_current,
        },
        event::{AttendanceNoted, CorrectionAdded, MeetingClosed, MeetingOpened, PulseTaken},
        query, refusal,
    },
    relay::{HELD_SECONDS, event::RelaysHeld},
    series::MeetingKind,
};

/// Fewer ballots than this would name their authors.
pub const FEWEST_BALLOTS: usize = 3;

impl Decide for OpenMeeting {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        opens(workspace, self.occasion)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        open(context, self.occasion, &Worth::default())
    }
}

impl Decide for OpenByWorth {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        opens(workspace, self.occasion)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        open(context, self.occasion, &self.worth)
    }
}

fn opens(workspace: &Workspace, occasion: Occasion) -> Result<Act, Refusal> {
    match occasion {
        Occasion::Meeting(id) => steer(workspace, id),
        Occasion::Occurrence(..) => group_of(workspace, occasion).map(Act::Lead),
    }
}

fn open(context: &Context<'_>, occasion: Occasion, worth: &Worth) -> Result<Vec<Event>, Refusal> {
    let (meeting, mut events) = meeting_on(context, occasion)?;
    if meeting.state == MeetingState::Open {
        return Ok(vec![]);
    }
    is_planned(&meeting)?;
    only_one_open(context.workspace, &meeting)?;
    let agenda = agenda::of_meeting(context.workspace, context.calendar, context.now, &meeting, worth);
    events.push(MeetingOpened { meeting: meeting.id, agenda: agenda.planned, can_wait: agenda.can_wait }.into());
    events.extend(seated(context, &meeting));
    Ok(events)
}

/// Whoever opens the meeting is here: on every seat that is theirs.
fn seated(context: &Context<'_>, meeting: &Meeting) -> Vec<Event> {
    let Some(person) = context.person() else { return Vec::new() };
    let theirs = |member: &Member| query::sitter(context.workspace, context.calendar, meeting, *member) == Some(person);
    let noted = Attendance { person, here: true };
    query::seats_in_order(context.workspace, meeting.group)
        .into_iter()
        .filter(|member| meeting.kind != MeetingKind::FollowUp && theirs(member) && meeting.attendance.get(member) != Some(&noted))
        .map(|member| AttendanceNoted { meeting: meeting.id, member, person, here: true }.into())
        .collect()
}

fn only_one_open(workspace: &Workspace, meeting: &Meeting) -> Result<(), Refusal> {
    let same = |other: &Meeting| other.group == meeting.group && other.kind == meeting.kind && other.kind != MeetingKind::FollowUp;
    match workspace.meetings.iter().find(|other| other.state == MeetingState::Open && same(other)) {
        Some(other) => Err(refusal::AnotherMeetingOpen(other.title.as_str())),
        None => Ok(()),
    }
}

fn check_ballots(ballots: &[Ballot], voters: u32) -> Result<(), Refusal> {
    if ballots.iter().any(|b| !(1..=5).contains(&b.worth) || !(1..=5).contains(&b.open)) {
        return Err(refusal::BallotOutOfBounds());
    }
    if ballots.len() > voters as usize { Err(refusal::MoreBallotsThanVoters()) } else { Ok(()) }
}

/// The pulse, sorted so that nothing tells who voted when, and without ballots if there are too few to hide among.
fn pulse(command: &CloseMeeting) -> Option<Event> {
    let mut ballots = if command.ballots.len() < FEWEST_BALLOTS { vec![] } else { command.ballots.clone() };
    ballots.sort();
    (command.voters > 0).then(|| PulseTaken { meeting: command.meeting, voters: command.voters, ballots }.into())
}

/// When the relays of a meeting go out, if it has any.
pub(crate) fn held_until(workspace: &Workspace, meeting: &Meeting, now: Instant) -> Option<Instant> {
    let has_seats = workspace.group(meeting.group).is_some_and(|g| !g.seats.is_empty());
    (meeting.kind == MeetingKind::ScrumOfScrums && has_seats).then(|| now.plus_seconds(HELD_SECONDS))
}

impl Decide for CloseMeeting {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        steer(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        is_open(meeting)?;
        check_ballots(&self.ballots, self.voters)?;
        let mut events: Vec<Event> = conclude_current(context, meeting).into_iter().collect();
        events.push(MeetingClosed { meeting: meeting.id }.into());
        events.extend(pulse(self));
        if let Some(until) = held_until(context.workspace, meeting, context.now) {
            events.push(RelaysHeld { meeting: meeting.id, until }.into());
        }
        Ok(events)
    }
}

impl Decide for CorrectMinutes {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        steer(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        if meeting.state != MeetingState::Closed {
            return Err(refusal::MeetingNotClosed());
        }
        if self.text.is_empty() {
            return Err(Refusal::field("text", "This is empty. Say what was otherwise."));
        }
        Ok(vec![CorrectionAdded { meeting: meeting.id, text: self.text.clone() }.into()])
    }
}
