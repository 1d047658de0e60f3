//! What one can ask of meetings and their topics.

use super::{Ballot, Occasion, Outcome, agenda::Worth};
use crate::{GroupId, Instant, MeetingId, Member, PersonId, Text, Thing, Title, TopicId, macros::commands, series::MeetingKind};

commands! {
    /// Plan a single meeting of a group, such as a follow-up meeting about one thing.
    PlanMeeting { group: GroupId, kind: MeetingKind, title: Title, starts_at: Instant, minutes: u32, place: Text, about: Option<Thing>, people: Vec<PersonId> }
    /// Give an occurrence its number, changing nothing else.
    NumberOccurrence { occasion: Occasion }
    /// Move it.
    MoveMeeting { occasion: Occasion, starts_at: Instant, why: Text }
    /// Call it off.
    CancelMeeting { occasion: Occasion, why: Text }
    /// Do not hold it.
    SkipMeeting { occasion: Occasion, why: Text }
    /// Hold it after all.
    ReinstateMeeting { meeting: MeetingId }
    /// Begin: the agenda as it ranks now is fixed.
    OpenMeeting { occasion: Occasion }
    /// Begin with the agenda that fills the box by what talking is worth.
    OpenByWorth { occasion: Occasion, worth: Worth }
    /// Note who sits on a seat; another person than its holder is a stand-in.
    NoteAttendance { occasion: Occasion, member: Member, person: PersonId, here: bool }
    /// Note that somebody without a seat is here.
    NoteOtherAttendance { meeting: MeetingId, person: PersonId, here: bool }
    /// Propose a topic: a thing, or free words.
    ProposeTopic { occasion: Occasion, about: Option<Thing>, title: Title, minutes: Option<u32> }
    /// Leave a proposed topic out.
    LeaveOutTopic { meeting: MeetingId, topic: TopicId }
    /// Put off a thing that ranks.
    PutOffThing { occasion: Occasion, thing: Thing }
    /// Take it back in.
    TakeThingBackIn { meeting: MeetingId, thing: Thing }
    /// Order the topics to come.
    OrderTopics { meeting: MeetingId, order: Vec<TopicId> }
    /// Leave the topic `from` for the next one, saying how it ended. Nothing happens if `from` is no longer on.
    MoveOn { meeting: MeetingId, from: TopicId, outcome: Option<Outcome> }
    /// Go back from `from` to the topic before it. Nothing happens if `from` is no longer on.
    MoveBack { meeting: MeetingId, from: TopicId }
    /// Go to a topic out of turn.
    StartTopic { meeting: MeetingId, topic: TopicId }
    /// Say how a topic ended without leaving it.
    ConcludeTopic { meeting: MeetingId, topic: TopicId, outcome: Outcome }
    /// Make the topic a follow-up meeting about its thing, and move on.
    ParkTopic { meeting: MeetingId, topic: TopicId, title: Title, starts_at: Instant, minutes: u32, people: Vec<PersonId> }
    /// Add time to a topic.
    AddTime { meeting: MeetingId, topic: TopicId, seconds: u32 }
    /// Stop the clock.
    PauseClock { meeting: MeetingId }
    /// Let it run again.
    ResumeClock { meeting: MeetingId }
    /// Let a seat speak in the round, or nobody.
    CallSpeaker { meeting: MeetingId, member: Option<Member> }
    /// End it. The caller hands over the ballots it kept; the relays are held for 30 s.
    CloseMeeting { meeting: MeetingId, ballots: Vec<Ballot>, voters: u32 }
    /// Add a dated correction to the minutes of a closed meeting.
    CorrectMinutes { meeting: MeetingId, text: Text }
}
