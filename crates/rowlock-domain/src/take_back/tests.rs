//! Taking back, told as stories.

use super::{can_take_back, command::TakeBack, refusal};
use crate::{
    DependencyId, FollowUpId, ImpedimentId,
    dependency::{
        DependencyState,
        command::{AcceptDependency, DeliverDependency, RequestDependency},
    },
    follow_up::command::{AssignFollowUp, FinishFollowUp},
    impediment::{
        ImpedimentState, Severity,
        command::{ConfirmImpediment, RaiseImpediment, ResolveImpediment},
    },
    testing::{CHECKOUT, INES, PAYMENTS, PRODUCT, RUTH, Story, TOMASZ, assert_each_refusal_shown, instant, text, title},
};

const IMP1: ImpedimentId = ImpedimentId(1);
const DEP1: DependencyId = DependencyId(1);

fn raise() -> RaiseImpediment {
    RaiseImpediment {
        title: title("No test cards"),
        details: text(""),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![],
        asked: vec![],
        goal: None,
        origin: None,
    }
}

fn request() -> RequestDependency {
    crate::testing::request("Refund API", (CHECKOUT, PAYMENTS), None)
}

fn resolved() -> Story {
    Story::two_teams().given(INES, raise()).given(INES, ResolveImpediment { impediment: IMP1, what_solved: text("New cards."), cause: None })
}

fn last(story: &Story) -> TakeBack {
    TakeBack { version: story.workspace().version }
}

/// Seconds after the stories' Monday morning.
fn after(story: Story, seconds: i64) -> Story {
    assert_eq!(story.now(), instant("2026-11-23T08:00:00Z"));
    story.at(&format!("2026-11-23T08:00:{seconds:02}Z"))
}

#[test]
fn a_resolution_is_taken_back_within_30_seconds_as_if_it_never_was() {
    let story = after(resolved(), 30);
    assert!(can_take_back(&story.context(INES), last(&story).version));
    let taken = last(&story);
    let story = story.when(INES, taken).then_kinds(&["ImpedimentReopened"]);
    let impediment = story.workspace().impediment(IMP1).unwrap();
    assert_eq!((&impediment.state, impediment.reopened), (&ImpedimentState::New, 0));
}

#[test]
fn later_than_that_it_is_reopened_with_a_reason() {
    let story = after(resolved(), 31);
    let taken = last(&story);
    story.when(INES, taken).then_refused("TooLateToTakeBack");
}

#[test]
fn only_whoever_did_it_takes_it_back() {
    let story = resolved();
    let taken = last(&story);
    assert!(!can_take_back(&story.context(RUTH), taken.version));
    story.when(RUTH, taken).then_refused("TakenBackByAnother");
}

#[test]
fn what_moved_on_since_is_not_taken_back() {
    let story = resolved();
    let taken = last(&story);
    let story = story.given(INES, ConfirmImpediment { impediment: IMP1 });
    story.clone().when(INES, taken.clone()).then_refused("MovedOnSince");
    let twice = resolved().given(INES, taken.clone());
    twice.when(INES, taken).then_refused("MovedOnSince");
}

#[test]
fn raising_is_no_slip_of_the_hand_and_what_never_was_is_unknown() {
    let story = Story::two_teams().given(INES, raise());
    let taken = last(&story);
    story.clone().when(INES, taken).then_refusal(&refusal::CannotBeTakenBack());
    story.when(INES, TakeBack { version: 9_999 }).then_unknown();
}

#[test]
fn delivery_and_acceptance_are_taken_back() {
    let story = Story::two_teams().given(INES, request()).given(TOMASZ, DeliverDependency { dependency: DEP1, note: text("") });
    let delivery = last(&story);
    let undone = story.clone().when(TOMASZ, delivery).then_kinds(&["DeliveryTakenBack"]);
    assert_eq!(undone.workspace().dependency(DEP1).unwrap().state, DependencyState::Requested);
    let story = story.given(INES, AcceptDependency { dependency: DEP1 });
    let acceptance = last(&story);
    let undone = story.when(INES, acceptance).then_kinds(&["AcceptanceTakenBack"]);
    assert_eq!(undone.workspace().dependency(DEP1).unwrap().state, DependencyState::Delivered);
}

#[test]
fn a_finished_follow_up_is_taken_back() {
    let assign = AssignFollowUp { group: PRODUCT, text: text("Ask the bank"), owner: INES, team: None, due: None, meeting: None, about: None };
    let story = Story::two_teams().given(RUTH, assign).given(INES, FinishFollowUp { follow_up: FollowUpId(1) });
    let taken = last(&story);
    let story = story.when(INES, taken).then_kinds(&["FollowUpReopened"]);
    assert!(story.workspace().follow_up(FollowUpId(1)).unwrap().is_open());
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("take_back", refusal::NAMES);
}
