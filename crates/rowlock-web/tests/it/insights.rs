//! Insights, and the ages of impediments, by the real router.

use crate::support::House;
use rowlock_domain::DependencyId;
use rowlock_domain::dependency::command::PromiseDependency;
use rowlock_domain::testing::{CHECKOUT, INES, MOBILE, OTTO, PAYMENTS, RUTH, SAMUEL, Story, TOMASZ, date, request, text};

const PAGE: &str = "/harbour/groups/product/insights";
const LIST: &str = "/harbour/groups/product/impediments";

/// Six impediments that Checkout raised, each resolved a day after the one before.
async fn six_resolved(house: &House) {
    let (mut ines, mut tomasz) = (house.sign_in(INES).await, house.sign_in(TOMASZ).await);
    for number in 1..=6 {
        let title = format!("=Obstacle {number}");
        ines.post(LIST, &[("title", title.as_str()), ("severity", "stops"), ("team", "1")]).await.is(303);
        tomasz.post(&format!("/harbour/impediments/{number}/owner"), &[("owner", &TOMASZ.to_string())]).await.is(303);
        house.clock.set(house.site.engine.clock().now().plus_seconds(86_400));
        tomasz.post(&format!("/harbour/impediments/{number}/resolution"), &[("what_solved", "done"), ("cause", "")]).await.is(303);
    }
}

#[tokio::test]
async fn without_anything_that_is_over_there_is_nothing_to_learn_and_no_way_there() {
    let house = House::of(Story::two_teams()).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get(PAGE).await.is(200);
    assert!(page.text("main").contains("Nothing to learn from yet"), "{}", page.text("main"));
    assert_eq!(page.count("aside a[data-key=A]"), 0);
}

#[tokio::test]
async fn six_resolved_ones_give_a_figure_with_little_history_and_say_how_it_was_computed() {
    let house = House::of(Story::two_teams()).await;
    six_resolved(&house).await;
    let mut ruth = house.sign_in(RUTH).await;
    let page = ruth.get(PAGE).await.is(200);
    let text = page.text("main");
    assert!(text.contains("Half are resolved within 1 day (") && text.contains("85 % within 1 day ("), "each with its band: {text}");
    assert!(text.contains(", Etc/UTC") || text.contains(", Europe/"), "as of date, time and zone: {text}");
    assert!(text.contains("6 impediments: 6 resolved, 0 open"), "{text}");
    assert!(text.contains("Little history"), "{text}");
    assert!(text.contains("Too few impediments were resolved to compare with before."), "{text}");
    assert_eq!(page.count("svg[role=img].chart.m"), 2);
    let figures = page.texts(".astable td").join("|");
    assert!(!figures.contains("100 %") && figures.contains("over 95 %"), "never certain: {figures}");
    assert!(page.has("dl.sums + .how") && page.text("dl.sums + .how").contains("6 impediments, 6 resolved; no closed meetings"), "{text}");
    assert!(page.text("[aria-labelledby='h-stands-out'] .how").contains("log-rank test for durations"), "{text}");
    assert_eq!(page.count("[style]"), 0);
    let nav = ruth.get(LIST).await.is(200);
    assert!(nav.text("aside").contains("Insights"));
}

#[tokio::test]
async fn an_old_one_is_told_what_became_of_those_that_got_as_old() {
    let house = House::of(Story::two_teams()).await;
    six_resolved(&house).await;
    let mut ines = house.sign_in(INES).await;
    ines.post(LIST, &[("title", "Seventh"), ("severity", "slows"), ("team", "1")]).await.is(303);
    let page = ines.get("/harbour/impediments/7").await.is(200);
    let text = page.text("main");
    assert!(text.contains("Of impediments that got this old, more than 19 in 20 were resolved within 1 more day. Nobody owns it"), "{text}");
    let board = ines.get(LIST).await.is(200);
    assert!(board.text("main").contains("None of the open ones is older than 85 % of the past ones"), "{}", board.text("main"));
    let sure = board.text("[aria-labelledby='h-ages'] .how dd:last-child");
    assert_eq!(sure, "Little history: fewer than ten, so take it as a hint.");
}

#[tokio::test]
async fn what_one_team_asks_of_another_is_seen_by_both_and_the_master_only() {
    let house = House::of(Story::two_teams()).await;
    six_resolved(&house).await;
    house.sign_in(INES).await.post(LIST, &[("title", "No cards"), ("severity", "slows"), ("team", "1"), ("asked", "2")]).await.is(303);
    house.clock.set(house.site.engine.clock().now().plus_seconds(3_600));
    let row = "[data-row='pair-1-2']";
    for person in [INES, TOMASZ, RUTH] {
        let page = house.sign_in(person).await.get(PAGE).await.is(200);
        assert_eq!(page.text(&format!("{row} th")), "No reason was given", "the reason comes first");
        assert!(page.text(row).contains("Checkout, of Payments") && page.text(row).contains("too few to say: 0 owned"), "{}", page.text(row));
    }
    let other = house.sign_in(OTTO).await.get(PAGE).await.is(200);
    assert!(!other.has(row) && !other.text("main").contains("Between teams"));
    assert!(other.text("[aria-labelledby='h-parts']").contains("too few to say: 6 resolved"), "levels are for all");
}

/// Six promises of Payments to Checkout, each moved by a week, and six of Checkout to Mobile, all kept where they were.
fn with_moved_promises() -> Story {
    let promise = |number: u32, on: &str, why: &str| PromiseDependency { dependency: DependencyId(number), on: date(on), why: text(why) };
    let mut story = Story::two_teams();
    for number in 1..=12 {
        let ends = if number <= 6 { (CHECKOUT, PAYMENTS) } else { (MOBILE, CHECKOUT) };
        story = story.at("2026-11-03T08:00:00Z").given(RUTH, request("Refund API", ends, None)).given(RUTH, promise(number, "2026-11-10", ""));
        if number <= 6 {
            story = story.at("2026-11-09T08:00:00Z").given(RUTH, promise(number, "2026-11-17", "The bank moved"));
        }
    }
    story.at("2026-11-23T08:00:00Z")
}

#[tokio::test]
async fn the_pair_whose_promises_moved_most_is_told_to_both_teams_and_the_master_only() {
    let house = House::of(with_moved_promises()).await;
    let told = "The reason given last: “The bank moved”. Between Checkout and Payments 6 of 6 promises moved.";
    for person in [INES, TOMASZ, RUTH] {
        let page = house.sign_in(person).await.get(PAGE).await.is(200);
        assert!(page.text("[aria-labelledby='h-pairs-1']").contains(told), "{}", page.text("main"));
    }
    for person in [OTTO, SAMUEL] {
        let text = house.sign_in(person).await.get(PAGE).await.is(200).text("main");
        assert!(!text.contains("The bank moved") && !text.contains("Between Checkout and Payments"), "{text}");
    }
}

#[tokio::test]
async fn the_figures_of_one_team_leave_out_how_well_it_keeps_promises() {
    let house = House::of(Story::two_teams()).await;
    six_resolved(&house).await;
    let mut otto = house.sign_in(OTTO).await;
    assert!(otto.get(PAGE).await.is(200).text(".sums").contains("Promises kept"));
    assert!(!otto.get(&format!("{PAGE}?team=1")).await.is(200).text("main").contains("Promises kept"));
}

#[tokio::test]
async fn strange_questions_get_the_usual_answer() {
    let house = House::of(Story::two_teams()).await;
    let mut ruth = house.sign_in(RUTH).await;
    for query in ["weeks=abc", "weeks=-1", "weeks=999999999999", "team=999", "team=x", "weeks=4&team=1", "at=1"] {
        ruth.get(&format!("{PAGE}?{query}")).await.is(200);
    }
    ruth.get("/harbour/groups/nowhere/insights").await.is(404);
}

#[tokio::test]
async fn a_team_sees_its_own_confidence_against_outcome_and_no_other_does() {
    let house = House::of(Story::two_teams()).await;
    let (mut ines, mut tomasz) = (house.sign_in(INES).await, house.sign_in(TOMASZ).await);
    assert!(ines.get(PAGE).await.text("main").contains("Confidence against outcome, Checkout"));
    let other = tomasz.get(PAGE).await.text("main");
    assert!(!other.contains("outcome, Checkout"), "{other}");
    assert!(other.contains("outcome, Payments"), "{other}");
}

#[tokio::test]
async fn the_download_is_a_table_without_formulas() {
    let house = House::of(Story::two_teams()).await;
    six_resolved(&house).await;
    let mut ruth = house.sign_in(RUTH).await;
    let text = ruth.get(&format!("{PAGE}.csv")).await.is(200).body;
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("id,title,team,cause,state,created,owned,resolved,days_to_own,days_to_resolve,days_are"));
    assert!(lines.next().unwrap().starts_with("IMP-1,'=Obstacle 1,Checkout,,resolved,2026-11-2"), "{text}");
    assert_eq!(lines.count(), 5);
}
