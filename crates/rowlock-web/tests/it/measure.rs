//! How long impediments take, by the clock or by the owner's working time: the one choice of the workspace, by the real router.

use crate::support::House;
use rowlock_domain::calendar::Weekdays;
use rowlock_domain::impediment::{ImpedimentState, command::*};
use rowlock_domain::team::command::{SetHolidays, SetWorkingDays};
use rowlock_domain::testing::{ADA, CHECKOUT, INES, OTTO, PAYMENTS, RUTH, Story, TOMASZ, date, instant, text};
use rowlock_domain::workspace::{Measure, command::SetMeasure};
use rowlock_domain::{ImpedimentId, PersonId};

const SETTINGS: &str = "/harbour/groups/product/settings";
const LIST: &str = "/harbour/groups/product/impediments";
const INSIGHTS: &str = "/harbour/groups/product/insights";
const FRIDAY: &str = "2026-11-27T16:00:00Z";
const MONDAY: &str = "2026-11-30T10:00:00Z";

async fn raise(house: &House, at: &str) {
    house.clock.set(instant(at));
    let fields = [("title", "No test cards"), ("severity", "stops"), ("team", "1"), ("held", "1")];
    house.sign_in(INES).await.post(LIST, &fields).await.is(303);
}

/// An impediment of Checkout raised on Friday at 16:00, seen on Monday at 10:00.
async fn over_a_weekend() -> House {
    let house = House::of(Story::two_teams()).await;
    raise(&house, FRIDAY).await;
    house.clock.set(instant(MONDAY));
    house
}

/// Six impediments, each raised on Friday at 16:00, owned and resolved on Monday at 10:00.
async fn six_weekends() -> House {
    let house = House::of(Story::two_teams()).await;
    for _ in 0..6 {
        raise(&house, FRIDAY).await;
    }
    house.clock.set(instant(MONDAY));
    for number in 1..=6 {
        let impediment = ImpedimentId(number);
        house.act(RUTH, OwnImpediment { impediment, owner: INES }).await;
        house.act(RUTH, ResolveImpediment { impediment, what_solved: text("New cards."), cause: None }).await;
        assert_eq!(house.desk().snapshot().model.impediment(impediment).unwrap().state, ImpedimentState::Resolved);
    }
    house
}

async fn choose(house: &House, measure: Measure) {
    house.act(ADA, SetMeasure { measure }).await;
}

async fn bar(house: &House, person: PersonId) -> String {
    house.sign_in(person).await.get(LIST).await.is(200).text(".imp .age b")
}

#[tokio::test]
async fn an_administrator_chooses_for_the_whole_workspace_and_all_see_what_holds() {
    let house = House::of(Story::two_teams()).await;
    let (mut ada, mut ruth) = (house.sign_in(ADA).await, house.sign_in(RUTH).await);
    let section = "[aria-labelledby='h-measure']";
    let page = ruth.get(SETTINGS).await.is(200);
    assert!(page.text(section).contains("In elapsed days. Nights, weekends and holidays count"), "{}", page.text(section));
    assert!(!page.has(&format!("{section} form")), "the Master sees it and does not choose");
    let page = ada.get(SETTINGS).await.is(200);
    assert_eq!(page.attr(&format!("{section} input[checked]"), "value"), "elapsed_days");
    assert!(page.text(section).contains("It changes ageing bars, time to own and to resolve"), "{}", page.text(section));
    let action = "/harbour/groups/product/measure";
    ada.post(action, &[("measure", "moons")]).await.is(422);
    ada.post(action, &[("measure", "working_days")]).await.is(303);
    let page = ruth.get("/harbour/groups/logistics/settings").await.is(200);
    assert!(page.text(section).contains("In working days of the owner's team. Only the working hours"), "{}", page.text(section));
    let changes = ada.get("/harbour/groups/product/changes").await.is(200).text("main");
    assert!(changes.contains("How long impediments take is counted in working days of the owner's team now"), "{changes}");
}

#[tokio::test]
async fn the_page_of_one_shows_its_age_both_ways_whatever_was_chosen() {
    let house = over_a_weekend().await;
    for measure in [Measure::ElapsedDays, Measure::WorkingDays] {
        choose(&house, measure).await;
        let page = house.sign_in(OTTO).await.get("/harbour/impediments/1").await.is(200);
        assert!(page.text(".figs").contains("3 d, 1 working d"), "{}", page.text(".figs"));
    }
}

#[tokio::test]
async fn the_ageing_bar_and_the_list_follow_the_choice_at_once() {
    let house = over_a_weekend().await;
    assert_eq!(bar(&house, OTTO).await, "3 d");
    choose(&house, Measure::WorkingDays).await;
    assert_eq!(bar(&house, OTTO).await, "1 working d");
    let list = house.sign_in(OTTO).await.get(&format!("{LIST}?view=list")).await.is(200);
    assert_eq!(list.attr(".agebar", "aria-label"), "1 working day old");
    choose(&house, Measure::ElapsedDays).await;
    assert_eq!(bar(&house, OTTO).await, "3 d");
}

#[tokio::test]
async fn the_bar_counts_by_the_calendar_of_the_team_that_has_it() {
    let house = over_a_weekend().await;
    choose(&house, Measure::WorkingDays).await;
    house.act(RUTH, SetHolidays { team: PAYMENTS, holidays: vec![date("2026-11-30")] }).await;
    assert_eq!(bar(&house, OTTO).await, "1 working d", "nobody owns it: the raising team's");
    house.act(RUTH, OwnImpediment { impediment: ImpedimentId(1), owner: TOMASZ }).await;
    assert_eq!(bar(&house, OTTO).await, "0 working d");
    house.act(RUTH, OwnImpediment { impediment: ImpedimentId(1), owner: INES }).await;
    house.act(RUTH, SetWorkingDays { team: CHECKOUT, days: Weekdays(0b100_1111) }).await;
    assert_eq!(bar(&house, OTTO).await, "2 working d", "Sunday and Monday");
}

#[tokio::test]
async fn every_figure_of_insights_says_by_what_it_is_counted() {
    let house = six_weekends().await;
    let mut otto = house.sign_in(OTTO).await;
    let by_the_clock = otto.get(INSIGHTS).await.is(200).text("main");
    assert!(by_the_clock.contains("Half are resolved within 2.8 days"), "{by_the_clock}");
    assert!(by_the_clock.contains("95 % log-log band; in elapsed days") && !by_the_clock.contains("working day"), "{by_the_clock}");
    choose(&house, Measure::WorkingDays).await;
    let page = otto.get(INSIGHTS).await.is(200);
    let by_work = page.text("main");
    assert!(by_work.contains("Half are resolved within 0.3 working days"), "{by_work}");
    assert!(by_work.contains("by working days since raised") && by_work.contains("Working days impediments were open"), "{by_work}");
    let hows = page.texts(".how dd").into_iter().filter(|words| words.contains("Kaplan–Meier") || words.contains("blocker clustering"));
    let hows: Vec<String> = hows.collect();
    assert!(hows.len() >= 5 && hows.iter().all(|words| words.contains("in working days of the owner's team")), "{hows:?}");
    let sums = page.text(".sums");
    assert!(sums.contains("Time to resolve, half0.3 working d"), "{sums}");
}

#[tokio::test]
async fn what_is_usual_follows_the_choice_and_the_calendars_at_once() {
    let house = six_weekends().await;
    let heading = || async { house.sign_in(OTTO).await.get(LIST).await.is(200).text(".pagehead") };
    assert!(heading().await.contains("Half of the impediments are resolved within 2.8 days"), "{}", heading().await);
    choose(&house, Measure::WorkingDays).await;
    assert!(heading().await.contains("Half of the impediments are resolved within 0.3 working days"), "{}", heading().await);
    house.act(RUTH, SetWorkingDays { team: CHECKOUT, days: Weekdays(0b111_1111) }).await;
    assert!(heading().await.contains("Half of the impediments are resolved within 2.3 working days"), "{}", heading().await);
}

#[tokio::test]
async fn the_download_says_by_what_its_days_are_counted() {
    let house = six_weekends().await;
    let mut otto = house.sign_in(OTTO).await;
    for (measure, end) in [(Measure::ElapsedDays, ",2.7500,2.7500,elapsed_days"), (Measure::WorkingDays, ",0.2500,0.2500,working_days")] {
        choose(&house, measure).await;
        let csv = otto.get(&format!("{INSIGHTS}.csv")).await.is(200).body;
        assert_eq!(csv.lines().filter(|line| line.trim_end().ends_with(end)).count(), 6, "{csv}");
    }
}

#[tokio::test]
async fn a_server_that_has_drawn_nothing_before_draws_the_same() {
    let house = six_weekends().await;
    raise(&house, MONDAY).await;
    let mut otto = house.sign_in(OTTO).await;
    for measure in [Measure::WorkingDays, Measure::ElapsedDays, Measure::WorkingDays] {
        choose(&house, measure).await;
        for page in [LIST, INSIGHTS, "/harbour/groups/product/insights.csv"] {
            let kept = otto.get(page).await.is(200);
            let afresh = house.afresh(&otto).get(page).await.is(200);
            let words = |page: &crate::support::Page| if page.body.starts_with('<') { page.text("main") } else { page.body.clone() };
            assert_eq!(words(&kept), words(&afresh), "{page}");
        }
    }
}
