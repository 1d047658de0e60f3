//! Any member leaves a note; it waits for the team's next check-in.

use super::{command::LeaveNote, event::NoteLeft};
use crate::{Event, TeamId, team::command::ArchiveTeam, testing::*};

pub(crate) fn examples() -> Vec<Event> {
    vec![NoteLeft { team: CHECKOUT, text: text("The new card form is on staging.") }.into()]
}

#[test]
fn stored_events_stay_as_they_are() {
    goldens("note", examples());
}

#[test]
fn any_member_leaves_a_note() {
    let story = Story::two_teams();
    let before = story.now();
    let story = story.later_minutes(5).given(OTTO, LeaveNote { team: CHECKOUT, text: text("Staging is slow.") });
    let notes: Vec<_> = story.workspace().notes_since(CHECKOUT, before).collect();
    assert_eq!((notes.len(), notes[0].by), (1, Some(OTTO)));
    assert_eq!(story.workspace().notes_since(CHECKOUT, story.now()).count(), 0);
}

#[test]
fn a_note_says_something_to_a_living_team() {
    let note = |team, words: &str| LeaveNote { team, text: text(words) };
    Story::two_teams()
        .when(OTTO, note(CHECKOUT, ""))
        .then_field("text")
        .when(OTTO, note(TeamId(9), "Hello"))
        .then_unknown()
        .when(NOBODY_KNOWN, note(CHECKOUT, "Hello"))
        .then_forbidden()
        .given(RUTH, ArchiveTeam { team: MOBILE })
        .when(OTTO, note(MOBILE, "Hello"))
        .then_refused("TeamArchived");
}
