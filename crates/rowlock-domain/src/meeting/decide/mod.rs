//! Rules of meetings, split by what is asked: occasions, plans, opening and closing, topics, the clock, who is here.

mod agenda;
mod attendance;
mod clock;
mod occasion;
mod open;
mod plan;
mod topics;

pub use occasion::{group_of, resolve};
pub use open::FEWEST_BALLOTS;

use super::{Meeting, MeetingState, refusal};
use crate::{Act, Context, MeetingId, PersonId, Refusal, Workspace, presence, series::MeetingKind};

/// The meeting of that number.
fn meeting_in<'a>(context: &Context<'a>, id: MeetingId) -> Result<&'a Meeting, Refusal> {
    context.workspace.meeting(id).map(AsRef::as_ref).ok_or(Refusal::Unknown)
}

/// Who steers a meeting: the group's Master or a deputy; a follow-up meeting is steered by those in it.
fn steer(workspace: &Workspace, id: MeetingId) -> Result<Act, Refusal> {
    let meeting = workspace.meeting(id).ok_or(Refusal::Unknown)?;
    Ok(if meeting.kind == MeetingKind::FollowUp { Act::Meet(id) } else { Act::Lead(meeting.group) })
}

/// Asks that the meeting is to come.
fn is_planned(meeting: &Meeting) -> Result<(), Refusal> {
    match meeting.state {
        MeetingState::Planned => Ok(()),
        MeetingState::Open => Err(refusal::MeetingIsOpen()),
        MeetingState::Closed => Err(refusal::MeetingIsClosed()),
        MeetingState::Skipped(_) | MeetingState::Cancelled(_) => Err(refusal::MeetingIsOff()),
    }
}

/// Asks that the meeting is being held.
fn is_open(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.state == MeetingState::Open { Ok(()) } else { Err(refusal::MeetingNotOpen()) }
}

/// Asks that the meeting is to come or being held.
fn is_current(meeting: &Meeting) -> Result<(), Refusal> {
    match is_planned(meeting) {
        Err(_) if meeting.state == MeetingState::Open => Ok(()),
        other => other,
    }
}

/// Asks that the person belongs to the workspace.
fn is_here(workspace: &Workspace, person: PersonId) -> Result<(), Refusal> {
    if presence::is_here(workspace, person) { Ok(()) } else { Err(refusal::PersonNotHere()) }
}
