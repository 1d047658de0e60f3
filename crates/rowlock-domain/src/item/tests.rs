//! Items: a living team does each, goals exist, nothing is part of itself.

use super::{ItemState, Relation, command::*, event::*, refusal};
use crate::{Event, GoalId, ItemId, Origin, Text, Thing, goal::command::SetProductGoal, team::command::ArchiveTeam, testing::*};

const FIRST: ItemId = ItemId(1);
const SECOND: ItemId = ItemId(2);

pub(crate) fn examples() -> Vec<Event> {
    let (item, to) = (FIRST, SECOND);
    let origin = Origin { system: "jira".into(), key: "SHOP-104".into(), url: Some("https://tracker.example/SHOP-104".into()) };
    let added = ItemAdded {
        item,
        team: CHECKOUT,
        title: title("Pay by invoice"),
        state: ItemState::InProgress,
        date: Some(date("2026-12-11")),
        goal: Some(GoalId(1)),
        origin: Some(origin),
    };
    vec![
        added.into(),
        ItemRetitled { item, title: title("Pay by invoice or debit") }.into(),
        ItemStarted { item }.into(),
        ItemFinished { item }.into(),
        ItemDropped { item }.into(),
        ItemReopened { item }.into(),
        ItemDated { item, date: None }.into(),
        ItemServed { item, goal: Some(GoalId(1)) }.into(),
        ItemHandedOver { item, team: PAYMENTS }.into(),
        ItemRelated { item, relation: Relation::Needs, to }.into(),
        ItemUnrelated { item, relation: Relation::PartOf, to }.into(),
        ItemProgressReported { item, done: 3, total: 8 }.into(),
    ]
}

fn add(name: &str) -> AddItem {
    AddItem { team: CHECKOUT, title: title(name), state: ItemState::Open, date: None, goal: None, origin: None }
}

fn two_items() -> Story {
    Story::two_teams().given(INES, add("Pay by invoice")).given(INES, add("Print the invoice"))
}

#[test]
fn stored_events_stay_as_they_are() {
    goldens("item", examples());
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("item", refusal::NAMES);
}

#[test]
fn items_are_numbered_and_belong_to_a_living_team() {
    let story = two_items();
    assert_eq!(story.workspace().items.iter().map(|i| i.id).collect::<Vec<_>>(), [FIRST, SECOND]);
    assert_eq!(story.workspace().touched(Thing::Team(CHECKOUT)), story.workspace().version);
    story.clone().when(TOMASZ, add("Foreign work")).then_forbidden();
    let gone = story.given(RUTH, ArchiveTeam { team: MOBILE });
    gone.clone().when(RUTH, AddItem { team: MOBILE, ..add("Apps") }).then_refused("TeamArchived");
    gone.when(INES, HandOverItem { item: FIRST, team: MOBILE }).then_refused("TeamArchived");
}

#[test]
fn a_finished_item_knows_when() {
    let go = |state| MoveItem { item: FIRST, state };
    let story = two_items()
        .when(INES, go(ItemState::Open))
        .then_nothing()
        .when(INES, go(ItemState::InProgress))
        .then_kinds(&["ItemStarted"])
        .when(INES, go(ItemState::Done))
        .then_kinds(&["ItemFinished"]);
    assert_eq!(story.workspace().items[0].closed_at, Some(story.now()));
    let story = story.when(INES, go(ItemState::Open)).then_kinds(&["ItemReopened"]).when(INES, go(ItemState::Dropped)).then_kinds(&["ItemDropped"]);
    assert!(story.workspace().items[0].state.is_closed());
    let imported = AddItem { state: ItemState::Done, ..add("Old work") };
    assert!(story.given(INES, imported).workspace().items[2].closed_at.is_some());
}

#[test]
fn title_date_and_goal_change_once() {
    let goal = SetProductGoal { group: PRODUCT, title: title("Open in France"), tell: Text::default(), date: None, origin: None };
    let (date, served) = (Some(date("2026-12-11")), Some(GoalId(1)));
    Story::two_teams()
        .given(DANIEL, goal)
        .given(INES, add("Pay by invoice"))
        .when(INES, RetitleItem { item: FIRST, title: title("Pay later") })
        .then_kinds(&["ItemRetitled"])
        .when(INES, RetitleItem { item: FIRST, title: title("Pay later") })
        .then_nothing()
        .when(INES, DateItem { item: FIRST, date })
        .then_kinds(&["ItemDated"])
        .when(INES, DateItem { item: FIRST, date })
        .then_nothing()
        .when(INES, ServeGoal { item: FIRST, goal: served })
        .then_kinds(&["ItemServed"])
        .when(INES, ServeGoal { item: FIRST, goal: served })
        .then_nothing()
        .when(INES, ServeGoal { item: FIRST, goal: Some(GoalId(9)) })
        .then_unknown();
}

#[test]
fn an_item_is_handed_over_by_those_who_have_it() {
    two_items()
        .when(TOMASZ, HandOverItem { item: FIRST, team: PAYMENTS })
        .then_forbidden()
        .when(INES, HandOverItem { item: FIRST, team: PAYMENTS })
        .then(vec![ItemHandedOver { item: FIRST, team: PAYMENTS }.into()])
        .when(TOMASZ, HandOverItem { item: FIRST, team: PAYMENTS })
        .then_nothing();
}

#[test]
fn relations_join_two_different_items() {
    let relate = |relation, item, to| RelateItem { item, relation, to };
    two_items()
        .when(INES, relate(Relation::Needs, FIRST, FIRST))
        .then_refusal(&refusal::ItemRelatesToItself(FIRST))
        .when(INES, relate(Relation::PartOf, SECOND, FIRST))
        .then_kinds(&["ItemRelated"])
        .when(INES, relate(Relation::PartOf, SECOND, FIRST))
        .then_nothing()
        .when(INES, relate(Relation::PartOf, FIRST, SECOND))
        .then_refused("ItemPartOfItself")
        .when(INES, relate(Relation::Needs, FIRST, SECOND))
        .then_kinds(&["ItemRelated"])
        .when(INES, relate(Relation::Needs, FIRST, ItemId(9)))
        .then_unknown()
        .when(INES, UnrelateItem { item: SECOND, relation: Relation::PartOf, to: FIRST })
        .then_kinds(&["ItemUnrelated"])
        .when(INES, UnrelateItem { item: SECOND, relation: Relation::PartOf, to: FIRST })
        .then_nothing();
}

#[test]
fn no_more_stories_are_done_than_there_are() {
    let report = |done, total| ReportItemProgress { item: FIRST, done, total };
    two_items()
        .when(INES, report(3, 8))
        .then_kinds(&["ItemProgressReported"])
        .when(INES, report(3, 8))
        .then_nothing()
        .when(INES, report(9, 8))
        .then_refusal(&refusal::MoreDoneThanTotal(9, 8))
        .when(INES, report(1, 20_000))
        .then_refusal(&refusal::TooManyStories(10_000));
}
