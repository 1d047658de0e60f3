//! Signing in and out.

use crate::support::House;
use rowlock_domain::testing::{ADA, RUTH, Story};
use std::time::Instant;

const PASSWORD: &str = "three rowing words";

async fn house() -> House {
    let house = House::of(Story::two_teams()).await;
    house.sign_in(RUTH).await;
    house.set_password(RUTH, PASSWORD).await;
    house
}

#[tokio::test]
async fn address_and_password_lead_in() {
    let house = house().await;
    let mut browser = house.stranger();
    browser.get("me").await.leads_to("/sign-in?next=%2Fharbour%2Fme");
    let form = browser.get("/sign-in?next=%2Fharbour%2Fme").await.is(200);
    assert_eq!(form.attr("input[name=next]", "value"), "/harbour/me");
    let answer =
        browser.post("/sign-in", &[("mail", "Ruth@Example.org"), ("password", PASSWORD), ("next", "/harbour/me")]).await.leads_to("/harbour/me");
    let cookie = answer.header("set-cookie").unwrap();
    for part in ["__Host-rowlock=", "; HttpOnly", "; Secure", "; SameSite=Lax", "; Path=/", "; Max-Age=2592000"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    browser.get("me").await.is(200);
}

#[tokio::test]
async fn on_plain_http_away_from_loopback_the_cookie_has_another_name_and_no_secure() {
    let house = house().await;
    let house = House::over(house.store.clone(), Story::two_teams().now(), "http://rowlock.example", true).await;
    let answer = house.stranger().post("/sign-in", &[("mail", "ruth@example.org"), ("password", PASSWORD)]).await.leads_to("/");
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("rowlock=") && !cookie.contains("Secure"), "{cookie}");
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_get_the_same_answer_in_the_same_time() {
    let house = house().await;
    let ask = async |mail: &str| {
        let begun = Instant::now();
        let page = house.stranger().post("/sign-in", &[("mail", mail), ("password", "a wrong password")]).await.is(422);
        (page.body.replace(mail, "MAIL"), begun.elapsed())
    };
    ask("ruth@example.org").await;
    let (known, known_time) = ask("ruth@example.org").await;
    let (unknown, unknown_time) = ask("nobody@example.org").await;
    assert_eq!(known, unknown);
    let (shorter, longer) = (known_time.min(unknown_time), known_time.max(unknown_time));
    assert!(longer < shorter * 3, "{known_time:?} against {unknown_time:?}");
}

#[tokio::test]
async fn an_account_without_a_password_cannot_sign_in() {
    let house = house().await;
    house.sign_in(ADA).await;
    for password in ["", "anything at all"] {
        house.stranger().post("/sign-in", &[("mail", "ada@example.org"), ("password", password)]).await.is(422);
    }
}

#[tokio::test]
async fn the_session_is_a_new_one_and_the_old_one_ends() {
    let house = house().await;
    let mut browser = house.stranger();
    browser.keep("__Host-rowlock", &"ab".repeat(32));
    browser.post("/sign-in", &[("mail", "ruth@example.org"), ("password", PASSWORD)]).await.leads_to("/");
    let first = browser.cookie("__Host-rowlock").unwrap().to_owned();
    assert_ne!(first, "ab".repeat(32));
    browser.post("/sign-in", &[("mail", "ruth@example.org"), ("password", PASSWORD)]).await.leads_to("/");
    let mut old = house.stranger();
    old.keep("__Host-rowlock", &first);
    old.get("me").await.is(303);
    browser.get("me").await.is(200);
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() {
    let house = house().await;
    for evil in ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example", "/\t/evil.example"] {
        house.stranger().post("/sign-in", &[("mail", "ruth@example.org"), ("password", PASSWORD), ("next", evil)]).await.leads_to("/");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_at_once() {
    let house = house().await;
    let mut browser = house.sign_in(RUTH).await;
    let token = browser.cookie("__Host-rowlock").unwrap().to_owned();
    browser.get("me").await.is(200);
    browser.post("/sign-out", &[]).await.leads_to("/sign-in");
    assert_eq!(browser.cookie("__Host-rowlock"), None);
    browser.keep("__Host-rowlock", &token);
    browser.get("me").await.is(303);
    browser.post("me/keys", &[("keys", "on")]).await.is(401);
}

#[tokio::test]
async fn a_session_ends_by_itself_after_thirty_days_without_use() {
    let house = house().await;
    let mut browser = house.sign_in(RUTH).await;
    browser.get("me").await.is(200);
    house.clock.set(house.site.engine.clock().now().plus_seconds(30 * 86_400 + 1));
    browser.get("me").await.is(303);
}

#[tokio::test]
async fn the_first_page_leads_to_the_only_workspace_and_from_there_to_the_own_group() {
    let house = house().await;
    let mut browser = house.sign_in(RUTH).await;
    browser.get("/").await.leads_to("/harbour");
    browser.get("/harbour").await.leads_to("/harbour/groups/product");
}

#[tokio::test]
async fn a_garbled_cookie_is_nobody() {
    let house = house().await;
    for garbage in ["", "x", &"g".repeat(64), &"a".repeat(8_000), &"ab".repeat(32)] {
        let mut browser = house.stranger();
        browser.keep("__Host-rowlock", garbage);
        browser.get("me").await.is(303);
    }
}
