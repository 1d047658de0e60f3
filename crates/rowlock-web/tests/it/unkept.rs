//! What people see when something cannot be kept: a full disk, an outcome that nobody knows, a history that was repaired.

use crate::support::{House, furnish};
use rowlock_domain::testing::{INES, RUTH, Story};
use rowlock_engine::plain::{StoreError, Timeline};
use rowlock_store::{Fault, Memory, Store};
use std::sync::Arc;
use std::time::Duration;

const FIELDS: [(&str, &str); 4] = [("title", "These words took half an hour"), ("severity", "slows"), ("team", "1"), ("key", "0123456789abcdef")];
const FORM: &str = "groups/product/impediments";

#[tokio::test]
async fn on_a_full_disk_a_form_is_refused_with_its_words_and_pages_go_on() {
    let house = House::of(Story::two_teams()).await;
    let mut ines = house.sign_in(INES).await;
    house.store.inject(Fault::Refuse(StoreError::Full));
    let page = ines.post(FORM, &FIELDS).await.is(507);
    assert!(page.text("main").contains("It was not saved: the disk is full"), "{}", page.text("main"));
    assert_eq!(page.attr("input[name=title]", "value"), FIELDS[0].1);
    ines.get("groups/product/impediments").await.is(200);
    ines.post(FORM, &FIELDS).await.is(303);
}

#[tokio::test]
async fn when_nobody_knows_the_outcome_the_page_says_so_and_the_same_form_is_kept_once() {
    let house = House::of(Story::two_teams()).await;
    let mut ines = house.sign_in(INES).await;
    let before = house.desk().snapshot().version();
    house.store.inject(Fault::Refuse(StoreError::Fatal("a sync failed".to_owned())));
    let page = ines.post(FORM, &FIELDS).await.is(503);
    assert!(page.text("h1").contains("Nobody knows yet"), "{}", page.text("main"));
    assert!(!page.text("main").contains("Nothing was changed"));
    // Shown anew, the form would get another key and could then be kept twice.
    assert!(!page.has("input[name=title]"));
    ines.post(FORM, &FIELDS).await.is(303);
    ines.post(FORM, &FIELDS).await.is(303);
    assert_eq!(house.desk().snapshot().version(), before + 1);
}

#[tokio::test]
async fn a_form_of_a_history_that_was_given_up_is_refused() {
    let house = House::of(Story::two_teams()).await;
    let mut ruth = house.sign_in(RUTH).await;
    ruth.post(FORM, &FIELDS).await.is(303);
    let page = ruth.get("impediments/1").await.is(200);
    let shown = page.attrs("input[name=version]", "value").first().cloned().unwrap();
    let timeline = house.store.heads().await.unwrap()[&house.desk().key].timeline;
    assert!(shown.ends_with(&timeline.to_string()));
    let foreign = shown.replace(&timeline.to_string(), &Timeline::random().to_string());
    for stale in [foreign.as_str(), "1", "nonsense"] {
        ruth.post("impediments/1/resolution", &[("what_solved", "A restart"), ("version", stale)]).await.is(409);
    }
    ruth.post("impediments/1/resolution", &[("what_solved", "A restart"), ("version", &shown)]).await.is(303);
}

#[tokio::test]
async fn a_page_that_cannot_be_read_while_the_database_is_away_says_since_when_and_nothing_of_saving() {
    let (store, story) = (Arc::new(Memory::shared()), Story::two_teams());
    furnish(&store, "harbour", &story).await;
    let house = House::over(store, story.now(), "http://127.0.0.1:7878", false).await;
    let mut ruth = house.sign_in(RUTH).await;
    ruth.get("me").await.is(200);
    while house.engine().desk("harbour").is_some() {
        house.engine().rest_idle(Duration::ZERO).await;
        tokio::task::yield_now().await;
    }
    house.store.miss_look_ups(1_000);
    let page = ruth.get("me").await.is(503);
    assert_eq!(page.text("h1"), "This page cannot be shown now");
    let told = page.text("main");
    assert!(told.contains("has not answered since 23 November 2026, 08:00 UTC"), "{told}");
    assert!(!told.contains("go back") && !told.contains("kept"), "{told}");
    house.store.miss_look_ups(0);
}
