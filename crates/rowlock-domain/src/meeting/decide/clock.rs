//! The clock: more time, stop, go on. Its arithmetic stands in `meeting::clock`.

use super::{is_open, meeting_in, steer};
use crate::{
    Act, Context, Decide, Event, Refusal, Workspace,
    meeting::{
        command::{AddTime, PauseClock, ResumeClock},
        event::{ClockPaused, ClockResumed, TimeAdded},
        refusal,
    },
};

impl Decide for AddTime {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        steer(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        is_open(meeting)?;
        meeting.topic(self.topic).ok_or(Refusal::Unknown)?;
        if !(1..=3600).contains(&self.seconds) {
            return Err(refusal::AddedTimeOutOfBounds());
        }
        Ok(vec![TimeAdded { meeting: meeting.id, topic: self.topic, seconds: self.seconds }.into()])
    }
}

impl Decide for PauseClock {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        steer(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        is_open(meeting)?;
        Ok(if meeting.is_paused() { vec![] } else { vec![ClockPaused { meeting: meeting.id }.into()] })
    }
}

impl Decide for ResumeClock {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        steer(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        is_open(meeting)?;
        Ok(if meeting.is_paused() { vec![ClockResumed { meeting: meeting.id }.into()] } else { vec![] })
    }
}
