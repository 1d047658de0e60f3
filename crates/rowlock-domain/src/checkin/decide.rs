//! Rules of check-ins: one per seat and meeting, given once, then amended until the meeting closes.

use super::{
    Words,
    command::{AskCheckIn, CheckInSeat, RemindCheckIn},
    event, query, refusal,
};
use crate::{
    Act, Context, Decide, Event, GroupId, MeetingId, Member, Refusal, TeamId, Workspace,
    meeting::{
        Meeting, MeetingState, Occasion,
        decide::{group_of, resolve},
    },
    series::MeetingKind,
};

/// Most lines of one part.
const MOST_LINES: usize = 50;
/// Who was reminded less than this ago is not reminded again.
const REMINDED_SECONDS: i64 = 3600;

/// Asks that the member has a seat in the group.
fn is_seated(workspace: &Workspace, group: GroupId, member: Member) -> Result<(), Refusal> {
    match member {
        Member::Team(team) => workspace.team(team).map(drop),
        Member::Group(group) => workspace.group(group).map(drop),
    }
    .ok_or(Refusal::Unknown)?;
    let seated = workspace.group(group).is_some_and(|g| g.seats.contains_key(&member));
    if seated { Ok(()) } else { Err(refusal::NoSeatThere(workspace.member_name(member))) }
}

/// Asks that the meeting is to come or open, and takes check-ins.
fn takes_check_ins(meeting: &Meeting) -> Result<(), Refusal> {
    if matches!(meeting.kind, MeetingKind::Other | MeetingKind::FollowUp) {
        return Err(refusal::NoCheckInHere(meeting.title.as_str()));
    }
    match meeting.state {
        MeetingState::Planned | MeetingState::Open => Ok(()),
        MeetingState::Closed => Err(refusal::MeetingAlreadyClosed()),
        MeetingState::Skipped(_) | MeetingState::Cancelled(_) => Err(refusal::MeetingNotHeld()),
    }
}

/// The meeting of an occasion, numbered if it was not, for a seat that may check in there.
fn occasion_for(context: &Context<'_>, occasion: Occasion, member: Member) -> Result<(MeetingId, Vec<Event>), Refusal> {
    is_seated(context.workspace, group_of(context.workspace, occasion)?, member)?;
    let (id, events) = resolve(context, occasion)?;
    if let Some(meeting) = context.workspace.meeting(id) {
        takes_check_ins(meeting)?;
    }
    Ok((id, events))
}

fn check_lines(workspace: &Workspace, words: &Words) -> Result<(), Refusal> {
    let parts = [
        ("done", words.done.len()),
        ("dropped", words.dropped.len()),
        ("next", words.next.len()),
        ("own_obstacles", words.own_obstacles.len()),
        ("impediments", words.impediments.len()),
        ("dependencies", words.dependencies.len()),
    ];
    if let Some((field, count)) = parts.into_iter().find(|(_, count)| *count > MOST_LINES) {
        return Err(Refusal::field(
            field,
            format!("{count} lines are more than anybody reads; at most {MOST_LINES} fit. Keep what matters to other teams."),
        ));
    }
    let known = words.impediments.iter().all(|id| workspace.impediment(*id).is_some());
    let known = known && words.dependencies.iter().all(|id| workspace.dependency(*id).is_some());
    if known { Ok(()) } else { Err(Refusal::Unknown) }
}

/// Confidence is 1 to 5; when it fell since the last meeting, for the same sprint goal, somebody says why.
fn check_confidence(context: &Context<'_>, team: TeamId, meeting: MeetingId, words: &Words) -> Result<(), Refusal> {
    let Some(value) = words.confidence else { return Ok(()) };
    if !(1..=5).contains(&value) {
        return Err(refusal::ConfidenceOutOfBounds(value));
    }
    let before = query::confidence_before(context.workspace, team, meeting);
    let goal = query::sprint_goal_at(context.workspace, team, context.now);
    match before.filter(|before| before.goal == goal && before.value > value && words.confidence_reason.is_empty()) {
        Some(before) => Err(refusal::FallWithoutReason(before.value, value)),
        None => Ok(()),
    }
}

impl Decide for CheckInSeat {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        group_of(workspace, self.occasion).map(|_| Act::ForMember(self.member))
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let (meeting, mut events) = occasion_for(context, self.occasion, self.member)?;
        check_lines(context.workspace, &self.words)?;
        if let Member::Team(team) = self.member {
            check_confidence(context, team, meeting, &self.words)?;
        }
        let Self { member, words, .. } = self.clone();
        let given = context.workspace.meeting(meeting).and_then(|m| m.check_ins.get(&member));
        match given {
            Some(given) if given.words == words => {}
            Some(_) => events.push(event::CheckInAmended { meeting, member, words }.into()),
            None => events.push(event::CheckInGiven { meeting, member, words }.into()),
        }
        Ok(events)
    }
}

impl Decide for AskCheckIn {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        group_of(workspace, self.occasion).map(|_| Act::Time)
    }

    /// Who has checked in or was asked is not asked again.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let (id, mut events) = occasion_for(context, self.occasion, self.member)?;
        let asked = context.workspace.meeting(id).is_some_and(|m| m.asked.contains_key(&self.member) || m.check_ins.contains_key(&self.member));
        if !asked {
            events.push(event::CheckInAsked { meeting: id, member: self.member }.into());
        }
        Ok(events)
    }
}

impl Decide for RemindCheckIn {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.meeting(self.meeting).map(|m| Act::Lead(m.group)).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let workspace = context.workspace;
        let (id, _) = occasion_for(context, Occasion::Meeting(self.meeting), self.member)?;
        let meeting = workspace.meeting(id).ok_or(Refusal::Unknown)?;
        if meeting.check_ins.contains_key(&self.member) {
            return Err(refusal::AlreadyCheckedIn(workspace.member_name(self.member)));
        }
        if meeting.reminded.get(&self.member).is_some_and(|at| context.now < at.plus_seconds(REMINDED_SECONDS)) {
            return Ok(vec![]);
        }
        Ok(vec![event::CheckInReminded { meeting: id, member: self.member }.into()])
    }
}
