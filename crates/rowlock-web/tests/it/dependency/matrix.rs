//! The matrix of few teams and of many: names, codes, marks alone, and what is not in it.

use crate::support::{House, Page};
use rowlock_domain::dependency::event::DependencyRequested;
use rowlock_domain::team::event::TeamCreated;
use rowlock_domain::testing::{PRODUCT, RUTH, Story, date, text, title, utc};
use rowlock_domain::{DependencyId, Event, TeamId};

/// The first team of a chain; smaller numbers have teams of the story.
const FIRST: u32 = 5;

/// So many teams, each of which waits for the one before.
fn chain(teams: u32) -> Story {
    let created = |n: u32| -> Event {
        let name = title(&format!("Team {n}"));
        TeamCreated { team: TeamId(n), name, code: title(&format!("T{n}")), home: PRODUCT, zone: utc(), origin: None }.into()
    };
    let asked = |n: u32| -> Event {
        DependencyRequested {
            dependency: DependencyId(n),
            title: title("An interface"),
            consumer: TeamId(FIRST + n),
            provider: TeamId(FIRST + n - 1),
            needed_by: Some(date("2026-12-18")),
            done_when: text(""),
            consumer_item: None,
            goal: None,
            origin: None,
        }
        .into()
    };
    let events: Vec<Event> = (FIRST..FIRST + teams).map(created).chain((1..teams).map(asked)).collect();
    Story::two_teams().happened(RUTH, events)
}

async fn matrix(story: Story) -> Page {
    let house = House::of(story).await;
    house.sign_in(RUTH).await.get("groups/product/dependencies?view=matrix").await.is(200)
}

fn numbered(word: &str, numbers: impl Iterator<Item = u32>) -> Vec<String> {
    numbers.map(|n| format!("{word}{n}")).collect()
}

#[tokio::test]
async fn nine_teams_are_named_above_their_columns_and_ten_have_codes_that_tell_the_name() {
    let nine = matrix(chain(9)).await;
    assert_eq!(nine.texts(".mx thead th")[1..10], numbered("Team ", 5..14), "suppliers first");
    assert!(!nine.has(".mx thead abbr"));
    let ten = matrix(chain(10)).await;
    assert_eq!(ten.texts(".mx thead abbr"), numbered("T", 5..15));
    assert_eq!(ten.attrs(".mx thead abbr", "title"), numbered("Team ", 5..15));
    assert_eq!(ten.texts(".mx tbody th")[..10], numbered("Team ", 5..15), "rows keep their names");
}

#[tokio::test]
async fn from_thirteen_teams_on_cells_are_dense_and_still_say_all_to_those_who_cannot_see_them() {
    assert!(!matrix(chain(12)).await.has(".mx.dense"));
    let page = matrix(chain(13)).await;
    assert!(page.has(".mx.dense"));
    let spoken = page.attr(".mx td[data-row='DEP-1'] a", "aria-label");
    assert!(spoken.starts_with("1 no promise: An interface, ") && spoken.contains("Team 5") && spoken.contains("Team 6"), "{spoken}");
}

#[tokio::test]
async fn of_more_than_forty_teams_the_busiest_stand_in_it_and_the_others_are_named() {
    // The ends of the chain have one dependency each, the others two: of equals the older team stays.
    let page = matrix(chain(45)).await;
    assert_eq!(page.count(".mx tbody tr"), 41, "forty teams, and what they wait for");
    assert_eq!(page.texts(".mx tbody th")[..40], numbered("Team ", 6..46));
    let named = "Not in the table: Team 5, Team 46, Team 47, Team 48 and Team 49. The list has all";
    assert!(page.texts("p.meta").contains(&named.to_owned()), "{:?}", page.texts("p.meta"));
}

#[tokio::test]
async fn sums_count_also_what_is_not_in_the_table() {
    let page = matrix(chain(45)).await;
    assert_eq!(page.text("[data-live='owes-45']"), "1", "to Team 46");
    assert_eq!(page.text("[data-live='waits-6']"), "1", "for Team 5");
    assert_eq!(page.text("[data-live='matrix-all']"), "44");
    assert_eq!(page.count(".mx td[data-row]"), 39, "between the forty");
}

#[tokio::test]
async fn a_filter_takes_teams_without_a_match_out_of_the_matrix() {
    let house = House::of(chain(45)).await;
    let page = house.sign_in(RUTH).await.get("groups/product/dependencies?view=matrix&team=46").await.is(200);
    assert_eq!(page.texts(".mx tbody th"), ["Team 45", "Team 46", "Team 47", "waits for"]);
    assert!(!page.texts("p.meta").iter().any(|words| words.starts_with("Not in the table")));
}
