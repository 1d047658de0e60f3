//! A clock that jumps, by an hour, by a day, over the nights of daylight saving and past the end of 32 bits: time in the log never goes
//! back, no age is negative, nothing is asked for or reminded twice, and no workspace leaves memory because of it.
//!
//! `ROWLOCK_SEEDS=1000` runs more of them, `ROWLOCK_SEED=N` one again.

use crate::simulation::{Dice, number};
use crate::support::{House, by, house, raise};
use rowlock_domain::testing::{INES, instant};
use rowlock_domain::{Event, Instant};
use std::collections::BTreeSet;
use std::time::Duration;

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
const JUMPS: u64 = 24;
const IDLE: Duration = Duration::from_secs(30 * 60);
/// Where a run begins: an ordinary Monday, the two nights of 2027 in Europe and America, the last second of 32 bits.
const BEGINNINGS: [&str; 6] =
    ["2026-11-23T08:00:00Z", "2027-03-28T00:30:00Z", "2027-10-31T00:30:00Z", "2027-03-14T06:30:00Z", "2027-11-07T05:30:00Z", "2038-01-19T03:13:30Z"];
const JUMPS_SECONDS: [i64; 6] = [HOUR, -HOUR, DAY, -DAY, 5 * HOUR, 60];

/// What may happen once only: asking, reminding and sending, for each meeting and member.
fn once(event: &Event) -> Option<String> {
    match event {
        Event::CheckInAsked(asked) => Some(format!("asked {} {:?}", asked.meeting, asked.member)),
        Event::CheckInReminded(reminded) => Some(format!("reminded {} {:?}", reminded.meeting, reminded.member)),
        Event::RelaySent(sent) => Some(format!("sent {} {:?}", sent.meeting, sent.member)),
        _ => None,
    }
}

fn hold(house: &House, seed: u64) -> usize {
    let model = house.desk.snapshot().model.clone();
    let mut seen = BTreeSet::new();
    let mut before = Instant(i64::MIN);
    for recorded in &model.journal {
        assert!(recorded.stamp.at >= before, "seed {seed}: version {} is before the one before it", recorded.stamp.version);
        before = recorded.stamp.at;
        if let Some(what) = once(&recorded.event) {
            assert!(seen.insert(what.clone()), "seed {seed}: {what} twice");
        }
    }
    let now = house.now().max(model.at);
    assert!(model.impediments.iter().all(|impediment| impediment.raised_at <= now), "seed {seed}: raised in the future");
    seen.len()
}

async fn run(seed: u64) -> usize {
    let mut dice = Dice::of(seed, 0);
    let house = house().await;
    let pick = |dice: &mut Dice, many: usize| usize::try_from(dice.below(many as u64)).unwrap();
    house.clock.set(instant(BEGINNINGS[pick(&mut dice, BEGINNINGS.len())]));
    for jump in 0..JUMPS {
        let by_seconds = JUMPS_SECONDS[pick(&mut dice, JUMPS_SECONDS.len())];
        house.clock.set(house.now().plus_seconds(by_seconds));
        if dice.happens(1, 2) {
            house.desk.submit(by(INES, raise(&format!("After jump {jump}")))).await.unwrap();
        }
        // A change or half a minute: then the timekeeper has looked.
        tokio::time::sleep(Duration::from_secs(31)).await;
        assert_eq!(house.engine.rest_idle(IDLE).await, 0, "seed {seed}: a workspace left because of the clock");
    }
    hold(&house, seed)
}

#[tokio::test(start_paused = true)]
async fn no_jump_of_the_clock_shows_in_the_log() {
    let first = number("ROWLOCK_SEED").unwrap_or(0);
    let count = number("ROWLOCK_SEEDS").unwrap_or(if number("ROWLOCK_SEED").is_some() { 1 } else { 20 });
    let mut happened = 0;
    for seed in first..first + count {
        happened += run(seed).await;
    }
    println!("{count} clocks from seed {first}, {JUMPS} jumps each: {happened} check-ins asked or reminded, none twice; time never went back");
    assert!(count < 5 || happened as u64 > count, "hardly anything fell due: {happened}");
}

#[tokio::test(start_paused = true)]
async fn a_workspace_that_nobody_holds_stays_in_memory_over_a_jump_of_a_day() {
    let House { engine, desk, clock } = house().await;
    drop(desk);
    tokio::time::sleep(Duration::from_secs(2)).await;
    for jump in [DAY, -DAY, 365 * DAY] {
        use rowlock_engine::Clock;
        clock.set(clock.now().plus_seconds(jump));
        assert_eq!(engine.rest_idle(IDLE).await, 0, "after a jump of {jump} s");
    }
    assert!(engine.desk("harbour").is_some());
}
