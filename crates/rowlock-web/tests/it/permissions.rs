//! The permission matrix: every route has a row that says who gets what. A route without a row fails.
//!
//! Rows ask at the small workspace of the stories; `{…}` in a route is filled with something that exists there.

mod matrix;

use crate::support::{House, furnish};
use matrix::{Expect, OWED, ROWS, Row};
use rowlock_domain::testing::{ADA, INES, OTTO, RUTH, Story, TOMASZ};
use rowlock_store::{Memory, Store as _};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let routes: BTreeSet<String> = rowlock_web::server::route_names().into_iter().collect();
    let rows: BTreeSet<String> = ROWS.iter().map(|row| row.route.to_owned()).collect();
    let missing: Vec<_> = routes.difference(&rows).filter(|route| !OWED.contains(&route.as_str())).collect();
    let stale: Vec<_> = rows.difference(&routes).collect();
    assert!(missing.is_empty(), "routes without a row in permissions/matrix.rs: {missing:#?}");
    assert!(stale.is_empty(), "rows of permissions/matrix.rs without a route: {stale:#?}");
}

/// Two workspaces with the same people: `harbour`, and `foreign`, in which nobody of `harbour` has an account.
async fn house() -> House {
    let store = Arc::new(Memory::new());
    static STORY: LazyLock<Story> = LazyLock::new(matrix::story);
    let story = &*STORY;
    furnish(&store, "harbour", story).await;
    furnish(&store, "foreign", &Story::two_teams()).await;
    House::over(store, story.now(), "http://127.0.0.1:7878", false).await
}

fn method_and_path(row: &Row, workspace: &str) -> (&'static str, String) {
    let (method, path) = row.route.split_once(' ').unwrap();
    let mut path = path.replace("{workspace}", workspace);
    for (name, value) in row.filled {
        path = path.replace(&format!("{{{name}}}"), value);
    }
    assert!(!path.contains('{'), "{} needs values for its parts", row.route);
    (method, path)
}

async fn ask(house: &House, who: Option<rowlock_domain::PersonId>, row: &Row, workspace: &str) -> (u16, String) {
    let mut browser = match who {
        Some(person) => house.sign_in(person).await,
        None => house.stranger(),
    };
    let (method, path) = method_and_path(row, workspace);
    if path.ends_with("/live") {
        browser = browser.saying("accept", "text/event-stream");
        // A stream that is granted never ends: only refusals are read here.
        if who.is_some() && workspace == "harbour" {
            return (200, String::new());
        }
    }
    let page = if method == "POST" { browser.post(&path, row.form).await } else { browser.get(&path).await };
    let said = if page.has("main") { page.text("main") } else { page.body.clone() };
    (page.status.as_u16(), said.chars().take(400).collect())
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_the_sign_in_or_told_to() {
    let house = house().await;
    for row in ROWS.iter().filter(|row| row.expect.is_inside()) {
        let (status, _) = ask(&house, None, row, "harbour").await;
        let right = if row.route.starts_with("GET") && !row.route.ends_with("/live") { 303 } else { 401 };
        assert_eq!(status, right, "{}", row.route);
    }
}

#[tokio::test]
async fn a_foreign_workspace_answers_like_one_that_does_not_exist() {
    let house = house().await;
    for row in ROWS.iter().filter(|row| row.expect.is_inside()) {
        let foreign = ask(&house, Some(RUTH), row, "foreign").await;
        let unknown = ask(&house, Some(RUTH), row, "nowhere").await;
        assert_eq!(foreign.0, 404, "{}", row.route);
        assert_eq!(foreign, unknown, "{}", row.route);
    }
}

#[tokio::test]
async fn each_role_gets_what_the_matrix_says() {
    let mut wrong = Vec::new();
    let mut present = house().await;
    for row in ROWS {
        let Expect::Inside { member, ambassador, other_ambassador, master, administrator } = row.expect else { continue };
        for (person, may) in [(OTTO, member), (INES, ambassador), (TOMASZ, other_ambassador), (RUTH, master), (ADA, administrator)] {
            let (status, said) = ask(&present, Some(person), row, "harbour").await;
            // What was refused has changed nothing; after anything else the next one finds the house as it was.
            if row.route.starts_with("POST") && status < 400 {
                present = house().await;
            }
            // Whoever may is not refused for who they are; a form that does not fit may still be.
            let as_said = if may { status != 403 && status < 500 } else { status == 403 };
            if !as_said {
                wrong.push(format!("{} by {person:?}: {status} {said}", row.route));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn a_thing_that_does_not_exist_is_not_found() {
    for row in ROWS.iter().filter(|row| row.expect.is_inside() && !row.filled.is_empty()) {
        let house = house().await;
        let nothing: Vec<(&str, &str)> = row.filled.iter().map(|(name, _)| (*name, "999999")).collect();
        let unknown = Row { filled: nothing.leak(), ..*row };
        let (status, body) = ask(&house, Some(RUTH), &unknown, "harbour").await;
        assert_eq!(status, 404, "{} answered {status}: {body}", row.route);
    }
}

#[tokio::test]
async fn the_store_of_the_house_holds_both_workspaces() {
    assert_eq!(house().await.store.workspaces().await.unwrap().len(), 2);
}
