//! How a topic ended when nobody said it: by what happened to its thing while it was on.

use super::{About, Meeting, Outcome, Topic};
use crate::{Event, MeetingId, Recorded, Thing, TopicId, Workspace};
use std::sync::Arc;

/// The outcome that the events since the topic came on amount to; *noted* if there were none.
pub(super) fn inferred(workspace: &Workspace, meeting: &Meeting, topic: &Topic) -> Outcome {
    let since = came_on(workspace, meeting.id, topic.id);
    let mut outcome = Outcome::Noted;
    for recorded in workspace.journal.iter().rev().take_while(|r| r.stamp.version > since) {
        match weigh(&recorded.event, meeting.id, topic) {
            Some(Outcome::Solved) => return Outcome::Solved,
            Some(Outcome::Escalated) => outcome = Outcome::Escalated,
            Some(found) if outcome == Outcome::Noted => outcome = found,
            _ => {}
        }
    }
    outcome
}

/// The version of the event by which the topic came on last.
fn came_on(workspace: &Workspace, meeting: MeetingId, topic: TopicId) -> u64 {
    let starts = |recorded: &&Arc<Recorded>| match &recorded.event {
        Event::TopicStarted(event) => event.topic == topic,
        Event::MeetingOpened(_) => true,
        _ => false,
    };
    workspace.history(Thing::Meeting(meeting)).rev().find(starts).map_or(workspace.version, |r| r.stamp.version)
}

fn weigh(event: &Event, meeting: MeetingId, topic: &Topic) -> Option<Outcome> {
    if let About::Relay(of, member) = topic.about {
        return match event {
            Event::RelayAnswered(e) if e.meeting == of && e.member == member => Some(Outcome::Solved),
            Event::RelayAcknowledged(e) if e.meeting == of && e.member == member => Some(Outcome::Solved),
            _ => captured(event, meeting),
        };
    }
    let About::Thing(thing) = topic.about else { return captured(event, meeting) };
    on_thing(event, thing).or_else(|| captured(event, meeting))
}

fn on_thing(event: &Event, thing: Thing) -> Option<Outcome> {
    let (of, outcome) = match event {
        Event::ImpedimentResolved(e) => (Thing::Impediment(e.impediment), Outcome::Solved),
        Event::ImpedimentEscalated(e) => (Thing::Impediment(e.impediment), Outcome::Escalated),
        Event::ImpedimentOwned(e) => (Thing::Impediment(e.impediment), Outcome::OwnerNamed),
        Event::DependencyPromised(e) => (Thing::Dependency(e.dependency), Outcome::Solved),
        Event::PromiseMoved(e) => (Thing::Dependency(e.dependency), Outcome::Solved),
        Event::NeedMoved(e) => (Thing::Dependency(e.dependency), Outcome::Solved),
        Event::DependencyDelivered(e) => (Thing::Dependency(e.dependency), Outcome::Solved),
        Event::DependencyAccepted(e) => (Thing::Dependency(e.dependency), Outcome::Solved),
        Event::RiskOwned(e) => (Thing::Risk(e.risk), Outcome::OwnerNamed),
        Event::RiskMitigated(e) => (Thing::Risk(e.risk), Outcome::Solved),
        Event::RiskResolved(e) => (Thing::Risk(e.risk), Outcome::Solved),
        Event::FollowUpDone(e) => (Thing::FollowUp(e.follow_up), Outcome::Solved),
        Event::FollowUpDated(e) => (Thing::FollowUp(e.follow_up), Outcome::OwnerNamed),
        Event::FollowUpHandedOn(e) => (Thing::FollowUp(e.follow_up), Outcome::OwnerNamed),
        _ => return None,
    };
    (of == thing).then_some(outcome)
}

/// Decisions and follow-ups written down in this meeting while the topic was on.
fn captured(event: &Event, meeting: MeetingId) -> Option<Outcome> {
    match event {
        Event::DecisionMade(e) if e.meeting == Some(meeting) => Some(Outcome::Solved),
        Event::FollowUpAssigned(e) if e.meeting == Some(meeting) => Some(Outcome::OwnerNamed),
        _ => None,
    }
}
