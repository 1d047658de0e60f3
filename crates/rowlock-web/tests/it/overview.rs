//! The overview of a group.

use crate::support::House;
use rowlock_domain::dependency::command::{PromiseDependency, RequestDependency};
use rowlock_domain::dependency::query::Outlook;
use rowlock_domain::group::command::{CreateGroup, VacateSeat};
use rowlock_domain::impediment::command::RaiseImpediment;
use rowlock_domain::impediment::{Severity, query::open_of_team};
use rowlock_domain::ranking::rank;
use rowlock_domain::team::command::CreateTeam;
use rowlock_domain::testing::{
    self, ADA, CHECKOUT, INES, LOGISTICS, MOBILE, PAYMENTS, PRODUCT, RUTH, Story, TOMASZ, WAREHOUSE, WILMA, date, text, title,
};
use rowlock_domain::{Actor, DependencyId, Member, Moment, TeamId};

fn impediment(of: TeamId, words: &str) -> RaiseImpediment {
    RaiseImpediment {
        title: title(words),
        details: text(""),
        team: Some(of),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![of, MOBILE],
        asked: vec![],
        goal: None,
        origin: None,
    }
}

fn request(words: &str, needed_by: &str) -> RequestDependency {
    testing::request(words, (CHECKOUT, PAYMENTS), Some(needed_by))
}

/// An impediment of Checkout that stops Mobile too; a promise of Payments that comes five days late.
fn busy() -> Story {
    let promise = PromiseDependency { dependency: DependencyId(1), on: date("2026-12-02"), why: text("") };
    Story::two_teams()
        .at("2026-11-20T08:00:00Z")
        .given(INES, impediment(CHECKOUT, "Sandbox rejects every card"))
        .given(INES, request("Refund API", "2026-11-27"))
        .given(TOMASZ, promise)
        .at("2026-11-23T08:00:00Z")
}

#[tokio::test]
async fn the_first_day_shows_the_next_step_first() {
    let house = House::of(Story::two_teams()).await;
    let page = house.sign_in(RUTH).await.get("groups/product").await.is(200);
    assert_eq!(page.text("#h-begin"), "Get the boat moving");
    assert_eq!(page.text(".strip .count small"), "h to the first meeting");
    assert_eq!(page.texts(".btn.primary").first().map(String::as_str), Some("Add a goal"));
    assert!(page.texts("li .btn.primary").contains(&"Add a goal".to_owned()), "{:?}", page.texts("li .btn"));
    assert_eq!(page.text(".empty b"), "Nothing needs this group today");
    assert!(!page.has("table.teams"));
}

#[tokio::test]
async fn every_figure_equals_its_query() {
    let house = House::of(busy()).await;
    let page = house.sign_in(RUTH).await.get("groups/product").await.is(200);
    let snapshot = house.desk().snapshot();
    let model = &snapshot.model;
    let zone = model.group(PRODUCT).unwrap().zone.clone();
    let moment = Moment::new(model, &**house.engine().calendar(), busy().now(), &zone);
    let row = |team: TeamId| format!("tr[data-row='team:{}']", team.0);
    for team in [CHECKOUT, PAYMENTS, MOBILE] {
        let open = open_of_team(model, team).count();
        let shown = page.text(&format!("{} [data-live^='imp-']", row(team)));
        assert!(if open == 0 { shown == "none" } else { shown.starts_with(&format!("{open} open")) }, "{shown}");
    }
    let sides = Outlook::new(moment).sides_of(PAYMENTS);
    assert_eq!(page.text(&format!("{} [data-live^='owes-']", row(PAYMENTS))), format!("{} late", sides.owes.late));
    let ranked = rank(&moment, PRODUCT, 5);
    assert_eq!(page.texts(".topics .what b"), ranked.rows.iter().map(|row| row.title.clone()).collect::<Vec<_>>());
    assert_eq!(page.texts(".topics .what p"), ranked.rows.iter().map(|row| row.reason.clone()).collect::<Vec<_>>());
    assert!(page.text(".topics li[data-row='topic-dependency:1'] dl").contains("5 d"));
}

#[tokio::test]
async fn missing_check_ins_are_named_and_can_be_reminded_of() {
    let house = House::of(busy()).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get("groups/product").await.is(200);
    assert_eq!(page.text("[data-live=check-ins]"), "No check-ins yet");
    assert_eq!(page.count(".muster li[data-s=miss]"), 3);
    let remind = page.attr(".missing form", "action");
    ruth.post(&remind, &[]).await.is(303);
    let page = ruth.get("groups/product").await.is(200);
    assert!(page.text(".missing li").contains("reminded 08:00"), "{}", page.text(".missing li"));
    let page = house.sign_in(INES).await.get("groups/product").await.is(200);
    assert!(!page.has(".missing form"), "only who leads the group reminds");
}

#[tokio::test]
async fn what_the_group_lacks_stands_in_one_sentence_each() {
    let house = House::of(busy()).await;
    house.act(RUTH, VacateSeat { group: PRODUCT, member: Member::Team(MOBILE), from: date("2026-11-23") }).await;
    let page = house.sign_in(RUTH).await.get("groups/product").await.is(200);
    assert_eq!(page.text("[data-live=no-ambassador]"), "Mobile has no ambassador.");
    house.act(WILMA, RaiseImpediment { group: LOGISTICS, holds_back: vec![WAREHOUSE], ..impediment(WAREHOUSE, "No forklift") }).await;
    let page = house.sign_in(WILMA).await.get("groups/logistics").await.is(200);
    assert!(page.body.contains("No Scrum of Scrums Master is named: the administrator names one."));
}

#[tokio::test]
async fn a_large_group_shows_fifty_rows_and_stays_small() {
    let house = House::of(busy()).await;
    for n in 0..120 {
        let create = CreateTeam { name: title(&format!("Team number {n}")), code: None, home: PRODUCT, zone: None, origin: None };
        house.act(Actor::Operator, create).await;
    }
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get("groups/product").await.is(200);
    assert_eq!(page.count("table.teams tbody tr"), 50);
    assert_eq!(page.text("[data-live=no-ambassador]"), "120 teams have no ambassador.");
    assert!(page.text(".more").starts_with("50 of 123 rows shown."));
    assert!(page.body.len() < 300_000, "{} bytes", page.body.len());
    let next = page.attr(".more a", "href");
    assert_eq!(ruth.get(&next).await.is(200).count("table.teams tbody tr"), 50);
    assert!(page.has(".topics span.tm"), "above 20 teams the name is shown instead of the code");
}

#[tokio::test]
async fn a_parent_shows_its_child_groups_as_rows() {
    let house = House::of(busy()).await;
    house.act(ADA, CreateGroup { name: title("Harbour whole"), parent: None, zone: None, origin: None }).await;
    let whole = rowlock_domain::GroupId(3);
    for group in [PRODUCT, LOGISTICS] {
        house.act(Actor::Operator, rowlock_domain::group::command::MoveGroup { group, parent: Some(whole) }).await;
    }
    let across = RequestDependency { consumer: WAREHOUSE, needed_by: Some(date("2026-11-20")), ..request("Labels", "2026-11-20") };
    house.act(Actor::Operator, across).await;
    let page = house.sign_in(RUTH).await.get("groups/harbour-whole").await.is(200);
    assert_eq!(page.count("table.teams tbody tr"), 2);
    let row = "tr[data-row='group:1']";
    assert_eq!(page.text(&format!("{row} .c-spr")), "3 teams");
    assert_eq!(page.text(&format!("{row} .c-conf")), "1 late within");
    assert_eq!(page.text("tr[data-row='group:2'] .c-conf"), "none late", "what crosses the border stands beside it");
    assert!(page.text(&format!("{row} .goal")).starts_with("meets tomorrow 09:30"), "{}", page.text(&format!("{row} .goal")));
    assert!(page.has("a[href='/harbour/groups/product']"));
}

#[tokio::test]
async fn a_past_moment_shows_what_stood_there_then() {
    let house = House::of(busy()).await;
    let mut ruth = house.sign_in(RUTH).await;
    let version = Story::two_teams().workspace().version;
    let page = ruth.get(&format!("groups/product?at={version}")).await.is(200);
    assert!(page.text("main > .note").starts_with("As it was on"));
    assert!(!page.body.contains("Refund API"));
    assert!(!page.has("main form"), "nothing can be changed in the past");
}

#[tokio::test]
async fn what_people_write_stays_text() {
    let words = "<img src=x onerror=alert(1)>{{7*7}}";
    let house = House::of(Story::two_teams().given(INES, impediment(CHECKOUT, words))).await;
    let page = house.sign_in(RUTH).await.get("groups/product").await.is(200);
    assert!(page.texts(".topics .what b").contains(&words.to_owned()));
    assert_eq!(page.count("main img"), 0);
}

#[tokio::test]
async fn a_seats_mark_has_one_name_whether_it_is_missing_or_in() {
    let house = House::of(busy().at("2026-11-23T12:00:00Z")).await;
    let mut ruth = house.sign_in(RUTH).await;
    let before = ruth.get("groups/product").await.is(200);
    assert!(before.has("ul.missing [data-live='mark-team:1'] form"));
    let words = rowlock_domain::checkin::Words { next: vec![title("Receipts")], ..Default::default() };
    let occasion = rowlock_domain::meeting::Occasion::Occurrence(rowlock_domain::testing::SCRUM_OF_SCRUMS, date("2026-11-24").at(9, 30, 0, 0));
    house.act(INES, rowlock_domain::checkin::command::CheckInSeat { occasion, member: Member::Team(CHECKOUT), words }).await;
    let after = ruth.get("groups/product").await.is(200);
    assert!(!after.has("ul.missing [data-live='mark-team:1']"));
    assert!(after.text("[hidden] [data-live='mark-team:1']").starts_with("in "), "rows of a page that is open find their new value");
}
