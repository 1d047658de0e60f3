//! Looking around with the sample organisation.

use crate::support::{Browser, House, furnish};
use rowlock_domain::testing::{RUTH, Story};
use rowlock_store::{Memory, Store as _};
use rowlock_web::gate::access;

async fn looking_around(house: &House) -> Browser {
    let link = access::set_up_link(house.engine()).await.unwrap().unwrap();
    let mut browser = house.stranger();
    browser.get(&link).await.leads_to("/");
    browser.post("/set-up/sample", &[]).await.leads_to("/harbour");
    browser
}

#[tokio::test]
async fn the_link_leads_into_the_sample_as_its_master() {
    let house = House::empty().await;
    let mut browser = looking_around(&house).await;
    let page = browser.get("me").await.is(200);
    assert_eq!(page.text(".samplebar b"), "This is a sample.");
    assert_eq!(page.text(".samplebar option[selected]").split(',').next(), Some("Ruth Adler"));
    let model = house.desk().snapshot().model.clone();
    assert_eq!((model.teams.len(), model.groups.len()), (11, 3));
    assert!(model.version > 500, "three months of history are {} events", model.version);
    assert!(model.at <= house.site.engine.clock().now());
}

#[tokio::test]
async fn the_sample_can_be_seen_as_anybody() {
    let house = House::empty().await;
    let mut browser = looking_around(&house).await;
    let page = browser.get("me").await.is(200);
    let others = page.attrs(".samplebar option:not([selected])", "value");
    assert!(others.len() > 10);
    browser.post("me/person", &[("person", &others[0])]).await.leads_to("/harbour/me");
    let page = browser.get("me").await.is(200);
    assert_eq!(page.attr(".samplebar option[selected]", "value"), others[0]);
    browser.post("me/person", &[("person", "00000000000000000000000000000001")]).await.is(404);
}

#[tokio::test]
async fn two_visitors_look_around_as_different_people() {
    let house = House::empty().await;
    let link = access::set_up_link(house.engine()).await.unwrap().unwrap();
    let (mut one, mut two) = (house.stranger(), house.stranger());
    for browser in [&mut one, &mut two] {
        browser.get(&link).await.leads_to("/");
        browser.post("/set-up/sample", &[]).await.leads_to("/harbour");
    }
    let other = one.get("me").await.attrs(".samplebar option:not([selected])", "value")[3].clone();
    one.post("me/person", &[("person", &other)]).await.leads_to("/harbour/me");
    assert_eq!(two.get("me").await.text(".samplebar option[selected]").split(',').next(), Some("Ruth Adler"));
}

#[tokio::test]
async fn the_sample_does_not_end_the_set_up() {
    let house = House::empty().await;
    let mut browser = looking_around(&house).await;
    assert_eq!(browser.get("me").await.attr(".samplebar a", "href"), "/set-up");
    browser.get("/set-up").await.is(200);
    assert!(browser.get("/").await.is(200).has(".ways"));
    assert!(access::set_up_link(house.engine()).await.unwrap().is_some());
    assert!(!browser.get("me").await.has("#password"));
}

#[tokio::test]
async fn an_administrator_removes_the_sample_and_nothing_else() {
    let (store, story) = (std::sync::Arc::new(Memory::new()), Story::two_teams());
    furnish(&store, "yard", &story).await;
    let house = House::over(store, story.now(), "http://127.0.0.1:7878", false).await;
    let own = house.engine().desk("yard").unwrap().snapshot();
    let mut browser = looking_around(&house).await;
    let page = browser.get("me").await.is(200);
    assert_eq!(page.attr(".samplebar a[href$='#me-sample']", "href"), "/harbour/me#me-sample");
    assert!(page.text("form[action='/harbour/me/removal'] .tick").contains("Remove Harbour for everybody"));
    let asked = browser.post("me/removal", &[]).await.is(422);
    assert!(asked.text("#f-sure-error").contains("Harbour"));
    browser.post("me/removal", &[("sure", "yes")]).await.leads_to("/");
    for path in ["/harbour/me", "/harbour/live"] {
        let page = browser.get(path).await.is(410);
        assert_eq!(page.text("h1"), "The sample is gone", "{path}");
    }
    assert_eq!(house.sign_in_at("yard", RUTH).await.get("/harbour/groups/product").await.is(410).text("h1"), "The sample is gone");
    let stored = house.store.workspace("harbour").await.unwrap().unwrap();
    assert_eq!(stored.head.version, 0);
    assert!(house.store.read(stored.key, 0, 10).await.unwrap().is_empty());
    assert_eq!(access::sample(house.engine()).await.unwrap(), None);
    let after = house.engine().desk("yard").unwrap().snapshot();
    assert_eq!((after.version(), after.timeline), (own.version(), own.timeline));
    house.sign_in_at("yard", RUTH).await.get("me").await.is(200);
}

#[tokio::test]
async fn only_who_sees_the_sample_as_its_administrator_removes_it_and_others_read_who_that_is() {
    let house = House::empty().await;
    let mut browser = looking_around(&house).await;
    let other = browser.get("me").await.attrs(".samplebar option:not([selected])", "value")[3].clone();
    browser.post("me/person", &[("person", &other)]).await.leads_to("/harbour/me");
    let page = browser.get("me").await.is(200);
    assert!(!page.has("form[action='/harbour/me/removal']"));
    assert!(page.text("section:has(#me-sample)").contains("Ruth Adler"));
    browser.post("me/removal", &[("sure", "yes")]).await.is(403);
}

#[tokio::test]
async fn after_its_removal_the_sample_can_be_written_anew() {
    let house = House::empty().await;
    let mut browser = looking_around(&house).await;
    browser.post("me/removal", &[("sure", "yes")]).await.leads_to("/");
    browser.get("/").await.is(200);
    let mut again = looking_around(&house).await;
    assert_eq!(again.get("me").await.is(200).text(".samplebar b"), "This is a sample.");
}

#[tokio::test]
async fn a_real_workspace_has_no_bar() {
    let house = House::of(Story::two_teams()).await;
    let page = house.sign_in(RUTH).await.get("me").await.is(200);
    assert_eq!(page.count(".samplebar"), 0);
}
