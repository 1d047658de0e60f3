//! Forecast: chances in words and steps, what-if by the address alone, saving, and words where history is short.

use crate::support::House;
use rowlock_domain::dependency::command::{PromiseDependency, RequestDependency};
use rowlock_domain::goal::command::SetProductGoal;
use rowlock_domain::impediment::{Severity, command::RaiseImpediment};
use rowlock_domain::item::{ItemState, command::*};
use rowlock_domain::team::Progress;
use rowlock_domain::team::command::{ReportProgress, SayPace};
use rowlock_domain::testing::{CHECKOUT, DANIEL, INES, OTTO, PAYMENTS, PRODUCT, RUTH, Story, TOMASZ, date, request, text, title};
use rowlock_domain::time::plus_days;
use rowlock_domain::{DependencyId, GoalId, ItemId};

const FORECAST: &str = "groups/product/forecast";

/// A goal with 20 stories left and so many weeks of progress before Monday 2026-11-23.
fn with_weeks(weeks: i64) -> Story {
    let goal = SetProductGoal { group: PRODUCT, title: title("Guests can pay"), tell: text(""), date: Some(date("2026-12-30")), origin: None };
    let item =
        |name: &str| AddItem { team: CHECKOUT, title: title(name), state: ItemState::InProgress, date: None, goal: Some(GoalId(1)), origin: None };
    let mut story =
        Story::two_teams().given(DANIEL, goal).given(RUTH, item("Pay")).given(RUTH, ReportItemProgress { item: ItemId(1), done: 10, total: 30 });
    for week in 1..=weeks {
        let monday = plus_days(date("2026-11-23"), 7 * (week - weeks - 1));
        let done = 3 + u32::try_from(week % 3).unwrap();
        let progress = Progress { sprint: monday, planned: 6, done, added: 0 };
        story = story.given(RUTH, ReportProgress { team: CHECKOUT, on: plus_days(monday, 4), progress });
    }
    story
}

#[tokio::test]
async fn a_goal_is_told_in_futures_with_its_curve_and_its_table() {
    let house = House::of(with_weeks(8)).await;
    let page = house.sign_in(OTTO).await.get(FORECAST).await.is(200);
    assert_eq!(page.text("[data-row='G-1'] a"), "Guests can pay");
    let words = page.text("[data-answer='curve'] .sechead p");
    assert!(words.contains("will be done by 30 Dec in") && words.contains("To be right 85 % of the time, say"), "{words}");
    assert_eq!(page.attr("[data-answer='curve'] svg.chart", "role"), "img");
    assert!(page.has(".astable") && page.has(".how"));
    assert!(!page.has("form[method='post'][action$='forecast']"), "members read; they do not save");
}

#[tokio::test]
async fn what_if_is_answered_by_the_address_and_nonsense_is_passed_over() {
    let house = House::of(with_weeks(8)).await;
    let mut otto = house.sign_in(OTTO).await;
    let page = otto.get(&format!("{FORECAST}?goal=1&team=CHE&pace=150")).await.is(200);
    assert!(page.has(".fromto"), "there is an answer");
    assert!(page.text("[data-answer='what-if']").contains("85 % sure moves from"), "{}", page.text("[data-answer='what-if']"));
    assert_eq!(page.attr("input[name='pace']", "value"), "150");
    for nonsense in ["?clear=7&deliver=x&without=4000000000", "?pace=-1&team=NOPE", "?uncounted=CHE:never&together=1&steady=1"] {
        otto.get(&format!("{FORECAST}{nonsense}")).await.is(200);
    }
    let page = otto.get(&format!("{FORECAST}?goal=1&clear=7")).await.is(200);
    assert!(page.text("[data-answer='what-if']").contains("of something that does not exist: it changes nothing"));
    otto.get(&format!("{FORECAST}?goal=99")).await.is(404);
}

#[tokio::test]
async fn the_pace_of_any_team_behind_the_goal_can_be_asked_about_and_is_told() {
    let item = AddItem { team: PAYMENTS, title: title("Refunds"), state: ItemState::InProgress, date: None, goal: Some(GoalId(1)), origin: None };
    let mut story = with_weeks(8).given(RUTH, item).given(RUTH, ReportItemProgress { item: ItemId(2), done: 0, total: 2 });
    for week in 1..=8 {
        let monday = plus_days(date("2026-11-23"), 7 * (week - 9));
        let progress = Progress { sprint: monday, planned: 9, done: 9, added: 0 };
        story = story.given(RUTH, ReportProgress { team: PAYMENTS, on: plus_days(monday, 4), progress });
    }
    let house = House::of(story).await;
    let mut otto = house.sign_in(OTTO).await;
    let chosen = "select[name='team'] option[selected]";
    let page = otto.get(FORECAST).await.is(200);
    assert_eq!(page.texts("select[name='team'] option"), ["Checkout", "Payments"]);
    assert_eq!(page.text(chosen), "Checkout", "twenty stories delay more than two");
    let page = otto.get(&format!("{FORECAST}?goal=1&team=PAY&pace=50")).await.is(200);
    assert_eq!(page.text(chosen), "Payments");
    assert!(page.text("[data-answer='what-if']").contains("If Payments works at 50 % of its usual weeks."));
}

#[tokio::test]
async fn the_download_has_the_numbers_of_the_page_and_its_words() {
    let house = House::of(with_weeks(8)).await;
    let mut otto = house.sign_in(OTTO).await;
    let page = otto.get(FORECAST).await.is(200);
    assert!(page.text(".how").contains(", 00:00, "), "date, time and zone");
    let shown = page.text("[data-row='G-1'] .num");
    let csv = otto.get(&format!("{FORECAST}.csv")).await.is(200).body;
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("goal,title,status,target,chance,even_odds,sure_85,items_left,stories_left,as_of,opinion,impediments_counted_in"));
    let line = lines.next().unwrap();
    assert!(line.starts_with(&format!("G-1,Guests can pay,ok,2026-12-30,{shown},20")), "{line} where the page says {shown}");
    let json: serde_json::Value = serde_json::from_str(&otto.get(&format!("{FORECAST}.json")).await.is(200).body).unwrap();
    assert_eq!(json["goals"][0]["chance"], shown);
    assert!(line.ends_with(",elapsed_days"), "{line}");
    assert_eq!(json["impediments_counted_in"], "elapsed_days");
    assert!(page.text(".how").contains("how long impediments last is counted in elapsed days"), "{}", page.text(".how"));
    let page = otto.get(&format!("{FORECAST}?steady=1&uncounted=CHE:2026-11-20")).await.is(200);
    let href = page.attr("a[download]", "href");
    assert_eq!(href, "/harbour/groups/product/forecast.csv?steady=1&uncounted=CHE:2026-11-20", "what the page leaves out");
    assert!(otto.get(&href).await.is(200).body.contains(&format!(",{},", page.text("[data-row='G-1'] .num"))));
    let house = House::of(with_weeks(3)).await;
    let csv = house.sign_in(OTTO).await.get(&format!("{FORECAST}.csv")).await.is(200).body;
    assert!(csv.lines().nth(1).unwrap().contains("little_history") && !csv.contains('%'), "{csv}");
}

#[tokio::test]
async fn short_histories_have_words_and_none_have_a_reason() {
    let house = House::of(with_weeks(3)).await;
    let page = house.sign_in(OTTO).await.get(FORECAST).await.is(200);
    assert!(page.text(".pagehead p").contains("fewer than five weeks of history"));
    assert!(!page.text("[data-row='G-1'] .num").contains('%'));
    assert_eq!(page.texts("[data-row='G-1'] td .sub").iter().filter(|words| *words == "too early to say").count(), 2, "no dates");
    let house = House::of(with_weeks(0)).await;
    let page = house.sign_in(OTTO).await.get(FORECAST).await.is(200);
    assert!(page.text("[data-row='G-1']").contains("Cannot say when “Guests can pay” is done: Checkout has given no progress yet."));
    let house = House::of(Story::two_teams()).await;
    let page = house.sign_in(OTTO).await.get(FORECAST).await.is(200);
    assert!(page.text("main").contains("No open product goal"));
}

#[tokio::test]
async fn the_master_saves_and_the_page_says_when_it_can_be_judged() {
    let house = House::of(with_weeks(8)).await;
    let mut ruth = house.sign_in(RUTH).await;
    assert!(ruth.get(FORECAST).await.is(200).text("main").contains("No forecast was saved yet."));
    ruth.post(FORECAST, &[]).await.is(303);
    let page = ruth.get(FORECAST).await.is(200);
    assert!(page.text("main").contains("The one saved forecast cannot be judged yet: its date is still to come."));
    house.sign_in(OTTO).await.post(FORECAST, &[]).await.is(403);
}

#[tokio::test]
async fn the_forecast_follows_what_feeds_it_and_nothing_else() {
    let house = House::of(with_weeks(8)).await;
    let mut otto = house.sign_in(OTTO).await;
    let told = async |otto: &mut crate::support::Browser| otto.get(FORECAST).await.is(200).text("[data-answer='curve'] .sechead p");
    let first = told(&mut otto).await;
    house.act(RUTH, RetitleItem { item: ItemId(1), title: title("Pay as a guest") }).await;
    assert_eq!(told(&mut otto).await, first, "a title feeds nothing");
    house.act(RUTH, ReportItemProgress { item: ItemId(1), done: 28, total: 30 }).await;
    let second = told(&mut otto).await;
    assert_ne!(second, first, "two stories are left instead of twenty");
    house.act(RUTH, RetitleItem { item: ItemId(1), title: title("Pay") }).await;
    assert_eq!(told(&mut otto).await, second);
    let mut afresh = house.afresh(&otto);
    assert_eq!(told(&mut afresh).await, second, "a server that looks through the whole history says the same");
}

#[tokio::test]
async fn what_would_help_is_put_on_the_agenda_from_the_what_if() {
    let impediment = RaiseImpediment {
        title: title("No test data"),
        details: text(""),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Slows,
        holds_back: Vec::new(),
        asked: Vec::new(),
        goal: None,
        origin: None,
    };
    let house = House::of(with_weeks(8).given(RUTH, impediment)).await;
    let mut otto = house.sign_in(OTTO).await;
    let topics = "[data-answer='what-if'] form[action$='/topics']";
    assert!(!otto.get(FORECAST).await.is(200).has(topics), "nothing is ticked, so there is nothing to talk about");
    assert!(!otto.get(&format!("{FORECAST}?goal=1&clear=99")).await.is(200).has(topics), "what does not exist is no topic");
    let ticked = format!("{FORECAST}?goal=1&clear=1");
    let page = otto.get(&ticked).await.is(200);
    let action = page.attr(topics, "action").replacen("/harbour/", "", 1);
    assert_eq!(page.attr(&format!("{topics} input[name='thing']"), "value"), "impediment:1");
    otto.post(&action, &[("thing", "impediment:1")]).await.is(303);
    let page = otto.get(&ticked).await.is(200);
    assert!(!page.has(topics) && page.text("[data-answer='what-if']").contains("“No test data” is on the agenda of"));
}

#[tokio::test]
async fn the_goals_own_page_has_its_curve_with_table_and_method() {
    let house = House::of(with_weeks(8)).await;
    let mut otto = house.sign_in(OTTO).await;
    let words = otto.get(FORECAST).await.is(200).text("[data-answer='curve'] .sechead p");
    let page = otto.get("goals/1").await.is(200);
    assert_eq!(page.text("[aria-labelledby='h-curve'] .sechead p"), words, "the same sentence");
    assert!(page.has("[aria-labelledby='h-curve'] svg.chart") && page.has("[aria-labelledby='h-curve'] .astable") && page.has(".how"));
    let house = House::of(with_weeks(0)).await;
    let page = house.sign_in(OTTO).await.get("goals/1").await.is(200);
    assert!(page.text("[aria-labelledby='h-curve']").contains("Checkout has given no progress yet"));
}

/// Six weeks before Monday 2026-11-23, in the fourth of which sixty stories were closed at once.
fn with_a_clean_up() -> Story {
    let mut story = with_weeks(0);
    for (week, done) in (1..).zip([4, 5, 4, 60, 5, 4]) {
        let monday = plus_days(date("2026-11-23"), 7 * (week - 7));
        let progress = Progress { sprint: monday, planned: 60, done, added: 0 };
        story = story.given(RUTH, ReportProgress { team: CHECKOUT, on: plus_days(monday, 4), progress });
    }
    story
}

const CLEAN_UP: &str = "[data-row='clean-up-CHE-2026-11-06']";

#[tokio::test]
async fn a_clean_up_is_left_out_everywhere_once_the_team_says_so() {
    let house = House::of(with_a_clean_up()).await;
    let (mut ines, mut otto) = (house.sign_in(INES).await, house.sign_in(OTTO).await);
    let before = otto.get(FORECAST).await.is(200);
    assert!(before.text(CLEAN_UP).contains("Checkout closed 60 stories on 6 Nov, more than five usual weeks at once: was that a clean-up?"));
    assert!(!before.has(&format!("{CLEAN_UP} form")), "a member of no team only reads the question");
    let sentence = "[data-answer='curve'] .sechead p";
    let page = ines.get(FORECAST).await.is(200);
    let action = page.attr(&format!("{CLEAN_UP} form"), "action").replacen("/harbour/", "", 1);
    let back = page.attr(&format!("{CLEAN_UP} input[name='back']"), "value");
    let answer = ines.post(&action, &[("day", "2026-11-06"), ("back", &back)]).await.is(303);
    assert!(answer.location().unwrap().starts_with("/harbour/groups/product/forecast?done="), "{:?}", answer.location());
    let after = otto.get(FORECAST).await.is(200);
    assert!(
        after.text(CLEAN_UP).contains("Checkout: 60 stories of 6 Nov are left outA clean-up, as Ines Moreau said on 23 Nov."),
        "{}",
        after.text(CLEAN_UP)
    );
    assert_ne!(after.text(sentence), before.text(sentence), "sixty stories in a week are no pace");
    assert!(after.text(".how").contains("60 stories that Checkout closed on 6 Nov: a clean-up, as the team said"), "{}", after.text(".how"));
    assert_eq!(otto.get("goals/1").await.is(200).text("[aria-labelledby='h-curve'] .sechead p"), after.text(sentence), "the goal's page agrees");
    assert!(otto.get("teams/CHE").await.is(200).text(CLEAN_UP).contains("are left out"));
    assert!(
        otto.get("groups/product/changes")
            .await
            .is(200)
            .text("main")
            .contains("Checkout: the 60 stories of 6 Nov were a clean-up; forecasts leave them out")
    );
    let tried = otto.get(&format!("{FORECAST}?counted=CHE:2026-11-06")).await.is(200);
    assert_eq!(tried.text(sentence), before.text(sentence), "tried as if it were work");
    assert!(tried.has("input[name='counted'][checked]") && !after.has("input[name='counted'][checked]"));
    assert_eq!(tried.attr("a[download]", "href"), "/harbour/groups/product/forecast.csv?counted=CHE:2026-11-06");
    house.sign_in(TOMASZ).await.post("teams/CHE/progress/left-out/end", &[("day", "2026-11-06")]).await.is(403);
    ines.post("teams/CHE/progress/left-out/end", &[("day", "2026-11-06")]).await.is(303);
    assert_eq!(otto.get(FORECAST).await.is(200).text(sentence), before.text(sentence), "counted again");
}

#[tokio::test]
async fn what_looks_like_a_clean_up_and_was_work_is_asked_about_no_more() {
    let house = House::of(with_a_clean_up()).await;
    let (mut ines, mut otto) = (house.sign_in(INES).await, house.sign_in(OTTO).await);
    let page = ines.get(FORECAST).await.is(200);
    assert!(page.text(CLEAN_UP).ends_with("Leave them outIt was work"), "{}", page.text(CLEAN_UP));
    let action = page.attr(&format!("{CLEAN_UP} form + form"), "action").replacen("/harbour/", "", 1);
    let back = page.attr(&format!("{CLEAN_UP} form + form input[name='back']"), "value");
    house.sign_in(TOMASZ).await.post(&action, &[("day", "2026-11-06")]).await.is(403);
    let answer = ines.post(&action, &[("day", "2026-11-06"), ("back", &back)]).await.is(303);
    assert!(answer.location().unwrap().starts_with("/harbour/groups/product/forecast?done="), "{:?}", answer.location());
    for page in [otto.get(FORECAST).await.is(200), otto.get("teams/CHE").await.is(200)] {
        let told = "Checkout: 60 stories of 6 Nov countWork, no clean-up, as Ines Moreau said on 23 Nov, though more than five usual weeks at once.";
        assert_eq!(page.text(CLEAN_UP), told);
        assert!(!page.text("main").contains("was that a clean-up?"), "{}", page.text("main"));
    }
    let changes = otto.get("groups/product/changes").await.is(200);
    assert!(changes.text("main").contains("Checkout: the 60 stories of 6 Nov were work; forecasts count them"));
    let tried = otto.get(&format!("{FORECAST}?uncounted=CHE:2026-11-06")).await.is(200);
    assert!(tried.has("input[name='uncounted'][checked]"), "it can still be tried without");
    assert!(ines.get(FORECAST).await.is(200).text(CLEAN_UP).ends_with("Leave them out"), "and left out after all");
}

#[tokio::test]
async fn leaving_out_a_day_without_a_report_is_refused_on_the_teams_page() {
    let house = House::of(with_a_clean_up()).await;
    let mut ines = house.sign_in(INES).await;
    let page = ines.post("teams/CHE/progress/left-out", &[("day", "2026-11-12")]).await.is(409);
    assert!(
        page.text("[aria-labelledby='h-clean-ups']")
            .contains("No stories were reported done on 2026-11-12: there is nothing to leave out or to confirm.")
    );
    let page = ines.post("teams/CHE/progress/left-out", &[("day", "soon")]).await.is(422);
    assert!(page.text("[aria-labelledby='h-clean-ups'] [role='alert']").contains("date"), "{}", page.text("[aria-labelledby='h-clean-ups']"));
}

#[tokio::test]
async fn what_a_team_thinks_stands_in_for_weeks_that_are_too_few_and_is_marked() {
    let house = House::of(with_weeks(2)).await;
    let (mut ines, mut otto) = (house.sign_in(INES).await, house.sign_in(OTTO).await);
    let row = "[data-row='opinion-CHE']";
    let page = otto.get(FORECAST).await.is(200);
    assert!(page.text("[data-row='G-1']").contains("Checkout has 2 finished weeks of progress; 3 are needed."));
    assert!(page.text(row).contains("those who act for Checkout can say what they think") && !page.has(&format!("{row} form")));
    let page = ines.get(FORECAST).await.is(200);
    let back = page.attr(&format!("{row} input[name='back']"), "value");
    ines.post("teams/CHE/pace", &[("fewest", "2"), ("most", "6"), ("back", &back)]).await.is(303);
    let (said, page) =
        ("An opinion: Checkout thinks it finishes 2 to 6 stories a week, said by Ines Moreau on 23 Nov.", otto.get(FORECAST).await.is(200));
    assert_eq!(page.texts("[data-opinion]"), [said, said], "in the table and above the curve");
    assert!(
        !page.text("[data-row='G-1'] .num").contains('%') && page.text("[data-row='G-1']").contains("It rests on an opinion, not on history alone")
    );
    assert!(page.text(".how").contains("No history but an opinion: Checkout thinks it finishes 2 to 6 stories a week"), "{}", page.text(".how"));
    assert_eq!(otto.get("goals/1").await.is(200).text("[data-opinion]"), said);
    assert!(otto.get(&format!("{FORECAST}.csv")).await.is(200).body.contains("Checkout thinks it finishes 2 to 6 stories a week"));
    assert!(otto.get("groups/product/changes").await.is(200).text("main").contains("Checkout: thinks it finishes 2 to 6 stories a week"));
    assert!(!house.sign_in(RUTH).await.get(FORECAST).await.is(200).has("form[method='post'][action$='groups/product/forecast']"), "not saved");
    house.sign_in(TOMASZ).await.post("teams/CHE/pace/end", &[]).await.is(403);
    ines.post("teams/CHE/pace/end", &[]).await.is(303);
    assert!(!otto.get(FORECAST).await.is(200).has("[data-opinion]"), "withdrawn");
}

#[tokio::test]
async fn an_opinion_is_no_longer_used_once_three_weeks_are_finished() {
    let say = SayPace { team: CHECKOUT, fewest: 50, most: 60 };
    let story = with_weeks(3);
    let without = House::of(story.clone()).await.sign_in(OTTO).await.get(FORECAST).await.is(200).text("[data-answer='curve'] .sechead p");
    let house = House::of(story.given(INES, say)).await;
    let page = house.sign_in(OTTO).await.get(FORECAST).await.is(200);
    assert_eq!(page.text("[data-answer='curve'] .sechead p"), without, "history wins");
    assert!(page.text("[data-row='opinion-CHE']").contains("No longer used: 3 finished weeks of progress count instead."));
    assert!(!page.has("[data-opinion]"));
}

#[tokio::test]
async fn an_opinion_that_is_no_range_comes_back_with_its_words() {
    let house = House::of(with_weeks(2)).await;
    let page = house.sign_in(INES).await.post("teams/CHE/pace", &[("fewest", "6"), ("most", "2")]).await.is(422);
    assert!(page.text("[data-row='opinion-CHE']").contains("The most, 2, is less than the fewest, 6."));
    assert_eq!(page.attr("[data-row='opinion-CHE'] input[name='fewest']", "value"), "6");
}

/// Beside the goal with numbers, Refunds of Payments, to which Checkout owes something that comes in February; so many weeks of Payments.
fn refunds_wait(weeks: &[u32]) -> Story {
    let goal = SetProductGoal { group: PRODUCT, title: title("Refunds"), tell: text(""), date: Some(date("2026-12-18")), origin: None };
    let item = AddItem { team: PAYMENTS, title: title("Refund"), state: ItemState::InProgress, date: None, goal: Some(GoalId(2)), origin: None };
    let ask = RequestDependency { goal: Some(GoalId(2)), ..request("Refund API", (PAYMENTS, CHECKOUT), Some("2026-12-04")) };
    let mut story = with_weeks(8).given(DANIEL, goal).given(RUTH, item).given(RUTH, ReportItemProgress { item: ItemId(2), done: 0, total: 3 });
    for (week, done) in (0..).zip(weeks) {
        let monday = plus_days(date("2026-11-23"), 7 * (week - i64::try_from(weeks.len()).unwrap()));
        let progress = Progress { sprint: monday, planned: *done, done: *done, added: 0 };
        story = story.given(RUTH, ReportProgress { team: PAYMENTS, on: plus_days(monday, 4), progress });
    }
    let promise = PromiseDependency { dependency: DependencyId(1), on: date("2027-02-01"), why: text("") };
    story.given(TOMASZ, ask).given(INES, promise)
}

#[tokio::test]
async fn a_delay_to_a_goal_told_in_words_is_no_number_on_overview_matrix_dependency_and_agenda() {
    let opinion = refunds_wait(&[]).given(RUTH, SayPace { team: PAYMENTS, fewest: 2, most: 6 });
    let stories = [(refunds_wait(&[3, 4, 3, 5]), "fewer than five weeks of history"), (opinion, "Payments thinks it finishes 2 to 6 stories a week")];
    for (story, why) in stories {
        let house = House::of(story).await;
        let mut otto = house.sign_in(OTTO).await;
        let overview = otto.get("groups/product").await.is(200);
        let words = format!("to Refunds, too early to say by how much ({why})");
        assert!(overview.text(".topics").contains(&format!("some{words}")), "{}", overview.text("main"));
        let detail = otto.get("dependencies/1").await.is(200).text("main");
        assert!(detail.contains(&format!("some {words}")), "{detail}");
        let matrix = otto.get("groups/product/dependencies?view=matrix").await.is(200);
        assert!(!matrix.text("main").contains("costs ") && !matrix.has("[data-live='matrix-costliest']"), "{}", matrix.text("main"));
    }
    let house = House::of(refunds_wait(&[3, 4, 3, 5, 4, 3])).await;
    let matrix = house.sign_in(OTTO).await.get("groups/product/dependencies?view=matrix").await.is(200);
    assert!(matrix.text("main").contains("costs ") && matrix.text("[data-live='matrix-costliest']").ends_with(" to Refunds."), "with six weeks");
}

#[tokio::test]
async fn what_was_told_in_words_is_not_saved_as_numbers() {
    let house = House::of(refunds_wait(&[3, 4, 3, 5])).await;
    house.sign_in(RUTH).await.post(FORECAST, &[]).await.is(303);
    let saved = |goal| house.desk().snapshot().model.goal(GoalId(goal)).unwrap().forecasts.len();
    assert_eq!((saved(1), saved(2)), (1, 0));
    let house = House::of(with_weeks(4)).await;
    assert!(!house.sign_in(RUTH).await.get(FORECAST).await.is(200).has("form[method='post'][action$='groups/product/forecast']"), "no number");
}

#[tokio::test]
async fn the_overview_tells_each_goals_chance_by_its_date_and_how_it_moved() {
    let house = House::of(refunds_wait(&[3, 4, 3, 5])).await;
    let mut ruth = house.sign_in(RUTH).await;
    let forecast = ruth.get(FORECAST).await.is(200);
    let shown = |goal: &str| (format!("[data-live='left-{goal}']"), forecast.text(&format!("[data-row='{goal}'] .num")));
    let page = ruth.get("groups/product").await.is(200);
    for (place, chance) in [shown("G-1"), shown("G-2")] {
        assert_eq!(page.text(&place), chance, "as the forecast says");
    }
    assert!(shown("G-1").1.contains('%') && !shown("G-2").1.contains('%'), "words where history is short");
    assert!(page.text("[data-live='by-G-1']").contains("30 Dec, 37 d left"), "{}", page.text("[data-live='by-G-1']"));
    assert!(page.text("[aria-labelledby='h-goals']").contains("chance by date") && page.has("[aria-labelledby='h-goals'] .how"));
    assert!(!page.has(".goals .delta"), "nothing was saved");
    ruth.post(FORECAST, &[]).await.is(303);
    house.clock.set(house.site.engine.clock().now().plus_seconds(86_400));
    let page = ruth.get("groups/product").await.is(200);
    assert_eq!(page.count(".goals .delta"), 1, "{}", page.text("[aria-labelledby='h-goals']"));
    let house = House::of(refunds_wait(&[])).await;
    let page = house.sign_in(OTTO).await.get("groups/product").await.is(200);
    assert_eq!(page.text("[data-live='left-G-2']"), "25 d left", "without a forecast the days");
}
