//! Goals: product goals with what serves them; what is missing, vague and unsupported.

use crate::support::House;
use rowlock_domain::checkin::{Words, command::CheckInSeat};
use rowlock_domain::goal::command::{MissGoal, SetProductGoal, SetSprintGoal};
use rowlock_domain::meeting::Occasion;
use rowlock_domain::team::Progress;
use rowlock_domain::team::command::{ReportProgress, SetRhythm};
use rowlock_domain::team::rhythm::Rhythm;
use rowlock_domain::testing::{CHECKOUT, DANIEL, INES, OTTO, PAYMENTS, PRODUCT, RUTH, SCRUM_OF_SCRUMS, Story, TOMASZ, date, text, title};
use rowlock_domain::{GoalId, Member, TeamId};

fn two_weeks(team: TeamId) -> SetRhythm {
    let rhythm = Rhythm { start: date("2026-11-16"), weeks: 2, number: 23 };
    SetRhythm { team, from: date("2026-11-16"), rhythm: Some(rhythm) }
}

fn sprint_goal(team: TeamId, words: &str, supports: &[u32]) -> SetSprintGoal {
    let supports = supports.iter().map(|n| GoalId(*n)).collect();
    SetSprintGoal { team, sprint: date("2026-11-16"), title: title(words), tell: text(""), supports, origin: None }
}

/// G-1 is a product goal without a date, G-2 a sprint goal that supports it, G-3 one that supports nothing; Mobile has none.
fn aimed() -> Story {
    let product = SetProductGoal { group: PRODUCT, title: title("Guests can pay"), tell: text("A guest paid"), date: None, origin: None };
    Story::two_teams()
        .given(RUTH, two_weeks(CHECKOUT))
        .given(RUTH, two_weeks(PAYMENTS))
        .given(RUTH, two_weeks(rowlock_domain::testing::MOBILE))
        .given(DANIEL, product)
        .given(INES, sprint_goal(CHECKOUT, "A guest sees the price", &[1]))
        .given(TOMASZ, sprint_goal(PAYMENTS, "Cards move", &[]))
}

#[tokio::test]
async fn goals_are_traced_and_gaps_are_named_in_words() {
    let house = House::of(aimed()).await;
    let page = house.sign_in(RUTH).await.get("groups/product/goals").await.is(200);
    assert_eq!(page.text(".pagehead p"), "1 open product goal, 1 in trouble. 2 of 3 teams in a sprint have a sprint goal.");
    assert!(page.text("[data-row='vague-G-1']").contains("Vague: it has no date."));
    assert!(page.text("[data-row='loose-G-3']").contains("names no product goal"));
    assert!(page.text("[data-row='No sprint goal in this sprint']").contains("Mobile."));
    assert_eq!(page.text(".goaltree .supports li a"), "A guest sees the price");
    assert_eq!(page.texts(".sprintgoals tbody th"), ["Checkout", "Payments", "Mobile"]);
    assert_eq!(page.count(".sprintgoals svg.meter"), 3);
}

#[tokio::test]
async fn many_goals_are_shown_in_parts() {
    let goal = |n: u32| SetProductGoal { group: PRODUCT, title: title(&format!("Goal {n}")), tell: text("So"), date: None, origin: None };
    let house = House::of((1..=33).fold(Story::two_teams(), |story, n| story.given(DANIEL, goal(n)))).await;
    let mut ruth = house.sign_in(RUTH).await;
    let mut seen = Vec::new();
    let mut path = "groups/product/goals".to_owned();
    for _ in 0..3 {
        let page = ruth.get(&path).await.is(200);
        assert!(page.count("main [data-row]") <= 50, "{}", page.count("main [data-row]"));
        seen.extend(page.texts(".goaltree h3"));
        path = page.attrs("p.more a", "href").first().cloned().unwrap_or_default();
    }
    assert_eq!(seen.len(), 33);
    assert!(path.is_empty(), "{path}");
}

#[tokio::test]
async fn a_product_goal_is_set_dated_and_met() {
    let house = House::of(Story::two_teams()).await;
    let mut daniel = house.sign_in(DANIEL).await;
    let first = daniel.get("groups/product/goals").await.is(200);
    assert!(first.text("details.fold summary").contains("Set the first product goal"));
    let fields = [("title", "Guests can pay"), ("date", "2026-12-04"), ("tell", "A guest paid")];
    daniel.submit("groups/product/goals", &fields).await.is(200);
    daniel.post("goals/1/date", &[("date", "2026-12-18"), ("why", "The audit")]).await.is(303);
    let page = daniel.get("goals/1").await.is(200);
    assert_eq!(page.text(".pagehead p:last-child"), "Product, by Fri 18 Dec, moved once: 4 Dec, then 18 Dec");
    assert!(page.texts("ol.hist .sub").iter().any(|sub| sub == "Daniel Brandt: The audit"));
    daniel.post("goals/1/title", &[("title", "Everybody can pay")]).await.is(303);
    daniel.post("goals/1/tell", &[("tell", "Everybody paid")]).await.is(303);
    daniel.post("goals/1/supports", &[("supports", "1")]).await.is(422);
    daniel.post("goals/1/met", &[]).await.is(303);
    let page = daniel.get("goals/1").await.is(200);
    assert!(page.text("[data-live=state]").starts_with("Met on"));
    daniel.post("goals/1/missed", &[("why", "No")]).await.is(409);
    daniel.post("goals/1/reopening", &[]).await.is(303);
    daniel.post("goals/1/missed", &[("why", "Too much")]).await.is(303);
}

#[tokio::test]
async fn goals_are_refused_with_a_sentence_and_to_whom_they_are_not() {
    let house = House::of(aimed()).await;
    let mut daniel = house.sign_in(DANIEL).await;
    for (field, value) in [("title", ""), ("date", "2026-02-30"), ("title", "bell\u{7}")] {
        let mut fields = vec![("title", "A goal"), ("date", "2026-12-04")];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let page = daniel.post("groups/product/goals", &fields).await.is(422);
        assert!(page.has(&format!("details[open] #f-{field}-error")), "{field}");
    }
    let page = daniel.post("goals/1/drop", &[("why", "")]).await.is(422);
    assert!(page.has("#f-drop-why-error"));
    daniel.post("goals/2/title", &[("title", "Mine")]).await.is(403);
    house.sign_in(OTTO).await.post("goals/1/met", &[]).await.is(403);
    let otto = house.sign_in(OTTO).await.get("goals/1").await.is(200);
    assert!(!otto.has("aside.panel form") && otto.text("aside.panel").contains("Product Owners of Product"));
    daniel.get("goals/99").await.is(404);
}

/// What Checkout reported in the sprint of its goal.
fn reported(story: Story, (sprint, on): (&str, &str), (planned, done): (u32, u32)) -> Story {
    let progress = Progress { sprint: date(sprint), planned, done, added: 0 };
    story.given(INES, ReportProgress { team: CHECKOUT, on: date(on), progress })
}

#[tokio::test]
async fn a_sprint_goal_shows_the_burn_up_of_its_sprint_until_it_is_met() {
    let house = House::of(reported(aimed(), ("2026-11-16", "2026-11-20"), (12, 4))).await;
    let mut ines = house.sign_in(INES).await;
    let page = ines.get("goals/2").await.is(200);
    assert_eq!(page.texts(".fig h2"), ["4 of 12 stories are done"]);
    assert!(page.has(".fig svg[role=img]") && page.has(".fig details.astable"));
    assert!(!ines.get("goals/3").await.is(200).has(".fig"), "Payments reported nothing");
    assert!(!ines.get("goals/1").await.is(200).text("main").contains("of 12 stories"), "a product goal is of no sprint");
    ines.post("goals/2/met", &[]).await.is(303);
    assert!(!ines.get("goals/2").await.is(200).has(".fig"));
}

#[tokio::test]
async fn a_sprint_goal_left_open_shows_no_burn_up_of_another_sprint() {
    let story = reported(aimed(), ("2026-11-16", "2026-11-20"), (12, 4)).at("2026-12-02T08:00:00Z");
    let house = House::of(reported(story, ("2026-11-30", "2026-12-01"), (9, 1))).await;
    let mut ines = house.sign_in(INES).await;
    assert_eq!(ines.get("teams/CHE").await.is(200).texts(".fig h2"), ["1 of 9 stories are done"]);
    assert!(!ines.get("goals/2").await.is(200).has(".fig"), "those nine stories are not of the goal's sprint");
}

#[tokio::test]
async fn a_sprint_goal_names_what_it_supports() {
    let house = House::of(aimed()).await;
    let mut tomasz = house.sign_in(TOMASZ).await;
    tomasz.post("goals/3/supports", &[("supports", "1")]).await.is(303);
    let page = tomasz.get("goals/3").await.is(200);
    assert!(page.texts("ul.plain b").contains(&"Guests can pay".to_owned()));
    assert_eq!(page.attrs("input[name=supports][checked]", "value"), ["1"]);
    tomasz.post("goals/3/supports", &[("supports", "2")]).await.is(422);
    tomasz.post("goals/3/date", &[("date", "2026-12-18")]).await.is(409);
    let version = house.desk().snapshot().version() - 1;
    for path in [format!("goals/3?at={version}"), format!("groups/product/goals?at={version}")] {
        assert_eq!(tomasz.get(&path).await.is(200).count("main form[method=post]"), 0, "{path}");
    }
}

#[tokio::test]
async fn the_confidence_of_a_sprint_goal_that_ended_stands_beside_its_outcome_for_its_team_only() {
    let occasion = Occasion::Occurrence(SCRUM_OF_SCRUMS, date("2026-11-24").at(9, 30, 0, 0));
    let words = Words { confidence: Some(3), ..Words::default() };
    let running = aimed().given(INES, CheckInSeat { occasion, member: Member::Team(CHECKOUT), words });
    let house = House::of(running.clone()).await;
    for path in ["goals/1", "goals/2"] {
        let page = house.sign_in(TOMASZ).await.get(path).await.is(200).text("main");
        assert!(page.contains("3of 5"), "while it runs everybody may read it: {page}");
    }
    let house = House::of(running.given(INES, MissGoal { goal: GoalId(2), why: text("The bank moved") })).await;
    let (mut tomasz, mut ines) = (house.sign_in(TOMASZ).await, house.sign_in(INES).await);
    for path in ["goals/1", "goals/2", "groups/product/goals"] {
        let others = tomasz.get(path).await.is(200).text("main");
        assert!(!others.contains("3of 5"), "{path}: {others}");
    }
    assert!(tomasz.get("goals/2").await.is(200).text("main").contains("shown to the team only"));
    assert!(ines.get("goals/2").await.is(200).text("main").contains("3of 5"));
}
