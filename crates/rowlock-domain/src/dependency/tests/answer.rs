//! The provider's side: promise, counter, decline.

use super::{
    super::{
        DependencyState,
        event::{DependencyCountered, DependencyDeclined, DependencyPromised, PromiseMoved},
        refusal,
    },
    DEP1, counter, countered, decline, delivered, promise, promised, requested,
};
use crate::{
    Via,
    testing::{INES, OTTO, RUTH, TOMASZ, date, text},
};

#[test]
fn those_who_act_for_the_provider_promise_it() {
    requested().when(INES, promise("2026-11-26", "")).then_forbidden();
    requested().when(OTTO, promise("2026-11-26", "")).then_forbidden();
    requested().when(RUTH, promise("2026-11-26", "")).then_kinds(&["DependencyPromised"]);
    let story = requested()
        .later_minutes(30)
        .when(TOMASZ, promise("2026-11-26", ""))
        .then(vec![DependencyPromised { dependency: DEP1, on: date("2026-11-26") }.into()]);
    let dependency = story.workspace().dependency(DEP1).unwrap();
    assert_eq!((dependency.promised_for(), dependency.answered_at), (Some(date("2026-11-26")), Some(story.now())));
    story.when(TOMASZ, promise("2026-11-26", "")).then_nothing();
}

#[test]
fn a_promise_is_for_today_or_later_unless_it_is_imported() {
    let today = date("2026-11-23");
    requested().when(TOMASZ, promise("2026-11-22", "")).then_refusal(&refusal::PromiseInThePast(today));
    requested().when(TOMASZ, promise("2026-11-23", "")).then_kinds(&["DependencyPromised"]);
    requested().through(Via::Import).when(TOMASZ, promise("2023-11-22", "")).then_kinds(&["DependencyPromised"]);
    requested().when(TOMASZ, counter(Some("2026-11-20"), "")).then_refusal(&refusal::PromiseInThePast(today));
}

#[test]
fn a_later_promise_is_a_slip_and_needs_its_reason() {
    promised("2026-11-26").when(TOMASZ, promise("2026-12-04", "")).then_refusal(&refusal::SlipWithoutReason("Thu 26 Nov"));
    let moved = PromiseMoved { dependency: DEP1, on: date("2026-12-04"), why: text("The bank is late.") };
    let story = promised("2026-11-26").when(TOMASZ, promise("2026-12-04", "The bank is late.")).then(vec![moved.into()]);
    let dependency = story.workspace().dependency(DEP1).unwrap();
    assert_eq!((dependency.slips(), dependency.promises.len()), (1, 2));
    let story = story.given(TOMASZ, promise("2026-12-02", ""));
    assert_eq!(story.workspace().dependency(DEP1).unwrap().slips(), 1, "an earlier date is no slip and needs no reason");
}

#[test]
fn the_provider_offers_something_else() {
    requested().when(TOMASZ, counter(None, "")).then_refusal(&refusal::NothingOffered());
    let offered = DependencyCountered { dependency: DEP1, on: Some(date("2026-12-04")), offer: text("Without partial refunds.") };
    let story = requested().when(TOMASZ, counter(Some("2026-12-04"), "Without partial refunds.")).then(vec![offered.into()]);
    assert_eq!(story.workspace().dependency(DEP1).unwrap().turn(), Some(crate::testing::CHECKOUT));
    story.clone().when(TOMASZ, counter(Some("2026-12-04"), "Without partial refunds.")).then_nothing();
    story.when(TOMASZ, counter(None, "Something else.")).then_kinds(&["DependencyCountered"]);
}

#[test]
fn after_a_counter_the_provider_may_still_promise() {
    countered().when(TOMASZ, promise("2026-11-27", "")).then_kinds(&["DependencyPromised"]);
}

#[test]
fn what_is_promised_is_not_countered_but_given_another_date() {
    promised("2026-11-26").when(TOMASZ, counter(Some("2026-12-04"), "")).then_refused("DependencyAlreadyPromised");
}

#[test]
fn it_is_declined_with_a_reason_even_after_a_promise() {
    requested().when(TOMASZ, decline("")).then_field("why");
    requested().when(INES, decline("x")).then_forbidden();
    let declined = DependencyDeclined { dependency: DEP1, why: text("No people.") };
    let story = promised("2026-11-26").when(TOMASZ, decline("No people.")).then(vec![declined.into()]);
    let dependency = story.workspace().dependency(DEP1).unwrap();
    assert_eq!(dependency.state, DependencyState::Declined(text("No people.")));
    assert_eq!((dependency.promised_for(), dependency.turn()), (None, None));
    story.when(TOMASZ, promise("2026-11-26", "")).then_refused("DependencyWasDeclined");
}

#[test]
fn what_is_delivered_is_neither_promised_countered_nor_declined() {
    delivered().when(TOMASZ, promise("2026-12-04", "x")).then_refused("DependencyAlreadyDelivered");
    delivered().when(TOMASZ, counter(None, "x")).then_refused("DependencyAlreadyDelivered");
    delivered().when(TOMASZ, decline("x")).then_refused("DependencyAlreadyDelivered");
}
