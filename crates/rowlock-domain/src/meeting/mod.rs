//! Meetings: planned, open, closed; skipped or cancelled with a reason; corrected afterwards by dated entries.
//!
//! An open meeting is a sequence of topics with a clock that is arithmetic over events, never ticks.
//! Two facilitators pressing "next" at once name the topic they leave, so it moves by one.

pub mod agenda;
pub(crate) mod apply;
pub mod clock;
pub mod command;
pub mod decide;
pub mod event;
pub mod minutes;
mod outcome;
pub mod query;
mod refusal;
#[cfg(test)]
mod tests;

use crate::{
    DateTime, GroupId, Instant, MeetingId, Member, PersonId, SeriesId, Text, Thing, Title, TopicId, checkin::CheckIn, macros::words, relay::Relay,
    series::MeetingKind,
};
use imbl::{OrdMap, OrdSet, Vector};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A meeting that has a number, or an occurrence of a series that gets one by being acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// It has one.
    Meeting(MeetingId),
    /// The occurrence that by its rule would start then (as in RECURRENCE-ID).
    Occurrence(SeriesId, DateTime),
}

/// Where a meeting stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeetingState {
    /// To come.
    Planned,
    /// Being held.
    Open,
    /// Over.
    Closed,
    /// Not held, with the reason: nobody needed it.
    Skipped(Text),
    /// Called off, with the reason.
    Cancelled(Text),
}

words! {
    /// How a topic ended.
    Outcome {
        /// Solved on the spot.
        Solved = "solved",
        /// Somebody owns it now.
        OwnerNamed = "owner_named",
        /// Made a follow-up meeting.
        Parked = "parked",
        /// Taken up a rung.
        Escalated = "escalated",
        /// Heard; nothing to do.
        Noted = "noted",
        /// Comes again next time.
        CarriedOver = "carried_over",
    }
}

/// What a topic is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum About {
    /// The opening.
    #[serde(rename = "opening")]
    Opening,
    /// The round: the changed lines of the check-ins.
    #[serde(rename = "round")]
    Round,
    /// One thing.
    #[serde(rename = "thing")]
    Thing(Thing),
    /// A member's relay that is not acknowledged, or asked back, of an earlier meeting.
    #[serde(rename = "relay")]
    Relay(MeetingId, Member),
    /// Many unanswered requests of one pair of teams: consumer, provider.
    #[serde(rename = "requests")]
    Requests(crate::TeamId, crate::TeamId),
    /// Whatever the title says.
    #[serde(rename = "free")]
    Free,
    /// The close: pulse and relays.
    #[serde(rename = "close")]
    Close,
}

/// One line of an agenda as it is frozen when the meeting opens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaLine {
    /// What about.
    pub about: About,
    /// As a sentence.
    pub title: Title,
    /// Why it stands here.
    pub why: Text,
    /// Planned seconds.
    pub planned_seconds: u32,
}

/// A topic of a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// Number within the meeting.
    pub id: TopicId,
    /// What it is about.
    pub about: About,
    /// As a sentence.
    pub title: Title,
    /// Why it stands here; may be empty.
    pub why: Text,
    /// Planned seconds, with what was added.
    pub planned_seconds: u32,
    /// Who proposed it by hand.
    pub proposed_by: Option<PersonId>,
    /// Milliseconds spent on it before it last started.
    pub spent_ms: i64,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

/// Who sits on a seat in one meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// The person; a stand-in if it is not the seat's holder.
    pub person: PersonId,
    /// Whether they are here.
    pub here: bool,
}

/// The running clock of an open meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    /// The topic that is on.
    pub topic: TopicId,
    /// Since when; `None` while paused.
    pub running_since: Option<Instant>,
}

words! {
    /// Whether the group could speak openly and the time was well spent: nothing here names a person.
    PulseQuestion {
        /// Worth the time, 1 to 5.
        Worth = "worth",
        /// Could speak openly, 1 to 5.
        Open = "open",
    }
}

/// One ballot of the pulse. Stored only together with others, sorted, and from three on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Worth the time, 1 to 5.
    pub worth: u8,
    /// Could speak openly, 1 to 5.
    pub open: u8,
    /// One thing to improve; may be empty.
    pub improve: Text,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Number.
    pub id: MeetingId,
    /// The group that meets.
    pub group: GroupId,
    /// What kind.
    pub kind: MeetingKind,
    /// The series and the original local start of which it is an occurrence.
    pub occurrence: Option<(SeriesId, DateTime)>,
    /// What it is called.
    pub title: Title,
    /// When it starts.
    pub starts_at: Instant,
    /// Time box.
    pub minutes: u32,
    /// Where; may be empty.
    pub place: Text,
    /// Where it stands.
    pub state: MeetingState,
    /// The thing a follow-up meeting is about.
    pub about: Option<Thing>,
    /// The people a follow-up meeting needs.
    pub people: OrdSet<PersonId>,
    /// When it opened.
    pub opened_at: Option<Instant>,
    /// When it closed.
    pub closed_at: Option<Instant>,
    /// Who opened it.
    pub facilitator: Option<PersonId>,
    /// Seats that were asked to check in.
    pub asked: OrdMap<Member, Instant>,
    /// Seats that were reminded.
    pub reminded: OrdMap<Member, Instant>,
    /// Check-ins by seat.
    pub check_ins: OrdMap<Member, Arc<CheckIn>>,
    /// Topics proposed before it opens, and all of them once it is open.
    pub topics: Vector<Arc<Topic>>,
    /// The order of topics; a subset of `topics` (what was left out stands in none).
    pub order: Vector<TopicId>,
    /// The order as the screens of an open meeting show it: a changed order of what is to come waits here for the next topic.
    pub announced: Vector<TopicId>,
    /// Things put off before the meeting by hand: they stand under "can wait".
    pub left_out: OrdSet<Thing>,
    /// What did not fit when it opened.
    pub can_wait: Vector<AgendaLine>,
    /// The clock, while it is open.
    pub clock: Option<Clock>,
    /// Who sits where.
    pub attendance: OrdMap<Member, Attendance>,
    /// Others who are here (architects, experts, Product Owners).
    pub others_here: OrdSet<PersonId>,
    /// The seat that speaks now in the round.
    pub speaker: Option<Member>,
    /// Dated corrections after the close.
    pub corrections: Vector<(Instant, Option<PersonId>, Text)>,
    /// The pulse, if at least three voted.
    pub ballots: Vector<Ballot>,
    /// How many voted.
    pub voters: u32,
    /// Until when the relays are held back.
    pub relays_held_until: Option<Instant>,
    /// One relay per seat.
    pub relays: OrdMap<Member, Arc<Relay>>,
}
