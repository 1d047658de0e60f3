//! Delivered, and whether it works there.

use super::{
    super::{
        DependencyState,
        command::{AcceptDependency, RefuseDelivery},
        event::{DeliveryTakenBack, DependencyAccepted, DependencyDelivered},
    },
    DEP1, deliver, delivered, promised, requested,
};
use crate::testing::{INES, TOMASZ, date, text};

fn refuse(why: &str) -> RefuseDelivery {
    RefuseDelivery { dependency: DEP1, why: text(why) }
}

#[test]
fn the_provider_delivers_and_only_the_consumer_accepts() {
    promised("2026-11-26").when(INES, deliver()).then_forbidden();
    let there = DependencyDelivered { dependency: DEP1, note: text("In staging.") };
    let story = promised("2026-11-26").when(TOMASZ, deliver()).then(vec![there.into()]);
    story.clone().when(TOMASZ, deliver()).then_refused("DependencyAlreadyDelivered");
    story.clone().when(TOMASZ, AcceptDependency { dependency: DEP1 }).then_forbidden();
    let story = story.when(INES, AcceptDependency { dependency: DEP1 }).then(vec![DependencyAccepted { dependency: DEP1 }.into()]);
    assert_eq!(story.workspace().dependency(DEP1).unwrap().closed_at, Some(story.now()));
    story.when(INES, AcceptDependency { dependency: DEP1 }).then_refused("DependencyAlreadyAccepted");
}

#[test]
fn what_is_there_needs_no_promise() {
    requested().when(TOMASZ, deliver()).then_kinds(&["DependencyDelivered"]);
}

#[test]
fn what_is_not_delivered_is_neither_accepted_nor_refused() {
    promised("2026-11-26").when(INES, AcceptDependency { dependency: DEP1 }).then_refused("DependencyNotDelivered");
    requested().when(INES, refuse("x")).then_refused("DependencyNotDelivered");
}

#[test]
fn a_refused_delivery_leaves_the_promise_and_the_first_delivery() {
    delivered().when(INES, refuse("")).then_field("why");
    let story = delivered().later_minutes(60).given(INES, refuse("Partial refunds fail."));
    let dependency = story.workspace().dependency(DEP1).unwrap();
    assert_eq!((&dependency.state, dependency.promised_for()), (&DependencyState::Promised, Some(date("2026-11-26"))));
    assert!(dependency.first_delivered_at.is_some() && dependency.delivered_at.is_none());
}

#[test]
fn a_delivery_taken_back_never_was() {
    let story = delivered().happened(TOMASZ, vec![DeliveryTakenBack { dependency: DEP1 }.into()]);
    let dependency = story.workspace().dependency(DEP1).unwrap();
    assert_eq!((&dependency.state, dependency.first_delivered_at), (&DependencyState::Promised, None));
}
