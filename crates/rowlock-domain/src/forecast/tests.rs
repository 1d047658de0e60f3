//! Published forecasts: statements about open product goals, kept with the goal, the same twice said once.

use super::{Foretold, command::PublishForecast, event::ForecastPublished, refusal};
use crate::{
    Event, GoalId, Text, Thing,
    goal::command::{DropGoal, SetProductGoal},
    testing::*,
    workspace::Measure,
};

const FRANCE: GoalId = GoalId(1);

fn said(goal: GoalId) -> Foretold {
    Foretold { goal, target: Some(date("2026-12-18")), chance_percent: Some(62), even: date("2026-12-15"), sure: date("2027-01-07") }
}

pub(crate) fn examples() -> Vec<Event> {
    let undated = Foretold { target: None, chance_percent: None, ..said(GoalId(2)) };
    vec![
        ForecastPublished {
            group: PRODUCT,
            as_of: date("2026-11-23"),
            from_version: 41,
            futures: 10_000,
            goals: vec![said(FRANCE), undated],
            measure: Measure::ElapsedDays,
        }
        .into(),
    ]
}

fn story() -> Story {
    let goal =
        SetProductGoal { group: PRODUCT, title: title("Guests pay in France"), tell: Text::default(), date: Some(date("2026-12-18")), origin: None };
    Story::two_teams().given(DANIEL, goal)
}

fn publish(goals: Vec<Foretold>) -> PublishForecast {
    PublishForecast { group: PRODUCT, as_of: date("2026-11-23"), from_version: 1, futures: 10_000, goals, measure: Measure::ElapsedDays }
}

#[test]
fn stored_events_stay_as_they_are() {
    goldens("forecast", examples());
}

#[test]
fn a_forecast_by_working_days_is_stored_beside_the_older_form_that_says_no_measure() {
    let Event::ForecastPublished(by_the_clock) = examples().remove(0) else { unreachable!() };
    assert!(!Event::from((*by_the_clock).clone()).payload().contains("measure"), "as it was before there was a choice");
    golden("forecast/golden/ForecastPublished-working-days.json", ForecastPublished { measure: Measure::WorkingDays, ..*by_the_clock });
}

#[test]
fn what_was_said_keeps_by_what_it_was_counted() {
    let by_work = PublishForecast { measure: Measure::WorkingDays, ..publish(vec![said(FRANCE)]) };
    let story = story().given(DANIEL, publish(vec![said(FRANCE)])).given(DANIEL, by_work);
    let measures: Vec<Measure> = story.workspace().goal(FRANCE).unwrap().forecasts.iter().map(|said| said.measure).collect();
    assert_eq!(measures, [Measure::ElapsedDays, Measure::WorkingDays], "the same dates by another measure are another statement");
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("forecast", refusal::NAMES);
}

#[test]
fn the_goal_keeps_what_was_said_and_the_same_twice_is_said_once() {
    let story = story().given(DANIEL, publish(vec![said(FRANCE)]));
    let goal = story.workspace().goal(FRANCE).unwrap();
    assert_eq!((goal.forecasts.len(), goal.forecasts[0].said, goal.forecasts[0].by), (1, said(FRANCE), Some(DANIEL)));
    assert_eq!(story.workspace().touched(Thing::Goal(FRANCE)), story.workspace().version);
    let other = Foretold { chance_percent: Some(60), ..said(FRANCE) };
    story.when(RUTH, publish(vec![said(FRANCE)])).then_nothing().when(RUTH, publish(vec![other])).then_kinds(&["ForecastPublished"]);
}

#[test]
fn the_product_owners_and_the_master_publish() {
    story().when(INES, publish(vec![said(FRANCE)])).then_forbidden();
    story().when(OTTO, publish(vec![said(FRANCE)])).then_forbidden();
    story().when(RUTH, publish(vec![said(FRANCE)])).then_kinds(&["ForecastPublished"]);
    let nowhere = PublishForecast { group: crate::GroupId(9), ..publish(vec![said(FRANCE)]) };
    story().when(RUTH, nowhere).then_unknown();
}

#[test]
fn it_speaks_of_open_goals_of_the_group_and_of_nothing_to_come() {
    story()
        .when(DANIEL, publish(vec![]))
        .then_refusal(&refusal::NothingToPublish())
        .when(DANIEL, publish(vec![said(FRANCE); 501]))
        .then_refusal(&refusal::TooManyGoals(501))
        .when(DANIEL, publish(vec![said(FRANCE), said(FRANCE)]))
        .then_refusal(&refusal::GoalForetoldTwice())
        .when(DANIEL, PublishForecast { as_of: date("2026-11-24"), ..publish(vec![said(FRANCE)]) })
        .then_refusal(&refusal::ForecastFromTheFuture())
        .when(DANIEL, PublishForecast { from_version: 9_999, ..publish(vec![said(FRANCE)]) })
        .then_refusal(&refusal::ForecastFromTheFuture())
        .when(DANIEL, publish(vec![said(GoalId(7))]))
        .then_unknown();
    let dropped = story().given(DANIEL, DropGoal { goal: FRANCE, why: text("Moot") });
    dropped.when(DANIEL, publish(vec![said(FRANCE)])).then_refusal(&refusal::GoalNoLongerOpen(FRANCE));
    let elsewhere = PublishForecast { group: LOGISTICS, ..publish(vec![said(FRANCE)]) };
    story().when(crate::Actor::Operator, elsewhere).then_refusal(&refusal::NotAGoalOfTheGroup(FRANCE));
}

#[test]
fn what_contradicts_itself_is_refused() {
    let wrong = [
        Foretold { sure: date("2026-12-14"), ..said(FRANCE) },
        Foretold { chance_percent: Some(101), ..said(FRANCE) },
        Foretold { target: None, ..said(FRANCE) },
        Foretold { even: date("2026-11-01"), ..said(FRANCE) },
    ];
    for said in wrong {
        story().when(DANIEL, publish(vec![said])).then_refusal(&refusal::ForecastContradictsItself(FRANCE));
    }
}
