//! Ticks, changed lines, who is missing, notes since.

use super::{
    super::{
        DoneLine, Words,
        command::CheckInSeat,
        query::{self, LineKind},
    },
    CHECKOUT_SEAT, FIRST, check_in, given, next, occurrence,
};
use crate::{
    MeetingId, Member,
    meeting::command::{CloseMeeting, OpenMeeting},
    note::command::LeaveNote,
    testing::{CHECKOUT, INES, MOBILE, PAYMENTS, PRODUCT, RUTH, SAMUEL, Story, TOMASZ, date, instant, text, title},
};

/// Tuesday was held; Checkout checked in again for Thursday.
fn twice() -> Story {
    let first = Words { own_obstacles: vec![title("Flaky tests")], confidence: Some(3), ..next("Guest payments in staging") };
    let second = Words {
        done: vec![DoneLine { text: title("Guest payments in staging"), planned: true }, DoneLine { text: title("Hotfix"), planned: false }],
        next: vec![title("Guest payments in production")],
        own_obstacles: vec![title("Slow builds")],
        confidence: Some(4),
        others: text("We deploy on Friday."),
        ..Words::default()
    };
    Story::two_teams()
        .given(INES, check_in(first))
        .at("2026-11-24T09:30:00Z")
        .given(RUTH, OpenMeeting { occasion: super::tuesday() })
        .given(RUTH, CloseMeeting { meeting: FIRST, ballots: vec![], voters: 0 })
        .at("2026-11-25T14:00:00Z")
        .given(INES, CheckInSeat { occasion: occurrence("2026-11-26"), ..check_in(second) })
}

#[test]
fn what_was_next_comes_back_as_ticks() {
    let story = given();
    let before = instant("2026-11-26T09:30:00Z");
    assert_eq!(query::ticks(story.workspace(), PRODUCT, CHECKOUT_SEAT, before), [title("Guest payments in staging")]);
    assert!(query::ticks(story.workspace(), PRODUCT, Member::Team(PAYMENTS), before).is_empty());
    assert!(query::ticks(story.workspace(), PRODUCT, CHECKOUT_SEAT, instant("2026-11-24T09:30:00Z")).is_empty(), "its own meeting does not count");
}

#[test]
fn the_round_shows_the_changed_lines() {
    let story = twice();
    let meeting = story.workspace().meeting(MeetingId(2)).unwrap();
    let lines: Vec<_> = query::changed_in(story.workspace(), meeting, CHECKOUT_SEAT).into_iter().map(|line| (line.kind, line.text)).collect();
    let expected = [
        (LineKind::Done, "Guest payments in staging"),
        (LineKind::DoneUnplanned, "Hotfix"),
        (LineKind::Next, "Guest payments in production"),
        (LineKind::Obstacle, "Slow builds"),
        (LineKind::ObstacleGone, "Flaky tests"),
        (LineKind::Others, "We deploy on Friday."),
        (LineKind::Confidence, "4 of 5, was 3"),
    ];
    assert_eq!(lines, expected.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn what_was_said_before_is_not_said_again() {
    let same = Words { own_obstacles: vec![title("Flaky tests")], confidence: Some(3), others: text("x"), ..next("A") };
    let lines = query::changed_lines(Story::two_teams().workspace(), Some(&same), &same);
    assert_eq!(lines.into_iter().map(|line| line.kind).collect::<Vec<_>>(), [LineKind::StillNext]);
}

#[test]
fn who_is_missing_stands_in_the_groups_order_with_the_ambassador() {
    let story = given();
    let missing = query::missing(story.workspace(), PRODUCT, story.workspace().meeting(FIRST).map(AsRef::as_ref), date("2026-11-24"));
    let expected = [(Member::Team(PAYMENTS), Some(TOMASZ)), (Member::Team(MOBILE), Some(SAMUEL))];
    assert_eq!(missing.iter().map(|m| (m.member, m.ambassador)).collect::<Vec<_>>(), expected);
    assert_eq!(query::missing(story.workspace(), PRODUCT, None, date("2026-11-24")).len(), 3);
}

#[test]
fn it_is_due_ten_minutes_before() {
    let rules = crate::group::Rules::default();
    assert_eq!(query::due_at(instant("2026-11-24T09:30:00Z"), &rules), instant("2026-11-24T09:20:00Z"));
}

#[test]
fn notes_since_the_last_meeting_are_its_draft() {
    let note = |words: &str| LeaveNote { team: CHECKOUT, text: text(words) };
    let story = Story::two_teams().given(INES, note("Before.")).at("2026-11-24T09:30:00Z").given(RUTH, OpenMeeting { occasion: super::tuesday() });
    let story = story.given(RUTH, CloseMeeting { meeting: FIRST, ballots: vec![], voters: 0 }).later_minutes(60).given(INES, note("After."));
    let notes = query::notes_since_last_meeting(story.workspace(), CHECKOUT, PRODUCT, instant("2026-11-26T09:30:00Z"));
    assert_eq!(notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["After."]);
}
