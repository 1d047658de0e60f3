//! The first start.

use crate::support::{Browser, House};
use rowlock_domain::testing::{ADA, Story};
use rowlock_domain::{GroupId, Member, TeamId, group::GroupRole};
use rowlock_engine::plain::{Mail, list};
use rowlock_store::Memory;
use rowlock_web::gate::access;
use std::sync::Arc;

const PASSWORD: &str = "a long enough password";

async fn opened(house: &House) -> Browser {
    let link = access::set_up_link(house.engine()).await.unwrap().unwrap();
    let mut browser = house.stranger();
    browser.get(&link).await.leads_to("/");
    browser
}

async fn answer_all(browser: &mut Browser) {
    answer_all_for(browser, "Harbour GmbH").await;
}

async fn answer_all_for(browser: &mut Browser, organisation: &str) {
    browser
        .post("/set-up/you", &[("name", "Ruth Adler"), ("mail", "ruth@example.org"), ("password", PASSWORD)])
        .await
        .leads_to("/set-up/organisation");
    browser.post("/set-up/organisation", &[("organisation", organisation), ("group", "Product")]).await.leads_to("/set-up/teams");
    let teams = [("team-0", "Checkout"), ("ambassador-0", "Ines Moreau"), ("team-1", "Payments"), ("ambassador-1", "Ruth Adler")];
    browser.post("/set-up/teams", &teams).await.leads_to("/set-up/meeting");
}

const MEETING: [(&str, &str); 4] = [("day", "TU"), ("day", "TH"), ("time", "09:30"), ("zone", "Europe/Berlin")];

#[tokio::test]
async fn without_the_link_the_first_page_asks_for_it() {
    let house = House::empty().await;
    let page = house.stranger().get("/").await.is(200);
    assert!(page.text(".sub").contains("Open the link"));
    for path in ["/set-up", "/set-up/you", "/set-up/meeting", "/set-up/administrator"] {
        house.stranger().get(path).await.leads_to("/");
    }
    house.stranger().post("/set-up/sample", &[]).await.leads_to("/");
    house.stranger().get("/start/0000").await.is(410);
}

#[tokio::test]
async fn an_organisation_takes_the_address_that_a_removed_sample_left() {
    let house = House::empty().await;
    let mut browser = opened(&house).await;
    browser.post("/set-up/sample", &[]).await.leads_to("/harbour");
    browser.post("/harbour/me/removal", &[("sure", "yes")]).await.leads_to("/");
    browser.get("/harbour/people").await.is(410);
    answer_all_for(&mut browser, "Harbour").await;
    browser.post("/set-up/meeting", &MEETING).await.leads_to("/harbour/invitations?welcome=1");
    let page = browser.get("/harbour/people").await.is(200);
    assert_eq!(page.text("h1 + p"), "2 people in Harbour.");
    assert!(!page.has(".samplebar"));
}

#[tokio::test]
async fn twelve_fields_on_four_pages_make_a_workspace() {
    let house = House::empty().await;
    let mut browser = opened(&house).await;
    let mut fields = 0;
    for path in ["/set-up/you", "/set-up/organisation", "/set-up/teams", "/set-up/meeting"] {
        let page = browser.get(path).await.is(200);
        fields += page.count("input.in") + page.count("fieldset");
        assert!(page.text("p.meta").starts_with("Step "));
    }
    assert_eq!(fields, 12);
    answer_all(&mut browser).await;
    browser.post("/set-up/meeting", &MEETING).await.leads_to("/harbour-gmbh/invitations?welcome=1");

    let desk = house.engine().desk("harbour-gmbh").unwrap();
    let snapshot = desk.snapshot();
    let model = &snapshot.model;
    assert_eq!(model.name.as_str(), "Harbour GmbH");
    assert_eq!((model.people.len(), model.teams.len(), model.groups.len(), model.series.len()), (2, 2, 1, 1));
    let group = model.group(GroupId(1)).unwrap();
    let ruth = *model.administrators.iter().next().unwrap();
    assert!(group.has_role(GroupRole::Master, ruth));
    assert_eq!(group.seats[&Member::Team(TeamId(2))].tenures[0].person, ruth);
    let recurrence = &model.series[0].schedules.values().next().unwrap().recurrence;
    assert_eq!((&*recurrence.rule, recurrence.start.to_string().as_str()), ("FREQ=WEEKLY;BYDAY=TU,TH", "2026-11-24T09:30:00"));

    let invitations = browser.get("/harbour-gmbh/invitations?welcome=1").await.is(200);
    assert_eq!(invitations.count("code"), 1);
    let link = invitations.text("code").replace("http://127.0.0.1:7878", "");
    house.stranger().get(&link).await.is(200);
    browser.get("/").await.leads_to("/harbour-gmbh");
    house.stranger().post("/sign-in", &[("mail", "ruth@example.org"), ("password", PASSWORD)]).await.leads_to("/");
}

#[tokio::test]
async fn once_there_is_an_administrator_the_link_is_dead() {
    let house = House::empty().await;
    let link = access::set_up_link(house.engine()).await.unwrap().unwrap();
    let mut browser = house.stranger();
    browser.get(&link).await.leads_to("/");
    answer_all(&mut browser).await;
    browser.post("/set-up/meeting", &MEETING).await;
    house.stranger().get(&link).await.is(410);
    assert_eq!(access::set_up_link(house.engine()).await.unwrap(), None);
    house.stranger().get("/").await.leads_to("/sign-in");
    browser.get("/set-up/you").await.leads_to("/");
}

#[tokio::test]
async fn a_new_link_ends_the_one_before() {
    let house = House::empty().await;
    let first = access::set_up_link(house.engine()).await.unwrap().unwrap();
    let second = access::set_up_link(house.engine()).await.unwrap().unwrap();
    house.stranger().get(&first).await.is(410);
    house.stranger().get(&second).await.leads_to("/");
}

#[tokio::test]
async fn links_of_servers_that_start_together_hold_beside_each_other() {
    let house = House::over(Arc::new(Memory::shared()), Story::new().now(), "http://127.0.0.1:7878", false).await;
    let first = access::set_up_link(house.engine()).await.unwrap().unwrap();
    let second = access::set_up_link(house.engine()).await.unwrap().unwrap();
    for link in [&first, &second] {
        house.stranger().get(link).await.leads_to("/");
    }
    house.clock.set(house.site.engine.clock().now().plus_seconds(2 * 3_600));
    let third = access::set_up_link(house.engine()).await.unwrap().unwrap();
    house.stranger().get(&first).await.is(410);
    house.stranger().get(&third).await.leads_to("/");
}

#[tokio::test]
async fn going_back_shows_what_was_answered_but_never_the_password() {
    let house = House::empty().await;
    let mut browser = opened(&house).await;
    answer_all(&mut browser).await;
    let you = browser.get("/set-up/you").await.is(200);
    assert_eq!((you.attr("#f-name", "value"), you.attr("#f-password", "value")), ("Ruth Adler".to_owned(), String::new()));
    assert!(!you.body.contains(PASSWORD) && !you.body.contains("argon2"));
    browser.post("/set-up/you", &[("name", "Ruth A."), ("mail", "ruth@example.org"), ("password", "")]).await.leads_to("/set-up/organisation");
    let teams = browser.get("/set-up/teams").await.is(200);
    assert_eq!(teams.attr("#f-ambassador-0", "value"), "Ines Moreau");
}

#[tokio::test]
async fn wrong_answers_come_back_as_typed_with_a_sentence_each() {
    let house = House::empty().await;
    let mut browser = opened(&house).await;
    let you = browser.post("/set-up/you", &[("name", " "), ("mail", "a@b>,c@d"), ("password", "short")]).await.is(422);
    assert_eq!(you.count(".err"), 3);
    assert_eq!(you.attr("#f-mail", "value"), "a@b>,c@d");
    let organisation = browser.post("/set-up/organisation", &[("organisation", &"x".repeat(201)), ("group", "a\u{202e}\n")]).await.is(422);
    assert!(organisation.text("#f-organisation-error").contains("200"));
    let twice = [("team-0", "Checkout"), ("ambassador-0", "Ines"), ("team-1", "checkout"), ("ambassador-1", "")];
    let teams = browser.post("/set-up/teams", &twice).await.is(422);
    assert!(teams.text("#f-team-1-error").contains("already"));
    assert!(teams.text("#f-ambassador-1-error").contains("speaks for"));
    let meeting = browser.post("/set-up/meeting", &[("time", "25:00"), ("zone", "Mars/Base")]).await.is(422);
    assert_eq!(meeting.count(".err"), 3);
}

#[tokio::test]
async fn a_page_left_out_is_asked_for_before_anything_is_made() {
    let house = House::empty().await;
    let mut browser = opened(&house).await;
    browser.post("/set-up/meeting", &MEETING).await.leads_to("/set-up/you");
    assert!(house.engine().desks().is_empty());
}

#[tokio::test]
async fn more_teams_are_added_without_script() {
    let house = House::empty().await;
    let mut browser = opened(&house).await;
    browser
        .post("/set-up/teams", &[("team-0", "Checkout"), ("ambassador-0", ""), ("team-1", ""), ("ambassador-1", ""), ("more", "1")])
        .await
        .leads_to("/set-up/teams");
    let page = browser.get("/set-up/teams").await.is(200);
    assert_eq!(page.count("input.in"), 6);
    assert_eq!(page.attr("#f-team-0", "value"), "Checkout");
}

#[tokio::test]
async fn an_organisation_from_a_file_gets_its_first_administrator_by_the_link() {
    let house = House::of(Story::two_teams()).await;
    let mut browser = opened(&house).await;
    let first = browser.get("/").await.is(200);
    let way = first.attrs(".ways a", "href").into_iter().find(|href| href.contains("administrator")).unwrap();
    browser.get(&way).await.is(200);
    let answers = [("workspace", "harbour"), ("handle", "otto"), ("mail", "otto@example.org"), ("password", PASSWORD)];
    browser.post("/set-up/administrator", &answers).await.leads_to("/harbour");
    let model = house.desk().snapshot().model.clone();
    assert_eq!((model.administrators.len(), model.people.len()), (2, 8));
    browser.get("/").await.leads_to("/harbour");
    assert_eq!(access::set_up_link(house.engine()).await.unwrap(), None);
}

#[tokio::test]
async fn an_administrator_who_can_sign_in_ends_the_set_up() {
    let house = House::of(Story::two_teams()).await;
    assert!(access::set_up_link(house.engine()).await.unwrap().is_some());
    house.sign_in(ADA).await;
    assert_eq!(access::set_up_link(house.engine()).await.unwrap(), None);
}

#[tokio::test]
async fn an_ambassadors_address_stands_beside_the_name_and_their_invitation_is_mailed() {
    let house = House::empty_that_mails().await;
    let mut browser = opened(&house).await;
    answer_all(&mut browser).await;
    let twice =
        [("team-0", "Checkout"), ("ambassador-0", "Ines Moreau, ruth@example.org"), ("team-1", "Payments"), ("ambassador-1", "a@example.org")];
    let page = browser.post("/set-up/teams", &twice).await.is(422);
    assert!(page.text("#f-ambassador-0-error").contains("address already") && page.text("#f-ambassador-1-error").contains("name before"));
    let teams = [
        ("team-0", "Checkout"),
        ("ambassador-0", "Ines Moreau <ines@example.org>"),
        ("team-1", "Payments"),
        ("ambassador-1", "Tomasz Wolski"),
        ("team-2", "Mobile"),
        ("ambassador-2", "ines moreau"),
    ];
    browser.post("/set-up/teams", &teams).await.leads_to("/set-up/meeting");
    browser.post("/set-up/meeting", &MEETING).await.leads_to("/harbour-gmbh/invitations?welcome=1");
    let desk = house.engine().desk("harbour-gmbh").unwrap();
    let mails: Vec<_> = desk.snapshot().profiles.iter().map(|profile| (profile.name.clone(), profile.mail.clone())).collect();
    assert_eq!(mails.len(), 3, "the same name twice is the same person");
    assert!(mails.contains(&("Ines Moreau".to_owned(), Some("ines@example.org".to_owned()))));
    assert!(mails.contains(&("Tomasz Wolski".to_owned(), None)));
    let waiting: Vec<Mail> = list(&*house.store, "").await.unwrap();
    assert_eq!(waiting.iter().filter(|mail| mail.reactor == "invitation").count(), 1);
    let page = browser.get("/harbour-gmbh/invitations?welcome=1").await.is(200);
    assert_eq!(page.count("code"), 2, "links to copy are there all the same");
    assert!(page.text("ul.invitations").contains("Mailed to ines@example.org"));
    assert_eq!(page.count("button[data-copy^='#text-']"), 2);
}

#[tokio::test]
async fn who_sets_up_from_inside_the_sample_keeps_it_until_they_leave_it() {
    let house = House::empty().await;
    let mut browser = opened(&house).await;
    browser.post("/set-up/sample", &[]).await.leads_to("/harbour");
    answer_all(&mut browser).await;
    browser.post("/set-up/meeting", &MEETING).await.leads_to("/harbour-gmbh/invitations?welcome=1");
    assert_eq!(browser.get("/harbour-gmbh/me").await.is(200).count("li[data-row^='workspace:']"), 2);
    assert!(browser.get("/harbour/me").await.is(200).has("form[action='/harbour/me/leaving']"));
    browser.post("/harbour/me/leaving", &[]).await.leads_to("/");
    browser.get("/harbour").await.is(404);
    browser.get("/").await.leads_to("/harbour-gmbh");
    assert_eq!(browser.get("/harbour-gmbh/me").await.is(200).count("li[data-row^='workspace:']"), 0);
}
