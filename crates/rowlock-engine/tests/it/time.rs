//! What falls due by itself.

use crate::support::{CHECKOUT, House, house};
use rowlock_domain::{Actor, Event, Member};
use std::time::Duration;

async fn soon(house: &House, holds: impl Fn(&House) -> bool) -> bool {
    for _ in 0..200 {
        if holds(house) {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

fn asked(house: &House) -> usize {
    let model = &house.desk.snapshot().model;
    model.journal.iter().filter(|recorded| matches!(recorded.event, Event::CheckInAsked(_)) && recorded.stamp.actor == Actor::Reactor).count()
}

#[tokio::test]
async fn check_ins_are_asked_for_when_their_hour_comes_and_only_once() {
    let house = house().await;
    assert_eq!(asked(&house), 0);
    house.at("2026-11-23T13:00:30Z");
    // Any change wakes the timekeeper; a nap of at most 30 s would too.
    house.desk.submit(crate::support::by(rowlock_domain::testing::INES, crate::support::raise("wakes it"))).await.unwrap();
    assert!(soon(&house, |house| asked(house) == 3).await, "three seats are asked");
    let model = house.desk.snapshot().model.clone();
    assert!(model.meetings[0].asked.contains_key(&Member::Team(CHECKOUT)));
    house.desk.submit(crate::support::by(rowlock_domain::testing::INES, crate::support::raise("wakes it again"))).await.unwrap();
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(asked(&house), 3);
}
