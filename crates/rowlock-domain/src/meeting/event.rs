//! What happened to meetings and their topics.

use super::{AgendaLine, Ballot, Outcome};
use crate::{DateTime, GroupId, Instant, MeetingId, Member, PersonId, SeriesId, Text, Thing, Title, TopicId, macros::events, series::MeetingKind};

events! {
    /// A meeting has a number from now on.
    MeetingPlanned {
        meeting: MeetingId,
        group: GroupId,
        kind: MeetingKind,
        /// The series and original local start of which it is an occurrence.
        occurrence: Option<(SeriesId, DateTime)>,
        title: Title,
        starts_at: Instant,
        minutes: u32,
        place: Text,
        /// What a follow-up meeting is about.
        about: Option<Thing>,
        /// Whom a follow-up meeting needs.
        people: Vec<PersonId>,
    }
    /// It starts at another time.
    MeetingMoved { meeting: MeetingId, starts_at: Instant, why: Text }
    /// It is called off.
    MeetingCancelled { meeting: MeetingId, why: Text }
    /// It is not held: nobody needs it.
    MeetingSkipped { meeting: MeetingId, why: Text }
    /// It will be held after all.
    MeetingReinstated { meeting: MeetingId }
    /// It began; the agenda is fixed and its first topic is on.
    MeetingOpened { meeting: MeetingId, agenda: Vec<AgendaLine>, can_wait: Vec<AgendaLine> }
    /// Somebody sits on a seat, or does not.
    AttendanceNoted { meeting: MeetingId, member: Member, person: PersonId, here: bool }
    /// Somebody else is here, or no longer.
    OtherAttendanceNoted { meeting: MeetingId, person: PersonId, here: bool }
    /// Somebody wants to talk about something.
    TopicProposed { meeting: MeetingId, topic: TopicId, line: AgendaLine }
    /// It is not talked about.
    TopicLeftOut { meeting: MeetingId, topic: TopicId }
    /// A thing that ranks is put off before the meeting.
    ThingPutOff { meeting: MeetingId, thing: Thing }
    /// And taken back in.
    ThingTakenBackIn { meeting: MeetingId, thing: Thing }
    /// The order of the topics, those to come.
    TopicsOrdered { meeting: MeetingId, order: Vec<TopicId> }
    /// A topic is on; the one before it is not.
    TopicStarted { meeting: MeetingId, topic: TopicId }
    /// How a topic ended.
    TopicConcluded { meeting: MeetingId, topic: TopicId, outcome: Outcome }
    /// A topic may take longer.
    TimeAdded { meeting: MeetingId, topic: TopicId, seconds: u32 }
    /// The clock stands.
    ClockPaused { meeting: MeetingId }
    /// It runs again.
    ClockResumed { meeting: MeetingId }
    /// A seat speaks in the round.
    SpeakerCalled { meeting: MeetingId, member: Option<Member> }
    /// It is over.
    MeetingClosed { meeting: MeetingId }
    /// The pulse: ballots sorted, none under three.
    PulseTaken { meeting: MeetingId, voters: u32, ballots: Vec<Ballot> }
    /// A dated correction to the minutes.
    CorrectionAdded { meeting: MeetingId, text: Text }
}
