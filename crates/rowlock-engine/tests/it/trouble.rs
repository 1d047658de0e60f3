//! A workspace that cannot be served is named and goes out of service alone; once its log is mended it is back without a restart.

use crate::support::{by, engine_over, house_over, raise};
use rowlock_domain::testing::INES;
use rowlock_domain::{Actor, Via};
use rowlock_engine::plain::StoreError;
use rowlock_engine::{Engine, EngineError, Unready};
use rowlock_store::{Fault, Memory, NewEvent, Store, WorkspaceKey};
use std::sync::Arc;

/// What a newer Rowlock, or a defect, put into the log.
async fn append_what_nobody_reads(store: &Memory, key: WorkspaceKey) -> u64 {
    let head = store.heads().await.unwrap()[&key];
    let last = head.version + 1;
    let (kind, payload) = ("FromTheFuture".to_owned(), "{}".to_owned());
    let event =
        NewEvent { last, at: rowlock_domain::Instant(0), actor: Actor::Operator, on_behalf_of: None, via: Via::Cli, key: None, kind, payload };
    store.append(key, head.version, vec![event], Vec::new()).await.unwrap();
    head.version
}

async fn mend(store: &Memory, key: WorkspaceKey, sound: u64) {
    store.cut(key, sound, Vec::new()).await.unwrap();
}

fn named(engine: &Engine, version: u64) {
    let trouble = engine.trouble();
    assert!(matches!(trouble["harbour"].why, EngineError::Unreadable { version: at, .. } if at == version), "{:?}", trouble["harbour"].why);
}

#[tokio::test]
async fn one_that_cannot_be_loaded_is_named_and_comes_back_once_its_log_is_mended() {
    let store = Arc::new(Memory::shared());
    let house = house_over(Arc::clone(&store) as Arc<dyn Store>, None).await;
    house.engine.create("yard").await.unwrap();
    let sound = append_what_nobody_reads(&store, house.desk.key).await;
    let engine = engine_over(Arc::clone(&store) as Arc<dyn Store>, &house.clock, None).await;
    named(&engine, sound + 1);
    assert_eq!(engine.trouble()["harbour"].since, house.now());
    assert!(engine.enter("harbour").await.unwrap().is_none() && engine.enter("yard").await.unwrap().is_some());
    assert_eq!(engine.ready().await, Err(Unready::OutOfService));
    assert_eq!(engine.retry_troubled(true).await.unwrap(), 0, "the log stands where it stood");
    mend(&store, house.desk.key, sound).await;
    assert_eq!(engine.retry_troubled(true).await.unwrap(), 1);
    assert_eq!(engine.enter("harbour").await.unwrap().unwrap().snapshot().version(), sound);
    assert_eq!(engine.ready().await, Ok(()));
}

#[tokio::test]
async fn one_that_meets_an_event_it_cannot_read_while_at_work_stops_alone() {
    let store = Arc::new(Memory::shared());
    let house = house_over(Arc::clone(&store) as Arc<dyn Store>, None).await;
    let yard = house.engine.create("yard").await.unwrap();
    let mut pages = house.desk.changes.follow();
    pages.mark_unchanged();
    let sound = append_what_nobody_reads(&store, house.desk.key).await;
    let refused = house.desk.submit(by(INES, raise("Too late"))).await.unwrap_err();
    assert!(refused.to_string().contains(&format!("version {}", sound + 1)), "{refused}");
    named(&house.engine, sound + 1);
    assert!(house.engine.desk("harbour").is_none() && house.engine.desk("yard").is_some());
    assert!(pages.has_changed().unwrap(), "open pages look again");
    yard.submit(rowlock_engine::Submission::new(Actor::Operator, Via::Cli, Vec::new())).await.unwrap();
    mend(&store, house.desk.key, sound).await;
    assert_eq!(house.engine.retry_troubled(true).await.unwrap(), 1);
    house.engine.enter("harbour").await.unwrap().unwrap().submit(by(INES, raise("Goes on"))).await.unwrap();
}

#[tokio::test]
async fn a_server_whose_last_write_found_no_database_is_not_ready_until_one_does() {
    let store = Arc::new(Memory::new());
    let house = house_over(Arc::clone(&store) as Arc<dyn Store>, None).await;
    assert_eq!(house.engine.ready().await, Ok(()));
    store.inject(Fault::Refuse(StoreError::Away("read-only".to_owned())));
    house.desk.submit(by(INES, raise("Refused"))).await.unwrap_err();
    assert_eq!(house.engine.ready().await, Err(Unready::Away));
    house.desk.submit(by(INES, raise("Kept"))).await.unwrap();
    assert_eq!(house.engine.ready().await, Ok(()));
}

#[tokio::test]
async fn a_server_that_stays_behind_the_log_is_not_ready() {
    let store = Arc::new(Memory::new());
    let house = house_over(Arc::clone(&store) as Arc<dyn Store>, None).await;
    // Nobody follows a database of one's own, so this server never learns of it.
    append_what_nobody_reads(&store, house.desk.key).await;
    assert_eq!(house.engine.ready().await, Err(Unready::Behind));
}
