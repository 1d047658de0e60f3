//! Invitations and links for a new password.

use crate::support::House;
use rowlock_domain::testing::{ADA, DANIEL, INES, OTTO, RUTH, SAMUEL, Story, WILMA};
use rowlock_web::gate::access;

const PASSWORD: &str = "a long enough password";

/// Invites and answers with the link's path.
async fn invite(house: &House, by: rowlock_domain::PersonId, whom: rowlock_domain::PersonId) -> String {
    let mut browser = house.sign_in(by).await;
    let shown = browser.submit(&format!("people/{whom}/invitations"), &[]).await.is(200);
    let url = shown.text(&format!("#link-{whom}"));
    url.strip_prefix("http://127.0.0.1:7878").unwrap().to_owned()
}

#[tokio::test]
async fn a_master_invites_an_ambassador_who_comes_in() {
    let house = House::of(Story::two_teams()).await;
    let link = invite(&house, RUTH, INES).await;
    let mut ines = house.stranger();
    let page = ines.get(&link).await.is(200);
    assert_eq!((page.attr("#f-name", "value"), page.attr("#f-mail", "value")), ("Ines Moreau".to_owned(), "ines@example.org".to_owned()));
    ines.post(&link, &[("name", "Inès Moreau"), ("mail", "ines@example.org"), ("password", PASSWORD)]).await.leads_to("/harbour");
    ines.get("/harbour").await.leads_to("/harbour/groups/product");
    assert_eq!(house.desk().snapshot().profiles.name(INES), "Inès Moreau");
    house.stranger().post("/sign-in", &[("mail", "ines@example.org"), ("password", PASSWORD)]).await.leads_to("/");
}

#[tokio::test]
async fn an_invitation_works_once_and_a_newer_one_replaces_it() {
    let house = House::of(Story::two_teams()).await;
    let first = invite(&house, RUTH, INES).await;
    let second = invite(&house, RUTH, INES).await;
    house.stranger().get(&first).await.is(410);
    house.stranger().post(&second, &[("name", "Ines"), ("mail", "ines@example.org"), ("password", PASSWORD)]).await.leads_to("/harbour");
    house.stranger().get(&second).await.is(410);
    house.stranger().post(&second, &[("name", "Eve"), ("mail", "eve@example.org"), ("password", PASSWORD)]).await.is(410);
    let already = house.sign_in(RUTH).await.post(&format!("people/{INES}/invitations"), &[]).await.is(409);
    assert!(already.text(".sub").contains("signs in already"));
}

#[tokio::test]
async fn an_invitation_grows_old() {
    let house = House::of(Story::two_teams()).await;
    let link = invite(&house, RUTH, INES).await;
    house.clock.set(house.site.engine.clock().now().plus_seconds(access::INVITATION_SECONDS + 1));
    house.stranger().get(&link).await.is(410);
}

#[tokio::test]
async fn bad_answers_come_back_with_their_sentences_and_the_link_still_holds() {
    let house = House::of(Story::two_teams()).await;
    let link = invite(&house, RUTH, INES).await;
    let page = house.stranger().post(&link, &[("name", " "), ("mail", "a@b>,c@d"), ("password", "short")]).await.is(422);
    assert!(page.text("#f-mail-error").contains("mail address"));
    let page = house.stranger().post(&link, &[("name", "Ines"), ("mail", "ines@example.org"), ("password", "short")]).await.is(422);
    assert!(page.text("#f-password-error").contains("10 characters"));
    house.stranger().get(&link).await.is(200);
}

#[tokio::test]
async fn somebody_with_an_account_joins_with_it() {
    let house = House::of(Story::two_teams()).await;
    let link = invite(&house, RUTH, INES).await;
    house.stranger().post(&link, &[("name", "Ines"), ("mail", "ines@example.org"), ("password", PASSWORD)]).await.leads_to("/harbour");
    let other = house.engine().create("elsewhere").await.unwrap();
    let person = rowlock_domain::PersonId(77);
    let commands = vec![
        rowlock_domain::workspace::command::CreateWorkspace {
            name: rowlock_domain::testing::title("Elsewhere"),
            zone: rowlock_domain::testing::utc(),
        }
        .into(),
        rowlock_domain::person::command::AddPerson { person, origin: None }.into(),
    ];
    other.submit(rowlock_engine::Submission::new(rowlock_domain::Actor::Operator, rowlock_domain::Via::Cli, commands)).await.unwrap();
    let link = access::invitation(house.engine(), &other, person).await.unwrap();
    let wrong = house.stranger().post(&link, &[("name", "Ines"), ("mail", "ines@example.org"), ("password", "some other password")]).await.is(422);
    assert!(wrong.text("#f-password-error").contains("has an account already"));
    let mut ines = house.stranger();
    ines.post(&link, &[("name", "Ines"), ("mail", "ines@example.org"), ("password", PASSWORD)]).await.leads_to("/elsewhere");
    assert_eq!(ines.get("/").await.is(200).count("li[data-row]"), 2);
}

#[tokio::test]
async fn who_may_invite_whom() {
    let house = House::of(Story::two_teams()).await;
    for (by, whom, status) in
        [(RUTH, SAMUEL, 303), (RUTH, DANIEL, 303), (RUTH, WILMA, 403), (RUTH, ADA, 403), (ADA, WILMA, 303), (INES, SAMUEL, 403), (OTTO, SAMUEL, 403)]
    {
        let page = house.sign_in(by).await.post(&format!("people/{whom}/invitations"), &[]).await;
        assert_eq!(page.status.as_u16(), status, "{by:?} invites {whom:?}");
    }
    house.sign_in(RUTH).await.post("people/00000000000000000000000000000abc/invitations", &[]).await.is(404);
    house.sign_in(RUTH).await.post("people/nobody/invitations", &[]).await.is(404);
}

#[tokio::test]
async fn a_link_is_shown_to_its_maker_only() {
    let house = House::of(Story::two_teams()).await;
    invite(&house, RUTH, INES).await;
    let others = house.sign_in(ADA).await.get("invitations").await.is(200);
    assert_eq!(others.count("code"), 0);
    assert!(others.has(&format!("#p-{INES}")));
}

#[tokio::test]
async fn a_reset_link_sets_a_new_password_once_and_signs_everybody_out() {
    let house = House::of(Story::two_teams()).await;
    let mut there = house.sign_in(RUTH).await;
    there.get("me").await.is(200);
    let replaced = access::reset_link(house.engine(), "ruth@example.org").await.unwrap();
    let link = access::reset_link(house.engine(), "Ruth@example.org").await.unwrap();
    house.stranger().get(&replaced).await.is(410);
    let mut browser = house.stranger();
    assert!(browser.get(&link).await.is(200).text(".sub").contains("ruth@example.org"));
    browser.post(&link, &[("password", "short")]).await.is(422);
    browser.post(&link, &[("password", PASSWORD)]).await.leads_to("/");
    browser.get("me").await.is(200);
    there.get("me").await.is(303);
    house.stranger().get(&link).await.is(410);
    house.stranger().post(&link, &[("password", PASSWORD)]).await.is(410);
    house.stranger().post("/sign-in", &[("mail", "ruth@example.org"), ("password", PASSWORD)]).await.leads_to("/");
}

#[tokio::test]
async fn a_password_change_ends_reset_links() {
    let house = House::of(Story::two_teams()).await;
    let mut ruth = house.sign_in(RUTH).await;
    house.set_password(RUTH, PASSWORD).await;
    let link = access::reset_link(house.engine(), "ruth@example.org").await.unwrap();
    ruth.post("me/password", &[("old", PASSWORD), ("new", "another long password")]).await.leads_to("/harbour/me");
    house.stranger().get(&link).await.is(410);
}

#[tokio::test]
async fn the_operator_lets_a_person_in() {
    let house = House::of(Story::two_teams()).await;
    let link = access::create_user(house.engine(), "harbour", "ines", "i.moreau@example.org", false).await.unwrap().unwrap();
    let mut ines = house.stranger();
    ines.post(&link, &[("password", PASSWORD)]).await.leads_to("/");
    ines.get("/").await.leads_to("/harbour");
    assert!(access::create_user(house.engine(), "harbour", "ines", "x@example.org", false).await.is_err());
    assert!(access::create_user(house.engine(), "harbour", "nobody", "x@example.org", false).await.is_err());
    assert!(access::create_user(house.engine(), "nowhere", "otto", "x@example.org", false).await.is_err());
    assert!(access::create_user(house.engine(), "harbour", "otto", "a@b>,c@d", false).await.is_err());
    access::create_user(house.engine(), "harbour", "Otto Brenner", "otto@example.org", true).await.unwrap();
    assert!(house.desk().snapshot().model.administrators.contains(&OTTO));
}

#[tokio::test]
async fn an_invitation_that_names_an_address_is_for_that_address_alone() {
    let house = House::of(Story::two_teams()).await;
    let link = invite(&house, RUTH, INES).await;
    let typed = [("name", "Eve"), ("mail", "eve@example.org"), ("password", PASSWORD)];
    let page = house.stranger().post(&link, &typed).await.is(422);
    assert!(page.text("#f-mail-error").contains("for ines@example.org"), "{}", page.body);
    assert_eq!(page.attr("#f-name", "value"), "Eve");
    let mut samuel = house.sign_in(SAMUEL).await;
    house.set_password(SAMUEL, PASSWORD).await;
    samuel.post(&link, &[("join", "1")]).await.is(422);
    house.stranger().post(&link, &[("name", "Ines"), ("mail", "Ines@example.org"), ("password", PASSWORD)]).await.leads_to("/harbour");
}
