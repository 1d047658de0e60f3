//! Stored events are promises: one golden file each.

use super::{
    super::event::{
        AcceptanceTakenBack, CounterRefused, DeliveryRefused, DeliveryTakenBack, DependencyAccepted, DependencyChained, DependencyCountered,
        DependencyDeclined, DependencyDelivered, DependencyPlaced, DependencyPromised, DependencyReminded, DependencyRenewed, DependencyRequested,
        DependencyRetitled, DependencyUnchained, DependencyWithdrawn, DoneWhenSet, NeedMoved, PromiseMoved,
    },
    DEP1, DEP2,
};
use crate::{
    Event, GoalId, ItemId, Origin,
    testing::{CHECKOUT, PAYMENTS, date, goldens, text, title},
};

fn examples() -> Vec<Event> {
    let dependency = DEP1;
    vec![
        DependencyRequested {
            dependency,
            title: title("Refund API for guest orders"),
            consumer: CHECKOUT,
            provider: PAYMENTS,
            needed_by: Some(date("2026-11-27")),
            done_when: text("Full refund of a guest order passes in staging."),
            consumer_item: Some(ItemId(3)),
            goal: Some(GoalId(2)),
            origin: Some(Origin { system: "organisation-file".into(), key: "refund-api".into(), url: None }),
        }
        .into(),
        DependencyRetitled { dependency, title: title("Refund API") }.into(),
        DoneWhenSet { dependency, done_when: text("It works in staging.") }.into(),
        NeedMoved { dependency, needed_by: None, why: text("The release moved.") }.into(),
        DependencyPromised { dependency, on: date("2026-11-26") }.into(),
        PromiseMoved { dependency, on: date("2026-12-04"), why: text("The bank is late.") }.into(),
        DependencyCountered { dependency, on: Some(date("2026-12-04")), offer: text("Without partial refunds.") }.into(),
        CounterRefused { dependency, why: text("Too late for the release.") }.into(),
        DependencyDeclined { dependency, why: text("No people.") }.into(),
        DependencyRenewed { dependency, why: text("The law changed.") }.into(),
        DependencyDelivered { dependency, note: text("In staging.") }.into(),
        DeliveryRefused { dependency, why: text("Partial refunds fail.") }.into(),
        DeliveryTakenBack { dependency }.into(),
        DependencyAccepted { dependency }.into(),
        AcceptanceTakenBack { dependency }.into(),
        DependencyWithdrawn { dependency, why: text("We found another way.") }.into(),
        DependencyChained { dependency, waits_for: DEP2 }.into(),
        DependencyUnchained { dependency, waits_for: DEP2 }.into(),
        DependencyPlaced { dependency, consumer_item: Some(ItemId(3)), goal: None, provider_item: Some(ItemId(4)) }.into(),
        DependencyReminded { dependency }.into(),
    ]
}

#[test]
fn every_stored_event_still_loads() {
    goldens("dependency", examples());
}
