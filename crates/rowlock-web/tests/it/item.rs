//! Items: the list, one of them, what can be done to it.

use crate::support::House;
use rowlock_domain::item::ItemState;
use rowlock_domain::item::command::AddItem;
use rowlock_domain::testing::{CHECKOUT, INES, OTTO, PAYMENTS, RUTH, Story, TOMASZ, title};
use rowlock_domain::{Origin, TeamId};

fn item(team: TeamId, words: &str, url: Option<&str>) -> AddItem {
    let origin = url.map(|url| Origin { system: "tracker".into(), key: words.into(), url: Some(url.into()) });
    AddItem { team, title: title(words), state: ItemState::Open, date: None, goal: None, origin }
}

fn stocked() -> Story {
    let story = Story::two_teams().given(INES, item(CHECKOUT, "Guest cards", Some("https://tracker.example/1")));
    story.given(TOMASZ, item(PAYMENTS, "Vault", Some("javascript:alert(1)")))
}

#[tokio::test]
async fn the_list_is_filtered_and_shows_fifty() {
    let mut story = stocked();
    for n in 0..60 {
        story = story.given(INES, item(CHECKOUT, &format!("Card {n}"), None));
    }
    let house = House::of(story).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get("groups/product/items").await.is(200);
    assert_eq!(page.count(".items tbody tr"), 50);
    let more = page.attr("p.more a", "href");
    assert_eq!(ruth.get(&more).await.is(200).count(".items tbody tr"), 12);
    assert_eq!(ruth.get("groups/product/items?team=2").await.is(200).texts(".items th a"), ["Vault"]);
    assert_eq!(ruth.get("groups/product/items?q=bl-1").await.is(200).texts(".items tbody th a"), ["Guest cards"]);
    assert!(ruth.get("groups/product/items?state=done").await.is(200).has(".empty"));
}

#[tokio::test]
async fn an_item_is_added_moved_dated_and_related() {
    let house = House::of(stocked()).await;
    let mut ines = house.sign_in(INES).await;
    let page = ines.submit("groups/product/items", &[("title", "Refunds"), ("of", "1"), ("date", "2026-12-04")]).await.is(200);
    assert_eq!(page.text("h1"), "Refunds");
    ines.post("items/3/state", &[("state", "in_progress")]).await.is(303);
    ines.post("items/3/progress", &[("done", "2"), ("total", "5")]).await.is(303);
    ines.post("items/3/date", &[("date", "2026-12-11")]).await.is(303);
    ines.post("items/3/title", &[("title", "Refunds for guests")]).await.is(303);
    ines.post("items/3/relations", &[("relation", "needs"), ("to", "BL-2")]).await.is(303);
    let page = ines.get("items/3").await.is(200);
    assert!(page.text("[data-live=state]").starts_with("In progress"));
    assert_eq!(page.text("[data-live=stories]"), "2 of 5 done");
    assert!(page.texts("ul.plain b").contains(&"Needs Vault".to_owned()));
    assert!(ines.get("items/2").await.texts("ul.plain b").contains(&"Needed by Refunds for guests".to_owned()));
    ines.post("items/3/relations/end", &[("relation", "needs"), ("to", "2")]).await.is(303);
    ines.post("items/3/team", &[("team", "2")]).await.is(303);
    ines.post("items/3/state", &[("state", "done")]).await.is(403);
}

#[tokio::test]
async fn what_does_not_fit_is_refused_at_its_field() {
    let house = House::of(stocked()).await;
    let mut ines = house.sign_in(INES).await;
    for (path, fields, error) in [
        ("groups/product/items", vec![("title", ""), ("of", "1")], "#f-add-title-error"),
        ("groups/product/items", vec![("title", "A"), ("of", "")], "#f-add-of-error"),
        ("groups/product/items", vec![("title", "A"), ("of", "1"), ("date", "2026-02-30")], "#f-add-date-error"),
        ("items/1/progress", vec![("done", "6"), ("total", "5")], "#f-done-error"),
        ("items/1/progress", vec![("done", "-1"), ("total", "5")], "#f-done-error"),
        ("items/1/progress", vec![("done", "1"), ("total", "18446744073709551616")], "#f-total-error"),
        ("items/1/relations", vec![("relation", "needs"), ("to", "1")], "#f-to-error"),
        ("items/1/relations", vec![("relation", "likes"), ("to", "2")], "#f-relation-error"),
        ("items/1/relations", vec![("relation", "needs"), ("to", "99")], "#f-to-error"),
        ("items/1/date", vec![("date", "0000-01-01")], "#f-date-error"),
        ("items/1/team", vec![("team", "99")], "#f-team-error"),
    ] {
        let page = ines.post(path, &fields).await.is(422);
        assert!(page.has(error), "{path} {fields:?}");
    }
    ines.post("items/1/state", &[("state", "gone")]).await.is(422);
    ines.post("items/99/state", &[("state", "done")]).await.is(404);
    ines.get("items/x").await.is(404);
}

#[tokio::test]
async fn its_origin_is_a_link_only_to_the_web_and_the_past_is_only_read() {
    let house = House::of(stocked()).await;
    let mut otto = house.sign_in(OTTO).await;
    let web = otto.get("items/1").await.is(200);
    assert_eq!(web.attr("a[rel~=external]", "href"), "https://tracker.example/1");
    assert!(!web.has("aside.panel form"));
    let script = otto.get("items/2").await.is(200);
    assert!(!script.body.contains("javascript:") && script.text("aside.panel").contains("tracker Vault"));
    let version = house.desk().snapshot().version();
    for path in [format!("items/1?at={version}"), format!("groups/product/items?at={version}")] {
        assert_eq!(house.sign_in(INES).await.get(&path).await.is(200).count("main form[method=post]"), 0, "{path}");
    }
}
