//! From topic to topic. A command names the topic it leaves, so two who press "next" at once move by one.

use super::{
    is_open, meeting_in,
    plan::{lies_ahead, people_needed},
    steer,
};
use crate::{
    Act, Context, Decide, Event, Refusal, Thing, TopicId, Workspace,
    meeting::{
        About, Meeting, Outcome,
        command::{ConcludeTopic, MoveBack, MoveOn, ParkTopic, StartTopic},
        event::{MeetingPlanned, TopicConcluded, TopicStarted},
        outcome::inferred,
        refusal,
    },
    series::{MeetingKind, decide::check_minutes},
};

fn start(meeting: &Meeting, topic: TopicId) -> Event {
    TopicStarted { meeting: meeting.id, topic }.into()
}

fn conclude(meeting: &Meeting, topic: TopicId, outcome: Outcome) -> Option<Event> {
    let same = meeting.topic(topic).is_some_and(|t| t.outcome == Some(outcome));
    (!same).then(|| TopicConcluded { meeting: meeting.id, topic, outcome }.into())
}

/// Ends the topic that is on, as what happened to its thing says, unless somebody said how it ended.
pub(super) fn conclude_current(context: &Context<'_>, meeting: &Meeting) -> Option<Event> {
    let topic = meeting.current()?;
    if topic.outcome.is_some() {
        return None;
    }
    conclude(meeting, topic.id, inferred(context.workspace, meeting, topic))
}

/// Whether that topic is the one that is on.
fn is_on(meeting: &Meeting, topic: TopicId) -> Result<bool, Refusal> {
    is_open(meeting)?;
    meeting.topic(topic).ok_or(Refusal::Unknown)?;
    Ok(meeting.clock.as_ref().is_some_and(|clock| clock.topic == topic))
}

impl Decide for MoveOn {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        steer(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        if !is_on(meeting, self.from)? {
            return Ok(vec![]);
        }
        let concluded = match self.outcome {
            Some(outcome) => conclude(meeting, self.from, outcome),
            None => conclude_current(context, meeting),
        };
        Ok(concluded.into_iter().chain(meeting.after(self.from).map(|next| start(meeting, next))).collect())
    }
}

impl Decide for MoveBack {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        steer(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        if !is_on(meeting, self.from)? {
            return Ok(vec![]);
        }
        Ok(meeting.before(self.from).map(|previous| start(meeting, previous)).into_iter().collect())
    }
}

impl Decide for StartTopic {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        steer(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        if is_on(meeting, self.topic)? {
            return Ok(vec![]);
        }
        if !meeting.order.contains(&self.topic) {
            return Err(refusal::TopicLeftOut());
        }
        Ok(vec![start(meeting, self.topic)])
    }
}

impl Decide for ConcludeTopic {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.meeting(self.meeting).map(|m| Act::Meet(m.id)).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        is_on(meeting, self.topic)?;
        Ok(conclude(meeting, self.topic, self.outcome).into_iter().collect())
    }
}

impl Decide for ParkTopic {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        steer(workspace, self.meeting)
    }

    /// Makes a follow-up meeting with only the people it needs, and moves on if the topic is on.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        let on = is_on(meeting, self.topic)?;
        let topic = meeting.topic(self.topic).ok_or(Refusal::Unknown)?;
        if topic.outcome == Some(Outcome::Parked) {
            return Ok(vec![]);
        }
        check_minutes(self.minutes)?;
        lies_ahead(context, self.starts_at)?;
        let about = thing_of(&topic.about);
        let planned = MeetingPlanned {
            meeting: context.workspace.next_meeting(),
            group: meeting.group,
            kind: MeetingKind::FollowUp,
            occurrence: None,
            title: self.title.clone(),
            starts_at: self.starts_at,
            minutes: self.minutes,
            place: meeting.place.clone(),
            about,
            people: people_needed(context, meeting.group, &self.people, about)?,
        };
        let next = if on { meeting.after(self.topic) } else { None };
        let concluded = conclude(meeting, self.topic, Outcome::Parked);
        Ok([planned.into()].into_iter().chain(concluded).chain(next.map(|next| start(meeting, next))).collect())
    }
}

fn thing_of(about: &About) -> Option<Thing> {
    match about {
        About::Thing(thing) => Some(*thing),
        _ => None,
    }
}
