//! Choosing one of many people: typed with suggestions where a list would be too long.

use crate::support::{Browser, House};
use rowlock_domain::person::command::AddPerson;
use rowlock_domain::testing::{ADA, RUTH, SAMUEL, Story};
use rowlock_domain::{FollowUpId, PersonId};

const PAGE: &str = "groups/product/follow-ups";

/// A workspace of more people than a list shows.
async fn crowded() -> (House, Browser) {
    let story = (1..=70_u128).fold(Story::two_teams(), |story, n| story.given(ADA, AddPerson { person: PersonId(n << 64), origin: None }));
    let house = House::of(story).await;
    let ruth = house.sign_in(RUTH).await;
    (house, ruth)
}

fn fields(owner: &str) -> [(&str, &str); 3] {
    [("text", "Ask the card network"), ("owner", owner), ("due", "2026-12-01")]
}

#[tokio::test]
async fn a_few_people_stand_in_a_list() {
    let house = House::of(Story::two_teams()).await;
    let page = house.sign_in(RUTH).await.get(PAGE).await.is(200);
    assert!(page.has("select[name=owner] option") && !page.has("datalist"));
}

#[tokio::test]
async fn of_many_people_one_is_typed_and_all_names_stand_once_on_the_page() {
    let (house, mut ruth) = crowded().await;
    let page = ruth.get(PAGE).await.is(200);
    assert_eq!(page.attr("input[name=owner]", "list"), page.attr("datalist", "id"));
    assert!(page.attrs("datalist option", "value").contains(&"Samuel Okoye (samuel)".to_owned()));
    for (n, typed) in ["Samuel Okoye (samuel)", "samuel okoye", "@samuel"].into_iter().enumerate() {
        ruth.submit(PAGE, &fields(typed)).await.is(200);
        let number = FollowUpId(u32::try_from(n).unwrap() + 1);
        assert_eq!(house.desk().snapshot().model.follow_up(number).unwrap().owner, Some(SAMUEL), "{typed}");
    }
    let settings = ruth.get("groups/product/settings").await.is(200);
    assert!(settings.count("input[list]") > 1 && settings.count("datalist#people-names") == 1);
}

#[tokio::test]
async fn a_name_that_nobody_has_is_told_beside_the_field_and_stays_there() {
    let (_house, mut ruth) = crowded().await;
    let page = ruth.post(PAGE, &fields("Samuel O")).await.is(422);
    assert_eq!(page.attr("input[name=owner]", "value"), "Samuel O");
    assert_eq!(page.attr("[name=text]", "value"), "Ask the card network");
    assert!(page.text("#e-owner, [id$=owner-error], .err").contains("Nobody here is called “Samuel O”"), "{}", page.body);
}

#[tokio::test]
async fn a_page_without_such_a_field_has_no_list_of_names() {
    let (_house, mut ruth) = crowded().await;
    assert!(!ruth.get("groups/product").await.is(200).has("datalist"));
}
