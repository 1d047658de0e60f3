//! Asking another team, and what is typed wrongly.

use super::busy;
use crate::support::House;
use rowlock_domain::testing::{INES, Story};

const ASK: &str = "groups/product/dependencies";

#[tokio::test]
async fn an_ambassador_asks_for_the_own_team() {
    let house = House::of(busy()).await;
    let mut ines = house.sign_in(INES).await;
    let form = ines.get(&format!("{ASK}/new")).await.is(200);
    assert_eq!(form.texts("#f-consumer option"), ["Choose a team", "Checkout"]);
    assert_eq!(form.attr("#f-consumer option[selected]", "value"), "1");
    let fields = [("title", "A test card"), ("consumer", "1"), ("provider", "4"), ("needed_by", "2026-12-11"), ("waits_for", "DEP-4, 1")];
    let page = ines.submit(ASK, &fields).await.is(200);
    assert_eq!(page.text("h1"), "A test card");
    assert!(page.texts("ul.plain li b").iter().any(|b| b.contains("DEP-4 Token check")));
    assert!(!page.has("main .note"));
}

#[tokio::test]
async fn a_need_in_the_past_is_taken_with_a_warning() {
    let house = House::of(Story::two_teams()).await;
    let fields = [("title", "A test card"), ("consumer", "1"), ("provider", "2"), ("needed_by", "2026-11-20")];
    let page = house.sign_in(INES).await.submit(ASK, &fields).await.is(200);
    assert!(page.text("main .note").contains("had passed when it was written"));
    assert!(page.text("[data-live=state]").starts_with("No promise, needed 3 d ago"));
}

#[tokio::test]
async fn what_does_not_fit_comes_back_with_a_sentence_at_its_field() {
    let house = House::of(Story::two_teams()).await;
    let mut ines = house.sign_in(INES).await;
    let long = "x".repeat(201);
    let very_long = "x".repeat(10_001);
    let good = [("title", "A card"), ("consumer", "1"), ("provider", "2"), ("needed_by", ""), ("done_when", ""), ("waits_for", "")];
    for (field, value, error) in [
        ("title", "", "#f-title-error"),
        ("title", "\u{200b}\u{202e} ", "#f-title-error"),
        ("title", "Pay\u{202e}yap", "#f-title-error"),
        ("title", "two\nlines", "#f-title-error"),
        ("title", "bell\u{7}", "#f-title-error"),
        ("title", long.as_str(), "#f-title-error"),
        ("needed_by", "2026-02-30", "#f-needed_by-error"),
        ("needed_by", "0000-01-01", "#f-needed_by-error"),
        ("needed_by", "10000-01-01", "#f-needed_by-error"),
        ("needed_by", "tomorrow", "#f-needed_by-error"),
        ("provider", "1", "#f-provider-error"),
        ("provider", "99", "#f-provider-error"),
        ("provider", "", "#f-provider-error"),
        ("provider", "-1", "#f-provider-error"),
        ("consumer", "18446744073709551616", "#f-consumer-error"),
        ("done_when", very_long.as_str(), "#f-done_when-error"),
        ("waits_for", "77", "#f-waits_for-error"),
        ("waits_for", "a, b", "#f-waits_for-error"),
    ] {
        let fields: Vec<(&str, &str)> = good.iter().map(|(name, old)| (*name, if *name == field { value } else { *old })).collect();
        let page = ines.post(ASK, &fields).await.is(422);
        assert!(page.has(error), "{field} {value:?}");
        assert_eq!(page.attr("#f-title", "value"), if field == "title" { value } else { "A card" }, "nothing typed is lost");
    }
    assert_eq!(house.desk().snapshot().model.dependencies.len(), 0);
    ines.post(ASK, &[("title", "A card"), ("consumer", "2"), ("provider", "1")]).await.is(403);
}

#[tokio::test]
async fn a_double_click_asks_once_and_words_are_never_markup() {
    let house = House::of(Story::two_teams()).await;
    let mut ines = house.sign_in(INES).await;
    let fields = [("title", "<img src=x onerror=alert(1)>"), ("consumer", "1"), ("provider", "2"), ("key", "0123456789abcdef0123456789abcdef")];
    let page = ines.submit(ASK, &fields).await.is(200);
    assert_eq!(page.text("h1"), "<img src=x onerror=alert(1)>");
    ines.submit(ASK, &fields).await.is(200);
    assert_eq!(house.desk().snapshot().model.dependencies.len(), 1);
    let board = ines.get(&format!("{ASK}?view=board")).await.is(200);
    assert!(!board.body.contains("<img"));
}

#[tokio::test]
async fn a_form_sent_again_is_answered_as_before_and_with_other_words_its_words_come_back() {
    let house = House::of(Story::two_teams()).await;
    let mut ines = house.sign_in(INES).await;
    let with = |title: &'static str| [("title", title), ("consumer", "1"), ("provider", "2"), ("key", "0123456789abcdef0123456789abcdef")];
    let first = ines.post(ASK, &with("A test card")).await.is(303).location();
    assert_eq!(ines.post(ASK, &with("A test card")).await.is(303).location(), first);
    let page = ines.post(ASK, &with("A test card, and its PIN")).await.is(422);
    assert_eq!(page.attr("#f-title", "value"), "A test card, and its PIN");
    assert!(page.text("main .note").contains("sent before with other words"), "{}", page.body);
    assert_ne!(page.attr("main form input[name=key]", "value"), "0123456789abcdef0123456789abcdef");
    let elsewhere = [("title", "No test cards"), ("severity", "slows"), ("team", "1"), ("key", "0123456789abcdef0123456789abcdef")];
    ines.post("groups/product/impediments", &elsewhere).await.is(422);
    let model = house.desk().snapshot().model.clone();
    assert_eq!((model.dependencies.len(), model.impediments.len()), (1, 0));
}
