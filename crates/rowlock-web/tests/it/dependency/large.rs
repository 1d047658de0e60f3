//! An organisation of 224 teams with 354 open dependencies: pages stay small, rows few, and nothing is left out in silence.

use crate::support::House;
use rowlock_domain::dependency::event::DependencyRequested;
use rowlock_domain::team::event::TeamCreated;
use rowlock_domain::testing::{PRODUCT, RUTH, Story, date, text, title, utc};
use rowlock_domain::{DependencyId, Event, TeamId};

const TEAMS: u32 = 224;
const MOST_BYTES: usize = 300_000;

/// Requests of long ago between teams that lie apart; 39 of them are of one pair.
fn large() -> Story {
    let team = |n: u32| -> Event {
        let name = title(&format!("Special interest group {n}"));
        TeamCreated { team: TeamId(n), name, code: title(&format!("S{n}")), home: PRODUCT, zone: utc(), origin: None }.into()
    };
    let events: Vec<Event> = (5..=TEAMS).map(team).chain((1..=354).map(|n| asked(n).into())).collect();
    Story::two_teams().at("2026-11-02T09:00:00Z").happened(RUTH, events).at("2026-11-23T08:00:00Z")
}

fn asked(n: u32) -> DependencyRequested {
    let (consumer, provider) = if n.is_multiple_of(9) { (1, 2) } else { (5 + n % 97, 110 + n * 7 % 113) };
    DependencyRequested {
        dependency: DependencyId(n),
        title: title(&format!("What the enhancement {n} needs from the other team")),
        consumer: TeamId(consumer),
        provider: TeamId(provider),
        needed_by: (!n.is_multiple_of(4)).then(|| date(&format!("2026-{:02}-{:02}", 11 + n % 2, 1 + n % 28))),
        done_when: text(""),
        consumer_item: None,
        goal: None,
        origin: None,
    }
}

#[tokio::test]
async fn pages_of_a_large_organisation_stay_small() {
    let house = House::of(large()).await;
    let mut ruth = house.sign_in(RUTH).await;
    let base = "groups/product/dependencies";
    let paths = [base.to_owned(), format!("{base}?view=board"), format!("{base}?view=matrix"), format!("{base}/new"), "dependencies/1".to_owned()];
    for path in paths.iter().map(String::as_str).chain(["groups/product/goals", "groups/product/items"]) {
        let page = ruth.get(path).await.is(200);
        assert!(page.body.len() < MOST_BYTES, "{path} has {} bytes", page.body.len());
    }
    let list = ruth.get(base).await.is(200);
    assert!(list.text(".pagehead p").starts_with("354 open"), "{}", list.text(".pagehead p"));
    assert_eq!(list.count("table.deps tbody tr"), 50);
    assert!(list.texts("table.deps th a").contains(&"Payments was asked 39 times by Checkout, unanswered".to_owned()));
    assert!(list.text("p.more").contains("Show more"));
}

#[tokio::test]
async fn board_and_matrix_draw_the_highest_ranks_and_say_what_they_leave_out() {
    let house = House::of(large()).await;
    let mut ruth = house.sign_in(RUTH).await;
    let board = ruth.get("groups/product/dependencies?view=board").await.is(200);
    assert!(board.count(".dboard .teamname") <= 50 && board.count(".dboard .chip") <= 150);
    assert!(board.texts("p.meta").iter().any(|p| p.contains("are drawn, those of the highest rank")));
    let matrix = ruth.get("groups/product/dependencies?view=matrix").await.is(200);
    assert_eq!(matrix.count(".mx.dense thead th"), 42);
    assert!(matrix.texts("p.meta").iter().any(|p| p.starts_with("Not in the table:")));
}
