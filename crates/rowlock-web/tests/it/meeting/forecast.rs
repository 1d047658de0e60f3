//! A meeting that has closed leaves a saved forecast, however it was closed, and only one.

use super::tuesday;
use crate::support::House;
use rowlock_domain::Event;
use rowlock_domain::goal::command::SetProductGoal;
use rowlock_domain::item::{ItemState, command::*};
use rowlock_domain::meeting::command::{CloseMeeting, OpenMeeting};
use rowlock_domain::team::{Progress, command::ReportProgress};
use rowlock_domain::testing::{CHECKOUT, DANIEL, PRODUCT, RUTH, Story, date, text, title};
use rowlock_domain::time::plus_days;
use rowlock_domain::{GoalId, ItemId, MeetingId};
use rowlock_web::forecast::save_after_meetings;
use std::time::Duration;

/// A goal with six weeks of progress, and the meeting of Tuesday open.
fn story() -> Story {
    let goal = SetProductGoal { group: PRODUCT, title: title("Guests can pay"), tell: text(""), date: Some(date("2026-12-30")), origin: None };
    let item = AddItem { team: CHECKOUT, title: title("Pay"), state: ItemState::InProgress, date: None, goal: Some(GoalId(1)), origin: None };
    let mut story = Story::two_teams().given(DANIEL, goal).given(RUTH, item).given(RUTH, ReportItemProgress { item: ItemId(1), done: 10, total: 30 });
    for week in 1..=6 {
        let monday = plus_days(date("2026-11-23"), 7 * (week - 7));
        let progress = Progress { sprint: monday, planned: 6, done: 4, added: 0 };
        story = story.given(RUTH, ReportProgress { team: CHECKOUT, on: plus_days(monday, 4), progress });
    }
    story.at("2026-11-24T09:30:00Z").given(RUTH, OpenMeeting { occasion: tuesday() })
}

fn saved(house: &House) -> usize {
    let model = &house.desk().snapshot().model;
    (1..=model.version).filter_map(|version| model.recorded(version)).filter(|one| matches!(one.event, Event::ForecastPublished(_))).count()
}

async fn until_saved(house: &House) {
    for _ in 0..600 {
        if saved(house) > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no forecast was saved");
}

#[tokio::test]
async fn a_meeting_closed_past_the_page_leaves_one_forecast_though_two_servers_look() {
    let house = House::of(story()).await;
    let watching = [tokio::spawn(save_after_meetings(house.site.clone())), tokio::spawn(save_after_meetings(house.site.clone()))];
    tokio::time::sleep(Duration::from_millis(50)).await;
    house.act(RUTH, CloseMeeting { meeting: MeetingId(1), ballots: vec![], voters: 0 }).await;
    until_saved(&house).await;
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    assert_eq!(saved(&house), 1);
    watching.iter().for_each(tokio::task::JoinHandle::abort);
}
