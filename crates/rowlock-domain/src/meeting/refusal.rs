//! What stands against a command about meetings.

use crate::refusal::refusals;

refusals! {
    /// The series does not happen then.
    NoSuchOccurrence(title: &str, local: &str) "“{title}” does not meet on {local}: its schedule has changed. Choose one of its coming meetings.",
    /// Nobody meets on a closing day.
    ClosingDay(date: crate::Date, why: &str) "Nothing happens on {date}: it is a closing day{why}. Choose another meeting, or open that day in the group's settings.",
    /// Kind "other" has no agenda, no check-in.
    OnlyInCalendars(title: &str) "“{title}” only shows in calendars: it has no check-in and no agenda. Change its kind if it should.",
    /// Too far ahead to be numbered.
    OccurrenceTooFar() "That meeting is more than 400 days away. Come back when it is nearer.",
    /// The meeting is over.
    MeetingIsClosed() "This meeting is closed; what was said stays as it is. Add a dated correction to its minutes instead.",
    /// It was called off.
    MeetingIsOff() "This meeting is not held: it was skipped or cancelled. Reinstate it first.",
    /// It is being held.
    MeetingIsOpen() "This meeting is open already. Close it, or change its topics instead.",
    /// It is not being held.
    MeetingNotOpen() "This meeting is not open. Only an open meeting has a clock, and only an open meeting can be closed.",
    /// It is not over.
    MeetingNotClosed() "This meeting is not closed. Corrections and relays come after the close.",
    /// Another one of the group is open.
    AnotherMeetingOpen(title: &str) "“{title}” of this group is still open. Close it first.",
    /// A start in the past.
    StartHasPassed() field "starts_at" "That time has passed. Choose a later one.",
    /// A reason is needed.
    ReasonMissing() field "why" "Say why in a few words: everybody who meant to come reads it.",
    /// Kind "other" is for series.
    KindNotPlanned() field "kind" "A single meeting has a purpose: choose another kind than “other”.",
    /// Somebody who does not belong here.
    PersonNotHere() field "person" "That person is not a member of this workspace. Choose somebody from the list.",
    /// The member has no seat in the group.
    NoSeat(member: &str) field "member" "{member} has no seat in this group.",
    /// Too many topics.
    TooManyTopics() "This meeting has 60 topics already. Leave some out first.",
    /// The thing is a topic already.
    AlreadyATopic(thing: &str) "{thing} is a topic of this meeting already.",
    /// Minutes of a topic out of bounds.
    TopicMinutesOutOfBounds() field "minutes" "A topic takes 1 to 60 minutes. Give a number in between.",
    /// It cannot be left out.
    TopicStays() "This topic cannot be left out: it is on, was talked about, or belongs to every meeting.",
    /// It is not among the topics.
    TopicLeftOut() "That topic was left out of this meeting. Propose it again to talk about it.",
    /// It is over or on.
    TopicNotToCome() field "order" "Only topics that are still to come can be ordered.",
    /// Seconds out of bounds.
    AddedTimeOutOfBounds() field "seconds" "Add between 1 second and 60 minutes.",
    /// Ballots out of bounds.
    BallotOutOfBounds() field "ballots" "A ballot gives 1 to 5 to each question.",
    /// More ballots than voters.
    MoreBallotsThanVoters() field "voters" "There are more ballots than people who voted.",
}
