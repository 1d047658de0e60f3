//! The pair of teams whose promises moved more often than those of all others: told only where it is more than chance.

use rowlock_analysis::model::insights::{Asked, Finding, Look, pairs, read};
use rowlock_domain::dependency::command::PromiseDependency;
use rowlock_domain::testing::*;
use rowlock_domain::{DependencyId, TeamId};

/// Promises for 10 November between two teams, the first ones moved by a week; each with what was said.
fn promised(mut story: Story, (consumer, provider): (TeamId, TeamId), of: u32, moved: &[&str]) -> Story {
    let first = story.workspace().dependencies.len() as u32 + 1;
    let promise = |number: u32, on: &str, why: &str| PromiseDependency { dependency: DependencyId(number), on: date(on), why: text(why) };
    for number in first..first + of {
        let ask = request("Refund API", (consumer, provider), None);
        story = story.at("2026-11-03T08:00:00Z").given(RUTH, ask).given(RUTH, promise(number, "2026-11-10", ""));
    }
    for (number, why) in (first..).zip(moved) {
        story = story.at("2026-11-09T08:00:00Z").given(RUTH, promise(number, "2026-11-17", why));
    }
    story.at("2026-11-23T08:00:00Z")
}

fn asked(story: &Story) -> Asked {
    Asked { group: PRODUCT, team: None, weeks: 12, now: story.now() }
}

fn told(story: &Story) -> Option<Finding> {
    pairs::read(story.workspace(), &UtcCalendar, asked(story)).stands_out
}

fn headlines(story: &Story) -> Vec<String> {
    read(story.workspace(), &UtcCalendar, asked(story)).stands_out.into_iter().map(|finding| finding.headline).collect()
}

const NONE: &str = "No pair of teams moves its promises more often than the others.";

#[test]
fn a_pair_whose_promises_moved_clearly_more_often_is_told_with_the_reason_first() {
    let story = promised(Story::two_teams(), (CHECKOUT, PAYMENTS), 6, &["The bank moved."; 6]);
    let story = promised(story, (MOBILE, CHECKOUT), 6, &[]);
    let found = told(&story).expect("six of six against none of six");
    assert_eq!(found.headline, "The reason given last: “The bank moved”. Between Checkout and Payments 6 of 6 promises moved.");
    assert_eq!(found.detail, "Between all others 0 of 6.");
    assert_eq!(found.look, Some(Look::Pair { consumer: CHECKOUT, provider: PAYMENTS }));
    assert!(headlines(&story).iter().all(|headline| headline != NONE && !headline.contains("Payments")), "what everybody reads names no pair");
}

#[test]
fn the_reason_is_the_one_that_was_given_last_whatever_the_numbers() {
    let story = promised(Story::two_teams(), (CHECKOUT, PAYMENTS), 6, &["The bank moved"; 6]);
    let again = PromiseDependency { dependency: DependencyId(1), on: date("2026-12-01"), why: text("The partner is on holiday") };
    let story = promised(story.at("2026-11-16T08:00:00Z").given(RUTH, again), (MOBILE, CHECKOUT), 6, &[]);
    let found = told(&story).expect("six of six against none of six");
    assert!(found.headline.starts_with("The reason given last: “The partner is on holiday”."), "{}", found.headline);
}

#[test]
fn what_may_be_chance_is_no_pair_that_stands_out_and_that_is_said() {
    let story = promised(Story::two_teams(), (CHECKOUT, PAYMENTS), 3, &["Late", "Late"]);
    let story = promised(story, (MOBILE, CHECKOUT), 3, &["Late"]);
    assert_eq!(told(&story), None);
    assert!(headlines(&story).contains(&NONE.to_owned()), "{:?}", headlines(&story));
}

#[test]
fn the_only_pair_there_is_stands_out_of_nothing() {
    let story = promised(Story::two_teams(), (CHECKOUT, PAYMENTS), 8, &["Late"; 8]);
    assert_eq!(told(&story), None);
}

#[test]
fn under_five_promises_nothing_is_said_at_all() {
    let story = promised(Story::two_teams(), (CHECKOUT, PAYMENTS), 4, &[]);
    assert!(!headlines(&story).contains(&NONE.to_owned()));
}

#[test]
fn how_often_and_how_far_promises_moved_is_told() {
    let story = promised(Story::two_teams(), (CHECKOUT, PAYMENTS), 4, &["Late", "Late"]);
    let again = |on: &str| PromiseDependency { dependency: DependencyId(1), on: date(on), why: text("Late") };
    let moves = |story: &Story| read(story.workspace(), &UtcCalendar, asked(story)).promises.moves_told();
    assert_eq!(moves(&story), "2 had their date moved to a later one, 2 times in all, half of these by 7 days or less.");
    let once_more = story.given(RUTH, again("2026-12-17"));
    assert_eq!(moves(&once_more), "2 had their date moved to a later one, 3 times in all, half of these by 7 days or less.");
    let earlier = once_more.clone().given(RUTH, again("2026-12-10"));
    assert_eq!(moves(&earlier), moves(&once_more), "earlier is not later");
    assert_eq!(moves(&promised(Story::two_teams(), (CHECKOUT, PAYMENTS), 2, &["Late"])), "One had its date moved to a later one, by 7 days.");
    assert_eq!(moves(&promised(Story::two_teams(), (CHECKOUT, PAYMENTS), 2, &[])), "None had its date moved to a later one.");
}
