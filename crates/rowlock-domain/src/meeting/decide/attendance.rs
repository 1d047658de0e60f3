//! Who is here. A member of the team may sit down on its seat with one tap; others are noted by whoever acts for the seat.

use super::{is_current, is_here, is_open, meeting_in, steer};
use crate::{
    Act, Context, Decide, Event, Member, Refusal, Workspace,
    meeting::{
        Attendance, Occasion,
        command::{CallSpeaker, NoteAttendance, NoteOtherAttendance},
        decide::occasion::{group_of, meeting_on},
        event::{AttendanceNoted, OtherAttendanceNoted, SpeakerCalled},
        refusal,
    },
    team::TeamRole,
};

fn has_seat(workspace: &Workspace, group: crate::GroupId, member: Member) -> Result<(), Refusal> {
    let seated = workspace.group(group).is_some_and(|g| g.seats.contains_key(&member));
    if seated { Ok(()) } else { Err(refusal::NoSeat(workspace.member_name(member))) }
}

impl Decide for NoteAttendance {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        group_of(workspace, self.occasion)?;
        let of_team = |role: &TeamRole| match self.member {
            Member::Team(team) => workspace.team(team).is_some_and(|t| t.roles.contains(&(*role, self.person))),
            Member::Group(_) => false,
        };
        Ok(if TeamRole::ALL.iter().any(of_team) { Act::Know(self.member) } else { Act::ForMember(self.member) })
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let (meeting, mut events) = meeting_on(context, self.occasion)?;
        is_current(&meeting)?;
        has_seat(context.workspace, meeting.group, self.member)?;
        is_here(context.workspace, self.person)?;
        let noted = Attendance { person: self.person, here: self.here };
        if meeting.attendance.get(&self.member) == Some(&noted) {
            return Ok(vec![]);
        }
        events.push(AttendanceNoted { meeting: meeting.id, member: self.member, person: self.person, here: self.here }.into());
        Ok(events)
    }
}

impl Decide for NoteOtherAttendance {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        group_of(workspace, Occasion::Meeting(self.meeting)).map(Act::Lead)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        is_current(meeting)?;
        is_here(context.workspace, self.person)?;
        if meeting.others_here.contains(&self.person) == self.here {
            return Ok(vec![]);
        }
        Ok(vec![OtherAttendanceNoted { meeting: meeting.id, person: self.person, here: self.here }.into()])
    }
}

impl Decide for CallSpeaker {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        steer(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        is_open(meeting)?;
        if let Some(member) = self.member {
            has_seat(context.workspace, meeting.group, member)?;
        }
        if meeting.speaker == self.member {
            return Ok(vec![]);
        }
        Ok(vec![SpeakerCalled { meeting: meeting.id, member: self.member }.into()])
    }
}
