//! Rules of meetings, told as stories about Product's Scrum of Scrums.

mod agenda;
mod golden;
mod held;
mod plan;

use super::{
    About, Meeting, Occasion,
    command::{CloseMeeting, OpenMeeting, ProposeTopic},
};
use crate::{
    DateTime, MeetingId, TopicId,
    testing::{RUTH, SCRUM_OF_SCRUMS, Story, assert_each_refusal_shown, date, title},
};

/// The first meeting of the stories: Tuesday 24 November, 09:30.
const FIRST: MeetingId = MeetingId(1);

fn local(day: &str) -> DateTime {
    date(day).at(9, 30, 0, 0)
}

fn occurrence(day: &str) -> Occasion {
    Occasion::Occurrence(SCRUM_OF_SCRUMS, local(day))
}

fn tuesday() -> Occasion {
    occurrence("2026-11-24")
}

fn meeting(story: &Story) -> &Meeting {
    story.workspace().meeting(FIRST).unwrap()
}

/// A topic proposed by hand.
fn propose(what: &str) -> ProposeTopic {
    ProposeTopic { occasion: tuesday(), about: None, title: title(what), minutes: None }
}

/// The meeting is open, with two proposed topics: opening, round, both, close.
fn open() -> Story {
    Story::two_teams()
        .given(RUTH, propose("Dock fees"))
        .given(RUTH, propose("Night shift"))
        .at("2026-11-24T09:30:00Z")
        .given(RUTH, OpenMeeting { occasion: tuesday() })
}

fn close(voters: u32) -> CloseMeeting {
    CloseMeeting { meeting: FIRST, ballots: vec![], voters }
}

/// The number of the topic with that subject.
fn topic(story: &Story, about: About) -> TopicId {
    meeting(story).agenda().find(|topic| topic.about == about).unwrap().id
}

#[test]
fn each_refusal_of_meetings_is_shown() {
    assert_each_refusal_shown("meeting", super::refusal::NAMES);
}
