//! One's own page.

use crate::support::House;
use rowlock_domain::testing::{INES, RUTH, Story};

const OLD: &str = "an old long password";
const NEW: &str = "a new long password";

#[tokio::test]
async fn the_name_is_changed_for_everybody() {
    let house = House::of(Story::two_teams()).await;
    let mut ruth = house.sign_in(RUTH).await;
    assert_eq!(ruth.get("me").await.is(200).attr("#f-name", "value"), "Ruth Adler");
    ruth.post("me/name", &[("name", "Ruth Adler-Ito")]).await.leads_to("/harbour/me");
    let page = house.sign_in(INES).await.get("me").await.is(200);
    assert_eq!(page.attr("#f-name", "value"), "Ines Moreau");
    assert_eq!(house.desk().snapshot().profiles.name(RUTH), "Ruth Adler-Ito");
}

#[tokio::test]
async fn a_name_nobody_can_read_comes_back_with_a_sentence() {
    let house = House::of(Story::two_teams()).await;
    let mut ruth = house.sign_in(RUTH).await;
    for (written, word) in
        [("   ", "empty"), ("\u{200b}\u{202e}", "empty"), ("a\u{0}b", "character"), ("a\r\nb", "character"), (&"x".repeat(201), "200")]
    {
        let page = ruth.post("me/name", &[("name", written)]).await.is(422);
        assert!(page.text("#f-name-error").contains(word), "{written:?}: {}", page.text("#f-name-error"));
    }
    let page = ruth.post("me/name", &[("name", "<script>alert(1)</script>")]).await.leads_to("/harbour/me");
    drop(page);
    let page = ruth.get("me").await.is(200);
    assert_eq!(page.count("main script"), 0);
    assert_eq!(page.attr("#f-name", "value"), "<script>alert(1)</script>");
}

#[tokio::test]
async fn theme_and_keys_are_kept_and_the_button_leads_back() {
    let house = House::of(Story::two_teams()).await;
    let mut ruth = house.sign_in(RUTH).await.saying("referer", "http://127.0.0.1:7878/harbour/people?page=2");
    ruth.post("me/theme", &[("theme", "dark")]).await.leads_to("/harbour/people?page=2");
    ruth.post("me/keys", &[("keys", "off")]).await.leads_to("/harbour/me");
    let page = ruth.get("me").await.is(200);
    assert_eq!((page.attr("html", "data-theme"), page.attr("html", "data-keys")), ("dark".to_owned(), "off".to_owned()));
    let mut elsewhere = house.sign_in(RUTH).await.saying("referer", "https://evil.example/foreign/x");
    elsewhere.post("me/theme", &[("theme", "system")]).await.leads_to("/harbour/me");
    assert_eq!(elsewhere.get("me").await.attrs("html", "data-theme").len(), 0);
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions_and_renews_this_one() {
    let house = House::of(Story::two_teams()).await;
    let (mut here, mut there) = (house.sign_in(RUTH).await, house.sign_in(RUTH).await);
    house.set_password(RUTH, OLD).await;
    there.get("me").await.is(200);
    let wrong = here.post("me/password", &[("old", "not the old one"), ("new", "short")]).await.is(422);
    assert!(wrong.text("#f-old-error").contains("not your present password"));
    assert!(wrong.text("#f-new-error").contains("10 characters"));
    assert!(!wrong.body.contains("not the old one"));
    let mut copied = here.clone();
    here.post("me/password", &[("old", OLD), ("new", NEW)]).await.leads_to("/harbour/me");
    let page = here.get("me").await.is(200);
    assert_eq!(page.count("li[data-row^='session:']"), 1);
    assert_ne!(here.cookie("__Host-rowlock"), copied.cookie("__Host-rowlock"));
    copied.get("me").await.is(303);
    there.get("me").await.is(303);
    house.stranger().post("/sign-in", &[("mail", "ruth@example.org"), ("password", OLD)]).await.is(422);
    house.stranger().post("/sign-in", &[("mail", "ruth@example.org"), ("password", NEW)]).await.leads_to("/");
}

#[tokio::test]
async fn a_session_is_listed_and_ended_by_its_owner_only() {
    let house = House::of(Story::two_teams()).await;
    let (mut here, mut there) = (house.sign_in(RUTH).await, house.sign_in(RUTH).await);
    let page = here.get("me").await.is(200);
    assert_eq!(page.count("li[data-row^='session:']"), 2);
    assert_eq!(page.texts("li[data-row^='session:'] span")[0].split(',').next(), Some("Firefox on Linux"));
    let ending = page.attr("form[action$='/ending']", "action");
    house.sign_in(INES).await.post(&ending, &[]).await.is(404);
    there.get("me").await.is(200);
    here.post(&ending, &[]).await.leads_to("/harbour/me");
    there.get("me").await.is(303);
    here.post(&ending, &[]).await.is(404);
}

#[tokio::test]
async fn outside_the_sample_nobody_becomes_somebody_else() {
    let house = House::of(Story::two_teams()).await;
    house.sign_in(INES).await.post("me/person", &[("person", &RUTH.to_string())]).await.is(404);
}
