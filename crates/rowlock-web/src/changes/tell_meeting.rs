//! Sentences for meetings, check-ins, relays, series.

use super::telling::{Kind, Teller, Telling};
use crate::ui::status::State;
use rowlock_domain::{Event, MeetingId, Member, Recorded, SeriesId, TeamId, Thing};

pub(super) fn tell(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    meeting(teller, recorded)
        .or_else(|| topic(teller, recorded))
        .or_else(|| check_in(teller, recorded))
        .or_else(|| relay(teller, recorded))
        .or_else(|| series(teller, recorded))
}

fn on_meeting(teller: &Teller<'_>, id: MeetingId, state: State, fact: &str) -> Telling {
    let meeting = teller.model.meeting(id);
    let title = meeting.map_or("Meeting", |m| m.title.as_str());
    let when = meeting.map_or_else(String::new, |m| teller.when(m.starts_at));
    Telling::new(Kind::Meetings, state, format!("{title}, {when}: {fact}")).about(Thing::Meeting(id))
}

fn meeting(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id, state, fact: &str| on_meeting(teller, id, state, fact);
    Some(match &recorded.event {
        Event::MeetingPlanned(e) if e.occurrence.is_some() => on(e.meeting, State::New, "planned").quiet(),
        Event::MeetingPlanned(e) => on(e.meeting, State::Follow, "planned"),
        Event::MeetingMoved(e) => on(e.meeting, State::Risk, &format!("moved to {}", teller.when(e.starts_at))).more(e.why.to_string()),
        Event::MeetingCancelled(e) => on(e.meeting, State::New, "cancelled").more(e.why.to_string()),
        Event::MeetingSkipped(e) => on(e.meeting, State::New, "not held").more(e.why.to_string()),
        Event::MeetingReinstated(e) => on(e.meeting, State::Ok, "will be held after all"),
        Event::MeetingOpened(e) => on(e.meeting, State::Ok, "began").quiet(),
        Event::MeetingClosed(e) => on(e.meeting, State::Done, "ended"),
        Event::CorrectionAdded(e) => on(e.meeting, State::New, "minutes corrected").more(e.text.to_string()),
        Event::PulseTaken(e) => on(e.meeting, State::Ok, &format!("pulse of {}", e.voters)).quiet(),
        Event::AttendanceNoted(e) => {
            let here = if e.here { "is here for" } else { "is not here for" };
            on(e.meeting, State::New, &format!("{} {here} {}", teller.name(e.person), teller.member(e.member))).quiet()
        }
        Event::OtherAttendanceNoted(e) => {
            let here = if e.here { "is here" } else { "has left" };
            on(e.meeting, State::New, &format!("{} {here}", teller.name(e.person))).quiet()
        }
        _ => return None,
    })
}

fn topic(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let title = |meeting: MeetingId, topic: rowlock_domain::TopicId| {
        let found = teller.model.meeting(meeting).and_then(|m| m.topics.iter().find(|t| t.id == topic).map(|t| t.title.to_string()));
        found.unwrap_or_else(|| "a topic".to_owned())
    };
    let on = |id, fact: String| on_meeting(teller, id, State::New, &fact).quiet();
    Some(match &recorded.event {
        Event::TopicProposed(e) => on(e.meeting, format!("topic “{}” proposed", e.line.title)),
        Event::TopicLeftOut(e) => on(e.meeting, format!("topic “{}” left out", title(e.meeting, e.topic))),
        Event::ThingPutOff(e) => on(e.meeting, format!("{} put off", e.thing.label())),
        Event::ThingTakenBackIn(e) => on(e.meeting, format!("{} taken back in", e.thing.label())),
        Event::TopicsOrdered(e) => on(e.meeting, "topics ordered".to_owned()),
        Event::TopicStarted(e) => on(e.meeting, format!("topic “{}” is on", title(e.meeting, e.topic))),
        Event::TopicConcluded(e) => on(e.meeting, format!("topic “{}” ended: {}", title(e.meeting, e.topic), e.outcome.word().replace('_', " "))),
        Event::TimeAdded(e) => on(e.meeting, format!("{} s added to “{}”", e.seconds, title(e.meeting, e.topic))),
        Event::ClockPaused(e) => on(e.meeting, "clock stopped".to_owned()),
        Event::ClockResumed(e) => on(e.meeting, "clock runs again".to_owned()),
        Event::SpeakerCalled(e) => on(e.meeting, "next speaker".to_owned()),
        _ => return None,
    })
}

fn team_of(member: Member) -> Option<TeamId> {
    match member {
        Member::Team(team) => Some(team),
        Member::Group(_) => None,
    }
}

fn check_in(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |meeting: MeetingId, member: Member, state, fact: String| {
        let headline = format!("{}: {fact}", teller.member(member));
        Telling::new(Kind::Meetings, state, headline).about(Thing::Meeting(meeting)).teams(team_of(member))
    };
    Some(match &recorded.event {
        Event::CheckInAsked(e) => on(e.meeting, e.member, State::New, "asked to check in".to_owned()).quiet(),
        Event::CheckInReminded(e) => on(e.meeting, e.member, State::New, "reminded to check in".to_owned()).quiet(),
        Event::CheckInGiven(e) => match confidence(teller, recorded, e.member, e.words.confidence) {
            Some((state, fact)) => Telling { kind: Kind::Goals, ..on(e.meeting, e.member, state, fact) }.more(e.words.confidence_reason.to_string()),
            None => on(e.meeting, e.member, State::Done, "checked in".to_owned()).quiet(),
        },
        Event::CheckInAmended(e) => on(e.meeting, e.member, State::Done, "check-in amended".to_owned()).quiet(),
        _ => return None,
    })
}

/// "confidence 4 to 2", when it moved.
fn confidence(teller: &Teller<'_>, recorded: &Recorded, member: Member, now: Option<u8>) -> Option<(State, String)> {
    let team = teller.model.team(team_of(member)?)?;
    let before = team.confidences.iter().rev().find(|c| c.at < recorded.stamp.at)?.value;
    let now = now.filter(|now| *now != before)?;
    let state = if now < before { State::Risk } else { State::Ok };
    Some((state, format!("confidence {before} to {now}")))
}

fn relay(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |meeting: MeetingId, member: Member, state, fact: String| {
        let headline = format!("{} {fact}", teller.member(member));
        Telling::new(Kind::Meetings, state, headline).about(Thing::Meeting(meeting)).teams(team_of(member))
    };
    Some(match &recorded.event {
        Event::RelaysHeld(e) => on_meeting(teller, e.meeting, State::New, "relays go out in 30 s").quiet(),
        Event::RelaysTakenBack(e) => on_meeting(teller, e.meeting, State::New, "relays taken back").quiet(),
        Event::RelaySentenceAdded(e) => {
            on(e.meeting, e.member, State::New, "gets a sentence by hand".to_owned()).more(e.sentence.to_string()).quiet()
        }
        Event::RelaySent(e) => on(e.meeting, e.member, State::New, format!("is told: {}", e.brief.headline)).quiet(),
        Event::RelayAcknowledged(e) => on(e.meeting, e.member, State::Done, "knows".to_owned()).quiet(),
        Event::RelayAskedBack(e) => on(e.meeting, e.member, State::Risk, "asks back".to_owned()).more(e.question.to_string()),
        Event::RelayAnswered(e) => on(e.meeting, e.member, State::Done, "has an answer".to_owned()).more(e.answer.to_string()),
        _ => return None,
    })
}

fn series(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id: SeriesId, fact: String| {
        let title = teller.model.series_of(id).map_or("A series", |s| s.title.as_str());
        Telling::new(Kind::Meetings, State::New, format!("{title}: {fact}")).about(Thing::Series(id))
    };
    Some(match &recorded.event {
        Event::SeriesSet(e) => on(e.series, "recurs from now on".to_owned()).quiet(),
        Event::SeriesRescheduled(e) => on(e.series, format!("another time from {} on", teller.day(e.from))),
        Event::SeriesRetitled(e) => on(e.series, "is called so now".to_owned()).quiet(),
        Event::SeriesKindSet(e) => on(e.series, format!("is a {} now", e.kind.word().replace('_', " "))).quiet(),
        Event::SeriesPlaced(e) => on(e.series, "has another place".to_owned()).more(e.place.to_string()).quiet(),
        Event::SeriesEnded(e) => on(e.series, format!("ends on {}", teller.day(e.on))),
        _ => return None,
    })
}
