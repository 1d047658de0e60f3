//! Looking around with the sample organisation.

use crate::support::{Browser, House};
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
async fn a_real_workspace_has_no_bar() {
    let house = House::of(rowlock_domain::testing::Story::two_teams()).await;
    let page = house.sign_in(rowlock_domain::testing::RUTH).await.get("me").await.is(200);
    assert_eq!(page.count(".samplebar"), 0);
}
