//! What every answer has, and what is refused before a page is asked.

use crate::support::{House, furnish};
use rowlock_domain::testing::{RUTH, Story, TOMASZ};
use rowlock_domain::{Actor, Instant, Via};
use rowlock_engine::{Clock as _, Submission};
use rowlock_store::{Memory, NewEvent, Store};
use std::sync::Arc;

#[tokio::test]
async fn every_answer_says_what_browsers_shall_and_shall_not_do() {
    let house = House::of(Story::two_teams()).await;
    for path in ["/sign-in", "/healthz", "/nowhere/at/all", "/robots.txt"] {
        let page = house.stranger().get(path).await;
        let policy = page.header("content-security-policy").unwrap().to_owned();
        for part in ["default-src 'none'", "script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"));
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(page.header("referrer-policy"), Some("same-origin"));
        assert_eq!(page.header("cross-origin-opener-policy"), Some("same-origin"));
        assert_eq!(page.header("x-request-id").unwrap().len(), 16);
    }
}

#[tokio::test]
async fn personal_pages_are_not_stored_and_assets_are_kept() {
    let house = House::of(Story::two_teams()).await;
    let page = house.sign_in(RUTH).await.get("me").await.is(200);
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let style = page.attr("link[rel=stylesheet]", "href");
    let asset = house.stranger().get(&style).await.is(200);
    assert!(asset.header("cache-control").unwrap().contains("immutable"));
}

#[tokio::test]
async fn an_unknown_method_is_answered_405_and_overrides_are_ignored() {
    let house = House::of(Story::two_teams()).await;
    let refused = house.stranger().send("TRACE", "/sign-in", None).await.is(405);
    assert_eq!(refused.header("allow"), Some("GET,HEAD,POST"));
    assert_eq!(refused.text("h1"), "Not this way");
    let overridden = house.stranger().saying("x-http-method-override", "DELETE").get("/sign-in").await;
    assert_eq!(overridden.status, 200);
    house.stranger().send("DELETE", "/sign-in", None).await.is(405);
}

#[tokio::test]
async fn head_answers_without_a_body() {
    let house = House::of(Story::two_teams()).await;
    let page = house.stranger().send("HEAD", "/sign-in", None).await.is(200);
    assert!(page.body.is_empty());
}

#[tokio::test]
async fn addresses_that_play_tricks_are_not_found() {
    let house = House::of(Story::two_teams()).await;
    let mut ruth = house.sign_in(RUTH).await;
    for path in ["/assets/%2e%2e/%2e%2e/etc/passwd", "/harbour%2fme", "/harbour/%5c", "/harbour/a%00b", "/harbour/%ff", "/harbour//me"] {
        assert_eq!(ruth.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn too_long_an_address_and_too_large_a_body_are_refused() {
    let house = House::of(Story::two_teams()).await;
    house.stranger().get(&format!("/sign-in?next={}", "a".repeat(9_000))).await.is(414);
    let form = house.stranger().send("POST", "/sign-in", Some("x".repeat(300 * 1024))).await.is(413);
    assert!(form.text("h1").contains("could not be read"));
    let declared = house.stranger().saying("content-length", "20000000").send("POST", "/sign-in", Some(String::new())).await.is(413);
    assert_eq!(declared.header("connection"), Some("close"));
}

#[tokio::test]
async fn a_form_is_urlencoded_and_readable() {
    let house = House::of(Story::two_teams()).await;
    for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x"] {
        house.stranger().saying("content-type", kind).send("POST", "/sign-in", Some("{}".to_owned())).await.is(415);
    }
    house.stranger().saying("content-encoding", "gzip").post("/sign-in", &[]).await.is(415);
    house.stranger().send("POST", "/sign-in", Some("mail=%ff".to_owned())).await.is(400);
}

#[tokio::test]
async fn a_request_names_exactly_one_host() {
    let house = House::of(Story::two_teams()).await;
    house.stranger().saying("host", "a.example").saying("host", "b.example").get("/sign-in").await.is(400);
}

#[tokio::test]
async fn forms_from_other_sites_are_refused() {
    let house = House::of(Story::two_teams()).await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example"), ("origin", "null")] {
        let page = house.sign_in(RUTH).await.saying(name, value).post("me/keys", &[("keys", "off")]).await;
        assert_eq!(page.status, 403, "{name}: {value}");
        assert!(page.text(".sub").contains("another site"));
    }
    house.sign_in(RUTH).await.saying("sec-fetch-site", "same-origin").post("me/keys", &[("keys", "off")]).await.leads_to("/harbour/me");
    house.sign_in(RUTH).await.saying("origin", "http://127.0.0.1:7878").post("me/keys", &[("keys", "on")]).await.leads_to("/harbour/me");
}

#[tokio::test]
async fn other_origins_get_no_leave_to_read() {
    let house = House::of(Story::two_teams()).await;
    let page = house.stranger().saying("origin", "https://evil.example").get("/sign-in").await.is(200);
    assert!(page.header("access-control-allow-origin").is_none());
}

#[tokio::test]
async fn what_a_proxy_or_visitor_says_of_itself_is_not_believed() {
    let house = House::of(Story::two_teams()).await;
    let mut visitor =
        house.stranger().saying("x-remote-user", "ruth").saying("x-forwarded-host", "evil.example").saying("x-forwarded-for", "127.0.0.1");
    visitor.get("me").await.leads_to("/sign-in?next=%2Fharbour%2Fme");
}

#[tokio::test]
async fn machines_can_ask_whether_the_server_is_up_and_ready() {
    let house = House::of(Story::two_teams()).await;
    assert_eq!(house.stranger().get("/healthz").await.is(200).body, "ok\n");
    assert_eq!(house.stranger().get("/readyz").await.is(200).body, "ready\n");
    house.engine().stopping().cancel();
    house.stranger().get("/readyz").await.is(503);
    house.stranger().get("/healthz").await.is(200);
}

/// Puts an event into the log of `harbour` that only a newer Rowlock can read; the next command meets it.
async fn stop_harbour(house: &House) {
    let desk = house.desk();
    let before = desk.snapshot().version();
    let (kind, payload) = ("FromTheFuture".to_owned(), "{}".to_owned());
    let event = NewEvent { last: before + 1, at: Instant(0), actor: Actor::Operator, on_behalf_of: None, via: Via::Cli, key: None, kind, payload };
    house.store.append(desk.key, before, vec![event], Vec::new()).await.unwrap();
    let raise = rowlock_domain::workspace::command::RenameWorkspace { name: rowlock_domain::testing::title("Haven") };
    desk.submit(Submission::new(Actor::Operator, Via::Cli, vec![raise.into()])).await.unwrap_err();
}

#[tokio::test]
async fn a_workspace_out_of_service_says_so_to_its_own_people_and_nothing_to_others() {
    let store = Arc::new(Memory::new());
    let story = Story::two_teams();
    furnish(&store, "harbour", &story).await;
    furnish(&store, "yard", &story).await;
    let house = House::over(store, story.now(), "http://127.0.0.1:7878", false).await;
    let (mut ruth, mut tomasz) = (house.sign_in(RUTH).await, house.sign_in_at("yard", TOMASZ).await);
    ruth.get("me").await.is(200);
    stop_harbour(&house).await;
    let told = ruth.get("me").await.is(503);
    assert_eq!(told.text("h1"), "This workspace is out of service");
    assert!(told.body.contains("since 23 November 2026, 08:00 UTC") && told.body.contains("whoever runs this server"), "{}", told.body);
    assert_eq!(house.engine().trouble()["harbour"].since, house.clock.now());
    assert_eq!(tomasz.get("/harbour/me").await.is(404).text("h1"), tomasz.get("/nowhere/me").await.is(404).text("h1"));
    tomasz.get("me").await.is(200);
    house.stranger().get("/readyz").await.is(503);
}

#[tokio::test]
async fn a_password_manager_finds_where_to_change_the_password() {
    let house = House::of(Story::two_teams()).await;
    house.stranger().get("/.well-known/change-password").await.leads_to("/sign-in");
    house.sign_in(RUTH).await.get("/.well-known/change-password").await.leads_to("/harbour/me#password");
}
