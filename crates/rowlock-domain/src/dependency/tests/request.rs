//! The consumer's side: asking, needing it by another date, answering a counter, asking again, no longer needing it.

use super::{
    super::{
        DependencyState,
        command::{
            MoveNeed, RefuseCounter, RemindDependency, RenewDependency, RequestDependency, RetitleDependency, SetDoneWhen, TakeCounter,
            WithdrawDependency,
        },
        event::{DependencyPromised, DependencyRequested, NeedMoved},
        refusal,
    },
    DEP1, counter, countered, decline, delivered, promised, refund_api, requested,
};
use crate::{
    ItemId, Origin, TeamId,
    item::event::ItemAdded,
    team::event::TeamArchived,
    testing::{CHECKOUT, INES, OTTO, PAYMENTS, RUTH, SAMUEL, Story, TOMASZ, date, text, title},
};

fn need(by: Option<&str>) -> MoveNeed {
    MoveNeed { dependency: DEP1, needed_by: by.map(date), why: text("The release moved.") }
}

fn withdraw(why: &str) -> WithdrawDependency {
    WithdrawDependency { dependency: DEP1, why: text(why) }
}

#[test]
fn those_who_act_for_the_consumer_ask_for_it() {
    let story = Story::two_teams().when(INES, refund_api()).then(vec![
        DependencyRequested {
            dependency: DEP1,
            title: refund_api().title,
            consumer: CHECKOUT,
            provider: PAYMENTS,
            needed_by: Some(date("2026-11-27")),
            done_when: refund_api().done_when,
            consumer_item: None,
            goal: None,
            origin: None,
        }
        .into(),
    ]);
    let dependency = story.workspace().dependency(DEP1).unwrap();
    assert_eq!((dependency.needed_by(), dependency.promised_for()), (Some(date("2026-11-27")), None));
    assert_eq!((dependency.requested_by, dependency.turn()), (Some(INES), Some(PAYMENTS)));
    Story::two_teams().when(RUTH, refund_api()).then_kinds(&["DependencyRequested"]);
    Story::two_teams().when(TOMASZ, refund_api()).then_forbidden();
    Story::two_teams().when(OTTO, refund_api()).then_forbidden();
}

#[test]
fn a_team_does_not_depend_on_itself() {
    let itself = RequestDependency { provider: CHECKOUT, ..refund_api() };
    Story::two_teams().when(INES, itself).then_refusal(&refusal::DependencyOnItself("Checkout"));
}

#[test]
fn a_need_in_the_past_is_accepted_but_not_a_year_that_nobody_means() {
    let needed = |by: &str| Story::two_teams().when(INES, RequestDependency { needed_by: Some(date(by)), ..refund_api() });
    needed("2026-11-02").then_kinds(&["DependencyRequested"]);
    needed("0001-11-02").then_field("needed_by");
}

#[test]
fn both_ends_must_be_there() {
    let story = Story::two_teams();
    story.clone().when(INES, RequestDependency { provider: TeamId(99), ..refund_api() }).then_unknown();
    story.clone().when(INES, RequestDependency { consumer: TeamId(99), ..refund_api() }).then_unknown();
    story.happened(RUTH, vec![TeamArchived { team: PAYMENTS }.into()]).when(INES, refund_api()).then_refused("TeamArchived");
}

#[test]
fn it_serves_an_item_of_the_consumer() {
    let item = ItemAdded {
        item: ItemId(1),
        team: PAYMENTS,
        title: title("Refunds"),
        state: crate::item::ItemState::Open,
        date: None,
        goal: None,
        origin: None,
    };
    let story = Story::two_teams().happened(RUTH, vec![item.into()]);
    let wrong = RequestDependency { consumer_item: Some(ItemId(1)), ..refund_api() };
    story.when(INES, wrong).then_refusal(&refusal::ItemOfAnotherTeam(ItemId(1), "Checkout"));
}

#[test]
fn the_same_source_twice_asks_once() {
    let request = RequestDependency { origin: Some(Origin { system: "file".into(), key: "refund".into(), url: None }), ..refund_api() };
    Story::two_teams().given(INES, request.clone()).when(INES, request).then_nothing();
}

#[test]
fn the_consumer_words_it() {
    let retitle = RetitleDependency { dependency: DEP1, title: title("Refund API") };
    requested().when(TOMASZ, retitle.clone()).then_forbidden();
    let story = requested().given(INES, retitle.clone());
    story.clone().when(INES, retitle).then_nothing();
    let done_when = SetDoneWhen { dependency: DEP1, done_when: text("Works.") };
    let story = story.given(INES, done_when.clone());
    story.clone().when(INES, done_when).then_nothing();
    assert_eq!(story.workspace().dependency(DEP1).unwrap().done_when.as_str(), "Works.");
}

#[test]
fn every_need_is_kept_with_who_moved_it_and_why() {
    let moved = NeedMoved { dependency: DEP1, needed_by: Some(date("2026-12-01")), why: text("The release moved.") };
    let story = requested().when(INES, need(Some("2026-12-01"))).then(vec![moved.into()]);
    let needs = &story.workspace().dependency(DEP1).unwrap().needs;
    assert_eq!(needs.len(), 2);
    assert_eq!((needs[1].by, needs[1].why.as_str()), (Some(INES), "The release moved."));
    story.clone().when(INES, need(Some("2026-12-01"))).then_nothing();
    story.clone().when(TOMASZ, need(None)).then_forbidden();
    let story = story.given(INES, need(None));
    assert_eq!(story.workspace().dependency(DEP1).unwrap().needed_by(), None);
}

#[test]
fn what_is_delivered_is_needed_by_no_other_date() {
    delivered().when(INES, need(None)).then_refused("DependencyAlreadyDelivered");
}

#[test]
fn taking_a_counter_makes_it_a_promise_with_the_offers_words() {
    countered().when(TOMASZ, TakeCounter { dependency: DEP1 }).then_forbidden();
    let story =
        countered().when(INES, TakeCounter { dependency: DEP1 }).then(vec![DependencyPromised { dependency: DEP1, on: date("2026-12-04") }.into()]);
    let dependency = story.workspace().dependency(DEP1).unwrap();
    assert_eq!(dependency.promises.last().unwrap().why.as_str(), "Without partial refunds.");
    story.when(INES, TakeCounter { dependency: DEP1 }).then_refused("NoCounterOffer");
}

#[test]
fn an_offer_without_a_date_is_no_promise_yet() {
    let story = requested().given(TOMASZ, counter(None, "Partial refunds first."));
    story.when(INES, TakeCounter { dependency: DEP1 }).then_refused("CounterWithoutDate");
}

#[test]
fn a_refused_counter_leaves_the_request_and_the_provider_owes_an_answer_anew() {
    let refuse = RefuseCounter { dependency: DEP1, why: text("Too late for the release.") };
    requested().when(INES, refuse.clone()).then_refused("NoCounterOffer");
    let story = countered().later_minutes(600).given(INES, refuse);
    let dependency = story.workspace().dependency(DEP1).unwrap();
    assert_eq!((&dependency.state, dependency.asked_at), (&DependencyState::Requested, story.now()));
}

#[test]
fn after_a_no_it_can_be_asked_again() {
    let renew = RenewDependency { dependency: DEP1, why: text("The law changed.") };
    requested().when(INES, renew.clone()).then_refused("DependencyNotDeclined");
    let story = requested().given(TOMASZ, decline("No people.")).given(INES, renew);
    let dependency = story.workspace().dependency(DEP1).unwrap();
    assert_eq!((&dependency.state, dependency.closed_at), (&DependencyState::Requested, None));
}

#[test]
fn it_is_withdrawn_with_a_reason_and_then_over() {
    requested().when(INES, withdraw("")).then_field("why");
    promised("2026-11-26").when(TOMASZ, withdraw("x")).then_forbidden();
    let story = promised("2026-11-26").given(INES, withdraw("We found another way."));
    story.clone().when(INES, withdraw("Again.")).then_refused("DependencyWasWithdrawn");
    story.when(TOMASZ, super::deliver()).then_refused("DependencyWasWithdrawn");
}

#[test]
fn whoever_waits_reminds_whoever_has_to_act_at_most_once_an_hour() {
    let remind = RemindDependency { dependency: DEP1 };
    requested().when(TOMASZ, remind.clone()).then_forbidden();
    let story = requested().given(INES, remind.clone());
    story.clone().later_minutes(59).when(INES, remind.clone()).then_nothing();
    story.later_minutes(60).when(INES, remind.clone()).then_kinds(&["DependencyReminded"]);
    delivered().when(INES, remind.clone()).then_forbidden();
    delivered().when(TOMASZ, remind.clone()).then_kinds(&["DependencyReminded"]);
    countered().when(TOMASZ, remind.clone()).then_kinds(&["DependencyReminded"]);
    requested().given(TOMASZ, decline("No.")).when(INES, remind).then_refused("DependencyWasDeclined");
    requested().when(SAMUEL, RemindDependency { dependency: DEP1 }).then_forbidden();
}
