//! Stored events are promises: one golden file each.

use super::{
    super::{
        DoneLine, Words,
        event::{CheckInAmended, CheckInAsked, CheckInGiven, CheckInReminded},
    },
    CHECKOUT_SEAT, FIRST,
};
use crate::{
    DependencyId, Event, ImpedimentId, Member,
    testing::{PRODUCT, goldens, text, title},
};

fn words() -> Words {
    Words {
        done: vec![DoneLine { text: title("Guest payments in staging"), planned: true }],
        dropped: vec![title("Attestation check")],
        next: vec![title("Guest payments in production")],
        own_obstacles: vec![title("Flaky tests")],
        impediments: vec![ImpedimentId(1)],
        dependencies: vec![DependencyId(2)],
        others: text("We deploy on Friday."),
        confidence: Some(2),
        confidence_reason: text("The bank is late."),
        product_owner_line: text("Guests first."),
    }
}

#[test]
fn every_stored_event_still_loads() {
    let examples: Vec<Event> = vec![
        CheckInAsked { meeting: FIRST, member: CHECKOUT_SEAT }.into(),
        CheckInReminded { meeting: FIRST, member: Member::Group(PRODUCT) }.into(),
        CheckInGiven { meeting: FIRST, member: CHECKOUT_SEAT, words: words() }.into(),
        CheckInAmended { meeting: FIRST, member: Member::Group(PRODUCT), words: Words::default() }.into(),
    ];
    goldens("checkin", examples);
}
