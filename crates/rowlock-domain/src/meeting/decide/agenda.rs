//! Changing the agenda by hand: propose, leave out, put off, order. What ranks comes by itself (`meeting::agenda`).

use super::{is_current, is_planned, meeting_in};
use crate::{
    Act, Context, Decide, Event, Refusal, Text, TopicId, Workspace,
    meeting::{
        About, AgendaLine, Meeting, MeetingState, Occasion,
        command::{LeaveOutTopic, OrderTopics, ProposeTopic, PutOffThing, TakeThingBackIn},
        decide::occasion::{group_of, meeting_on},
        event::{ThingPutOff, ThingTakenBackIn, TopicLeftOut, TopicProposed, TopicsOrdered},
        refusal,
    },
    presence,
};

/// Topics of one meeting, at most.
const MOST_TOPICS: usize = 60;

fn lead(workspace: &Workspace, meeting: crate::MeetingId) -> Result<Act, Refusal> {
    group_of(workspace, Occasion::Meeting(meeting)).map(Act::Lead)
}

impl Decide for ProposeTopic {
    /// Before the meeting everybody may ask for a topic; in the meeting those who take part.
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        group_of(workspace, self.occasion)?;
        Ok(match self.occasion {
            Occasion::Meeting(id) if workspace.meeting(id).is_some_and(|m| m.state == MeetingState::Open) => Act::Meet(id),
            _ => Act::Join,
        })
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let (meeting, mut events) = meeting_on(context, self.occasion)?;
        is_current(&meeting)?;
        let line = self.line(context, &meeting)?;
        let topic = TopicId(u32::try_from(meeting.topics.len()).unwrap_or(u32::MAX).saturating_add(1));
        events.push(TopicProposed { meeting: meeting.id, topic, line }.into());
        Ok(events)
    }
}

impl ProposeTopic {
    fn line(&self, context: &Context<'_>, meeting: &Meeting) -> Result<AgendaLine, Refusal> {
        if meeting.topics.len() >= MOST_TOPICS {
            return Err(refusal::TooManyTopics());
        }
        let minutes = self.minutes.filter(|m| !(1..=60).contains(m));
        if minutes.is_some() {
            return Err(refusal::TopicMinutesOutOfBounds());
        }
        if let Some(thing) = self.about {
            presence::thing(context.workspace, thing)?;
            let there = |id: &TopicId| meeting.topic(*id).is_some_and(|t| t.about == About::Thing(thing));
            if meeting.order.iter().any(there) {
                return Err(refusal::AlreadyATopic(&thing.label()));
            }
        }
        let usual = context.workspace.group(meeting.group).map_or(180, |g| g.rules.topic_seconds);
        Ok(AgendaLine {
            about: self.about.map_or(About::Free, About::Thing),
            title: self.title.clone(),
            why: Text::default(),
            planned_seconds: self.minutes.map_or(usual, |m| m * 60),
        })
    }
}

impl Decide for LeaveOutTopic {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        lead(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        is_current(meeting)?;
        let topic = meeting.topic(self.topic).ok_or(Refusal::Unknown)?;
        if !meeting.order.contains(&topic.id) {
            return Ok(vec![]);
        }
        let fixed = matches!(topic.about, About::Opening | About::Round | About::Close);
        if fixed || meeting.spent_ms(topic.id, context.now) > 0 || meeting.current().is_some_and(|on| on.id == topic.id) {
            return Err(refusal::TopicStays());
        }
        Ok(vec![TopicLeftOut { meeting: meeting.id, topic: topic.id }.into()])
    }
}

impl Decide for PutOffThing {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        group_of(workspace, self.occasion).map(Act::Lead)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let (meeting, mut events) = meeting_on(context, self.occasion)?;
        is_planned(&meeting)?;
        presence::thing(context.workspace, self.thing)?;
        if meeting.left_out.contains(&self.thing) {
            return Ok(vec![]);
        }
        events.push(ThingPutOff { meeting: meeting.id, thing: self.thing }.into());
        Ok(events)
    }
}

impl Decide for TakeThingBackIn {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        lead(workspace, self.meeting)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        is_planned(meeting)?;
        if !meeting.left_out.contains(&self.thing) {
            return Ok(vec![]);
        }
        Ok(vec![ThingTakenBackIn { meeting: meeting.id, thing: self.thing }.into()])
    }
}

impl Decide for OrderTopics {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        lead(workspace, self.meeting)
    }

    /// Those not named keep their places behind the named ones.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let meeting = meeting_in(context, self.meeting)?;
        is_current(meeting)?;
        let to_come: Vec<TopicId> = meeting.to_come().collect();
        let mut order: Vec<TopicId> = Vec::new();
        for topic in &self.order {
            if !to_come.contains(topic) {
                return Err(refusal::TopicNotToCome());
            }
            if !order.contains(topic) {
                order.push(*topic);
            }
        }
        order.extend(to_come.iter().filter(|topic| !self.order.contains(topic)));
        if order == to_come {
            return Ok(vec![]);
        }
        Ok(vec![TopicsOrdered { meeting: meeting.id, order }.into()])
    }
}
