//! Burn-up and cumulative flow, of a team on its page and of a group on a page of its own.

use crate::support::House;
use rowlock_domain::impediment::Severity;
use rowlock_domain::impediment::command::RaiseImpediment;
use rowlock_domain::item::ItemState;
use rowlock_domain::item::command::{AddItem, MoveItem};
use rowlock_domain::team::Progress;
use rowlock_domain::team::command::{ReportProgress, SetRhythm};
use rowlock_domain::team::rhythm::Rhythm;
use rowlock_domain::testing::{CHECKOUT, INES, MOBILE, PRODUCT, RUTH, Story, date, text, title};
use rowlock_domain::{ItemId, TeamId};

/// Beyond its first day: something stands in the way.
fn begun(story: Story) -> Story {
    let raise = RaiseImpediment {
        title: title("Sandbox rejects every card"),
        details: text(""),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Slows,
        holds_back: vec![],
        asked: vec![],
        goal: None,
        origin: None,
    };
    story.given(INES, raise)
}

/// Sprints of two weeks since 16 November.
fn with_sprints(story: Story) -> Story {
    story
        .given(RUTH, SetRhythm { team: CHECKOUT, from: date("2026-11-16"), rhythm: Some(Rhythm { start: date("2026-11-16"), weeks: 2, number: 23 }) })
}

fn report(team: TeamId, on: &str, sprint: &str, (planned, done, added): (u32, u32, u32)) -> ReportProgress {
    ReportProgress { team, on: date(on), progress: Progress { sprint: date(sprint), planned, done, added } }
}

/// Weeks that are over, each with so many stories.
fn with_history(story: Story, done: &[u32]) -> Story {
    let mondays = ["2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09"];
    let fridays = ["2026-10-09", "2026-10-16", "2026-10-23", "2026-10-30", "2026-11-06", "2026-11-13"];
    let weeks = mondays.iter().zip(fridays).rev().zip(done).collect::<Vec<_>>();
    weeks.into_iter().rev().fold(story, |story, ((monday, friday), done)| story.given(INES, report(CHECKOUT, friday, monday, (9, *done, 0))))
}

#[tokio::test]
async fn a_team_sees_done_scope_and_what_comes_with_its_table_and_its_method() {
    let story = with_history(with_sprints(Story::two_teams()), &[4, 5, 6, 5, 4, 7]);
    let story = story
        .given(INES, report(CHECKOUT, "2026-11-17", "2026-11-16", (20, 2, 0)))
        .given(INES, report(CHECKOUT, "2026-11-23", "2026-11-16", (20, 9, 4)));
    let house = House::of(story).await;
    let page = house.sign_in(INES).await.get("teams/CHE").await.is(200);
    assert_eq!(page.text(".fig h2"), "9 of 24 stories are done");
    let sentence = page.text(".fig > p");
    assert!(sentence.contains("for 85 % sure") && sentence.contains("even odds") && !sentence.contains("100 %"), "{sentence}");
    assert!(page.has(".fig svg[role=img] .cone"));
    assert!(page.attr(".fig svg", "aria-label").starts_with("9 of 24 stories are done."));
    assert!(page.has(".fig details.astable table th[scope=row]"));
    assert!(page.text(".how").contains("finished weeks of the team"));
}

#[tokio::test]
async fn with_little_history_there_are_words_and_no_cone() {
    let house = House::of(with_sprints(Story::two_teams()).given(INES, report(CHECKOUT, "2026-11-17", "2026-11-16", (20, 2, 0)))).await;
    let page = house.sign_in(INES).await.get("teams/CHE").await.is(200);
    assert!(!page.has(".fig .cone"));
    assert!(page.text(".fig > p").contains("cannot be said: it needs 5 finished weeks of progress"), "{}", page.text(".fig > p"));
    let house = House::of(
        with_history(with_sprints(Story::two_teams()), &[0, 0, 0, 0, 0, 0]).given(INES, report(CHECKOUT, "2026-11-17", "2026-11-16", (20, 0, 0))),
    )
    .await;
    let page = house.sign_in(INES).await.get("teams/CHE").await.is(200);
    assert!(!page.has(".fig .cone") && page.text(".fig > p").contains("cannot be said"), "{}", page.text(".fig > p"));
}

#[tokio::test]
async fn no_scope_and_all_done_are_said_plainly() {
    for (progress, said) in [((0, 0, 0), "No stories are planned"), ((6, 6, 0), "All 6 stories are done")] {
        let house = House::of(with_sprints(Story::two_teams()).given(INES, report(CHECKOUT, "2026-11-17", "2026-11-16", progress))).await;
        assert_eq!(house.sign_in(INES).await.get("teams/CHE").await.is(200).text(".fig h2"), said);
    }
}

#[tokio::test]
async fn a_team_without_reports_and_items_has_no_empty_chart() {
    let house = House::of(begun(Story::two_teams())).await;
    assert!(!house.sign_in(INES).await.get("teams/CHE").await.is(200).has(".fig"));
    let mut ruth = house.sign_in(RUTH).await;
    assert!(!ruth.get("groups/product").await.is(200).has("a[href$='/flow']"), "nothing to see, no link");
    assert!(ruth.get("groups/product/flow").await.is(200).text("main").contains("No progress given"));
}

#[tokio::test]
async fn a_group_sums_its_teams_and_shows_how_items_flow() {
    let item = |team, name: &str, state| AddItem { team, title: title(name), state, date: None, goal: None, origin: None };
    let story =
        with_history(with_sprints(Story::two_teams()), &[4, 5, 6, 5, 4, 7]).given(INES, report(CHECKOUT, "2026-11-17", "2026-11-16", (20, 2, 0)));
    let story = story.given(INES, item(CHECKOUT, "Refund API", ItemState::InProgress)).given(RUTH, item(MOBILE, "Passkeys", ItemState::Open));
    let house = House::of(begun(story)).await;
    let mut ruth = house.sign_in(RUTH).await;
    assert!(ruth.get("groups/product").await.is(200).has("a[href$='/groups/product/flow']"));
    let page = ruth.get("groups/product/flow").await.is(200);
    assert_eq!(page.texts(".fig h2"), ["2 of 20 stories are done", "2 items are open; 0 a week came, 0 a week were done"]);
    assert!(page.text(".how").contains("teams without a sprint or without progress in it"));
    assert_eq!(page.count(".fig svg[role=img]"), 2);
}

/// Items of Checkout, open ones since its first day; so many more come the day after and are done a day later.
fn items_on_their_way(open: usize, done: u32) -> Story {
    let item = |name: &str| AddItem { team: CHECKOUT, title: title(name), state: ItemState::Open, date: None, goal: None, origin: None };
    let story = (0..open).fold(Story::two_teams(), |story, n| story.given(INES, item(&format!("Old {n}")))).at("2026-11-24T09:00:00Z");
    let story = (0..done).fold(story, |story, n| story.given(INES, item(&format!("New {n}")))).at("2026-11-25T09:00:00Z");
    let first = u32::try_from(open).unwrap() + 1;
    let story = (first..first + done).fold(story, |story, n| story.given(INES, MoveItem { item: ItemId(n), state: ItemState::Done }));
    begun(story.at("2026-12-21T09:00:00Z"))
}

#[tokio::test]
async fn open_items_that_get_older_are_told_from_five_done_on_and_not_before() {
    let told = async |story| House::of(story).await.sign_in(INES).await.get("teams/CHE").await.is(200).text(".fig > p");
    let words = told(items_on_their_way(9, 5)).await;
    assert!(words.contains("Those done took 1 d on average. Those that are open are getting older than that."), "{words}");
    let words = told(items_on_their_way(9, 1)).await;
    let few = "Only 1 was done in this time: too few to say how long they take, or whether the open ones get older. Five are needed.";
    assert!(words.contains(few) && !words.contains("on average"), "{words}");
    let words = told(items_on_their_way(9, 4)).await;
    assert!(words.contains("Only 4 were done in this time"), "{words}");
}

#[tokio::test]
async fn a_scope_that_grows_faster_than_what_is_done_is_said() {
    let story = with_history(with_sprints(Story::two_teams()), &[4, 5, 6, 5, 4, 7]);
    let story = story
        .given(INES, report(CHECKOUT, "2026-11-16", "2026-11-16", (20, 0, 0)))
        .given(INES, report(CHECKOUT, "2026-11-23", "2026-11-16", (20, 2, 8)));
    let page = House::of(story).await.sign_in(INES).await.get("teams/CHE").await.is(200);
    let words = page.text(".fig > p");
    assert!(words.contains("At this pace the gap between scope and done grows by 6 a week."), "{words}");
}
