//! Drafts: kept while somebody writes, theirs alone, gone when it is sent.

use crate::support::House;
use rowlock_domain::team::command::SetRhythm;
use rowlock_domain::team::rhythm::Rhythm;
use rowlock_domain::testing::{ADA, CHECKOUT, INES, RUTH, Story, date};

const SEAT: &str = "groups/product/check-in/team-1";

#[tokio::test]
async fn a_draft_is_restored_and_thrown_away_when_it_is_sent() {
    let rhythm = Rhythm { start: date("2026-11-16"), weeks: 2, number: 23 };
    let set = SetRhythm { team: CHECKOUT, from: date("2026-11-16"), rhythm: Some(rhythm) };
    let house = House::of(Story::two_teams().given(ADA, set)).await;
    let mut ines = house.sign_in(INES).await;
    let page = ines.get(SEAT).await.is(200);
    let address = page.attr("form.steps", "data-draft");
    let typed = [
        ("sent", "yes"),
        ("key", "0123456789abcdef0123"),
        ("next", "Half a sen"),
        ("obstacle-0", "Old data"),
        ("solve-0", "others"),
        ("confidence", "3"),
    ];
    ines.post(&address, &typed).await.is(204);
    let mut elsewhere = house.sign_in(INES).await;
    let page = elsewhere.get(SEAT).await.is(200);
    assert_eq!(page.text("#f-next"), "Half a sen");
    assert_eq!(page.attr("#f-obstacle-0", "value"), "Old data");
    assert_eq!(page.attr("input[name='solve-0'][checked]", "value"), "others");
    assert_eq!(page.attr("input[name=confidence][checked]", "value"), "3");
    assert_ne!(page.attr("form.steps input[name=key]", "value"), "0123456789abcdef0123");
    assert!(page.text("[data-draft-status]").starts_with("Draft of"));
    elsewhere.post(SEAT, &[("sent", "yes"), ("next", "A whole sentence")]).await.is(303);
    let page = ines.get(SEAT).await.is(200);
    assert_eq!(page.text("#f-next"), "A whole sentence");
    assert_eq!(page.text("[data-draft-status]"), "");
}

#[tokio::test]
async fn nobody_else_sees_a_draft() {
    let house = House::of(Story::two_teams()).await;
    house.sign_in(INES).await.post(&format!("{SEAT}/draft"), &[("sent", "yes"), ("next", "Mine alone")]).await.is(204);
    let page = house.sign_in(RUTH).await.get(SEAT).await.is(200);
    assert!(page.has("form.steps") && !page.body.contains("Mine alone"));
}

#[tokio::test]
async fn a_refused_check_in_keeps_the_draft() {
    let house = House::of(Story::two_teams()).await;
    let mut ines = house.sign_in(INES).await;
    ines.post(&format!("{SEAT}/draft"), &[("sent", "yes"), ("next", "Kept")]).await.is(204);
    ines.post(SEAT, &[("sent", "yes"), ("next", "Kept"), ("confidence", "9")]).await.is(422);
    assert_eq!(ines.get(SEAT).await.is(200).text("#f-next"), "Kept");
}
