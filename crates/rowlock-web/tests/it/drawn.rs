//! What is kept of pages never shows: each page is what a server would draw that has drawn nothing before.

use crate::support::{Browser, House};
use rowlock_domain::authorize::may;
use rowlock_domain::impediment::command::{OwnImpediment, RaiseImpediment};
use rowlock_domain::impediment::{Severity, query::open_of_team};
use rowlock_domain::testing::generator::{Pick, Random, command};
use rowlock_domain::testing::{CHECKOUT, INES, PRODUCT, RUTH, Story, TOMASZ, text, title};
use rowlock_domain::{Act, Actor, ImpedimentId, Via};
use rowlock_engine::{Clock as _, Submission};

const PAGES: [&str; 5] = [
    "groups/product",
    "groups/product/impediments?view=list",
    "groups/product/impediments?view=board",
    "groups/product/impediments?view=list&q=card&age=unowned",
    "groups/product/decisions",
];

fn stuck() -> RaiseImpediment {
    RaiseImpediment {
        title: title("Sandbox rejects every card"),
        details: text(""),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![CHECKOUT],
        asked: vec![],
        goal: None,
        origin: None,
    }
}

/// Everything but the keys of forms, which are random.
fn steady(body: &str) -> String {
    let mut parts = body.split("name=\"key\" value=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + "KEY" + part.get(32..).unwrap_or_default())
}

/// Compares each page with one drawn afresh, for one version of the model.
async fn assert_as_afresh(house: &House, browser: &mut Browser, said: &str) {
    for path in PAGES {
        loop {
            let version = house.desk().snapshot().version();
            let kept = browser.get(path).await;
            let afresh = house.afresh(browser).get(path).await;
            if house.desk().snapshot().version() != version {
                continue;
            }
            assert_eq!(kept.status, afresh.status, "{path} {said}");
            let (kept, afresh) = (steady(&kept.body), steady(&afresh.body));
            let differs = kept.bytes().zip(afresh.bytes()).position(|(a, b)| a != b).unwrap_or(kept.len().min(afresh.len()));
            let around = |body: &str| body.bytes().skip(differs.saturating_sub(200)).take(300).map(char::from).collect::<String>();
            assert!(kept == afresh, "{path} {said}:\nkept   …{}\nafresh …{}", around(&kept), around(&afresh));
            break;
        }
    }
}

#[tokio::test]
async fn pages_are_as_if_drawn_afresh_after_any_commands() {
    for seed in 0..4 {
        let house = House::of(Story::two_teams()).await;
        let mut random = Random::seeded(seed);
        let (mut ruth, mut ines) = (house.sign_in(RUTH).await, house.sign_in(INES).await);
        for n in 0..80 {
            let snapshot = house.desk().snapshot();
            let now = house.clock.now();
            let command = command(&mut Pick { workspace: &snapshot.model, random: &mut random, now });
            let name = command.name();
            let actor = if random.one_in(3) { Actor::Person(random.one_of(&[RUTH, INES, TOMASZ])) } else { Actor::Operator };
            let accepted = house.desk().submit(Submission::new(actor, Via::Web, vec![command])).await.is_ok();
            if random.one_in(3) {
                let seconds = if random.one_in(5) { 86_400 } else { 40 };
                house.clock.set(house.clock.now().plus_seconds(seconds));
            }
            if accepted {
                let said = format!("after {name}, command {n} of seed {seed}");
                assert_as_afresh(&house, &mut ruth, &said).await;
                assert_as_afresh(&house, &mut ines, &said).await;
            }
        }
    }
}

#[tokio::test]
async fn what_another_does_shows_at_once() {
    let house = House::of(Story::two_teams()).await;
    let (mut ruth, mut ines) = (house.sign_in(RUTH).await, house.sign_in(INES).await);
    let list = "groups/product/impediments?view=list";
    assert!(!ruth.get(list).await.is(200).has("tr[data-row=IMP-1]"));
    house.act(INES, stuck()).await;
    let open = open_of_team(&house.desk().snapshot().model, CHECKOUT).count();
    assert_eq!(ruth.get(list).await.is(200).count("tbody tr[data-row]"), open);
    house.act(INES, OwnImpediment { impediment: ImpedimentId(1), owner: INES }).await;
    assert_eq!(ruth.get(list).await.is(200).text("[data-live=owner-IMP-1]"), "IMInes Moreau");
    ines.post("me/name", &[("name", "Inés Moreau")]).await.is(303);
    assert_eq!(ruth.get(list).await.is(200).text("[data-live=owner-IMP-1]"), "IMInés Moreau");
}

#[tokio::test]
async fn two_viewers_of_different_rights_get_each_their_own_page() {
    let house = House::of(Story::two_teams().given(INES, stuck())).await;
    let (mut ruth, mut ines) = (house.sign_in(RUTH).await, house.sign_in(INES).await);
    for _ in 0..2 {
        let (hers, other) = (ruth.get("groups/product").await.is(200), ines.get("groups/product").await.is(200));
        assert_eq!(
            (hers.text(".me"), other.text(".me")),
            ("RARuth AdlerScrum of Scrums Master, Product".to_owned(), "IMInes MoreauAmbassador, Checkout".to_owned())
        );
        assert!(hers.texts(".strip .btn").contains(&"Open the meeting".to_owned()), "{:?}", hers.texts(".strip .btn"));
        assert!(!other.texts(".strip .btn").contains(&"Open the meeting".to_owned()), "{:?}", other.texts(".strip .btn"));
        assert_eq!(hers.text("table.teams tbody"), other.text("table.teams tbody"));
    }
}

#[tokio::test]
async fn words_for_moments_follow_the_clock_though_nothing_happens() {
    let house = House::of(Story::two_teams().given(INES, stuck())).await;
    let mut ruth = house.sign_in(RUTH).await;
    let list = "groups/product/impediments?view=list";
    assert!(ruth.get(list).await.is(200).text("[data-live=age-IMP-1]").starts_with("0 d"));
    house.clock.set(house.clock.now().plus_seconds(3 * 86_400));
    assert!(ruth.get(list).await.is(200).text("[data-live=age-IMP-1]").starts_with("3 d"));
}

#[tokio::test]
async fn parts_are_drawn_by_somebody_who_may_do_nothing() {
    let house = House::of(Story::two_teams()).await;
    let snapshot = house.desk().snapshot();
    let context = rowlock_domain::Context {
        workspace: &snapshot.model,
        actor: Actor::Person(rowlock_domain::PersonId(0)),
        on_behalf_of: None,
        via: Via::Web,
        now: house.clock.now(),
        calendar: &**house.engine().calendar(),
    };
    assert!(snapshot.model.person(rowlock_domain::PersonId(0)).is_none());
    assert!(!may(&context, Act::Join));
}
