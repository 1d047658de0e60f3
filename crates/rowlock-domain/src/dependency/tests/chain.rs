//! What waits for what, circles, and what a dependency serves.

use super::{
    super::{
        command::{ChainDependency, PlaceDependency, RequestDependency, UnchainDependency, WithdrawDependency},
        event::{DependencyChained, DependencyPlaced},
        query, refusal,
    },
    DEP1, DEP2, DEP3, refund_api, requested,
};
use crate::{
    DependencyId, ItemId,
    item::event::ItemAdded,
    testing::{CHECKOUT, INES, MOBILE, PAYMENTS, RUTH, SAMUEL, Story, TOMASZ, text, title},
};

fn chain(dependency: DependencyId, waits_for: DependencyId) -> ChainDependency {
    ChainDependency { dependency, waits_for, despite_cycle: false }
}

/// DEP-1: Checkout from Payments, DEP-2: Payments from Mobile, DEP-3: Mobile from Checkout.
fn three() -> Story {
    let second = RequestDependency { title: title("Card vault"), consumer: PAYMENTS, provider: MOBILE, ..refund_api() };
    let third = RequestDependency { title: title("Guest session"), consumer: MOBILE, provider: CHECKOUT, ..refund_api() };
    requested().given(TOMASZ, second).given(SAMUEL, third)
}

fn chained() -> Story {
    three().given(TOMASZ, chain(DEP1, DEP2)).given(TOMASZ, chain(DEP2, DEP3))
}

#[test]
fn either_end_says_what_it_waits_for() {
    three().when(SAMUEL, chain(DEP1, DEP2)).then_forbidden();
    let story = three().when(INES, chain(DEP1, DEP2)).then(vec![DependencyChained { dependency: DEP1, waits_for: DEP2 }.into()]);
    story.clone().when(TOMASZ, chain(DEP1, DEP2)).then_nothing();
    let story = story.given(TOMASZ, UnchainDependency { dependency: DEP1, waits_for: DEP2 });
    story.when(TOMASZ, UnchainDependency { dependency: DEP1, waits_for: DEP2 }).then_nothing();
}

#[test]
fn a_request_may_name_what_it_waits_for() {
    let second = RequestDependency { waits_for: vec![DEP1, DEP1], ..refund_api() };
    let story = requested().when(INES, second).then_kinds(&["DependencyRequested", "DependencyChained"]);
    assert!(story.workspace().dependency(DEP2).unwrap().waits_for.contains(&DEP1));
    let unknown = RequestDependency { waits_for: vec![DEP3], ..refund_api() };
    requested().when(INES, unknown).then_unknown();
    let many = RequestDependency { waits_for: vec![DEP1; 51], ..refund_api() };
    requested().when(INES, many).then_refusal(&refusal::TooManyInputs());
}

#[test]
fn a_circle_is_named_before_it_is_saved_and_recorded_if_insisted_upon() {
    let outcome = chained().when(SAMUEL, chain(DEP3, DEP1));
    let sentence = outcome.refusal().to_string();
    assert!(sentence.contains("DEP-3 waits for DEP-1, which waits for DEP-2, which waits for DEP-3"), "{sentence}");
    outcome.then_refused("DependencyCycle");
    let insisted = ChainDependency { despite_cycle: true, ..chain(DEP3, DEP1) };
    let story = chained().given(SAMUEL, insisted);
    assert_eq!(query::circles(story.workspace()), [[DEP1, DEP2, DEP3]]);
}

#[test]
fn two_that_wait_for_each_other_are_a_circle() {
    let outcome = three().given(TOMASZ, chain(DEP1, DEP2)).when(TOMASZ, chain(DEP2, DEP1));
    assert!(outcome.refusal().to_string().contains("DEP-2 waits for DEP-1, which waits for DEP-2"));
    outcome.then_refused("DependencyCycle");
}

#[test]
fn what_is_closed_makes_nobody_wait() {
    let story = chained().given(TOMASZ, WithdrawDependency { dependency: DEP2, why: text("Not needed.") });
    story.when(SAMUEL, chain(DEP3, DEP1)).then_kinds(&["DependencyChained"]);
    assert!(query::circles(chained().workspace()).is_empty());
}

#[test]
fn it_waits_neither_for_itself_nor_for_nothing() {
    three().when(INES, chain(DEP1, DEP1)).then_refusal(&refusal::ChainedToItself(DEP1));
    three().when(INES, chain(DEP1, DependencyId(9))).then_unknown();
}

#[test]
fn who_waits_is_found_along_the_chain() {
    let story = chained();
    let workspace = story.workspace();
    let dependents = query::Dependents::of(workspace);
    assert_eq!(dependents.waiting_teams(workspace, workspace.dependency(DEP3).unwrap()), [MOBILE, PAYMENTS, CHECKOUT]);
    assert_eq!(dependents.direct(DEP3), [DEP2]);
    assert_eq!(query::inputs(workspace, DEP1), [(1, DEP2), (2, DEP3)]);
}

#[test]
fn it_is_placed_between_items_of_its_two_ends() {
    let item = |n: u32, team| {
        ItemAdded { item: ItemId(n), team, title: title("Refunds"), state: crate::item::ItemState::Open, date: None, goal: None, origin: None }.into()
    };
    let story = requested().happened(RUTH, vec![item(1, CHECKOUT), item(2, PAYMENTS)]);
    let place = |consumer, provider| PlaceDependency {
        dependency: DEP1,
        consumer_item: Some(ItemId(consumer)),
        goal: None,
        provider_item: Some(ItemId(provider)),
    };
    story.clone().when(INES, place(2, 1)).then_refusal(&refusal::ItemOfAnotherTeam(ItemId(2), "Checkout"));
    story.clone().when(INES, place(1, 9)).then_unknown();
    let placed = DependencyPlaced { dependency: DEP1, consumer_item: Some(ItemId(1)), goal: None, provider_item: Some(ItemId(2)) };
    let story = story.when(TOMASZ, place(1, 2)).then(vec![placed.into()]);
    story.when(TOMASZ, place(1, 2)).then_nothing();
}
