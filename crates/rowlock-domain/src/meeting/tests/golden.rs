//! Every event of meetings as the log holds it.

use super::local;
use crate::{
    Event, ImpedimentId, MeetingId, Member, Thing, TopicId,
    meeting::{About, AgendaLine, Ballot, Outcome, event::*},
    series::MeetingKind,
    testing::{CHECKOUT, INES, PAYMENTS, PRODUCT, RUTH, SCRUM_OF_SCRUMS, goldens, instant, text, title},
};

fn line(about: About, planned_seconds: u32) -> AgendaLine {
    AgendaLine { about, title: title("Sandbox rejects cards"), why: text("Nobody owns it."), planned_seconds }
}

fn planned() -> Vec<Event> {
    let meeting = MeetingId(9);
    vec![
        MeetingPlanned {
            meeting,
            group: PRODUCT,
            kind: MeetingKind::ScrumOfScrums,
            occurrence: Some((SCRUM_OF_SCRUMS, local("2026-11-24"))),
            title: title("Scrum of Scrums"),
            starts_at: instant("2026-11-24T09:30:00Z"),
            minutes: 15,
            place: text("Pier 2"),
            about: Some(Thing::Impediment(ImpedimentId(3))),
            people: vec![INES, RUTH],
        }
        .into(),
        MeetingMoved { meeting, starts_at: instant("2026-11-24T11:00:00Z"), why: text("The room is taken") }.into(),
        MeetingCancelled { meeting, why: text("Offsite") }.into(),
        MeetingSkipped { meeting, why: text("Nothing to talk about") }.into(),
        MeetingReinstated { meeting }.into(),
        TopicProposed { meeting, topic: TopicId(1), line: line(About::Free, 180) }.into(),
        TopicLeftOut { meeting, topic: TopicId(1) }.into(),
        ThingPutOff { meeting, thing: Thing::Impediment(ImpedimentId(3)) }.into(),
        ThingTakenBackIn { meeting, thing: Thing::Impediment(ImpedimentId(3)) }.into(),
        TopicsOrdered { meeting, order: vec![TopicId(2), TopicId(1)] }.into(),
    ]
}

fn held() -> Vec<Event> {
    let (meeting, topic) = (MeetingId(9), TopicId(2));
    let member = Member::Team(CHECKOUT);
    let agenda = vec![
        line(About::Opening, 120),
        line(About::Round, 90),
        line(About::Thing(Thing::Impediment(ImpedimentId(3))), 240),
        line(About::Relay(MeetingId(8), member), 180),
        line(About::Requests(CHECKOUT, PAYMENTS), 180),
        line(About::Close, 120),
    ];
    vec![
        MeetingOpened { meeting, agenda, can_wait: vec![line(About::Free, 180)] }.into(),
        AttendanceNoted { meeting, member, person: INES, here: true }.into(),
        OtherAttendanceNoted { meeting, person: RUTH, here: true }.into(),
        TopicStarted { meeting, topic }.into(),
        TopicConcluded { meeting, topic, outcome: Outcome::OwnerNamed }.into(),
        TimeAdded { meeting, topic, seconds: 60 }.into(),
        ClockPaused { meeting }.into(),
        ClockResumed { meeting }.into(),
        SpeakerCalled { meeting, member: Some(member) }.into(),
        MeetingClosed { meeting }.into(),
        PulseTaken { meeting, voters: 4, ballots: vec![Ballot { worth: 3, open: 5, improve: text("Start on time") }] }.into(),
        CorrectionAdded { meeting, text: text("The date is 4 December") }.into(),
    ]
}

#[test]
fn every_event_of_meetings_is_stored_as_ever() {
    goldens("meeting", planned());
    goldens("meeting", held());
}
