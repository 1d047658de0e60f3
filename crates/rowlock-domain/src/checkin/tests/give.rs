//! Giving, amending, asking, reminding; confidence.

use super::{
    super::{
        DoneLine, Words,
        command::{AskCheckIn, CheckInSeat, RemindCheckIn},
        event::{CheckInAmended, CheckInAsked, CheckInGiven},
        query, refusal,
    },
    CHECKOUT_SEAT, FIRST, check_in, given, next, occurrence, tuesday,
};
use crate::{
    Actor, GoalId, ImpedimentId, MeetingId, Member,
    goal::{command::MeetGoal, event::SprintGoalSet},
    meeting::{
        Occasion,
        command::{CancelMeeting, CloseMeeting, OpenMeeting},
        event::MeetingPlanned,
    },
    series::MeetingKind,
    team::{event::RhythmSet, rhythm::Rhythm},
    testing::{CHECKOUT, INES, OTTO, PAYMENTS, PRODUCT, RUTH, Story, TOMASZ, WAREHOUSE, date, text, title},
};

fn sure(value: u8, reason: &str) -> Words {
    Words { confidence: Some(value), confidence_reason: text(reason), ..Words::default() }
}

fn thursday(words: Words) -> CheckInSeat {
    CheckInSeat { occasion: occurrence("2026-11-26"), ..check_in(words) }
}

#[test]
fn the_ambassador_checks_in_and_the_occurrence_gets_its_number() {
    let story = Story::two_teams().when(INES, check_in(next("Guest payments"))).then_kinds(&["MeetingPlanned", "CheckInGiven"]);
    let kept = story.workspace().meeting(FIRST).unwrap().check_ins.get(&CHECKOUT_SEAT).unwrap();
    assert_eq!((kept.by, kept.given_at, kept.amended_at), (Some(INES), story.now(), None));
}

#[test]
fn others_do_not_check_in_for_the_team_but_the_master_may() {
    Story::two_teams().when(OTTO, check_in(next("x"))).then_forbidden();
    Story::two_teams().when(TOMASZ, check_in(next("x"))).then_forbidden();
    Story::two_teams().when(RUTH, check_in(next("x"))).then_kinds(&["MeetingPlanned", "CheckInGiven"]);
}

#[test]
fn the_second_time_it_is_amended_and_the_same_words_change_nothing() {
    given().when(INES, check_in(next("Guest payments in staging"))).then_nothing();
    let amended = CheckInAmended { meeting: FIRST, member: CHECKOUT_SEAT, words: next("Guest payments in production") };
    let story = given().later_minutes(5).when(INES, check_in(next("Guest payments in production"))).then(vec![amended.into()]);
    let kept = story.workspace().meeting(FIRST).unwrap().check_ins.get(&CHECKOUT_SEAT).unwrap();
    assert_eq!(kept.amended_at, Some(story.now()));
    assert!(kept.given_at < story.now());
}

#[test]
fn it_is_amended_until_the_meeting_closes_and_then_refused() {
    let open = given().at("2026-11-24T09:30:00Z").given(RUTH, OpenMeeting { occasion: tuesday() });
    open.clone().when(INES, check_in(next("x"))).then_kinds(&["CheckInAmended"]);
    let closed = open.given(RUTH, CloseMeeting { meeting: FIRST, ballots: vec![], voters: 0 });
    closed.when(INES, check_in(next("x"))).then_refused("MeetingAlreadyClosed");
}

#[test]
fn nobody_checks_in_for_a_meeting_that_is_not_held() {
    let story = given().given(RUTH, CancelMeeting { occasion: tuesday(), why: text("Holiday.") });
    story.when(INES, check_in(next("x"))).then_refused("MeetingNotHeld");
}

#[test]
fn a_follow_up_meeting_takes_no_check_in() {
    let follow_up = MeetingPlanned {
        meeting: FIRST,
        group: PRODUCT,
        kind: MeetingKind::FollowUp,
        occurrence: None,
        title: title("About IMP-1"),
        starts_at: Story::new().now(),
        minutes: 30,
        place: text(""),
        about: None,
        people: vec![INES],
    };
    let story = Story::two_teams().happened(RUTH, vec![follow_up.into()]);
    let words = CheckInSeat { occasion: Occasion::Meeting(FIRST), ..check_in(next("x")) };
    story.when(INES, words).then_refused("NoCheckInHere");
}

#[test]
fn a_team_of_another_group_has_no_seat_there() {
    let elsewhere = CheckInSeat { member: Member::Team(WAREHOUSE), ..check_in(next("x")) };
    Story::two_teams().when(crate::testing::WILMA, elsewhere).then_refusal(&refusal::NoSeatThere("Warehouse"));
    let unknown = CheckInSeat { occasion: Occasion::Meeting(MeetingId(9)), ..check_in(next("x")) };
    Story::two_teams().when(INES, unknown).then_unknown();
}

#[test]
fn what_it_names_must_be_there_and_fit() {
    let named = Words { impediments: vec![ImpedimentId(1)], ..Words::default() };
    Story::two_teams().when(INES, check_in(named)).then_unknown();
    let long = Words { done: vec![DoneLine { text: title("x"), planned: false }; 51], ..Words::default() };
    Story::two_teams().when(INES, check_in(long)).then_field("done");
}

#[test]
fn confidence_is_one_to_five() {
    for value in [0, 6] {
        Story::two_teams().when(INES, check_in(sure(value, ""))).then_refusal(&refusal::ConfidenceOutOfBounds(value));
    }
    let story = Story::two_teams().given(INES, check_in(sure(4, "")));
    let team = story.workspace().team(CHECKOUT).unwrap();
    assert_eq!(team.confidences.last().map(|c| (c.value, c.meeting)), Some((4, FIRST)));
}

#[test]
fn a_fall_needs_its_reason() {
    let story = Story::two_teams().given(INES, check_in(sure(4, ""))).at("2026-11-25T12:00:00Z");
    story.clone().when(INES, thursday(sure(2, ""))).then_refusal(&refusal::FallWithoutReason(4, 2));
    story.clone().when(INES, thursday(sure(4, ""))).then_kinds(&["MeetingPlanned", "CheckInGiven"]);
    let story = story.given(INES, thursday(sure(2, "The bank is late.")));
    let (before, now) = query::confidence_now(story.workspace(), CHECKOUT, date("2026-11-25")).unwrap();
    assert_eq!((before, now.value, now.reason.as_str()), (Some(4), 2, "The bank is late."));
}

#[test]
fn amending_replaces_the_confidence_of_the_same_meeting_without_a_reason() {
    let story = Story::two_teams().given(INES, check_in(sure(4, ""))).given(INES, check_in(sure(3, "")));
    assert_eq!(story.workspace().team(CHECKOUT).unwrap().confidences.len(), 1);
}

/// Checkout in sprints of two weeks, with a goal for the one from 25 November on; it gave 4 before that.
fn before_the_sprint() -> Story {
    let rhythm = RhythmSet { team: CHECKOUT, from: date("2026-11-02"), rhythm: Some(Rhythm { start: date("2026-11-11"), weeks: 2, number: 22 }) };
    let goal = SprintGoalSet {
        goal: GoalId(1),
        team: CHECKOUT,
        sprint: date("2026-11-25"),
        title: title("Saved cards"),
        tell: text(""),
        supports: vec![],
        origin: None,
    };
    Story::two_teams().happened(RUTH, vec![rhythm.into(), goal.into()]).given(INES, check_in(sure(4, ""))).at("2026-11-25T12:00:00Z")
}

#[test]
fn a_confidence_holds_until_the_sprint_is_over_also_once_its_goal_is_met() {
    let story = before_the_sprint().given(INES, thursday(sure(2, ""))).given(INES, MeetGoal { goal: GoalId(1) });
    let of = |on: &str| query::confidence_now(story.workspace(), CHECKOUT, date(on)).map(|(_, now)| now.value);
    assert_eq!(of("2026-11-27"), Some(2));
    assert_eq!(of("2026-12-10"), None, "of a sprint that is over it says nothing any more");
}

#[test]
fn a_new_sprint_goal_begins_afresh() {
    let story = before_the_sprint().given(INES, thursday(sure(2, "")));
    assert_eq!(story.workspace().team(CHECKOUT).unwrap().confidences.last().unwrap().goal, Some(GoalId(1)));
}

#[test]
fn only_the_clock_asks_and_asks_once() {
    let ask = AskCheckIn { occasion: tuesday(), member: CHECKOUT_SEAT };
    Story::two_teams().when(RUTH, ask.clone()).then_forbidden();
    let story = Story::two_teams().when(Actor::Reactor, ask.clone()).then_kinds(&["MeetingPlanned", "CheckInAsked"]);
    story.when(Actor::Reactor, ask.clone()).then_nothing();
    given().when(Actor::Reactor, ask).then_nothing();
}

#[test]
fn the_master_reminds_who_has_not_checked_in() {
    let asked = given().happened(Actor::Reactor, vec![CheckInAsked { meeting: FIRST, member: Member::Team(PAYMENTS) }.into()]);
    let remind = |team| RemindCheckIn { meeting: FIRST, member: Member::Team(team) };
    asked.clone().when(INES, remind(PAYMENTS)).then_forbidden();
    asked.clone().when(RUTH, remind(CHECKOUT)).then_refused("AlreadyCheckedIn");
    let story = asked.given(RUTH, remind(PAYMENTS));
    story.clone().later_minutes(10).when(RUTH, remind(PAYMENTS)).then_nothing();
    story.later_minutes(60).when(RUTH, remind(PAYMENTS)).then_kinds(&["CheckInReminded"]);
}

#[test]
fn what_happened_says_what_was_given() {
    let story = given();
    let last = story.workspace().journal.last().unwrap();
    let expected = CheckInGiven { meeting: FIRST, member: CHECKOUT_SEAT, words: next("Guest payments in staging") };
    assert_eq!(last.event, expected.into());
}
