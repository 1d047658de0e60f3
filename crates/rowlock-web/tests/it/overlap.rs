//! Items that could be the same work: asked on the list and on each item's page, answered once, by those who may.

use crate::support::{House, Page};
use rowlock_analysis::model::overlap::Titles;
use rowlock_domain::TeamId;
use rowlock_domain::item::ItemState;
use rowlock_domain::item::command::{AddItem, MoveItem, RetitleItem};
use rowlock_domain::testing::{CHECKOUT, DANIEL, INES, OTTO, PAYMENTS, RUTH, SAMUEL, Story, TOMASZ, WILMA, title};

const QUESTION: &str = "Checkout’s “Support Apple Pay at checkout” looks like Payments’ “Add Apple Pay to checkout”. Same work?";

fn item(team: TeamId, words: &str) -> AddItem {
    AddItem { team, title: title(words), state: ItemState::Open, date: None, goal: None, origin: None }
}

fn apple_pay() -> Story {
    let story = Story::two_teams().given(INES, item(CHECKOUT, "Support Apple Pay at checkout"));
    story.given(TOMASZ, item(PAYMENTS, "Add Apple Pay to checkout")).given(INES, item(CHECKOUT, "Print the invoice"))
}

fn answer(answer: &'static str) -> [(&'static str, &'static str); 2] {
    [("other", "2"), ("answer", answer)]
}

fn questions(page: &Page) -> Vec<String> {
    page.texts(".alike > p").into_iter().filter(|sentence| sentence.ends_with("Same work?")).collect()
}

#[tokio::test]
async fn the_list_and_both_items_ask_what_the_library_asks_with_the_shared_words_marked() {
    let story = apple_pay();
    let found = Titles::of(story.workspace()).overlap();
    let house = House::of(story).await;
    let mut ines = house.sign_in(INES).await;
    let list = ines.get("groups/product/items").await.is(200);
    assert_eq!(questions(&list), [QUESTION]);
    assert_eq!(questions(&list), found.pairs.iter().map(|pair| pair.sentence.clone()).collect::<Vec<_>>());
    assert_eq!(list.texts(".alike mark"), ["Apple", "Pay", "checkout", "Apple", "Pay", "checkout"]);
    assert_eq!(list.attrs(".alike > p a", "href"), ["/harbour/items/1", "/harbour/items/2"]);
    assert_eq!(list.texts(".alike button"), ["Same work", "Related", "Different"]);
    assert_eq!(list.attr(".alike button", "aria-label"), "Same work: BL-1 and BL-2");
    assert_eq!(list.text(".how dd:nth-of-type(1)"), found.basis.model);
    assert!(list.text(".how dd:nth-of-type(2)").starts_with("3 titles of 2 teams; as of "));
    for number in ["1", "2"] {
        assert_eq!(questions(&ines.get(&format!("items/{number}")).await.is(200)), [QUESTION]);
    }
    assert!(!ines.get("items/3").await.is(200).has("#h-overlap"));
}

#[tokio::test]
async fn whoever_adds_an_item_sees_at_once_whom_it_may_concern() {
    let house = House::of(apple_pay()).await;
    let mut tomasz = house.sign_in(TOMASZ).await;
    let page = tomasz.submit("groups/product/items", &[("title", "Print the invoice for guests"), ("of", "2")]).await.is(200);
    assert_eq!(questions(&page), ["Checkout’s “Print the invoice” looks like Payments’ “Print the invoice for guests”. Same work?"]);
}

#[tokio::test]
async fn an_answer_says_what_to_do_next_closes_nothing_and_is_never_asked_for_again() {
    let house = House::of(apple_pay()).await;
    let mut ines = house.sign_in(INES).await;
    let back = [("other", "2"), ("answer", "same"), ("back", "groups/product/items")];
    let list = ines.submit("items/1/overlaps", &back).await.is(200);
    assert_eq!(list.text("h1"), "Items");
    assert!(!list.has("#h-overlap"));
    let said = list.text(".toast");
    assert!(said.contains("BL-1 Support Apple Pay at checkout: the same work as BL-2 Add Apple Pay to checkout"), "{said}");
    assert!(said.contains("Agree who does it. Nothing is closed by itself"), "{said}");
    assert_eq!(list.attr(".toast a", "href"), "/harbour/items/1");
    house.act(TOMASZ, RetitleItem { item: rowlock_domain::ItemId(2), title: title("Support Apple Pay at checkout") }).await;
    for path in ["groups/product/items", "items/1", "items/2"] {
        assert_eq!(questions(&ines.get(path).await.is(200)), [""; 0], "{path}");
    }
    assert!(house.desk().snapshot().model.items.iter().all(|item| item.state == ItemState::Open && item.relations.is_empty()));
}

#[tokio::test]
async fn both_items_tell_who_answered_and_another_answer_takes_its_place() {
    let house = House::of(apple_pay()).await;
    let mut ines = house.sign_in(INES).await;
    let led = ines.post("items/1/overlaps", &answer("same")).await.is(303).location().unwrap();
    assert!(led.starts_with("/harbour/items/1?done="), "{led}");
    let mut tomasz = house.sign_in(TOMASZ).await;
    let page = tomasz.get("items/2").await.is(200);
    assert_eq!(page.text(".alike > p"), "The same work as Checkout’s “Support Apple Pay at checkout”");
    assert!(page.text(".alike small").starts_with("BL-1, answered by "), "{}", page.text(".alike small"));
    assert!(page.text(".alike .meta").starts_with("Agree who does it."));
    assert!(page.text("section[aria-labelledby=h-history]").contains("the same work as BL-2"));
    assert_eq!(page.texts(".alike button"), ["Related", "Different"]);
    tomasz.post("items/2/overlaps", &[("other", "1"), ("answer", "different")]).await.is(303);
    let page = ines.get("items/1").await.is(200);
    assert_eq!(page.texts(".alike > p"), ["Different work than Payments’ “Add Apple Pay to checkout”"]);
    assert_eq!(page.texts(".alike button"), ["Same work", "Related"]);
}

#[tokio::test]
async fn what_does_not_fit_is_refused_in_a_sentence_and_changes_nothing() {
    let house = House::of(apple_pay()).await;
    house.act(INES, MoveItem { item: rowlock_domain::ItemId(3), state: ItemState::Dropped }).await;
    let mut ines = house.sign_in(INES).await;
    for (fields, sentence) in [
        (vec![("other", "1"), ("answer", "same")], "BL-1 is the same work as itself. Choose an item of another team."),
        (vec![("other", "3"), ("answer", "same")], "BL-3 was dropped, so no work is done twice. Open it again if it will be done after all."),
        (vec![("other", "2"), ("answer", "perhaps")], "Choose one of the answers."),
        (vec![("other", "99"), ("answer", "same")], "Something chosen here is not there, or not any more."),
        (vec![("answer", "same")], "Something chosen here is not there, or not any more."),
    ] {
        let page = ines.post("items/1/overlaps", &fields).await.is(422);
        assert!(page.text("[role=alert]").contains(sentence), "{fields:?}: {}", page.text("[role=alert]"));
    }
    ines.post("items/99/overlaps", &answer("same")).await.is(404);
    assert!(house.desk().snapshot().model.overlaps.is_empty());
}

#[tokio::test]
async fn a_form_shown_before_the_item_changed_is_refused_and_asks_about_what_stands_now() {
    let house = House::of(apple_pay()).await;
    let mut ines = house.sign_in(INES).await;
    let version = ines.get("groups/product/items").await.attr(".alike input[name=version]", "value");
    house.act(INES, RetitleItem { item: rowlock_domain::ItemId(1), title: title("Support Apple Pay in the checkout") }).await;
    let page = ines.post("items/1/overlaps", &[("other", "2"), ("answer", "same"), ("version", version.as_str())]).await.is(409);
    assert!(page.has("[role=alert]"));
    assert_eq!(questions(&page), [QUESTION.replace("at checkout", "in the checkout")]);
}

#[tokio::test]
async fn those_who_may_not_answer_see_the_questions_without_buttons() {
    let house = House::of(apple_pay()).await;
    for person in [INES, TOMASZ, DANIEL, RUTH] {
        assert_eq!(house.sign_in(person).await.get("items/1").await.is(200).count(".alike button"), 3, "{person}");
    }
    for person in [SAMUEL, WILMA, OTTO] {
        let mut browser = house.sign_in(person).await;
        for path in ["groups/product/items", "items/1"] {
            let page = browser.get(path).await.is(200);
            assert_eq!(questions(&page), [QUESTION]);
            assert_eq!(page.count(".alike button"), 0);
            assert!(page.text("section[aria-labelledby=h-overlap]").contains("can answer."));
        }
        browser.post("items/1/overlaps", &answer("same")).await.is(403);
    }
}

#[tokio::test]
async fn another_group_is_asked_only_about_its_own_items_and_the_past_only_shows() {
    let house = House::of(apple_pay()).await;
    let mut ines = house.sign_in(INES).await;
    assert!(!ines.get("groups/logistics/items").await.is(200).has("#h-overlap"));
    let before = house.desk().snapshot().version();
    ines.post("items/1/overlaps", &answer("related")).await.is(303);
    let past = ines.get(&format!("groups/product/items?at={before}")).await.is(200);
    assert_eq!(questions(&past), [QUESTION]);
    assert!(!past.has(".alike button"));
}

#[tokio::test]
async fn of_many_questions_five_are_asked_at_a_time() {
    let mut story = Story::two_teams();
    for word in ["alder", "birch", "cedar", "dogwood", "elm", "fir", "gorse"] {
        story = story.given(INES, item(CHECKOUT, &format!("Paint the {word} boathouse")));
        story = story.given(TOMASZ, item(PAYMENTS, &format!("Paint the old {word} boathouse")));
    }
    let all = Titles::of(story.workspace()).overlap().pairs.len();
    assert!(all > 5, "{all}");
    let house = House::of(story).await;
    let page = house.sign_in(INES).await.get("groups/product/items").await.is(200);
    assert_eq!(questions(&page).len(), 5);
    assert!(page.text("section[aria-labelledby=h-overlap] .more").contains(&format!("The other {}", all - 5)));
}
