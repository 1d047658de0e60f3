//! Overlap over a workspace: what is asked about, what answers change, and that pages and library say the same.

use rowlock_analysis::model::overlap::{Titles, items};
use rowlock_analysis::overlap::{Item, Overlap, Question, overlap};
use rowlock_domain::{
    GroupId, ItemId, TeamId,
    item::{ItemState, OverlapAnswer, command::*},
    team::{
        TeamRole,
        command::{ArchiveTeam, CreateTeam, GiveTeamRole},
    },
    testing::{ADA, CHECKOUT, INES, MOBILE, PAYMENTS, RUTH, SAMUEL, Story, TOMASZ, WILMA, title},
};

fn add(team: TeamId, words: &str) -> AddItem {
    AddItem { team, title: title(words), state: ItemState::Open, date: None, goal: None, origin: None }
}

fn apple_pay() -> Story {
    Story::two_teams().given(INES, add(CHECKOUT, "Support Apple Pay at checkout")).given(TOMASZ, add(PAYMENTS, "Add Apple Pay to checkout"))
}

fn asked(story: &Story) -> Vec<(u32, u32)> {
    found(story).pairs.iter().map(|pair| items(pair).map(|(one, other)| (one.0, other.0)).unwrap()).collect()
}

fn found(story: &Story) -> Overlap {
    Titles::of(story.workspace()).overlap()
}

fn left_out(story: &Story, why: &str) -> Option<usize> {
    found(story).basis.left_out.iter().find(|left| left.why.starts_with(why)).map(|left| left.count)
}

fn answer(item: u32, other: u32, said: OverlapAnswer) -> AnswerOverlap {
    AnswerOverlap { item: ItemId(item), other: ItemId(other), said }
}

#[test]
fn open_items_of_two_teams_are_compared_and_the_library_says_the_same() {
    let story = apple_pay().given(INES, add(CHECKOUT, "Print the invoice"));
    let plain: Vec<Item> = [
        ("BL-1", "Checkout", "Support Apple Pay at checkout"),
        ("BL-2", "Payments", "Add Apple Pay to checkout"),
        ("BL-3", "Checkout", "Print the invoice"),
    ]
    .map(|(id, team, title)| Item { id: id.to_owned(), team: Some(team.to_owned()), title: title.to_owned() })
    .into();
    assert_eq!(asked(&story), [(1, 2)]);
    assert_eq!(found(&story), overlap(&plain, &Question::default()));
    assert_eq!(found(&story).basis.history, "3 titles of 2 teams");
}

#[test]
fn what_is_done_or_dropped_or_of_an_archived_team_is_not_asked_about() {
    let closed = |state| apple_pay().given(TOMASZ, MoveItem { item: ItemId(2), state });
    for state in [ItemState::Done, ItemState::Dropped] {
        assert!(asked(&closed(state)).is_empty());
        assert_eq!(left_out(&closed(state), "closed items"), Some(1));
    }
    assert_eq!(asked(&closed(ItemState::InProgress)), [(1, 2)]);
    let mobile =
        Story::two_teams().given(INES, add(CHECKOUT, "Support Apple Pay at checkout")).given(SAMUEL, add(MOBILE, "Add Apple Pay to checkout"));
    assert_eq!(asked(&mobile), [(1, 2)]);
    let archived = mobile.given(RUTH, ArchiveTeam { team: MOBILE });
    assert!(asked(&archived).is_empty());
    assert_eq!(left_out(&archived, "items of archived teams"), Some(1));
}

#[test]
fn an_answered_pair_is_never_asked_again_whatever_was_said() {
    for said in OverlapAnswer::ALL {
        let story = apple_pay().given(INES, answer(2, 1, *said));
        assert!(asked(&story).is_empty(), "{said:?}");
        assert_eq!(left_out(&story, "answered pairs"), Some(1));
        let retitled = story.given(INES, RetitleItem { item: ItemId(1), title: title("Add Apple Pay to checkout") });
        assert!(asked(&retitled).is_empty(), "{said:?}");
    }
}

#[test]
fn what_is_handed_to_the_same_team_is_no_overlap_any_more() {
    let story = apple_pay().given(TOMASZ, HandOverItem { item: ItemId(2), team: CHECKOUT });
    assert!(asked(&story).is_empty());
}

#[test]
fn two_teams_of_one_name_in_different_groups_are_two_teams() {
    let twin = CreateTeam { name: title("Checkout"), code: None, home: GroupId(2), zone: None, origin: None };
    let story = Story::two_teams().given(RUTH, add(CHECKOUT, "Support Apple Pay at checkout"));
    let story = story.given(ADA, twin);
    let team = story.workspace().teams.last().unwrap().id;
    let story = story.given(ADA, GiveTeamRole { team, person: WILMA, role: TeamRole::ProductOwner });
    let story = story.given(WILMA, add(team, "Add Apple Pay to checkout"));
    assert_eq!(asked(&story), [(1, 2)], "{:?}", found(&story));
}

/// Ten pairs of two words that are alike for six of ten, all answered; and one that is not.
fn answered_ten(said: OverlapAnswer) -> Story {
    let mut story = Story::two_teams();
    let words = ["alder", "birch", "cedar", "dogwood", "elm", "fir", "gorse", "hazel", "iris", "juniper", "kelp"];
    for word in words {
        story = story.given(INES, add(CHECKOUT, &format!("Paint the {word} boathouse in green")));
        story = story.given(TOMASZ, add(PAYMENTS, &format!("Paint the {word} boathouse once more in red")));
    }
    for n in 0..10 {
        story = story.given(INES, answer(2 * n + 1, 2 * n + 2, said));
    }
    story
}

#[test]
fn answers_set_from_how_alike_on_it_is_asked() {
    let model = |said| found(&answered_ten(said)).basis.model;
    assert!(model(OverlapAnswer::Related).contains("from 0.40 on"), "{}", model(OverlapAnswer::Related));
    let strict = model(OverlapAnswer::Different);
    assert!(!strict.contains("from 0.60 on") && !strict.contains("from 0.40 on"), "{strict}");
}

#[test]
fn answers_about_items_that_were_closed_since_still_count() {
    let mut story = answered_ten(OverlapAnswer::Related);
    let open = found(&story).basis.model;
    for n in 1..=20 {
        story = story.given(RUTH, MoveItem { item: ItemId(n), state: ItemState::Done });
    }
    assert_eq!(found(&story).basis.model, open);
}
