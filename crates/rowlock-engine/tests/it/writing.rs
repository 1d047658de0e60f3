//! What the writer promises to those who hand in commands.

use crate::support::{CHECKOUT, by, engine_over, house, house_over, raise};
use rowlock_domain::impediment::command::{OwnImpediment, RetitleImpediment};
use rowlock_domain::testing::{INES, RUTH, TOMASZ, title};
use rowlock_domain::{Actor, Command, Context, Event, ImpedimentId, PersonId, Refusal, TeamId, Thing, Via};
use rowlock_engine::plain::{LastLooked, PlainChange, StoreError};
use rowlock_engine::{EngineError, Key, Submission, SubmitError};
use rowlock_store::{Fault, Memory, Sqlite, Store};
use std::sync::Arc;

#[tokio::test]
async fn a_command_is_applied_and_seen_by_readers_when_it_is_answered() {
    let house = house().await;
    let done = house.desk.submit(by(INES, raise("No test cards"))).await.unwrap();
    assert!(matches!(done.events[0].event, Event::ImpedimentRaised(_)));
    let snapshot = house.desk.snapshot();
    assert_eq!(snapshot.version(), done.version);
    assert_eq!(snapshot.model.impediments.len(), 1);
    assert_eq!(snapshot.model.impediments[0].raised_by, Some(INES));
}

#[tokio::test]
async fn many_writers_at_once_each_get_their_own_number_and_nothing_is_lost() {
    let house = house().await;
    let before = house.desk.snapshot().version();
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..200 {
        let desk = Arc::clone(&house.desk);
        tasks.spawn(async move { desk.submit(by(INES, raise(&format!("Obstacle {n}")))).await.unwrap().version });
    }
    let mut versions: Vec<u64> = tasks.join_all().await;
    versions.sort_unstable();
    assert_eq!(versions, (before + 1..=before + 200).collect::<Vec<_>>());
    assert_eq!(house.desk.snapshot().model.impediments.len(), 200);
}

#[tokio::test]
async fn the_same_key_ten_times_makes_one_event_and_ten_equal_answers() {
    let house = house().await;
    let once = || by(INES, raise("Once")).once(Some(Key::new("key-1", b"Once")));
    let (first, second) = tokio::join!(house.desk.submit(once()), house.desk.submit(once()));
    let version = first.unwrap().version;
    assert_eq!(second.unwrap().version, version);
    for _ in 0..8 {
        let again = house.desk.submit(once()).await.unwrap();
        assert!(again.replayed && again.version == version);
    }
    assert_eq!(house.desk.snapshot().model.impediments.len(), 1);
}

#[tokio::test]
async fn the_same_key_again_answers_with_what_it_made_the_first_time() {
    let house = house().await;
    let once = || by(INES, raise("Once")).once(Some(Key::new("key-1", b"Once")));
    let first = house.desk.submit(once()).await.unwrap();
    house.desk.submit(by(INES, raise("Between"))).await.unwrap();
    let again = house.desk.submit(once()).await.unwrap();
    assert_eq!((again.version, again.events), (first.version, first.events));
}

#[tokio::test]
async fn the_same_key_with_other_words_is_refused_also_after_a_restart() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let house = house_over(Arc::clone(&store), None).await;
    let under = |words: &str| by(INES, raise(words)).once(Some(Key::new("key-1", words.as_bytes())));
    let (first, other) = tokio::join!(house.desk.submit(under("Once")), house.desk.submit(under("Edited")));
    assert!(first.is_ok() && matches!(other, Err(SubmitError::KeyReused)), "also within one commit");
    assert!(matches!(house.desk.submit(under("Edited")).await, Err(SubmitError::KeyReused)));
    let desk = engine_over(store, &house.clock, None).await.desk("harbour").unwrap();
    assert!(matches!(desk.submit(under("Edited")).await, Err(SubmitError::KeyReused)));
    assert!(desk.submit(under("Once")).await.unwrap().replayed);
    assert_eq!(desk.snapshot().model.impediments.len(), 1);
}

#[tokio::test]
async fn keys_are_remembered_after_a_restart() {
    let store: Arc<dyn Store> = Arc::new(Memory::new());
    let house = house_over(Arc::clone(&store), None).await;
    let version = house.desk.submit(by(INES, raise("Once")).once(Some(Key::new("key-1", b"Once")))).await.unwrap().version;
    let again = engine_over(store, &house.clock, None).await;
    let desk = again.desk("harbour").unwrap();
    let done = desk.submit(by(INES, raise("Once")).once(Some(Key::new("key-1", b"Once")))).await.unwrap();
    assert!(done.replayed);
    assert_eq!(done.version, version);
    assert_eq!(*desk.snapshot().model, *house.desk.snapshot().model);
}

#[tokio::test]
async fn a_form_from_an_older_state_of_its_thing_is_refused_and_others_are_not() {
    let house = house().await;
    house.desk.submit(by(INES, raise("First"))).await.unwrap();
    house.desk.submit(by(INES, raise("Second"))).await.unwrap();
    let first = Thing::Impediment(ImpedimentId(1));
    let shown = house.desk.snapshot().model.touched(first);
    let retitle = |words: &str| Command::from(RetitleImpediment { impediment: ImpedimentId(1), title: title(words) });
    house.desk.submit(by(INES, raise("Third, elsewhere"))).await.unwrap();
    house.desk.submit(by(INES, retitle("First, clearer")).expecting(Some((first, shown)))).await.unwrap();
    let stale = house.desk.submit(by(RUTH, retitle("Mine")).expecting(Some((first, shown)))).await.unwrap_err();
    assert!(matches!(stale, SubmitError::Refused(Refusal::Changed { .. })), "{stale}");
}

#[tokio::test]
async fn of_twenty_writers_upon_one_state_exactly_one_succeeds() {
    let house = house().await;
    house.desk.submit(by(INES, raise("Contested"))).await.unwrap();
    let thing = Thing::Impediment(ImpedimentId(1));
    let shown = house.desk.snapshot().model.touched(thing);
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..20 {
        let desk = Arc::clone(&house.desk);
        let command = RetitleImpediment { impediment: ImpedimentId(1), title: title(&format!("Title {n}")) };
        tasks.spawn(async move { desk.submit(by(INES, command.into()).expecting(Some((thing, shown)))).await.is_ok() });
    }
    assert_eq!(tasks.join_all().await.into_iter().filter(|ok| *ok).count(), 1);
}

#[tokio::test]
async fn commands_of_a_batch_happen_together_or_not_at_all() {
    let house = house().await;
    let before = house.desk.snapshot().version();
    let build = |context: &Context<'_>| {
        let impediment = context.workspace.next_impediment();
        Ok(vec![raise("Both"), OwnImpediment { impediment, owner: TOMASZ }.into()])
    };
    let done = house.desk.submit(Submission::built(Actor::Person(RUTH), Via::Web, build)).await.unwrap();
    assert_eq!(done.version, before + 2);
    assert!(done.events.iter().all(|recorded| recorded.stamp.last == before + 2));
    let refused = house
        .desk
        .submit(Submission::new(
            Actor::Person(RUTH),
            Via::Web,
            vec![raise("Half"), OwnImpediment { impediment: ImpedimentId(99), owner: TOMASZ }.into()],
        ))
        .await;
    assert!(matches!(refused, Err(SubmitError::Refused(Refusal::Unknown))));
    assert_eq!(house.desk.snapshot().version(), before + 2);
}

#[tokio::test]
async fn a_panic_while_deciding_drops_that_command_only() {
    let house = house().await;
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let panics = Submission::built(Actor::Person(INES), Via::Web, |_| panic!("a defect"));
    let (dropped, kept) = tokio::join!(house.desk.submit(panics), house.desk.submit(by(INES, raise("Still here"))));
    std::panic::set_hook(quiet);
    assert!(matches!(dropped, Err(SubmitError::Panicked)));
    assert!(kept.is_ok());
    assert_eq!(house.desk.snapshot().model.impediments.len(), 1);
}

#[tokio::test]
async fn a_full_disk_is_told_and_writing_goes_on_afterwards() {
    let memory = Arc::new(Memory::new());
    let house = house_over(Arc::clone(&memory) as Arc<dyn Store>, None).await;
    memory.inject(Fault::Refuse(StoreError::Full));
    let full = house.desk.submit(by(INES, raise("No room"))).await.unwrap_err();
    assert!(matches!(full, SubmitError::Engine(EngineError::Store(StoreError::Full))));
    assert!(house.desk.snapshot().model.impediments.is_empty(), "what was refused is not shown");
    house.desk.submit(by(INES, raise("Room again"))).await.unwrap();
    assert_eq!(house.desk.snapshot().model.impediments.len(), 1);
}

#[tokio::test]
async fn an_append_whose_answer_is_lost_is_read_back_and_answered_as_done() {
    let memory = Arc::new(Memory::new());
    let house = house_over(Arc::clone(&memory) as Arc<dyn Store>, None).await;
    let lost = StoreError::Io { what: "the connection".to_owned(), why: "was cut".to_owned() };
    memory.inject(Fault::LoseAnswer(lost));
    let done = house.desk.submit(by(INES, raise("Kept after all"))).await.unwrap();
    assert_eq!(house.desk.snapshot().version(), done.version);
    house.desk.submit(by(INES, raise("And on"))).await.unwrap();
    assert_eq!(house.desk.snapshot().model.impediments.len(), 2);
}

#[tokio::test]
async fn a_plain_record_that_is_taken_fails_only_its_own_submission() {
    let house = house().await;
    let looked = LastLooked { workspace: house.desk.key, person: INES, version: 1, at: house.now() };
    house.engine.change(vec![PlainChange::insert(&looked)]).await.unwrap();
    let mut taken = by(INES, raise("Taken"));
    taken.plain = vec![PlainChange::insert(&looked)];
    let (taken, other) = tokio::join!(house.desk.submit(taken), house.desk.submit(by(INES, raise("Other"))));
    assert!(matches!(taken, Err(SubmitError::Engine(EngineError::Store(StoreError::Taken { .. })))));
    assert!(other.is_ok());
    assert_eq!(house.desk.snapshot().model.impediments.len(), 1);
}

#[tokio::test]
async fn the_clock_set_back_never_makes_events_go_back_in_time() {
    let house = house().await;
    house.at("2026-11-23T10:00:00Z");
    house.desk.submit(by(INES, raise("At ten"))).await.unwrap();
    house.at("2026-11-22T10:00:00Z");
    house.desk.submit(by(INES, raise("A day earlier, says the clock"))).await.unwrap();
    let model = Arc::clone(&house.desk.snapshot().model);
    assert!(model.journal.iter().zip(model.journal.iter().skip(1)).all(|(a, b)| a.stamp.at <= b.stamp.at));
}

#[tokio::test]
async fn a_notice_names_what_was_touched_since_a_version() {
    let house = house().await;
    let before = house.desk.snapshot().version();
    house.desk.submit(by(INES, raise("Touches its team and group"))).await.unwrap();
    let notice = house.desk.notice_since(before);
    let touched = notice.touched.unwrap();
    assert!(touched.contains(&Thing::Impediment(ImpedimentId(1))) && touched.contains(&Thing::Team(CHECKOUT)));
    assert!(!touched.contains(&Thing::Team(TeamId(2))));
    assert!(house.desk.notice_since(notice.version).touched.unwrap().is_empty());
    let older = house.desk.notice_since(before - 1).touched.unwrap();
    assert!(older.is_superset(&touched), "commits from before the start are known by the model");
    assert_eq!(house.desk.notice_since(0).touched, None, "whoever has seen nothing looks at everything");
}

#[tokio::test]
async fn sqlite_holds_the_same_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let (model, head) = {
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(dir.path()).unwrap());
        let house = house_over(Arc::clone(&store), None).await;
        house.desk.submit(by(INES, raise("Kept"))).await.unwrap();
        let snapshot = house.desk.snapshot();
        house.engine.stop().await.unwrap();
        (Arc::clone(&snapshot.model), snapshot.head)
    };
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(dir.path()).unwrap());
    let clock = Arc::new(rowlock_engine::FixedClock::at(model.at));
    let desk = engine_over(store, &clock, None).await.desk("harbour").unwrap();
    assert_eq!(*desk.snapshot().model, *model);
    assert_eq!(desk.snapshot().head, head);
    assert_eq!(desk.snapshot().profiles.name(INES), "Ines Moreau");
}

#[tokio::test]
async fn nobody_who_does_not_belong_here_writes() {
    let house = house().await;
    let refused = house.desk.submit(by(PersonId(99), raise("Foreign"))).await;
    assert!(matches!(refused, Err(SubmitError::Refused(Refusal::Forbidden { .. }))));
}

#[tokio::test]
async fn an_address_is_short_and_plain_and_taken_once() {
    let house = house().await;
    for bad in ["", "a", "Harbour", "har bour", "-harbour", "har--bour", "assets", "sign-in"] {
        assert!(matches!(house.engine.create(bad).await, Err(EngineError::BadSlug(_))), "{bad}");
    }
    assert!(matches!(house.engine.create("harbour").await, Err(EngineError::Store(StoreError::SlugTaken(_)))));
}
