//! Who is here, and who speaks.

use super::change;
use crate::{
    Apply, Stamp, Workspace,
    meeting::{
        Attendance,
        event::{AttendanceNoted, OtherAttendanceNoted, SpeakerCalled},
    },
};

impl Apply for AttendanceNoted {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            meeting.attendance.insert(self.member, Attendance { person: self.person, here: self.here });
        });
    }
}

impl Apply for OtherAttendanceNoted {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.meeting, |meeting| {
            if self.here {
                meeting.others_here.insert(self.person);
            } else {
                meeting.others_here.remove(&self.person);
            }
        });
    }
}

impl Apply for SpeakerCalled {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.meeting, |meeting| meeting.speaker = self.member);
    }
}
