//! Items: a living team does each, goals exist, nothing is part of itself.

use super::{ItemState, OverlapAnswer, Relation, command::*, event::*, refusal};
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
        OverlapAnswered { item, other: to, said: OverlapAnswer::Same }.into(),
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

fn two_teams_items() -> Story {
    let theirs = AddItem { team: PAYMENTS, ..add("Add Apple Pay to checkout") };
    Story::two_teams().given(INES, add("Support Apple Pay at checkout")).given(TOMASZ, theirs)
}

fn answer(item: ItemId, other: ItemId, said: OverlapAnswer) -> AnswerOverlap {
    AnswerOverlap { item, other, said }
}

#[test]
fn whether_two_items_are_the_same_work_is_answered_once_whichever_is_named_first() {
    let story = two_teams_items()
        .when(INES, answer(SECOND, FIRST, OverlapAnswer::Same))
        .then(vec![OverlapAnswered { item: FIRST, other: SECOND, said: OverlapAnswer::Same }.into()])
        .when(TOMASZ, answer(FIRST, SECOND, OverlapAnswer::Same))
        .then_nothing();
    let workspace = story.workspace();
    let overlap = workspace.overlap(SECOND, FIRST).unwrap();
    assert_eq!(overlap, workspace.overlap(FIRST, SECOND).unwrap());
    assert_eq!(workspace.recorded(overlap.version).unwrap().stamp.person(), Some(INES));
    assert_eq!(workspace.overlaps_of(FIRST).map(|(other, _)| other).collect::<Vec<_>>(), [SECOND]);
    assert_eq!(workspace.overlaps_of(SECOND).map(|(other, _)| other).collect::<Vec<_>>(), [FIRST]);
    for thing in [Thing::Item(FIRST), Thing::Item(SECOND), Thing::Team(CHECKOUT), Thing::Team(PAYMENTS)] {
        assert_eq!(workspace.touched(thing), workspace.version, "{thing}");
    }
    assert!(workspace.items.iter().all(|item| item.state == ItemState::Open && item.relations.is_empty()), "nothing is closed or related by itself");
}

#[test]
fn a_newer_answer_takes_the_place_of_the_older_one() {
    let story = two_teams_items()
        .given(INES, answer(FIRST, SECOND, OverlapAnswer::Same))
        .when(TOMASZ, answer(FIRST, SECOND, OverlapAnswer::Different))
        .then_kinds(&["OverlapAnswered"]);
    let overlap = story.workspace().overlap(FIRST, SECOND).unwrap();
    assert_eq!((overlap.said, overlap.version), (OverlapAnswer::Different, story.workspace().version));
    assert_eq!(story.workspace().overlaps.len(), 1);
}

#[test]
fn an_item_is_not_compared_with_itself_one_of_its_team_what_is_not_there_or_what_was_dropped() {
    let drop = MoveItem { item: SECOND, state: ItemState::Dropped };
    let finish = MoveItem { item: SECOND, state: ItemState::Done };
    let same = answer(FIRST, SECOND, OverlapAnswer::Same);
    two_teams_items()
        .when(INES, answer(FIRST, FIRST, OverlapAnswer::Same))
        .then_refusal(&refusal::ItemOverlapsItself(FIRST))
        .when(INES, answer(FIRST, ItemId(9), OverlapAnswer::Same))
        .then_unknown()
        .given(INES, add("Support Apple Pay in the checkout"))
        .when(INES, answer(FIRST, ItemId(3), OverlapAnswer::Same))
        .then_refusal(&refusal::ItemsOfOneTeamOverlap(FIRST, ItemId(3)))
        .when(INES, answer(ItemId(9), FIRST, OverlapAnswer::Same))
        .then_unknown()
        .given(TOMASZ, drop)
        .when(INES, same.clone())
        .then_refusal(&refusal::DroppedItemOverlaps(SECOND))
        .given(TOMASZ, finish)
        .when(INES, same)
        .then_kinds(&["OverlapAnswered"]);
}

#[test]
fn those_of_either_team_their_product_owners_and_their_masters_say_whether_it_is_the_same_work() {
    let same = answer(FIRST, SECOND, OverlapAnswer::Same);
    for person in [INES, TOMASZ, DANIEL, RUTH] {
        two_teams_items().when(person, same.clone()).then_kinds(&["OverlapAnswered"]);
    }
    for person in [SAMUEL, WILMA, ADA, OTTO] {
        two_teams_items().when(person, same.clone()).then_forbidden();
    }
}
