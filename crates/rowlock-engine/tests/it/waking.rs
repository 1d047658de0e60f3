//! A workspace that no server has in memory is woken when something falls due in it, however it came to be there.

use crate::support::{House, engine_over, furnish, house_over};
use rowlock_domain::testing::instant;
use rowlock_engine::plain::PlainChange;
use rowlock_engine::{Desk, Engine, FixedClock};
use rowlock_store::{Memory, Store, Waking, list};
use std::sync::Arc;
use std::time::Duration;

async fn rows(store: &Arc<Memory>) -> Vec<Waking> {
    list(&**store, "").await.unwrap()
}

/// Lets the timekeepers look.
async fn a_moment() {
    tokio::time::sleep(Duration::from_secs(2)).await;
}

fn asked(desk: &Desk) -> usize {
    desk.snapshot().model.meetings.iter().map(|meeting| meeting.asked.len()).sum()
}

/// A server that has nothing in memory, over a database that others fill.
async fn idle_server(store: &Arc<Memory>, at: &str) -> (Arc<Engine>, Arc<FixedClock>) {
    let clock = Arc::new(FixedClock::at(instant(at)));
    (engine_over(Arc::clone(store) as Arc<dyn Store>, &clock, None).await, clock)
}

#[tokio::test(start_paused = true)]
async fn what_a_server_had_in_memory_when_it_died_is_woken_by_another() {
    let store = Arc::new(Memory::shared());
    let (other, clock) = idle_server(&store, "2026-11-23T08:00:00Z").await;
    let House { engine, desk, .. } = house_over(Arc::clone(&store) as Arc<dyn Store>, None).await;
    a_moment().await;
    assert_eq!(rows(&store).await[0].at, instant("2026-11-23T13:00:00Z"), "the hour at which the check-ins are asked for");
    engine.stopping().cancel();
    drop((engine, desk));
    other.wake_due().await.unwrap();
    assert!(other.desk("harbour").is_none(), "nothing is due yet");
    clock.set(instant("2026-11-23T13:00:30Z"));
    other.wake_due().await.unwrap();
    a_moment().await;
    assert_eq!(asked(&other.desk("harbour").unwrap()), 3);
    assert!(rows(&store).await[0].at > instant("2026-11-23T13:00:30Z"), "its row has moved on");
}

#[tokio::test(start_paused = true)]
async fn a_workspace_without_a_row_gets_one_and_is_looked_at() {
    let store = Arc::new(Memory::shared());
    let (server, clock) = idle_server(&store, "2026-11-23T13:00:30Z").await;
    furnish(&store, "harbour").await;
    assert!(rows(&store).await.is_empty(), "a single command leaves none");
    server.give_rows().await.unwrap();
    server.wake_due().await.unwrap();
    a_moment().await;
    assert_eq!(asked(&server.desk("harbour").unwrap()), 3);
    clock.set(instant("2026-11-23T13:01:00Z"));
    let before = rows(&store).await;
    server.give_rows().await.unwrap();
    assert_eq!(rows(&store).await, before, "who has one keeps it");
}

#[tokio::test(start_paused = true)]
async fn one_in_which_nothing_falls_due_is_looked_at_once_a_day() {
    let store = Arc::new(Memory::shared());
    let (server, clock) = idle_server(&store, "2026-11-23T08:00:00Z").await;
    server.create("yard").await.unwrap();
    a_moment().await;
    assert_eq!(server.rest_idle(Duration::ZERO).await, 1);
    assert_eq!(rows(&store).await[0].at, instant("2026-11-24T08:00:00Z"));
    clock.set(instant("2026-11-24T08:00:01Z"));
    server.wake_due().await.unwrap();
    a_moment().await;
    assert!(server.desk("yard").is_some());
    assert_eq!(rows(&store).await[0].at, instant("2026-11-25T08:00:01Z"));
}

#[tokio::test(start_paused = true)]
async fn a_row_written_by_a_clock_that_was_far_ahead_keeps_nothing_asleep() {
    let store = Arc::new(Memory::shared());
    let (server, _) = idle_server(&store, "2026-11-23T13:00:30Z").await;
    furnish(&store, "harbour").await;
    server.give_rows().await.unwrap();
    let ahead = Waking { at: instant("2038-01-19T03:14:08Z"), ..rows(&store).await.remove(0) };
    server.change(vec![PlainChange::put(&ahead)]).await.unwrap();
    server.wake_due().await.unwrap();
    assert!(server.desk("harbour").is_some());
}
